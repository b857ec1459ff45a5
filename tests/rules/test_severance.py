"""Severance by years of service: a monthly pay a year, within the law's limits."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.plan.inputs.build import build
from artplan.plan.written.faults import PlanFault
from tests.plans import load
from tests.rules.small_team import one, run, team

BY_SERVICE = {"severance": "by_service"}


def severance(seat: dict[str, Any], **pay: Any) -> float:
    """What the one person is paid on leaving."""
    return sum(one(run(team(positions={"one": seat}, pay={**BY_SERVICE, **pay})), "severance_pay"))


def pays(since: str, end: str, **seat: Any) -> float:
    seat = {"post": "clerk", "base_pay": 10_000, "service_since": since, "end": end, **seat}
    return float(
        build(load(team(positions={"one": seat}, pay=BY_SERVICE)).plan).arrays["severance_pays"].max()
    )


@pytest.mark.parametrize(
    ("since", "end", "owed"),
    [
        ("2024-11-01", "2027-05-31", 2 + 1),  # 2 years and 7 months
        ("2027-01-01", "2027-05-31", 0.5),  # 5 months
        ("2026-12-01", "2027-05-31", 1),  # 6 months to the day
        ("2026-12-02", "2027-05-31", 0.5),
        ("2024-06-01", "2027-05-31", 3),  # 3 years to the day
        ("2024-05-31", "2027-05-31", 3 + 0.5),
        ("2024-02-29", "2027-02-28", 3),  # the year is over with the last of February
    ],
)
def test_a_pay_a_year(since: str, end: str, owed: float):
    assert pays(since, end) == owed


def test_by_service_at_ten_thousand():
    """Two years and seven months; five months."""
    assert severance({"service_since": "2024-11-01", "end": "2027-05-31"}) == pytest.approx(3 * 10_000)
    assert severance({"start": "2027-01-01", "end": "2027-05-31"}) == pytest.approx(0.5 * 10_000)


def test_high_pay_counts_up_to_three_average_wages_and_twelve_years():
    seat = {"service_since": "2007-01-01", "end": "2027-06-30"}
    assert severance(seat, average_wage=3_000) == pytest.approx(3 * 3_000 * 12)
    assert severance({**seat, "service_since": "2020-01-01"}, average_wage=3_000) == pytest.approx(
        3 * 3_000 * 8
    )
    assert severance(seat, average_wage=4_000) == pytest.approx(10_000 * 21), "pay below: no limit of years"


def test_three_average_wages_to_the_yuan_are_no_high_pay():
    """20 years and a half, of which high pay would count twelve."""
    seat = {"service_since": "2007-01-01", "end": "2027-06-30", "base_pay": 9_000}
    result = run(team(positions={"one": seat}, pay={**BY_SERVICE, "average_wage": 3_000}))
    assert one(result, "severance_per_head")[5] == pytest.approx(9_000 * 21)
    assert severance({**seat, "average_wage": 2_000}) == pytest.approx(3 * 2_000 * 12), "in another city"


def test_the_monthly_pay_is_an_average():
    """Ten months of last year at 10,000 and two of this at 13,000, as a raise in January makes them."""
    raised = {"raise_rate": 0.3, "raise_month": 1}
    seat = {"service_since": "2026-03-01", "end": "2028-02-29"}
    sections = team(months=14, positions={"one": seat}, pay={**BY_SERVICE, **raised})
    average = (10 * 10_000 + 2 * 13_000) / 12
    assert one(run(sections), "severance_monthly_pay")[13] == pytest.approx(average)
    assert one(run(sections), "severance_pay")[13] == pytest.approx(2 * average)


def test_a_year_and_the_days_after_its_last_period_need_no_month_of_the_year_before():
    """The last six days of December are paid with it: more than twelve months, all at 13,000."""
    raised = {"raise_rate": 0.3, "raise_month": 1, "period_first_day": 26}
    seat = {"service_since": "2024-01-01", "end": "2028-12-31"}
    result = run(team(months=24, positions={"one": seat}, pay={**BY_SERVICE, **raised}))
    assert one(result, "year_months_closing")[23] == pytest.approx(12 + 6 / 30)
    assert one(result, "severance_monthly_pay")[23] == pytest.approx(13_000)


@pytest.mark.parametrize("employment", ["part_time", "service", "intern", "retired"])
def test_what_is_no_employment_contract_is_owed_nothing(employment: str):
    assert severance({"start": "2020-01-01", "end": "2027-05-31", "employment": employment}) == 0


def test_who_joins_a_row_later_has_a_service_of_his_own():
    """One leaves at the end of August: the one of April, after five months."""
    crew = {"people": {"2027-01-01": 1, "2027-04-01": 2, "2027-09-01": 1}, "start": "2020-01-01"}
    result = run(team(positions={"one": crew}, pay=BY_SERVICE))
    assert one(result, "severance_pay", "one+2027-04")[7] == pytest.approx(0.5 * 10_000)
    assert sum(one(result, "severance_pay")) == 0


def test_a_position_may_have_its_own_way():
    seat = {"service_since": "2020-01-01", "end": "2027-06-30", "severance": "entered", "severance_months": 2}
    assert severance(seat) == 2 * 10_000


def test_service_without_a_first_day_is_a_fault():
    with pytest.raises(PlanFault, match=r"service_since \| severance goes by years of service"):
        severance({"end": "2027-05-31"})
