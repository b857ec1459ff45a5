"""Returns after the month of sale: when they come back and what they reverse, reckoned by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from artplan.result import Result
from tests.money_plans import days
from tests.plans import Sections, load, plans, shares, words
from tests.rules.broken import failed

some = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JANUARY = {"2027-01": 1_000}
SHOP = {
    "driven_by": "spend",
    "natural_visits_by": "forecast",
    "natural_visits": JANUARY,  # 100 orders of 1,000
    "conversion_rate": 0.1,
    "average_order_value": 1_000,
    "return_rate": 0.1,
    "return_delay": 45,
}
# Of January's sales, spread over its 31 days, 14 come back in February and 17 in March
FEBRUARY_SHARE, MARCH_SHARE = 14 / 31, 17 / 31
GENERAL = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0.12}


def run(months: int = 4, shop: dict[str, Any] | None = None, **sections: Any) -> Result:
    plan = {"start": "2027-01", "months": months}
    return load({"plan": plan, "storefronts": {"shop": {**SHOP, **(shop or {})}}, **sections}).run()


def row(result: Result, line: str, member: str = "") -> list[float]:
    frame = result.frame(line)
    return list(frame.loc[member] if member else frame.iloc[0])


def by_month(january: float, february: float, march: float, april: float = 0) -> Any:
    return pytest.approx([january, february, march, april], abs=1e-9)


def later(amount: float, at_once: float = 0) -> Any:
    """What the month of sale brings, and an amount that comes back 45 days after January's sales."""
    return by_month(at_once, amount * FEBRUARY_SHARE, amount * MARCH_SHARE)


# How many


def test_a_campaign_has_a_return_rate_of_its_own():
    """35 % of the 50,000 that a campaign sells in February come back at once, 5 % of all else."""
    shop = {"driven_by": "target", "conversion_rate": 0.03, "average_order_value": 300, "return_rate": 0.05,
            "return_delay": 0, "sales_target_month": {"2027-01": 100_000, "2027-02": 100_000}}  # fmt: skip
    rush = {"storefront": "shop", "start": "2027-02-01", "end": "2027-02-03", "sales_target": 50_000}
    ads = {"ads": {"storefront": "shop", "prices_by": "click", "cost_per_click": 0.5, "mix": 1}}
    result = run(2, shop, channels=ads, campaigns={"rush": {**rush, "return_rate": 0.35}})
    assert row(result, "refunds_total") == pytest.approx([5_000, 50_000 * 0.35 + 50_000 * 0.05])
    assert row(run(2, shop, channels=ads, campaigns={"rush": rush}), "refunds_total")[1] == pytest.approx(
        5_000
    )


# When


def test_a_tenth_of_january_comes_back_after_45_days():
    result = run()
    assert row(result, "orders_returned_total") == later(10)
    assert row(result, "refunds_total") == later(10_000)
    assert row(result, "sales_kept_total") == later(-10_000, at_once=100_000)
    assert row(result, "refunds_expected_closing") == by_month(10_000, 10_000 * MARCH_SHARE, 0)
    assert row(result, "lasting_sales_total") == by_month(90_000, 0, 0)
    assert failed(result) == set()


def test_refunds_are_paid_at_the_price_of_the_sale():
    prices = {"2027-01-01": 1_000, "2027-02-01": 500}
    result = run(shop={"average_order_value": prices, "natural_visits": 1_000})
    assert row(result, "refunds_total")[1] == pytest.approx(10 * FEBRUARY_SHARE * 1_000)


def test_refunds_after_the_plan_are_seen_as_expected():
    result = run(months=1)
    assert (result.value("refunds_total"), result.value("refunds_expected_closing")) == (0, 10_000)


# What they reverse


def test_revenue_and_vat_are_reversed():
    """What is left of February's and March's VAT is a credit; nothing is due."""
    result = run(tax=GENERAL)
    assert row(result, "net_revenue") == later(-10_000 / 1.13, at_once=100_000 / 1.13)
    assert row(result, "output_vat") == later(-10_000 * 0.13 / 1.13, at_once=100_000 * 0.13 / 1.13)
    assert row(result, "vat_due") == by_month(100_000 * 0.13 / 1.13, 0, 0)
    assert row(result, "vat_credit_closing")[-1] == pytest.approx(10_000 * 0.13 / 1.13)
    assert row(result, "surcharges")[1:] == [0, 0, 0]
    assert failed(result) == set()


def test_refunds_come_off_the_vat_of_new_sales():
    result = run(shop={"natural_visits": {**JANUARY, "2027-02": 1_000}}, tax=GENERAL)
    assert row(result, "vat_due")[1] == pytest.approx((100_000 - 10_000 * FEBRUARY_SHARE) * 0.13 / 1.13)


