"""What sinks a plan: shocks that can be reckoned by hand, and shocks that are what a file could say."""

from __future__ import annotations

import numpy as np
import pytest

import artplan
from artplan.api.applicable import Questions
from artplan.operating import OperatingPlan
from artplan.plan.schema.refunds import RATES
from tests.plans import load, words
from tests.rules.small_shop import shop

# Every second visitor of 1,000 a month orders for two yuan, and a tenth of it comes back.
SHOP = shop(1000, conversion_rate=0.5, average_order_value=2, return_rate=0.1)
AIMING = {
    **SHOP, "driven_by": "target", "sales_target_month": 1000, "natural_visits_by": "share",
    "natural_visits": 0, "paid_visit_share": 0.3,
}  # fmt: skip
ADS = {"name": words("ads"), "storefront": "shop", "prices_by": "click", "cost_per_click": 2, "mix": 1}
TEAM = {
    "departments": {"team": {"name": words("team")}},
    "posts": {"seller": {"name": words("seller"), "department": "team"}},
    "positions": {"a": {"post": "seller", "base_pay": 100, "changes": {"2027-02-01": {"base_pay": 200}}}},
}


def plan(storefront: dict, **sections: object) -> OperatingPlan:
    return load({"plan": {"start": "2027-01", "months": 2}, "storefronts": {"shop": storefront}, **sections})


def test_each_shock_takes_what_it_must() -> None:
    """1,800 kept in two months, less 300 of pay."""
    answer = artplan.stress(plan(SHOP, **TEAM))
    assert answer.stands == pytest.approx({"net_profit": 1500, "cash_low": 800, "cash_low_month": "2027-01"})
    assert answer.shocks["net_profit"].to_dict() == pytest.approx(
        {"refunds": 1600 - 300, "conversion": 900 - 300, "pay": 1800 - 300 * 1.4}
    )
    assert answer.shocks.loc["pay", "cash_low"] == pytest.approx(900 - 140)
    assert answer.losing == answer.sinking == []


def test_with_more_visits_paid_a_target_costs_more_and_the_held_spend_sells_less() -> None:
    """1,000 visits a month, 300 of them for two yuan; halved conversion sells half for the same spend."""
    answer = artplan.stress(plan(AIMING, channels={"ads": ADS}))
    assert answer.table()["net_profit"].to_dict() == pytest.approx(
        {"plan": 600, "refunds": 400, "conversion": -300, "paid_visits": -600}
    )
    assert answer.losing == answer.sinking == ["conversion", "paid_visits"]
    assert answer.shocks.loc["conversion", "cash_low_month"] == "2027-02"


@pytest.mark.parametrize(
    "storefront", [{**AIMING, "paid_visit_share": 0.7}, {**AIMING, "natural_visits_by": "forecast"}]
)
def test_a_paid_share_is_never_lowered_and_counts_only_where_it_is_read(storefront: dict) -> None:
    answer = artplan.stress(plan(storefront, channels={"ads": ADS}))
    assert list(answer.shocks.index) == ["refunds", "conversion"]


def test_refunds_are_scaled_down_where_the_kinds_together_would_be_more_than_all() -> None:
    """The shop's rates become 2/3 and 1/3; the campaign has 2/3 of the shop's, which leaves it 1/3."""
    ten_days = {"storefront": "shop", "start": "2027-02-01", "end": "2027-02-10", "refund_only_rate": 0.25}
    storefront = {**SHOP, "return_rate": 0.4, "refund_only_rate": 0.2}
    answer = artplan.stress(plan(storefront, campaigns={"fair": {"name": words("fair"), **ten_days}}))
    assert answer.stands["net_profit"] > 0
    assert answer.shocks.loc["refunds", "net_profit"] == pytest.approx(0, abs=1e-9)


def test_a_plan_without_anything_to_shock() -> None:
    nothing = load({"plan": {"start": "2027-01", "months": 2}})
    answer = artplan.stress(nothing)
    assert answer.shocks.empty and answer.record()["shocks"] == {}
    assert Questions(nothing, "base", {}).stress() is None


def test_the_shocks_of_the_base_plan_are_what_a_scenario_could_set() -> None:
    base = artplan.load("base")
    record = artplan.stress(base).record()
    assert np.isfinite(
        [each[key] for each in record["shocks"].values() for key in ("net_profit", "cash_low")]
    ).all()
    rates = {f"{each}.*.{rate}": "x2" for each in ("storefronts", "campaigns") for rate in RATES}
    own = (path for path, leaf in base.plan.leaves.items() if leaf.given)
    raised = {path: 0.6 for path in own if path.endswith(".paid_visit_share")}
    for shock, changes in (
        ("refunds", rates),
        (
            "conversion",
            {f"{each}.*.conversion_rate": "x0.5" for each in ("storefronts", "campaigns", "channels")},
        ),
        ("pay", {"positions.*.base_pay": "x1.4"}),
        ("paid_visits", raised),
    ):
        changed = artplan.load("base", changes)
        result = (changed.committed(base) if record["shocks"][shock]["committed"] else changed).run()
        assert record["shocks"][shock]["net_profit"] == pytest.approx(result.year("net_profit")), shock
        assert record["shocks"][shock]["cash_low"] == pytest.approx(result["cash_closing"].min()), shock
