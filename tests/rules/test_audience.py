"""Followers, customers, dealers and returns; and a funnel that never widens."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.engine.line import line
from artplan.operating import OperatingPlan
from artplan.result import Result
from tests.plans import load
from tests.rules.broken import failed, run


def shop(
    storefront: dict[str, Any] | None = None, channel: dict[str, Any] | None = None, **sections: Any
) -> OperatingPlan:
    """1,000 natural visits and 100 orders of 500 a month, and a channel with followers."""
    return load(
        {
            "plan": {"start": "2027-01", "months": 3},
            "storefronts": {
                "shop": {
                    "driven_by": "spend",
                    "natural_visits_by": "forecast",
                    "natural_visits": 1000,
                    "conversion_rate": 0.1,
                    "average_order_value": 500,
                    **(storefront or {}),
                }
            },
            "channels": {"weibo": {"storefront": "shop", "prices_by": "owned", **(channel or {})}},
            **sections,
        }
    )


def row(result: Result, name: str, member: str) -> list[float]:
    return [round(float(value), 6) for value in result.frame(name).loc[member]]


def test_followers_grow_and_leave_and_bring_visits():
    """1,000 followers: a tenth leaves, a twentieth joins, 100 are won in February."""
    weibo = {
        "followers_start": 1000,
        "follower_growth_rate": 0.05,
        "follower_loss_rate": 0.1,
        "followers_new": {"2027-02": 100},
        "visits_per_follower": 0.2,
        "visits": 50,
    }
    result = shop(channel=weibo).run()
    assert row(result, "followers_lost", "weibo") == [100, 95, 100.25]
    assert row(result, "followers_closing", "weibo") == [950, 1002.5, 952.375]
    assert row(result, "followers_fallen", "weibo") == [50, 0, 50.125]
    assert row(result, "visits_by_channel", "weibo") == [50 + 200, 50 + 190, 50 + 200.5]
    assert failed(result) == set()


def test_former_customers_buy_again():
    """500 customers order 0.02 times a month: 10 of 100 orders; the other 90 bring new customers."""
    result = shop({"customers_start": 500, "repeat_rate": 0.02, "customer_lapse_rate": 0.1}).run()
    assert row(result, "repeat_orders", "shop") == [10, 10.8, 11.504]
    assert row(result, "customers_new", "shop") == [90, 89.2, 88.496]
    assert row(result, "customers_closing", "shop") == [540, 575.2, 606.176]
    assert row(result, "repeat_purchase_rate", "shop") == [0.1, 0.108, 0.11504]
    assert result.value("orders_paid_total") == 100, "repeat orders are a part of all orders"
    assert failed(result) == set()


def test_repeat_orders_are_never_more_than_all_orders():
    result = shop({"customers_start": 5000, "repeat_rate": 0.5}).run()
    assert row(result, "repeat_orders", "shop") == [100, 100, 100]
    assert row(result, "customers_closing", "shop") == [5000, 5000, 5000]


def test_tiers_buy_more_often_and_cost_benefits():
    """A fifth are VIP and buy three times as often: 1.4 times on average."""
    tiers = {
        "regular": {"share": 4},
        "vip": {"share": 1, "repeat_factor": 3, "calls": 0.5, "benefit": 2},
    }
    result = shop({"customers_start": 500, "repeat_rate": 0.02}, buyer_tiers=tiers).run()
    assert row(result, "repeat_orders", "shop")[0] == 14
    vip = (500 + 86) / 5
    assert row(result, "customers_by_tier", "vip")[0] == vip
    assert row(result, "calls_due", "vip")[0] == vip / 2
    plain = shop({"customers_start": 500, "repeat_rate": 0.02}).run()
    for name in ("net_profit", "cash_closing"):
        assert plain.value(name) - result.value(name) == pytest.approx(vip * 2)
    assert failed(result) == set()


def test_a_dealer_keeps_his_margin():
    result = shop({"dealer_margin_rate": 0.3, "return_rate": 0.1}).run()
    assert row(result, "dealer_margin", "shop")[0] == 0.3 * 45_000
    assert result.value("platform_fees") == 0.3 * 45_000


def test_a_dealer_who_buys_lowers_revenue_and_its_vat_where_an_agent_is_a_cost():
    """45,000 kept at 13 % VAT: an agent bills 13,500 with no VAT to credit, a dealer pays 31,500."""
    tax = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0}
    given = {"dealer_margin_rate": 0.3, "return_rate": 0.1}
    agent = shop({**given, "dealer_is": "agent"}, tax=tax).run()
    buyer = shop({**given, "dealer_is": "buyer"}, tax=tax).run()
    assert agent.value("net_revenue") == pytest.approx(45_000 / 1.13)
    assert buyer.value("net_revenue") == pytest.approx(31_500 / 1.13)
    assert buyer.value("output_vat") == pytest.approx(31_500 / 1.13 * 0.13)
    assert buyer.value("platform_fees") == 0
    saved = 13_500 / 1.13 * 0.13
    assert buyer.value("net_profit") - agent.value("net_profit") == pytest.approx(saved)
    assert row(buyer, "storefront_contribution_margin", "shop")[0] == pytest.approx(
        buyer.value("contribution_margin")
    )
    assert buyer.value("collected_total") == agent.value("collected_total") - 13_500
    assert failed(buyer) == set()


@line("follower", zh="", per="channel", rolls="last")
def followers_closing(followers_opening, followers_gained):
    """A broken rule: nobody ever leaves."""
    return followers_opening + followers_gained


@line("customer", zh="", per="storefront", rolls="last")
def customers_closing(customers_opening, customers_lapsed):
    """A broken rule: nobody is ever won."""
    return customers_opening - customers_lapsed


@line("customer", zh="", per="buyer_tier", rolls="last")
def customers_by_tier(customers_total, buyer_tier_share):
    """A broken rule: shares that do not add up to 1 are taken as they are."""
    return customers_total * buyer_tier_share


def test_accounts_that_do_not_add_up_fire():
    plan = shop(
        {"customer_lapse_rate": 0.1},
        {"followers_start": 1000, "follower_loss_rate": 0.1},
        buyer_tiers={"regular": {"share": 4}},
    )
    for broken in (followers_closing, customers_closing, customers_by_tier):
        name = broken.rule.__name__
        check = {"customers_by_tier": "check_buyer_tiers"}.get(name, "check_" + name.removesuffix("_closing"))
        assert check in failed(run(plan, rules={name: broken})), name


def priced() -> OperatingPlan:
    search = {
        "prices_by": "impression",
        "cost_per_thousand_impressions": 50,
        "click_rate": 0.01,
        "spend": 5000,
    }
    return shop(channel=search)


@line("order", zh="", per="campaign")
def orders_paid(orders_wanted, stock_served_share):
    """A broken rule: what stock lacks is sold on top."""
    return orders_wanted * (1 + stock_served_share)


@line("order", zh="", per="campaign")
def orders_of_visits(visits, most_orders):
    """Another: every visit orders twice."""
    return 2 * (visits * most_orders)


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"put": {"click_rate": 1.2}}, "check_clicks"),
        ({"put": {"visits_per_click": 1.1}}, "check_visits_of_clicks"),
        ({"rules": {"orders_of_visits": orders_of_visits}}, "check_orders_of_visits"),
        ({"put": {"enquiry_rate": 1.1}}, "check_enquiries_of_visits"),
        ({"put": {"payment_rate": 1.1}}, "check_orders_wanted"),
        ({"rules": {"orders_paid": orders_paid}}, "check_orders_wanted"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_funnel_that_widens_fires(changes, check):
    assert failed(run(priced())) == set()
    assert check in failed(run(priced(), **changes))
