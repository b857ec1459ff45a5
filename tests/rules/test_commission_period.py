"""Commission on the sales of a quarter, half-year or year, credited by the month; its bands and its rate."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artplan.plan.written.calendar import horizon
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.plans import Sections
from tests.rules.small_team import SHOP, one, row, run, team

SLAB = [{"floor": 0, "rate": 0.01}, {"floor": 150_000, "rate": 0.02}]


def sold(seats: Sections | None = None, *, start: str = "2027-01", **plan: Any) -> Result:
    """A clerk, or those of `seats`; `sales` by month, else 100,000; `returned` of them a month later."""
    sales, returned = plan.pop("sales", [100_000] * (13 - int(start[5:]))), plan.pop("returned", 0)
    months = horizon(start, len(sales))
    target = dict(zip(months, sales, strict=True))
    shop = {**SHOP, "sales_target_month": target, "return_rate": returned, "return_delay": 31}
    people = {name: {"commission": "plan", **seat} for name, seat in (seats or {"one": {}}).items()}
    scale = {"way": "slab", "tiers": SLAB, **plan}
    both = {"plan": scale, "other": scale}
    sections = team(months=len(months), shop=shop, positions=people, commissions=both)
    return run({**sections, "plan": {**sections["plan"], "start": start}})


def paid(result: Result, name: str = "one") -> list[float]:
    return row(result, "commission_pay", name)


def band(result: Result, name: str, month: str) -> float:
    return result.value("commission_by_band", ("plan", name), month)


def test_the_month_that_reaches_the_higher_band_bears_the_catch_up():
    quarter = [0.01 * 100_000, 0.02 * 200_000 - 0.01 * 100_000, 0.02 * 100_000]
    assert paid(sold(period="quarter")) == pytest.approx(4 * quarter), "each quarter begins anew"
    half = [*quarter, *[0.02 * 100_000] * 3]
    assert paid(sold(period="half_year")) == pytest.approx(2 * half)
    assert paid(sold(period="year")) == pytest.approx([*half, *[0.02 * 100_000] * 6])
    assert paid(sold()) == pytest.approx([0.01 * 100_000] * 12), "by the month nothing adds up"


def test_returns_that_fall_back_are_clawed_back_in_their_month():
    """240,000 are sold in two months and half of them returned, in part in the third: 120,000 are kept."""
    plan: Sections = {"base": "sales_kept", "sales": [100_000, 140_000, 0, 0], "returned": 0.5}
    result = sold(**plan, period="quarter")
    first, second, third, _ = row(result, "commission_base_per_head")
    assert first + second > 150_000 and third < 0 and first + second + third == pytest.approx(120_000)
    taken = 0.01 * 120_000 - 0.02 * (first + second)
    assert paid(result) == pytest.approx([0.01 * first, 0.02 * (first + second) - 0.01 * first, taken, 0])
    assert row(result, "gross_pay")[2] == pytest.approx(10_000 + taken)
    assert paid(sold(**plan)) == pytest.approx([0.01 * first, 0.01 * second, 0, 0]), "by the month, never"


def test_a_clawback_may_leave_less_than_nothing_and_is_never_more_than_was_credited():
    """All is returned: within the quarter all of it goes back; after its end nothing does."""
    plan: Sections = {"base": "sales_kept", "returned": 1, "period": "quarter"}
    result = sold({"one": {"base_pay": 5_000}}, **plan, sales=[900_000, 0, 0, 0])
    first, second, third, _ = row(result, "commission_base_per_head")
    assert [first, first + second + third] == pytest.approx([900_000, 0], abs=1e-6)
    left = 0.01 * (first + second)
    assert paid(result) == pytest.approx([18_000, left - 18_000, -left, 0], abs=1e-6)
    assert result.value("alert_net_pay", "one", "2027-02") == pytest.approx(18_000 - left - 5_000)
    assert paid(sold(**plan, sales=[0, 0, 900_000, 0])) == pytest.approx([0, 0, 18_000, 0])


def test_who_joins_inside_the_period_begins_with_his_own_sales():
    """In post from February with a bonus for the lowest band too, and as capped as his two months say."""
    tiers = [{"floor": 0, "rate": 0.01, "amount": 200}, {"floor": 150_000, "rate": 0.02}]
    seats = {"one": {}, "late": {"start": "2027-02-01"}}
    result = sold(seats, tiers=tiers, period="quarter", cap=1_300)
    assert paid(result)[:3] == pytest.approx([200 + 1_000, 2 * 1_300 - 1_200, 1_300]), "of 4,000 and 6,000"
    assert paid(result, "late")[:3] == pytest.approx([0, 200 + 1_000, 2 * 1_300 - 1_200])
    assert one(result, "commission_tier_amount", ("late", "1"))[:2] == [0, 200]


def test_another_commission_plan_begins_a_period_of_its_own_and_another_stint_does_not():
    moves = {"commission": "other", "changes": {"2027-02-01": {"commission": "plan"}}}
    assert paid(sold({"one": moves}, period="quarter"))[:3] == pytest.approx([1_000, 1_000, 3_000])
    stays = sold({"one": {"changes": {"2027-02-15": {"base_pay": 12_000}}}}, period="quarter")
    assert paid(stays)[:3] == pytest.approx([1_000, 3_000, 2_000])
    halves = [stays.value("commission_per_head", name, "2027-02") for name in ("one", "one@2027-02-15")]
    assert halves == pytest.approx([1_500, 1_500])
    assert [band(stays, "1", "2027-02"), band(stays, "2", "2027-02")] == pytest.approx([-1_000, 4_000])


def test_a_pool_catches_up_with_those_who_are_in_it():
    seats = {"one": {}, "late": {"start": "2027-02-01"}}
    result = sold(seats, period="quarter", shared_by="pool")
    assert paid(result)[:3] == pytest.approx([1_000, 3_000 / 2, 2_000 / 2])
    assert paid(result, "late")[:3] == pytest.approx([0, 3_000 / 2, 2_000 / 2])


def test_attainment_is_of_the_quota_to_date():
    """80 %, then 160,000 of 200,000, then 300,000 of 300,000: the whole quarter reaches its quota."""
    tiers = [{"floor_share": 0.8, "rate": 0.01}, {"floor_share": 1, "rate": 0.02}]
    plan: Sections = {"bands": "attainment", "tiers": tiers, "quota": 100_000, "period": "quarter"}
    result = sold(**plan, sales=[80_000, 80_000, 140_000])
    assert paid(result) == pytest.approx([800, 800, 0.02 * 300_000 - 1_600])


@pytest.mark.parametrize("shared_by", ["person", "pool"])
def test_a_plan_that_starts_inside_the_period_counts_on_from_what_it_brings(shared_by):
    plan: Sections = {"period": "quarter", "shared_by": shared_by, "way": "progressive"}
    whole = sold(**plan)
    brought = {
        "commission_sales_start": whole.value("commission_base_closing", "one", "2027-02"),
        "commission_quota_start": whole.value("commission_quota_closing", "one", "2027-02"),
        "commission_paid_start": sum(paid(whole)[:2]),
    }
    rest = sold({"one": brought}, start="2027-03", **plan)
    assert brought["commission_sales_start"] == 200_000
    assert paid(rest) == pytest.approx(paid(whole)[2:])


def test_what_is_brought_is_of_a_period_that_has_begun():
    seat = {"one": {"commission_paid_start": 900}}
    with pytest.raises(PlanFault, match="nothing to bring forward: the period of the commission plan begins"):
        sold(seat, start="2027-04", period="quarter")
    with pytest.raises(PlanFault, match="nothing to bring forward: the period of the commission plan begins"):
        sold(seat, start="2027-05")
    with pytest.raises(PlanFault, match="nothing to bring forward: the position has no commission plan"):
        run(team(positions=seat))
    late = {"one": {**seat["one"], "start": "2027-06-01"}}
    with pytest.raises(PlanFault, match="nothing to bring forward: the position starts on 2027-06-01"):
        sold(late, start="2027-05", period="year")


def test_what_is_brought_is_of_the_scale_in_force_when_the_plan_begins():
    """Since January by the month, no longer by the quarter: April has been paid."""
    moved = {"commission": "quarterly", "changes": {"2027-01-01": {"commission": "monthly"}}}
    by_month = {"way": "slab", "tiers": SLAB}
    scales = {"quarterly": {**by_month, "period": "quarter"}, "monthly": by_month}
    sections = team(months=2, positions={"one": {**moved, "commission_paid_start": 900}}, commissions=scales)
    with pytest.raises(PlanFault, match="nothing to bring forward: the period of the commission plan begins"):
        run({**sections, "plan": {**sections["plan"], "start": "2027-05"}})


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 400_000), min_size=12, max_size=12))
def test_a_year_by_brackets_ends_with_the_brackets_on_the_years_sales(sales):
    tiers = [{"floor": 0, "rate": 0.01}, {"floor": 700_000, "rate": 0.02}, {"floor": 1_500_000, "rate": 0.05}]
    result = sold(sales=sales, way="progressive", tiers=tiers, period="year")
    year = sum(sales)
    expected = 0.01 * year + 0.01 * max(year - 700_000, 0) + 0.03 * max(year - 1_500_000, 0)
    assert sum(paid(result)) == pytest.approx(expected)


# Bands, the rate that comes of them, a bonus per point


def test_the_bands_add_up_to_the_commission_before_the_cap():
    result = sold(period="quarter", cap=700)
    assert [band(result, "1", "2027-02"), band(result, "2", "2027-02")] == pytest.approx([-1_000, 4_000])
    assert float(result.frame("commission_by_band")["2027-02"].sum()) == pytest.approx(3_000)
    assert paid(result)[1] == 700


def test_the_effective_rate_is_commission_over_the_sales_that_it_is_for():
    result = sold({"one": {}, "two": {"commission_sales_share": 0.5}}, period="quarter")
    month = result.frame("commission_effective_rate").loc["plan"]
    assert month["2027-01"] == pytest.approx((0.01 * 100_000 + 0.01 * 50_000) / 100_000)
    year = result.frame("commission_effective_rate", "year").loc["plan"]
    assert float(year.iloc[0]) == pytest.approx(4 * (6_000 + 3_000) / 1_200_000)


def test_a_bonus_per_point_is_paid_for_each_point_above_the_floor():
    """每超1%奖励50元: 120 % of the quota are 20 points above it; half a point is half a bonus."""
    tiers = [{"floor_share": 0.8, "rate": 0.01}, {"floor_share": 1, "rate": 0.01, "amount_per_point": 50}]
    plan: Sections = {"bands": "attainment", "tiers": tiers, "quota": 100_000}
    result = sold(**plan, sales=[90_000, 100_000, 120_000, 120_500])
    points = [0, 0, 20, 20.5]
    expected = [
        0.01 * each + 50 * n for each, n in zip((90_000, 100_000, 120_000, 120_500), points, strict=True)
    ]
    assert paid(result) == pytest.approx(expected)


def test_overachievement_per_point_of_an_annual_quota():
    """Up to the quota 1 % of 21,000 for each point, above it 2 %, from 150 % on 1 %, beyond 200 % nothing.

    mrexcel.com/board/threads/formula-for-sales-rep-payout-for-overachievement.857705: at 115 % it is
    21,000 + 6,300, less what has been earned before.
    """
    rates = [(0, 0.01), (1, 0.02), (1.5, 0.01), (2, 0)]
    tiers = [{"floor_share": floor, "amount_per_point": 21_000 * rate} for floor, rate in rates]
    plan: Sections = {"way": "progressive", "bands": "attainment", "tiers": tiers, "period": "year"}
    quota = {"2027-01": 1_200_000, "2027-02": 0.01, "2027-03": 0.01, "2027-04": 0.01}
    result = sold(**plan, quota=quota, sales=[1_260_000, 120_000, 600_000, 1_200_000])
    at_105, at_115, at_165 = 21_000 + 2_100, 21_000 + 6_300, 21_000 + 50 * 420 + 15 * 210
    credited = [at_105, at_115 - at_105, at_165 - at_115, 21_000 + 50 * 420 + 50 * 210 - at_165]
    assert paid(result) == pytest.approx(credited, rel=1e-6)
    to_date = [one(result, "commission_by_band_closing", ("one", tier))[2] for tier in "1234"]
    assert to_date == pytest.approx([21_000, 50 * 420, 15 * 210, 0], rel=1e-6)


def test_a_bonus_per_point_without_a_quota_to_measure_by():
    tiers = [{"floor_share": 0, "amount_per_point": 50}]
    assert paid(sold(bands="attainment", tiers=tiers, storefronts=["shop"], sales=[0, 0])) == [0, 0]
    with pytest.raises(PlanFault, match="a bonus per point is for bands of attainment"):
        sold(tiers=[{"amount_per_point": 50}])
