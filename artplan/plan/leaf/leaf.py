"""A leaf: one number of the plan, in any of the forms in which a file may write it.

A leaf is a plain value; a month table (`2027-01: 30000`); a dated value (`2027-01-01: 8`, which holds until
the next date); or a card around any of these that adds unit, source, note, uncertainty, and what others
publish for such a number:

    cost_per_click: {value: 10, unit: CNY/click, source: some-budget, uncertain: {pert: [6, 10, 15]}}
    payment_rate: {value: 90%, published: {range: [75%, 92%], source: some-report}}

Every form gives one number, or one number for each month of the horizon (for a leaf by calendar month:
twelve). The `LeafSpec` in the schema says what a leaf may be (unit, range, label); `reading.py` reads the
forms. A card may state a running amount per month by the year (`unit: CNY/year`): the leaf then has a
twelfth of what is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from artplan.plan.written.gate import MOST

CARD_KEYS = ("value", "unit", "source", "note", "uncertain", "published")
# A distribution by name: plain numbers, or pairs of a value and its probability.
Uncertain = Mapping[str, tuple[Any, ...]]
HALF_A_CENT = 0.005  # amounts in CNY that differ by less are equal in a ledger
PERCENT = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)%")
# The most that a number may be where its parameter sets no end, by what its unit counts: more than any
# business has, and little enough that products of several stay within what can be calculated.
MOST_OF = {"CNY": MOST, "1": 1e6, "person": 1e6, "day": 1e4, "point": 1e6, "1/month": 10, "1/year": 10}
MOST_COUNTED = 1e10  # of visits, customers, pieces
MOST_EACH = 1e8  # of anything, the yuan too, for each person, order or piece
LEAST = 1e-9  # of a number that is not 0: less is a slip, and as a divisor it leads nowhere
PERIODS = ("", "day", "month", "year")
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class LeafSpec:
    """The unit, label and range of a leaf; `feeds` names the engine's input that takes its value.

    per: what that input varies by, where it is not the section's own dimension. one_off: whether the amount
    falls in single months, so that it is never given by the year. least: the least size that is not 0.
    """

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
    most: float | None = None  # in place of what the unit allows
    per: str | None = None
    one_off: bool = False
    least: float = LEAST

    @property
    def percent(self) -> bool:
        """Whether `16%` may be written for 0.16: numbers without a unit, and rates up to 1."""
        return self.unit == "1" or self.le == 1

    @property
    def highest(self) -> float:
        """The most that the number may be: the end of its range, else that of its unit."""
        if self.le is not None:
            return self.le
        if self.most is not None:
            return self.most
        counted, _, each = self.unit.partition("/")
        most = MOST_OF.get(self.unit, MOST_OF.get(counted, MOST_COUNTED))
        return most if each in PERIODS else min(most, MOST_EACH)

    @property
    def lowest(self) -> float:
        """The least that the number may be, or that it stays above."""
        declared = self.gt if self.gt is not None else self.ge
        return -self.highest if declared is None else declared

    @property
    def unit_of_year(self) -> str | None:
        """The same unit by the year: CNY/year for CNY/month; None for other units.

        Also None for a rate, `1/month`: it compounds, so a month's is no twelfth of a year's.
        """
        counted, _, each = self.unit.rpartition("/")
        return f"{counted}/year" if each == "month" and counted != "1" else None

    @property
    def of_year(self) -> LeafSpec | None:
        """The same number by the year, with its range; None if it cannot be given so."""
        unit = self.unit_of_year
        if unit is None or self.one_off:
            return None
        most = None if self.le is not None else MONTHS_OF_YEAR * self.highest
        ge, gt, le = map(_of_year, (self.ge, self.gt, self.le))
        return replace(self, unit=unit, ge=ge, gt=gt, le=le, most=most, least=MONTHS_OF_YEAR * self.least)

    def in_unit(self, unit: object) -> LeafSpec | None:
        """The number as a card with this unit states it; None for a unit that it cannot have."""
        if unit is None or unit == self.unit:
            return self
        year = self.of_year
        return year if year is not None and unit == year.unit else None


def _of_year(end: float | None) -> float | None:
    return None if end is None else MONTHS_OF_YEAR * end


@dataclass(frozen=True)
class Published:
    """The range that others publish for such a number, in the parameter's unit, and where it is printed.

    It stands beside a value that is the plan's own choice and is no source of it: a range says what is usual,
    not what holds in this shop. low equals high where a single figure is printed.
    """

    low: float
    high: float
    source: str
    note: str | None = None


@dataclass(frozen=True)
class Leaf:
    """A number of the plan: `values` has one entry, or one for each month.

    steps: the months, by their place, whose value as it was read is not that of the month before.
    """

    values: tuple[float, ...]
    unit: str
    source: str | None = None
    note: str | None = None
    uncertain: Uncertain | None = None
    published: Published | None = None
    by: str = "month"
    given: bool = True
    steps: tuple[int, ...] = ()
    place: str = ""
    written: Any = field(default=None, compare=False)

    @property
    def value(self) -> float | tuple[float, ...]:
        return self.values[0] if len(self.values) == 1 else self.values

    def at(self, index: int) -> float:
        return self.values[0] if len(self.values) == 1 else self.values[index]

    @property
    def by_year(self) -> bool:
        """Whether the file states the amount by the year."""
        return is_card(self.written) and self.written.get("unit") not in (None, self.unit)

    @property
    def placeholder(self) -> bool:
        """Whether a file gives the value but no source for it."""
        return self.given and self.source is None


def default(spec: LeafSpec, value: float) -> Leaf:
    """Return the neutral value of a leaf that no file gives."""
    return Leaf((float(value),), spec.unit, by=spec.by, given=False)


def ever_above(low: Leaf, high: Leaf) -> bool:
    """Return whether `low` is above `high` in any month.

    While the horizon is not known, only the months that both tables list are compared.
    """
    counts = [len(each.values) for each in (low, high) if len(each.values) > 1]
    return any(low.at(month) > high.at(month) for month in range(min(counts, default=1)))


def is_card(raw: object) -> bool:
    """Return whether `raw` is a mapping with one of a card's keys; any other mapping is a table."""
    return isinstance(raw, dict) and any(key in CARD_KEYS for key in raw)


def of_month(year: float) -> float:
    """Return the month's part of an amount by the year."""
    return year / MONTHS_OF_YEAR
