"""Months and days: the only module that does calendar arithmetic.

A month is a text such as `2027-03`, a day a `datetime.date`. Working days are Monday to Friday. Chinese
payrolls divide a month by 21.75 days (365 days less 104 weekend days, divided by twelve); public holidays
count as working days, because they are paid.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
DATED = re.compile(r"(?P<year>\d{4})-\d{2}(-\d{2})?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WORKING_DAYS = 21.75
DAYS_OF_THIRTY = 30
Span = tuple[date, date]  # the first and the last day
FIRST_YEAR, LAST_YEAR = 1900, 2200  # of any date that a plan may give


def is_month(text: object) -> bool:
    match = MONTH.fullmatch(text) if isinstance(text, str) else None
    return match is not None and 1 <= int(match["month"]) <= 12 and _in_years(int(match["year"]))


def year_outside(text: object) -> bool:
    """Return whether the text is a month or day but for its year."""
    match = DATED.fullmatch(text) if isinstance(text, str) else None
    return match is not None and not _in_years(int(match["year"]))


def _in_years(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def read_day(text: object) -> date | None:
    """Return the day written as `2027-03-15`; None if the text is not such a day."""
    if not isinstance(text, str) or not DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _in_years(day.year) else None


@cache
def number(month: str) -> int:
    """Return the number of months since year 0, so that months can be subtracted."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def from_number(count: int) -> str:
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def horizon(start: str, months: int) -> tuple[str, ...]:
    first = number(start)
    return tuple(from_number(first + i) for i in range(months))


def calendar_month(month: str) -> int:
    return int(month[5:7])


def month_of(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


@cache
def first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)


@cache
def days_in(month: str) -> int:
    return monthrange(int(month[:4]), int(month[5:7]))[1]


@cache
def last_day(month: str) -> date:
    return first_day(month).replace(day=days_in(month))


def span(month: str, start: date | None, end: date | None) -> Span | None:
    """Return the first and last day of the month from start to end, both included; None if there is none."""
    return common((first_day(month), last_day(month)), start, end)


def days_within(month: str, start: date | None, end: date | None) -> int:
    part = span(month, start, end)
    return 0 if part is None else (part[1] - part[0]).days + 1


def weekdays_within(month: str, start: date | None, end: date | None) -> int:
    """Return the number of days from Monday to Friday."""
    part = span(month, start, end)
    return 0 if part is None else weekdays(*part)


def weekdays(first: date, last: date) -> int:
    """Return the number of days from Monday to Friday, from the first to the last."""
    weeks, rest = divmod((last - first).days + 1, 7)
    return weeks * 5 + sum((first.weekday() + i) % 7 < 5 for i in range(rest))


def days_of_thirty(first: date, last: date) -> int:
    """Return the days from the first to the last in months of 30 days.

    The 31st is the 30th, and February's last day reaches to the 30th.
    """
    end = 30 if last.day == monthrange(last.year, last.month)[1] else last.day
    months = number(month_of(last)) - number(month_of(first))
    return months * 30 + end - min(first.day, 30) + 1


def months_on(day: date, count: int) -> date:
    """Return the same day `count` months later, or the first of the next month if there is no such day."""
    last = last_day(from_number(number(month_of(day)) + count))
    return last.replace(day=day.day) if day.day <= last.day else last + timedelta(days=1)


def day_of_next_year(day: date) -> date:
    """Return the same day a year later; for 29 February, the 28th."""
    month = from_number(number(month_of(day)) + 12)
    return first_day(month).replace(day=min(day.day, days_in(month)))


@cache
def pay_period(month: str, begins: int) -> Span:
    """Return the first and last day of a month's pay, which begins on that day of the month before.

    A pay period that begins on the 1st is the month itself.
    """
    if begins == 1:
        return first_day(month), last_day(month)
    first = first_day(from_number(number(month) - 1)).replace(day=begins)
    return first, first_day(month).replace(day=begins - 1)


def common(period: Span, start: date | None, end: date | None) -> Span | None:
    """Return the part of the period from start to end, both included; None if there is none."""
    first = period[0] if start is None else max(period[0], start)
    last = period[1] if end is None else min(period[1], end)
    return (first, last) if first <= last else None


def each_day(start: date, end: date) -> Sequence[date]:
    return [start + timedelta(days=i) for i in range((end - start).days + 1)]


def period_name(month: str, by: str, first_fiscal_month: int) -> str:
    """The label of the period in which a month lies, for fiscal years that begin in the given calendar month.

    'FY2027' begins in 2027; the label is '2027' where fiscal years begin in January.

    >>> period_name("2027-04", "quarter", 1), period_name("2027-03", "year", 4)
    ('2027-Q2', 'FY2026')
    """
    year, number = (int(part) for part in month.split("-"))
    place = (number - first_fiscal_month) % 12
    fiscal = year - (number < first_fiscal_month)
    name = f"{fiscal}" if first_fiscal_month == 1 else f"FY{fiscal}"
    parts = {"quarter": f"{name}-Q{place // 3 + 1}", "half": f"{name}-H{place // 6 + 1}"}
    return {"month": month, **parts, "year": name}[by]
