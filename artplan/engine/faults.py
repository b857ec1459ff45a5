"""The engine's exceptions; each message names the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import numpy as np

from artplan.engine.arrays import Indices, Numbers


class ModelFault(Exception):
    """Faulty rules: an unknown name, a circular reference, units or dimensions that do not match."""


class NumberFault(ArithmeticError):
    """A line has no finite value: names the line, the member, the month, the case and the reason."""

    def __init__(self, line: str, member: str, month: str, case: int, what: str) -> None:
        self.line, self.member, self.month, self.case, self.what = line, member, month, case, what
        place = ", ".join(part for part in (member, month, f"case {case}" if case else "") if part)
        super().__init__(f"{line} ({place}): {what}")

    def __reduce__(self) -> tuple[type[NumberFault], tuple[str, str, str, int, str]]:
        return type(self), (self.line, self.member, self.month, self.case, self.what)


def nearest(name: str, known: Iterable[str]) -> str:
    """A suggestion for an unknown name: up to three similar known names."""
    close = get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else "no similar name exists"


def no_number(
    line: str,
    broken: Numbers,
    members: Sequence[Sequence[str]],
    months: Sequence[str],
    cases: Sequence[int] | Indices,
    reason: str,
) -> NumberFault:
    """The NumberFault for the first value of a line's array that is not finite.

    broken: the array, shape (dimensions..., month, column). members: names along each dimension. cases: the
    case number of each column. Where every value is finite, the cause is a branch of `where` that is not
    taken.
    """
    bad = np.argwhere(~np.isfinite(broken))
    if not len(bad):
        fault = f"{reason} in a branch not taken; use ratio() there"
        return NumberFault(line, "", "", int(cases[0]), fault)
    *place, month, column = bad[0]
    member = ", ".join(names[index] for names, index in zip(members, place, strict=True))
    fault = f"{reason}; use ratio() for a divisor of 0"
    return NumberFault(line, member, months[int(month)], int(cases[column]), fault)
