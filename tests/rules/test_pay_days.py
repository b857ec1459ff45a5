"""The days that a month pays: of a pay period that begins in the month before, and in months of 30 days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artplan.plan.inputs.build import build
from artplan.plan.written import calendar
from artplan.plan.written.faults import PlanFault
from tests.plans import load
from tests.rules.small_team import one, row, run, team

FROM_26 = {"period_first_day": 26}
days_of_plan = st.dates(date(2027, 1, 1), date(2027, 12, 25))


def paid(seat: dict[str, Any], pay: dict[str, Any], day_count: str = "calendar") -> list[float]:
    """Days paid of one person, by month."""
    sections = team(positions={"one": {"post": "clerk", "base_pay": 10_000, **seat}}, pay=pay)
    sections["plan"]["day_count"] = day_count
    days = build(load(sections).plan).arrays["days_paid"].sum(axis=0)[:, 0]
    return [float(each) for each in (days if len(days) > 1 else [*days] * 12)]


def test_a_pay_period_from_the_26th():
    """Somebody begins on 28 March: nothing in March, and in April 28 March to 25 April of 31 days."""
    result = run(team(positions={"one": {"start": "2027-03-28"}}, pay=FROM_26))
    assert one(result, "gross_pay")[1:5] == pytest.approx([0, 0, 10_000 * (4 + 25) / 31, 10_000])
    assert one(result, "person_heads")[2] == one(result, "person_headcount_closing")[2] == 1
    assert one(result, "full_time_equivalent")[2] == pytest.approx(4 / 31)


def test_who_leaves_after_the_period_is_paid_at_once():
    """26 February to 25 March are 28 days; 26 to 28 March are paid with them."""
    result = run(team(positions={"one": {"end": "2027-03-28"}}, pay=FROM_26))
    assert one(result, "gross_pay")[1:4] == pytest.approx([10_000, 10_000 * (28 + 3) / 28, 0])
    assert paid({"end": "2027-03-28"}, FROM_26)[1:4] == [31, 28 + 3, 0]


def test_who_comes_and_goes_between_two_periods():
    assert paid({"start": "2027-03-28", "end": "2027-03-30"}, FROM_26)[1:4] == [0, 3, 0]


def test_a_raise_inside_the_period_is_paid_by_its_days():
    seat = {"changes": {"2027-06-28": {"base_pay": 20_000}}}
    result = run(team(positions={"one": seat}, pay=FROM_26))
    assert row(result, "gross_pay")[5:8] == pytest.approx(
        [10_000, 10_000 * 2 / 30 + 20_000 * (3 + 25) / 30, 20_000]
    )


def test_a_raise_on_the_first_is_inside_the_period_too():
    """26 to 30 June at the old pay; a table of months is for the month's pay."""
    pay = {"2027-01-01": 10_000, "2027-07-01": 20_000}
    result = run(team(positions={"one": {"base_pay": pay}}, pay=FROM_26))
    assert row(result, "gross_pay")[6] == pytest.approx(10_000 * 5 / 30 + 20_000 * 25 / 30)
    months = {f"2027-{month:02}": 10_000 if month < 7 else 20_000 for month in range(1, 13)}
    result = run(team(positions={"one": {"base_pay": months}}, pay=FROM_26))
    assert row(result, "gross_pay")[5:7] == pytest.approx([10_000, 20_000])


def test_probation_counts_by_the_days_of_the_period():
    """A month of probation from 28 March to 27 April; 26 and 27 April are paid in May."""
    pay = {**FROM_26, "probation_months": 1, "probation_pay_share": 0.8}
    result = run(team(positions={"one": {"start": "2027-03-28"}}, pay=pay))
    assert one(result, "gross_pay")[3:6] == pytest.approx(
        [10_000 * 0.8 * 29 / 31, 10_000 * (0.8 * 2 + 28) / 30, 10_000]
    )


