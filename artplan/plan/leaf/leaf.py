"""A leaf: one number of the plan, in any of the forms a file may give it.

A plain value; a month table (`2027-01: 30000`); a dated value (`2027-01-01: 8`, holds until the next
date); or a card around any of these that adds unit, source, note and uncertainty:

    cost_per_click: {value: 10, unit: CNY/click, source: some-budget, uncertain: {pert: [6, 10, 15]}}

Whatever the form, what is left is one number, or one number for each month of the horizon (for a leaf by
calendar month: twelve). What a leaf may be (unit, range, label) stands in its `Spec`, in the schema; how
the forms are read, in `reading.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CARD_KEYS = ("value", "unit", "source", "note", "uncertain")
# A distribution by its name: plain numbers, or pairs of a value and its probability.
Uncertain = Mapping[str, tuple[Any, ...]]
HALF_A_CENT = 0.005  # amounts in CNY that are nearer to each other are the same in a ledger
PERCENT = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)%")


@dataclass(frozen=True)
class LeafSpec:
    """What a leaf may hold and what it means; `feeds` names the engine's input of the same value."""

    unit: str
    zh: str
    en: str
    describe: str = ""
    feeds: str | None = None
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    blank: float | None = None
    rolls: str = "average"
    by: str = "month"

    @property
    def percent(self) -> bool:
        """Whether `16%` may be written for 0.16: numbers without unit, and rates up to 1."""
        return self.unit == "1" or self.le == 1


@dataclass(frozen=True)
class Leaf:
    """A number as the plan holds it: `values` has one entry, or one per month."""

    values: tuple[float, ...]
    unit: str
    source: str | None = None
    note: str | None = None
    uncertain: Uncertain | None = None
    by: str = "month"
    given: bool = True
    place: str = ""
    written: Any = field(default=None, compare=False)

    @property
    def value(self) -> float | tuple[float, ...]:
        return self.values[0] if len(self.values) == 1 else self.values

    def at(self, index: int) -> float:
        return self.values[0] if len(self.values) == 1 else self.values[index]

    @property
    def placeholder(self) -> bool:
        """Given in a file, but nobody says where it was read."""
        return self.given and self.source is None


def default(spec: LeafSpec, value: float) -> Leaf:
    """The neutral value of a leaf that no file gives."""
    return Leaf((float(value),), spec.unit, by=spec.by, given=False)


def ever_above(low: Leaf, high: Leaf) -> bool:
    """Whether in any month the one is above the other; while the horizon is not known, in those both list."""
    counts = [len(each.values) for each in (low, high) if len(each.values) > 1]
    return any(low.at(month) > high.at(month) for month in range(min(counts, default=1)))


def is_card(raw: object) -> bool:
    """A mapping with one of the card's keys; any other mapping is a table."""
    return isinstance(raw, dict) and any(key in CARD_KEYS for key in raw)