def test_a_small_month_with_more_refunds_than_sales_brings_no_vat_back():
    small = {"taxpayer": "small_scale", "vat_exempt_sales": 50_000, "vat_period": "month"}
    result = run(tax=small)
    assert row(result, "output_vat") == by_month(100_000 * 0.01 / 1.01, 0, 0)


def test_artists_and_goods_are_reversed_for_what_was_sold_in_january():
    """January sells works only, February prints only: February's refunds are works all the same."""
    products = {
        "works": {"sales_share": {"2027-01-01": 1, "2027-02-01": 0}, "artist_share": 0.5, "agent": True},
        "prints": {"sales_share": {"2027-01-01": 0, "2027-02-01": 1}, "cost_rate": 0.4},
    }
    result = run(shop={"natural_visits": {**JANUARY, "2027-02": 1_000}}, products=products)
    back = 10_000 * FEBRUARY_SHARE
    assert row(result, "product_sales", "works")[:2] == pytest.approx([100_000, -back])
    assert row(result, "product_sales", "prints")[:2] == pytest.approx([0, 100_000])
    assert row(result, "artist_payout", "works")[:2] == pytest.approx([50_000, -0.5 * back])
    assert row(result, "goods_bought", "prints")[:2] == pytest.approx([0, 0.4 * 100_000])
    assert row(result, "gross_profit")[1] == pytest.approx(0.6 * 100_000 - 0.5 * back)
    assert failed(result) == set()


def test_each_fee_comes_back_by_its_own_share():
    fees = {
        "platform_commission_rate": 0.05,
        "commission_refunded_share": 0.4,
        "base_fee_rate": 0.006,
        "base_fee_refunded_share": 0,
        "payment_fee_rate": 0.01,
        "payment_fee_refunded_share": 1,
        "return_shipping_cost": 25,
    }
    result = run(shop=fees)
    assert row(result, "platform_commission") == later(-0.4 * 0.05 * 10_000, at_once=0.05 * 100_000)
    assert row(result, "base_fee") == by_month(0.006 * 100_000, 0, 0)
    assert row(result, "payment_fee") == later(-0.01 * 10_000, at_once=0.01 * 100_000)
    assert row(result, "return_shipping") == later(10 * 25)


def test_a_dealer_gives_back_his_discount_with_the_refund():
    """He buys at 70 %; the contributions of two storefronts still add up when one only pays back."""
    more = {**SHOP, "natural_visits": 1_000, "return_rate": 0}
    plan = {"start": "2027-01", "months": 4}
    dealer = {**SHOP, "dealer_is": "buyer", "dealer_margin_rate": 0.3, "settlement_days": 0}
    result = load({"plan": plan, "storefronts": {"dealer": dealer, "own": more}, "tax": GENERAL}).run()
    assert row(result, "dealer_discount", "dealer") == later(-0.3 * 10_000, at_once=0.3 * 100_000)
    assert row(result, "collected", "dealer") == later(-0.7 * 10_000, at_once=0.7 * 100_000)
    ours = [(100_000 - back * 0.7 * 10_000) / 1.13 for back in (0, FEBRUARY_SHARE, MARCH_SHARE)]
    assert row(result, "net_revenue")[1:3] == pytest.approx(ours[1:])
    assert row(result, "storefront_contribution_margin", "dealer")[1] == pytest.approx(
        0.3 * 10_000 * FEBRUARY_SHARE / 1.13
    )
    assert failed(result) == set()


def test_refunds_come_off_what_the_platform_owes():
    result = run(shop={"settlement_days": 59})
    # January's sales are paid from March on, less what February and March pay back
    assert row(result, "receivable_closing")[:2] == pytest.approx(
        [100_000, 100_000 - 10_000 * FEBRUARY_SHARE]
    )
    assert sum(row(result, "collected")) + row(result, "receivable_closing")[-1] == pytest.approx(90_000)
    assert failed(result) == set()


def test_sales_of_no_product_are_refunded_by_no_product():
    result = run(products={"works": {"sales_share": {"2027-01-01": 0, "2027-02-01": 1}}})
    assert row(result, "product_refunds", "works") == [0, 0, 0, 0]
    assert row(result, "sales_kept_total") == later(-10_000, at_once=100_000)
    assert failed(result) == set()


# Whom they fall on


def test_a_campaigns_returns_do_not_fall_on_a_month_without_visits():
    result = run(
        shop={"natural_visits": {"2027-02": 1_000}},
        channels={
            "ads": {"storefront": "shop", "prices_by": "click", "cost_per_click": 1, "reference_spend": 1_000}
        },
        campaigns={
            "sale": {
                "storefront": "shop",
                "start": "2027-01-10",
                "end": "2027-01-12",
                "spend": {"ads": 1_000},
            }
        },
    )
    assert row(result, "refunds", "sale") == later(10_000)
    assert row(result, "lasting_sales_by_channel", "ads") == by_month(90_000, 0, 0)
    assert failed(result) == set()


