"""Months and days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from artplan.plan.written import calendar

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
months = st.integers(2026 * 12, 2028 * 12 + 11).map(calendar.from_number)


def test_a_horizon_runs_over_the_year() -> None:
    assert calendar.horizon("2027-11", 4) == ("2027-11", "2027-12", "2028-01", "2028-02")


def test_what_is_a_month_and_what_a_day() -> None:
    assert [calendar.is_month(text) for text in ("2027-01", "2027-13", "2027-1", "0000-01", 202701)] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert calendar.read_day("2028-02-29") == date(2028, 2, 29)
    assert calendar.read_day("2027-02-29") is None
    assert calendar.read_day("20270228") is None


@given(months, st.none() | days, st.none() | days)
def test_days_are_counted_as_one_would_by_hand(month: str, start: date | None, end: date | None) -> None:
    inside = [
        day
        for day in calendar.each_day(calendar.first_day(month), calendar.last_day(month))
        if (start is None or start <= day) and (end is None or day <= end)
    ]
    assert calendar.days_within(month, start, end) == len(inside)
    assert calendar.weekdays_within(month, start, end) == sum(day.weekday() < 5 for day in inside)
