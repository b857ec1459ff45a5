"""What must hold of people and pay whatever the numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans import amounts
from tests.rules.small_team import SHOP, one, row, run, team

some = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVERY_YUAN = {f"2027-{month:02}": 10_000 * month for month in range(1, 13)}


@some
@given(
    pay=amounts(12_000, 24_000),
    dates=st.sampled_from([{}, {"start": "2027-03-16"}, {"end": "2027-08-20"}]),
    policy=st.fixed_dictionaries(
        {
            "raise_rate": amounts(0, 0.02),
            "raise_month": st.integers(1, 12),
            "thirteenth_month_share": amounts(0, 2),
            "probation_pay_share": amounts(0.8, 1),
            "probation_months": st.integers(0, 3),
        }
    ),
)
def test_one_hire_is_two_half_timers(pay: float, dates: Any, policy: Any):
    """Where half the pay lies above every floor, the whole below every cap, and no cost falls per head."""
    cents = 12 * 5 * 0.02  # each scheme rounds each head to the cent; the housing fund, to the yuan, is off
    if pay * (1 + policy["raise_rate"]) > 24_900:
        pay = 24_000
    city: Any = {"city": "hangzhou"}
    city |= {f"{side}_rates": {"housing_fund": 0} for side in ("employer", "employee")}
    seat = {"base_pay": pay, "commission": "pool", **dates}
    whole = {"full": seat, "colleague": {"commission": "pool"}}
    halves = {name: {**seat, "full_time_share": 0.5} for name in ("left", "right")}
    plan = {"way": "slab", "shared_by": "pool", "tiers": [{"rate": 0.01}]}
    rest: Any = {"shop": SHOP, "contributions": city, "pay": policy, "commissions": {"pool": plan}}
    ours = run(team(positions=whole, **rest))
    theirs = run(team(positions={**halves, "colleague": {"commission": "pool"}}, **rest))
    for line in (
        "gross_pay_total",
        "full_time_equivalent_total",
        "commission_total",
        "bonus_accrued_closing",
    ):
        assert ours[line].to_numpy() == pytest.approx(theirs[line].to_numpy(), rel=1e-9, abs=1e-6), line
    for line in ("payroll_total", "payroll_paid", "net_pay_total"):
        assert ours[line].to_numpy() == pytest.approx(theirs[line].to_numpy(), abs=cents), line


tiers = st.lists(st.tuples(amounts(1_000, 40_000), amounts(0, 0.1)), min_size=1, max_size=4)


def by_sales(way: str, bands: list[tuple[float, float]], sales: Any) -> list[float]:
    floors = [0.0]
    for width, _ in bands[:-1]:
        floors.append(floors[-1] + width)
    plan = {
        "way": way,
        "tiers": [{"floor": low, "rate": rate} for low, (_, rate) in zip(floors, bands, strict=True)],
    }
    shop = {**SHOP, "sales_target_month": sales}
    seat = {"base_pay": 0, "commission": "plan"}
    return one(
        run(team(shop=shop, positions={"one": seat}, commissions={"plan": plan})), "commission_per_head"
    )


@some
@given(tiers, amounts(100, 60_000))
def test_progressive_commission_is_continuous_and_never_above_the_highest_rate(bands, edge):
    near = {f"2027-{month:02}": round(edge + month * 0.01, 2) for month in range(1, 13)}
    pay = by_sales("progressive", bands, near)
    rates = [rate for _, rate in bands]
    for low, high in pairwise(pay):
        assert -1e-9 <= high - low <= 0.01 * max(rates) + 1e-9
    assert all(one <= max(rates) * sales + 1e-9 for one, sales in zip(pay, near.values(), strict=True))


@some
@given(tiers)
def test_slab_pays_one_of_its_rates_and_more_for_a_higher_rate(bands):
    pay = by_sales("slab", bands, EVERY_YUAN)
    better = by_sales("slab", [(width, min(rate + 0.01, 1)) for width, rate in bands], EVERY_YUAN)
    for sales, ours, theirs in zip(EVERY_YUAN.values(), pay, better, strict=True):
        assert any(ours == pytest.approx(sales * rate) for _, rate in bands)
        assert theirs == pytest.approx(ours + sales * 0.01)


@some
@given(tiers)
def test_one_rate_throughout_is_the_same_by_slab_and_progressively(bands):
    flat = [(width, 0.05) for width, _ in bands]
    assert by_sales("slab", flat, EVERY_YUAN) == pytest.approx(by_sales("progressive", flat, EVERY_YUAN))


@some
@given(amounts(1_000, 100_000), st.lists(amounts(0, 3), min_size=12, max_size=12))
def test_withheld_tax_adds_up_to_the_years_tax_when_pay_does_not_fall(pay, factors):
    rising = sorted(factors)
    table = {f"2027-{month:02}": pay * factor for month, factor in enumerate(rising, start=1)}
    table = {month: max(amount, 5_000) for month, amount in table.items()}
    result = run(team(positions={"one": {"base_pay": table}}, pay={"wage_tax": "cumulative"}))
    taxable = sum(table.values()) - 12 * 5_000
    edges = [0, 36_000, 144_000, 300_000, 420_000, 660_000, 960_000, 1e12]
    rates = [0.03, 0.1, 0.2, 0.25, 0.3, 0.35, 0.45]
    steps = zip(pairwise(edges), rates, strict=True)
    due = sum(max(min(taxable, top) - low, 0) * rate for (low, top), rate in steps)
    assert sum(one(result, "wage_tax_per_head")) == pytest.approx(due, abs=0.011)


@some
@given(st.integers(1, 20), amounts(0, 0.3), st.integers(0, 11))
def test_heads_that_quit_are_hired_again_or_their_seats_wait(people, rate, lag):
    seat = {"people": people, "leaver_rate": rate, "backfill_months": lag}
    result = run(team(months=24, positions={"one": seat}))
    quits, hires = one(result, "position_quits"), one(result, "position_hires")
    closing = row(result, "person_headcount_closing")
    for month in range(24):
        refilled = sum(quits[: max(month - lag, 0)])
        assert sum(hires[: month + 1]) == pytest.approx(refilled, abs=1e-9)
        assert closing[month] == pytest.approx(people - sum(quits[: month + 1]) + refilled)
