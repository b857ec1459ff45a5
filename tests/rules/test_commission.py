"""Commission of those who sell: bands, pools, caps."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.plans import Sections
from tests.rules.small_team import JANUARY, SHOP, run, team


def commission(**plan: Any) -> Sections:
    return {"commissions": {"plan": {"way": "slab", "tiers": [{"rate": 0.02}], **plan}}}


def paid(result: Result, member: str = "one") -> float:
    return result.value("commission_per_head", member, JANUARY)


def test_a_head_has_his_own_sales_or_a_part_of_the_pool():
    tiers = [{"floor": 0, "rate": 0.01}, {"floor": 60_000, "rate": 0.02}]
    seats = {
        "one": {"commission": "plan", "people": 2},
        "half": {"commission": "plan", "full_time_share": 0.5},
    }
    own = run(team(shop=SHOP, positions=seats, **commission(tiers=tiers)))
    assert paid(own) == pytest.approx(50_000 * 0.01)
    assert paid(own, "half") == pytest.approx(100_000 * 0.02), "its share credited is 1 unless entered"
    pool = run(team(shop=SHOP, positions=seats, **commission(tiers=tiers, shared_by="pool")))
    assert [paid(pool), paid(pool, "half")] == pytest.approx([2_000 / 2.5, 2_000 / 5])
    assert pool.year("commission_total") == pytest.approx(12 * 2_000)


def test_commission_counts_days_in_post_and_joins_gross_pay():
    result = run(
        team(shop=SHOP, positions={"one": {"commission": "plan", "end": "2027-01-15"}}, **commission())
    )
    expected = 100_000 * 15 / 31 * 0.02
    assert paid(result) == pytest.approx(expected)
    assert result.value("gross_pay", "one") == pytest.approx(10_000 * 15 / 31 + expected)


def test_commission_net_of_returns_with_a_cap():
    shop, seats = {**SHOP, "return_rate": 0.25}, {"one": {"commission": "plan"}}
    assert paid(run(team(shop=shop, positions=seats, **commission(base="sales_kept")))) == pytest.approx(
        1_500
    )
    assert paid(run(team(shop=shop, positions=seats, **commission(cap=1_200)))) == 1_200


@pytest.mark.parametrize(
    ("quota", "expected"), [(80_000, 0.03), (100_000, 0.02), (120_000, 0.01), (200_000, 0)]
)
def test_bands_by_attainment(quota, expected):
    """100,000 of sales are 125 %, 100 %, 83 % or 50 % of the quota; a band pays its rate on all sales."""
    tiers = [
        {"floor_share": 0.8, "rate": 0.01},
        {"floor_share": 1, "rate": 0.02},
        {"floor_share": 1.2, "rate": 0.03},
    ]
    plan = commission(bands="attainment", quota=quota, tiers=tiers)
    assert paid(run(team(shop=SHOP, positions={"one": {"commission": "plan"}}, **plan))) == pytest.approx(
        100_000 * expected
    )


def test_attainment_without_a_quota_pays_nothing():
    plan = commission(bands="attainment", tiers=[{"floor_share": 0, "rate": 0.01}])
    spend = {**SHOP, "driven_by": "spend", "sales_target_month": 0, "natural_visits": 500}
    result = run(team(shop=spend, positions={"one": {"commission": "plan"}}, **plan))
    assert paid(result) == 0


@pytest.mark.parametrize(
    ("tiers", "bands", "said"),
    [
        ([{"floor": 10}, {"floor": 5}], "sales", "overlap or fall"),
        ([{"floor": 0, "ceiling": 20}, {"floor": 10}], "sales", "overlap or fall"),
        ([{"floor_share": 0.5}], "sales", "bands are of sales"),
        ([{"floor": 5}], "attainment", "bands are of attainment"),
    ],
)
def test_bands_that_do_not_fit_are_refused(tiers, bands, said):
    with pytest.raises(PlanFault, match=said):
        run(team(shop=SHOP, **commission(tiers=tiers, bands=bands)))
