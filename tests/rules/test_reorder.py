"""Orders of goods by rule: so many months' sales are there after arrival, in whole lots, beside entries."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import artplan
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault
from tests.plans import FROZEN, load, plans
from tests.rules.broken import failed
from tests.rules.small_shop import run
from tests.rules.test_stock import row, shop, works

PRODUCTS = ("originals", "editions", "commissions", "prints")
MORE = {"storefronts.pc_store.sales_target_year": "x1.3"}
few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def selling(shares: dict[int, float], months: int, start: str = "2027-01", **product: Any) -> Any:
    """A shop whose target of a year is 100 pieces of 1,000, by month as given; nothing comes back."""
    seller = {"driven_by": "target", "natural_visits_by": "share", "paid_visit_share": 0.5}
    target = {"sales_target_year": 100_000, "conversion_rate": 1, "average_order_value": 1000}
    search = {"storefront": "shop", "prices_by": "click", "cost_per_click": 1, "reference_spend": 1, "mix": 1}
    return run(
        months=months,
        start=start,
        season={"shares": {str(month): shares.get(month, 0) for month in range(1, 13)}},
        storefronts={"shop": {**seller, **target}},
        channels={"search": search},
        products=works(sales_share=1, **product),
    )


def test_a_month_of_cover_is_there_at_the_end_of_the_month_of_arrival():
    """50 a month: 60 are there, 10 are left; a month until arrival and one of cover want 100."""
    result = shop(works(stock_start=60, cover_months=1, lead_time=1), months=4, return_rate=0).run()
    assert row(result, "pieces_wanted_ahead") == [pytest.approx(50 + 50)] * 4
    assert row(result, "pieces_reordered") == [100 - 10, 100 - 0 - 90 + 40, 50, 50]
    assert row(result, "pieces_closing") == [10, 10 + 90 - 50, 50, 50]
    assert row(result, "alert_stock_out") == [0, 0, 0, 0]
    assert failed(result) == set()


def test_a_season_that_doubles_is_ordered_for_two_months_ahead():
    """Ten a month until March, then twenty: January orders for February, for March and for April."""
    shares = {1: 10, 2: 10, 3: 10, 4: 20, 5: 20, 6: 20, 7: 10}
    result = selling(shares, 6, stock_start=30, lead_time=2, cover_months=1)
    ordered = row(result, "pieces_reordered")
    assert ordered[0] == 10 + 10 + 20 - (30 - 10)
    assert ordered[1] == 10 + 20 + 20 - (30 - 20) - 20
    assert row(result, "pieces_closing") == [20, 10, 20, 20, 20, 10]
    assert row(result, "alert_stock_out") == [0] * 6


def test_orders_are_whole_lots():
    """22.5 are missing, and a lot of 40 comes; the 17.5 over are not ordered the next time."""
    result = shop(works(stock_start=77.5, cover_months=1, minimum_lot=40), months=3, return_rate=0).run()
    assert row(result, "pieces_missing_ahead") == [22.5, 50 - 17.5, 50 - (17.5 + 40 - 50)]
    assert row(result, "pieces_reordered") == [40, 40, 2 * 40]


def test_goods_that_arrive_at_once_serve_the_months_own_buyers():
    result = shop(works(cover_months=0.5), months=3, return_rate=0).run()
    assert row(result, "pieces_reordered") == [50 + 25, 50, 50]
    assert row(result, "alert_stock_out") == [0, 0, 0]


def test_buyers_of_a_month_in_which_nothing_is_there_are_lost_and_not_ordered_for():
    result = shop(works(cover_months=1, lead_time=1), months=3, return_rate=0).run()
    assert row(result, "pieces_reordered") == [100, 50, 50]
    assert row(result, "pieces_closing") == [0, 50, 50]


def test_a_month_without_a_season_leaves_last_months_estimate():
    """Nothing is sold in February; March, with three times January, is ordered for all the same."""
    result = selling({1: 25, 3: 75}, 3, stock_start=25, lead_time=1, cover_months=0.5)
    assert row(result, "yearly_demand_closing") == [100, 100, 100]
    assert row(result, "pieces_reordered")[:2] == [0 + 75 / 2, 75 - 75 / 2]
    assert row(result, "alert_stock_out") == [0, 0, 0]


def test_the_cover_runs_into_the_next_year():
    result = selling({1: 60, 11: 20, 12: 20}, 2, start="2026-11", stock_start=40, cover_months=2)
    assert row(result, "pieces_reordered") == [20 + 60 - (40 - 20), 60 + 0 - (80 - 20)]


def test_an_edition_is_ordered_to_the_end_of_its_run():
    edition = {
        "supply": "edition",
        "run": 120,
        "cover_months": 1,
        "lead_time": 1,
        "purchases": {"2027-01": 7},
    }
    result = shop(works(**edition), months=4, return_rate=0).run()
    assert row(result, "pieces_reordered") == [100 - 7, 120 - 100, 0, 0]
    assert row(result, "edition_left_closing") == [120, 120 - 100, 0, 0]
    assert failed(result) == set()


def test_entered_orders_come_first():
    """The 30 pieces entered for February are not ordered again."""
    cover = {"stock_start": 100, "cover_months": 1, "lead_time": 1}
    result = shop(works(purchases={"2027-02": 30}, **cover), months=3, return_rate=0).run()
    assert row(result, "pieces_ordered") == [50, 50, 50]
    assert row(result, "pieces_reordered") == [50, 20, 50]


def test_the_rule_may_begin_and_end_with_a_month():
    result = shop(works(cover_months={"2027-02": 1}), months=3, return_rate=0).run()
    assert row(result, "pieces_reordered") == [0, 100, 0]


def frozen(**product: Any) -> OperatingPlan:
    changes = {f"products.{name}.{key}": value for name in PRODUCTS for key, value in product.items()}
    return artplan.load("base", MORE | changes, folder=FROZEN)


def test_sales_a_third_up_need_no_new_tables():
    """As entered, prints miss 109,913.93 in November; by rule nothing is lost in any month."""
    entered = frozen().run().frame("alert_stock_out")
    assert round(entered.loc["prints", "2027-11"], 2) == 109_913.93
    by_rule = frozen(purchases=0, cover_months=0.25).run()
    assert not by_rule.frame("alert_stock_out").round(6).to_numpy().any()
    assert failed(by_rule) == set()


@pytest.mark.parametrize(
    ("product", "what"),
    [
        ({"cover_months": 1}, "supply is unlimited"),
        ({"supply": "edition", "price": 1, "cover_months": 1}, "no run"),
    ],
)
def test_what_does_not_go_together_is_refused(product, what):
    with pytest.raises(PlanFault, match=what):
        shop({"works": product})


@few
@given(
    shares=st.fixed_dictionaries({month: st.sampled_from([0, 1, 2, 9]) for month in range(2, 13)}),
    cover=st.sampled_from([0.25, 1, 1.5]),
    more=st.sampled_from([0.25, 1]),
    kind=st.sampled_from([{"supply": "open"}, {"supply": "edition", "run": 60}]),
    lead_time=st.integers(0, 3),
    stock_start=st.sampled_from([0, 20]),
)
def test_a_bigger_cover_never_loses_more_sales_to_stock_outs(shares, cover, more, kind, **product):
    """Up to any month; a month by itself may lose more, after one that lost less."""
    small, big = (
        np.cumsum(row(selling({1: 2, **shares}, 12, cover_months=each, **kind, **product), "alert_stock_out"))
        for each in (cover, cover + more)
    )
    assert (big <= small + 1e-3).all()


@few
@given(plans())
def test_entering_what_the_rule_ordered_gives_the_same_plan(sections):
    result = load(sections).run()
    ordered = result.frame("pieces_ordered") if sections["products"] else {}
    entered = {
        name: {**each, "purchases": dict(ordered.loc[name].items()), "cover_months": 0}
        if "supply" in each
        else each
        for name, each in sections["products"].items()
    }
    again = load({**sections, "products": entered}).run()
    for line in ("pieces_closing", "stock_value_closing", "net_profit", "cash_closing"):
        assert again.frame(line).to_numpy() == pytest.approx(result.frame(line).to_numpy(), abs=1e-4), line
