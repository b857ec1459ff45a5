"""What is kept of a row of an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

DIGITS = 12  # bytes of a hash


@dataclass(frozen=True, slots=True)
class Record:
    """A row of an export, without anything that names a person.

    line: the row's line in the file, or its number in the sheet. key: a hash of what makes it unique. month,
    day: `2027-03`, and `2027-03-05`, or the month again for a row about all of it, or `2027-03-01~2027-03-07`
    for a row about several days, or empty. kind: what kind of row it is. item: the account, campaign or
    product that it is about. partner: the company that sells or buys, or the hash of a person's name. refers:
    a hash of the order's number. measures: its numbers.
    """

    line: int
    key: str
    month: str
    day: str
    kind: str
    item: str
    refers: str
    measures: Mapping[str, Decimal]
    partner: str = ""


def hashed(*parts: str) -> str:
    """Return a hash of the parts, the same in every export."""
    return blake2b("\x1f".join(parts).encode(), digest_size=DIGITS).hexdigest()


def is_day(day: str) -> bool:
    """Return whether a record is about a single day."""
    return len(day) == len("2027-03-05")