def test_returns_of_earlier_months_come_evenly():
    """A day's campaign in February: returns of its own month are as bunched, those of January are not."""
    day = {"storefront": "shop", "start": "2027-02-11", "end": "2027-02-11", "natural_visits": 1_000}
    result = run(shop={"return_delay": {"2027-01-01": 31, "2027-02-01": 0}}, campaigns={"day": day})
    # January's 10 returns come in February (28 of 31) and March (3 of 31)
    assert row(result, "returns_at_peak") == by_month(0, 10 * 28 + 10 * 28 / 31, 10 * 3 / 31)


# Stock


def test_pieces_come_back_at_the_cost_at_which_they_left():
    """40 pieces for 50 buyers: the shelf is empty when a tenth comes back, and nobody wants it then."""
    works = {
        "name": words("works"),
        "sales_share": 1,
        "supply": "open",
        "price": 2_000,
        "procurement": "purchased",
        "unit_cost": 100,
        "stock_start": 40,
        "stock_value_start": 4_000,
    }
    result = run(products={"works": works})
    assert row(result, "pieces_sold", "works") == by_month(40, 0, 0)
    assert row(result, "pieces_returned", "works") == later(4)
    assert row(result, "pieces_closing", "works") == by_month(0, 4 * FEBRUARY_SHARE, 4, 4)
    assert row(result, "stock_value_closing", "works") == by_month(0, 400 * FEBRUARY_SHARE, 400, 400)
    assert row(result, "cost_of_goods") == later(-400, at_once=4_000)
    assert failed(result) == set()


def test_a_piece_that_came_back_is_sold_again_from_the_next_month_on():
    works = {"sales_share": 1, "supply": "unique", "price": 2_000, "stock_start": 40}
    result = run(shop={"natural_visits": 1_000}, products={"works": works})
    assert row(result, "pieces_sold", "works")[:3] == pytest.approx([40, 0, 4 * FEBRUARY_SHARE])
    assert failed(result) == set()


# Whatever the delay

ALL_TOLD = (
    "orders_returned_total",
    "refunds_total",
    "sales_kept_total",
    "net_revenue",
    "artist_payout_total",
    "cost_of_goods",
    "fees_paid",
    "logistics_paid",
    "output_vat",
)


@some
@given(days, shares, shares)
def test_in_the_end_all_returns_have_come_back(delay: int, rate: float, refunded: float):
    """Sales from January to May; the last of them come back half a year on, in November."""
    shop = {
        "natural_visits": {f"2027-{month:02}": 300 * month for month in range(1, 6)},
        "return_rate": rate,
        "platform_commission_rate": 0.05,
        "commission_refunded_share": refunded,
        "return_shipping_cost": 25,
    }
    products = {
        "works": {"sales_share": 0.5, "artist_share": 0.6, "agent": True},
        "prints": {"sales_share": 0.5, "cost_rate": 0.4},
    }
    at_once, waiting = (
        run(12, shop={**shop, "return_delay": each}, products=products, tax=GENERAL) for each in (0, delay)
    )
    for line in ALL_TOLD:
        assert waiting[line].sum() == pytest.approx(at_once[line].sum(), rel=1e-9, abs=1e-6), line
    assert waiting["refunds_expected_closing"].iloc[-1] == pytest.approx(0, abs=1e-9)


@some
@given(plans())
def test_without_a_delay_the_month_of_sale_pays_back(sections: Sections):
    none = ("return_delay", "refund_only_delay", "refund_before_dispatch_delay", "refunds_before")
    shops = {name: {**shop, **dict.fromkeys(none, 0)} for name, shop in sections["storefronts"].items()}
    alike = {name: {**each, "return_factor": 1} for name, each in sections["products"].items()}
    result = load({**sections, "storefronts": shops, "products": alike}).run()
    assert (result["refunds_expected_closing"] == 0).all()
    for of_month, of_sale in (
        ("refunds", "refunds_arising"),
        ("orders_returned", "orders_returning"),
        ("pieces_refunded", "pieces_returning"),
        ("stock_cost_refunded", "stock_cost_returning"),
    ):
        assert result.array(of_month) == pytest.approx(result.array(of_sale), rel=1e-12, abs=1e-12)
    sales = result.frame("product_sales")
    expected = result.frame("product_mix_sold") * result["sales_kept_total"]
    assert sales.to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-9, abs=1e-6)