def test_heads_dated_by_month_come_and_go_with_the_period():
    """Two more from April to August: five whole periods, 26 March to 25 August."""
    seat = {"people": {"2027-01-01": 1, "2027-04-01": 3, "2027-09-01": 1}}
    result = run(team(positions={"one": seat}, pay=FROM_26))
    assert row(result, "gross_pay") == pytest.approx([10_000] * 3 + [30_000] * 5 + [10_000] * 4)


def test_months_of_thirty_days():
    """16 to 31 March is half of 30 days; February's last day makes its month whole."""
    assert paid({"start": "2027-03-16"}, {}, "thirty")[1:4] == [0, 15, 30]
    assert paid({"start": "2027-02-28"}, {}, "thirty")[1] == 3
    assert paid({"end": "2027-02-27"}, {}, "thirty")[:2] == [30, 27]
    assert paid({"start": "2027-03-31"}, {}, "thirty")[2] == 1
    assert paid({"end": "2027-03-30"}, {}, "thirty")[2] == 30
    result = run({**team(positions={"one": {"start": "2027-03-16"}}), "plan": thirty()})
    assert one(result, "gross_pay")[2] == pytest.approx(10_000 * 15 / 30)


def thirty() -> dict[str, Any]:
    return {**team()["plan"], "day_count": "thirty"}


def test_thirty_days_in_a_period_of_its_own():
    """26 February to 25 March are 30 days; whoever leaves on the 31st gets five more."""
    assert paid({"end": "2027-03-31"}, FROM_26, "thirty")[1:4] == [30, 30 + 5, 0]


@settings(max_examples=25, deadline=None)
@given(days=st.lists(days_of_plan, min_size=3, max_size=3), begins=st.integers(1, 28))
def test_all_days_of_a_stay_are_paid_once(days: list[date], begins: int):
    """Wherever the period begins, and whatever changes on the way; in months of 30 days too."""
    first, change, last = sorted(days)
    seat = {"start": str(first), "end": str(last), "changes": {str(change): {"base_pay": 12_000}}}
    pay = {"period_first_day": begins}
    assert sum(paid(seat, pay)) == (last - first).days + 1
    end = 30 if last.day >= calendar.days_in(f"{last:%Y-%m}") else last.day
    thirties = (last.month - first.month) * 30 + end - min(first.day, 30) + 1
    assert sum(paid(seat, pay, "thirty")) == thirties


def in_2026(seat: dict[str, Any], **plan: Any) -> dict[str, Any]:
    sections = team(positions={"one": {"post": "clerk", "base_pay": 10_000, **seat}})
    return {**sections, "plan": {**sections["plan"], "start": "2026-01", "day_count": "holidays", **plan}}


def test_working_days_by_the_notices():
    """October 2026: 22 weekdays less 5 off, a Saturday worked; 3 holidays by law, one of them a Saturday."""
    full = build(load(in_2026({})).plan).arrays["days_full"][:, 0].tolist()
    assert full[9] == 22 - 5 + 1 + 3
    assert sum(full) == 365 - 104 == 12 * 21.75
    result = run(in_2026({"start": "2026-10-08"}))
    assert one(result, "gross_pay")[9:11] == pytest.approx([10_000 * (17 + 1) / 21, 10_000])


def test_holidays_by_law_are_paid_to_who_is_there():
    """The last day is 3 October: nobody works, but three holidays are paid."""
    assert one(run(in_2026({"end": "2026-10-03"})), "gross_pay")[9] == pytest.approx(10_000 * 3 / 21)


def test_a_year_without_a_notice_is_a_fault_unless_the_plan_has_its_days_off():
    plan = {"start": "2026-07"}
    with pytest.raises(PlanFault, match=r"plan.day_count \| no holiday notice for 2027-01 to 2027-06"):
        run(in_2026({}, **plan))
    own = {"2027": {"off": ["2027-01-01"], "statutory": ["2027-01-01"]}}
    weekdays = build(load(in_2026({}, **plan, holidays=own)).plan).arrays["days_full"][6, 0]
    assert weekdays == [21]
    with pytest.raises(PlanFault, match="2026-12-31 is no day of 2027"):
        run(in_2026({}, **plan, holidays={"2027": {"off": ["2026-12-31"]}}))
