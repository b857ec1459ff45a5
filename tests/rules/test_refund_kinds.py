"""Refunds before dispatch, without return and against the goods: what each takes back, reckoned by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.money_plans import days, thirds
from tests.plans import load
from tests.rules.broken import failed

some = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RATES = {"refund_before_dispatch_rate": 0.06, "refund_only_rate": 0.02, "return_rate": 0.04}
SHOP = {
    "driven_by": "spend",
    "natural_visits_by": "forecast",
    "natural_visits": 1_000,  # 100 orders of 1,000 a month
    "conversion_rate": 0.1,
    "average_order_value": 1_000,
    **RATES,
}
COSTS = {"courier_cost": 20, "packing_cost": 5, "return_shipping_cost": 30}
PRINTS = {
    "sales_share": 1,
    "supply": "open",
    "procurement": "purchased",
    "price": 1_000,
    "unit_cost": 300,
    "stock_start": 1_000,
    "stock_value_start": 300_000,
}


def run(months: int = 2, shop: dict[str, Any] | None = None, **sections: Any) -> Result:
    plan = {"start": "2027-01", "months": months}
    return load({"plan": plan, "storefronts": {"shop": {**SHOP, **(shop or {})}}, **sections}).run()


def row(result: Result, line: str, member: Any = "") -> Any:
    frame = result.frame(line)
    return pytest.approx(list(frame.loc[member] if member else frame.iloc[0]), abs=1e-9)


def at(result: Result, line: str, member: Any = "") -> Any:
    """January's value of the member, or of the only one."""
    frame = result.frame(line)
    return pytest.approx((frame.loc[member] if member else frame.iloc[0]).iloc[0], abs=1e-9)


# A shop of 100,000 a month: 6 % before dispatch, 2 % refund only, 4 % returns


def test_courier_and_packing_fall_on_what_ships_and_the_way_back_on_what_returns():
    result = run(shop=COSTS)
    assert at(result, "refunds_total") == 12_000
    assert at(result, "sales_kept_total") == 88_000
    assert at(result, "logistics_paid") == 94 * (20 + 5) + 4 * 30
    assert at(result, "return_shipping") == 4 * 30
    assert failed(result) == set()


def test_stock_loses_what_buyers_keep():
    """Of 100 prints, 6 never leave, 4 come back and 2 are gone: 90 are the cost of 88 sales kept."""
    result = run(products={"prints": PRINTS})
    assert row(result, "pieces_closing", "prints") == [1_000 - 90, 1_000 - 2 * 90]
    assert row(result, "stock_value_closing", "prints") == [300_000 - 90 * 300, 300_000 - 2 * 90 * 300]
    assert row(result, "stock_cost_sold", "prints") == [88 * 300] * 2
    assert row(result, "stock_cost_lost", "prints") == [2 * 300] * 2
    assert at(result, "cost_of_goods") == 90 * 300
    assert failed(result) == set()


def test_orders_and_money_by_kind():
    result = run()
    for kind, orders in {"before_dispatch": 6, "refund_only": 2, "return_of_goods": 4}.items():
        assert at(result, "orders_refunded_by_kind", ("shop", kind)) == orders
        assert at(result, "refunds_by_kind", ("shop", kind)) == 1_000 * orders


def test_what_never_ships_costs_no_fee():
    fees = {
        "platform_commission_rate": 0.05,
        "commission_refunded_share": 0.5,
        "base_fee_rate": 0.006,
        "base_fee_refunded_share": 0,
        "payment_fee_rate": 0.01,
    }
    result = run(shop=fees)
    assert at(result, "platform_commission") == 0.05 * (100_000 - 6_000 - 0.5 * 6_000)
    assert at(result, "base_fee") == 0.006 * (100_000 - 6_000)
    assert at(result, "payment_fee") == 0.01 * 100_000


def test_what_never_ships_is_no_work():
    packer = {"post": "packer", "start": "2027-01-01", "base_pay": 5_000}
    post = {"name": {"zh": "打包", "en": "packer"}, "department": "hall", "parcels_per_person": 90}
    result = run(
        departments={"hall": {"name": {"zh": "仓", "en": "hall"}}},
        posts={"packer": {**post, "planned_headcount": 1}},
        positions={"one": packer},
        capacity={"parcels_lost_share": 1},
    )
    assert at(result, "parcels_wanted") == 94
    assert at(result, "orders_paid_total") == pytest.approx(100 * 90 / 94)
    assert failed(result) == set()


