"""A table by month beside itself: a month far off the others, a month left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from artplan.plan.written import calendar
from artplan.plan.written.notes import Note
from artplan.plausibility.numbers import Number, median, shown

ABOVE, BELOW = 4, 5  # times the median of the other months; the month of the Spring Festival sells little
MOST_OF = 2 / 3  # of its months that a table names, from which on a missing one is a slip
LONG = 6  # months of a table that is meant to cover the plan


def notes(numbers: Iterable[Number], months: Sequence[str]) -> Iterator[Note]:
    for number in numbers:
        if len(number.entries) > 1:
            yield from _outlying(number)
            yield from _missing(number, months)


def _outlying(number: Number) -> Iterator[Note]:
    entries = [(month, value) for month, value in number.entries if value > 0]
    if len(entries) < 2:
        return
    off = []
    for place, (month, value) in enumerate(entries):
        middle = median(other for at, (_, other) in enumerate(entries) if at != place)
        off.append((max(value / middle / ABOVE, middle / value / BELOW), month, value, middle))
    times, month, value, middle = max(off)
    if times > 1:
        yield number.note("outlying", month=month, value=shown(value), middle=shown(middle))


def _missing(number: Number, months: Sequence[str]) -> Iterator[Note]:
    named = sorted(key for key, _ in number.entries if calendar.is_month(key))
    named = [month for month in named if months[0] <= month <= months[-1]]
    if len(named) < LONG:
        return
    span = [month for month in months if named[0] <= month <= named[-1]]
    blank = [month for month in span if month not in named]
    if blank and len(named) >= MOST_OF * len(span):
        yield number.note("month_missing", month=blank[0])
