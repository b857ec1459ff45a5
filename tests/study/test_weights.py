"""The placeholders that weigh most: each moved alone by a tenth, with the plan's decisions held."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import artplan
from artplan.study.uncertainty.weights import weights
from tests.plans import load
from tests.rules.small_shop import shop

ORDER, RENT, TOOLS = (
    "storefronts.one.average_order_value",
    "overheads.rent.amount",
    "overheads.tools.amount",
)


def sourced(value: float) -> dict[str, Any]:
    return {"value": value, "source": "list"}


def small(order: Any = 10, rent: Any = 100) -> artplan.OperatingPlan:
    """A thousand orders a month; only the value of an order and the rent have no source."""
    one = shop(sourced(1000), conversion_rate=sourced(1), average_order_value=order)
    return load(
        {
            "plan": {"start": "2027-01", "months": 12},
            "sources": {"list": {"title": "A list"}},
            "storefronts": {"one": one},
            "overheads": {"rent": {"amount": rent}, "tools": {"amount": sourced(4000)}},
        }
    )


def test_a_price_moves_profit_by_a_fifth_of_its_sales_and_a_cost_by_a_fifth_of_itself() -> None:
    table = weights(small())
    assert list(table.index) == [ORDER, RENT]  # the dearer tools have a source
    assert table["swing"].to_dict() == pytest.approx({ORDER: 0.2 * 12 * 1000 * 10, RENT: 0.2 * 12 * 100})
    assert table.loc[ORDER, ["value_low", "value_high"]].tolist() == pytest.approx([9, 11])
    assert table.loc[RENT, "low"] - table.loc[RENT, "high"] == pytest.approx(0.2 * 12 * 100)


def test_only_the_heaviest_are_listed_and_none_that_moves_nothing() -> None:
    assert list(weights(small(), count=1).index) == [ORDER]
    assert list(weights(small(), "net_revenue").index) == [ORDER]


def test_a_plan_with_a_source_for_every_value_has_none() -> None:
    assert weights(small(sourced(10), sourced(100))).empty


def test_a_target_weighs_nothing_once_the_spend_that_it_called_for_is_held() -> None:
    """Each time anew it would buy its visits, and a conversion rate would move cost instead of sales."""
    pc = {"sales_target_year": 240_000, "conversion_rate": 0.02, "average_order_value": 500}
    clicks = {"storefront": "pc", "prices_by": "click", "cost_per_click": 2, "mix": 1}
    plan = load({"plan": {"start": "2027-01"}, "storefronts": {"pc": pc}, "channels": {"clicks": clicks}})
    sold = 0.2 * 240_000
    held, followed = weights(plan), weights(plan, replan=True)
    assert held.loc["storefronts.pc.conversion_rate", "swing"] == pytest.approx(sold)
    assert "storefronts.pc.sales_target_year" not in held.index
    assert "storefronts.pc.sales_target_year" in followed.index


def test_of_the_base_plan_they_are_the_sensitivity_of_its_placeholders() -> None:
    plan = artplan.load("base")
    every = artplan.sensitivity(plan, all_given=True).tornado["net_profit"]
    table = artplan.weights(plan)
    assert list(table.index) == [path for path in every.index if path in plan.plan.placeholders][:10]
    pd.testing.assert_frame_equal(table, every.loc[table.index])