def test_each_kind_has_its_own_days():
    """Before dispatch at once, without return after 31 days, the goods after 59: all of January's sales."""
    later = {"refund_only_delay": 31, "return_delay": 59, "natural_visits": {"2027-01": 1_000}}
    result = run(5, shop={**later, **COSTS})
    assert row(result, "orders_refunded_by_kind", ("shop", "before_dispatch")) == [6, 0, 0, 0, 0]
    # Sales of 31 days: 28 days of them come into February, which is short, 3 into March
    assert row(result, "orders_refunded_by_kind", ("shop", "refund_only")) == [
        0,
        2 * 28 / 31,
        2 * 3 / 31,
        0,
        0,
    ]
    assert row(result, "orders_sent_back") == [0, 0, 4, 0, 0]
    assert row(result, "refunds_total") == [6_000, 2_000 * 28 / 31, 4_000 + 2_000 * 3 / 31, 0, 0]
    assert row(result, "logistics_paid") == [94 * 25, 0, 4 * 30, 0, 0]
    assert result["refunds_expected_closing"].iloc[0] == pytest.approx(6_000)
    assert failed(result) == set()


# What comes back and cannot be sold, and who is owed for what is lost


def test_half_of_the_returns_cannot_be_sold_again():
    result = run(products={"prints": {**PRINTS, "returned_saleable_share": 0.5}})
    assert at(result, "pieces_returned", "prints") == 6 + 0.5 * 4
    assert at(result, "stock_cost_lost", "prints") == (2 + 0.5 * 4) * 300
    assert at(result, "cost_of_goods") == (100 - 8) * 300
    assert failed(result) == set()


def test_artists_and_suppliers_are_owed_for_what_is_lost():
    """Half of sales are works of artists, half are prints that a supplier delivers for each sale."""
    products = {
        "works": {"sales_share": 0.5, "artist_share": 0.6, "agent": True},
        "prints": {"sales_share": 0.5, "cost_rate": 0.4, "returned_saleable_share": 0},
    }
    result = run(products=products)
    assert at(result, "artist_payout", "works") == 0.6 * (44_000 + 1_000)
    assert at(result, "goods_bought", "prints") == 0.4 * (44_000 + 1_000 + 2_000)
    assert failed(result) == set()


def test_frames_packing_and_insurance_are_for_what_ships():
    costs = {"framing_cost": 50, "packing_cost": 10, "transit_insurance_rate": 0.01}
    result = run(products={"prints": {**PRINTS, **costs}})
    assert at(result, "piece_finishing", "prints") == 94 * 50
    assert at(result, "piece_logistics", "prints") == 94 * 10 + 0.01 * 94_000


def test_a_product_comes_back_three_times_as_often_as_the_other():
    """Of 60,000 and 40,000: factors 1 and 3 weigh 1.8 on average, and all refunds are the shop's."""
    products = {
        "works": {"sales_share": 0.6},
        "prints": {**PRINTS, "sales_share": 0.4, "return_factor": 3},
    }
    result = run(products=products)
    assert at(result, "product_refunds", "works") == 60_000 * 0.12 / 1.8
    assert at(result, "product_refunds", "prints") == 40_000 * 0.12 * 3 / 1.8
    assert at(result, "pieces_refunded", "prints") == 40 * 0.12 * 3 / 1.8
    assert sum(result.frame("product_refunds").iloc[:, 0]) == pytest.approx(12_000)
    assert failed(result) == set()


def test_a_factor_that_refunds_more_than_is_sold_is_an_alert():
    """Seen in the worst month of a quarter: January sells twice what February does."""
    products = {"works": {"sales_share": 0.95}, "prints": {"sales_share": 0.05, "return_factor": 100}}
    result = run(shop={"natural_visits": {"2027-01": 1_000, "2027-02": 500}}, products=products)
    weight = 100 / (0.95 + 0.05 * 100)
    assert at(result, "alert_product_refunds", "prints") == 5_000 * (weight * 0.12 - 1)
    assert at(result, "alert_product_refunds", "works") == 0
    quarter = result.frame("alert_product_refunds", "quarter").loc["prints"].iloc[0]
    assert quarter == at(result, "alert_product_refunds", "prints")


# Freight insurance


def test_the_insurer_bears_a_part_of_the_way_back():
    insured = {"freight_insurance_rate": 0.01, "freight_insurance_covers": 0.8}
    result = run(shop={**COSTS, **insured})
    assert at(result, "freight_insurance") == 0.01 * 94_000
    assert at(result, "logistics_paid") == 94 * 25 + 0.2 * 4 * 30 + 0.01 * 94_000
    assert failed(result) == set()


