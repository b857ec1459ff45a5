"""The plan's way of counting the days of a month's pay.

calendar: every day. thirty: months of 30 days. working: Monday to Friday, of which a whole month counts as
21.75: 365 days less 104 of weekends by twelve, statutory holidays included, because they are paid
(人社部发〔2025〕2号, before it 劳社部发〔2008〕3号). holidays: the same 261 days of a year in the months in
which they fall: the working days that the State Council's notices leave, and the statutory holidays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from artplan.plan.plan import Plan
from artplan.plan.written import calendar
from artplan.plan.written.calendar import Span

DAY = timedelta(days=1)
Ends = tuple[date | None, date | None]  # the first and the last day, where there is one


@dataclass(frozen=True)
class Count:
    """A way of counting. unpaid: weekdays that do not count. paid: days of weekends that do."""

    way: str
    unpaid: frozenset[date]
    paid: frozenset[date]

    def full(self, period: Span) -> float:
        """How many days a whole pay period counts."""
        if self.way == "working":
            return calendar.WORKING_DAYS
        return calendar.days_of_thirty(*period) if self.way == "thirty" else self._days(period)

    def of(self, period: Span, own: Ends, person: Ends, whole: bool = True) -> float:
        """Return the days of a person's stint in the period.

        Stints share what the person's days count. whole: whether the period is that of a month's pay, whose
        working days count as 21.75 together, and never as more.
        """
        mine, theirs = calendar.common(period, *own), calendar.common(period, *person)
        if mine is None or theirs is None:
            return 0.0
        if self.way == "thirty":
            before = calendar.days_of_thirty(theirs[0], mine[0] - DAY) if mine[0] > theirs[0] else 0
            return calendar.days_of_thirty(theirs[0], mine[1]) - before
        if self.way != "working":
            return self._days(mine)
        days, there = calendar.weekdays(*mine), calendar.weekdays(*theirs)
        all_days = whole and there == calendar.weekdays(*period)
        counted = calendar.WORKING_DAYS if all_days else min(there, calendar.WORKING_DAYS)
        return counted * days / there if there else 0.0

    def _days(self, span: Span) -> int:
        if self.way == "calendar":
            return (span[1] - span[0]).days + 1
        return calendar.weekdays(*span) + _within(self.paid, span) - _within(self.unpaid, span)


def count(plan: Plan) -> Count:
    """The way of the plan."""
    years = plan.law.holidays.values()
    off = _dates(year.off for year in years)
    paid = _dates([*year.worked, *year.statutory] for year in years)
    weekend = frozenset(day for day in paid if not _is_weekday(day))
    return Count(plan.sections.plan.day_count, frozenset(filter(_is_weekday, off - paid)), weekend)


def _dates(lists: Iterable[Iterable[date]]) -> frozenset[date]:
    return frozenset(day for each in lists for day in each)


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def _within(days: frozenset[date], span: Span) -> int:
    return sum(span[0] <= day <= span[1] for day in days)