# Sales before the plan


def test_refunds_of_sales_before_the_plan_reduce_revenue_and_cash():
    shop = {rate: 0 for rate in RATES} | {"return_shipping_cost": 30, "refunds_before": {"2027-01": 5_000}}
    products = {"works": {"sales_share": 1, "artist_share": 0.6, "agent": True}}
    result = run(shop=shop, products=products)
    assert row(result, "refunds_total") == [5_000, 0]
    assert row(result, "orders_returned_total") == [5, 0]
    assert row(result, "collected_total") == [95_000, 100_000]
    assert row(result, "return_shipping") == [5 * 30, 0]
    assert row(result, "artist_payout", "works") == [0.6 * 95_000, 0.6 * 100_000]
    assert row(result, "net_revenue") == [0.4 * 95_000, 0.4 * 100_000]
    assert failed(result) == set()


# Channels


def stream(factor: float, **more: Any) -> dict[str, Any]:
    """A livestream at a commission that brings 1,000 visits beside 1,000 natural ones."""
    live = {"storefront": "shop", "prices_by": "sale", "commission_rate": 0.1, "visits": 1_000}
    return {"live": {**live, "return_factor": factor, **more}}


def test_orders_of_a_channel_with_a_factor_are_refunded_so_many_times_as_often():
    """200 orders: 12 % of those of natural visits come back, 3 times as many of the others."""
    result = run(channels=stream(3))
    assert at(result, "refund_rate", "everyday_shop") == 0.12 * (1 + 3) / 2
    assert at(result, "refunds_total") == 12_000 + 36_000
    assert at(result, "lasting_sales_by_channel", "live") == 100_000 - 36_000
    assert at(result, "spend_by_channel", "live") == 0.1 * (100_000 - 36_000)
    assert failed(result) == set()


def test_no_more_is_refunded_than_was_sold():
    result = run(shop={"return_rate": 0.6, "refund_only_rate": 0.1}, channels=stream(20))
    assert at(result, "refund_rate", "everyday_shop") == 1
    assert failed(result) == set()


# Campaigns, and faults


def test_a_campaign_has_rates_of_its_own():
    rush = {"storefront": "shop", "start": "2027-01-10", "end": "2027-01-12", "natural_visits": 500}
    result = run(campaigns={"rush": {**rush, "refund_before_dispatch_rate": 0.2}})
    assert at(result, "refund_rate", "rush") == 0.2 + 0.02 + 0.04
    assert at(result, "orders_refunded_by_kind", ("shop", "before_dispatch")) == 50 * 0.2 + 100 * 0.06
    assert at(result, "refunds", "rush") == 50_000 * 0.26
    assert failed(result) == set()


def test_the_rates_are_parts_of_the_same_orders():
    with pytest.raises(PlanFault, match=r"storefronts\.shop .*add up to 1\.03"):
        run(shop={"return_rate": 0.95})
    rush = {"storefront": "shop", "start": "2027-01-10", "end": "2027-01-12", "refund_only_rate": 0.91}
    with pytest.raises(PlanFault, match=r"campaigns\.rush .*add up to 1\.01"):
        run(campaigns={"rush": rush})


# Three kinds that cost alike are one

ALIKE = (
    "refunds_total",
    "refunds_expected_closing",
    "orders_returned_total",
    "net_revenue",
    "fees_paid",
    "output_vat",
    "net_profit",
    "cash_closing",
)


@some
@given(thirds, thirds, thirds, days)
def test_three_kinds_that_cost_alike_are_one(first: float, second: float, third: float, delay: int):
    """No goods, no parcels, the same days, and fees that come back in full."""
    months = {"natural_visits": {f"2027-{month:02}": 300 * month for month in range(1, 6)}}
    fees = {"platform_commission_rate": 0.05, "base_fee_rate": 0.006, "shipping_charge": 10}
    names = ("refund_before_dispatch", "refund_only", "return")
    shop = {**months, **fees, **{f"{name}_delay": delay for name in names}}
    rates = dict(zip((f"{name}_rate" for name in names), (first, second, third), strict=True))
    one_kind = {**dict.fromkeys(rates, 0), "return_rate": first + second + third}
    tax = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0.12}
    three, one = (run(8, shop={**shop, **each}, tax=tax) for each in (rates, one_kind))
    for line in ALIKE:
        assert list(three[line]) == pytest.approx(list(one[line]), rel=1e-9, abs=1e-6), line
    assert failed(three) == set()
