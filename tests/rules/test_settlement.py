"""When sales are collected and bills paid, and what platforms take: reckoned by hand."""

from __future__ import annotations

import pytest

from tests.plans import words
from tests.rules.small_shop import failed, row, run, shop

# Settlement and terms


def test_sales_of_a_month_are_collected_later():
    """45 days after a sale in January (31 days) lie 14 days into February to 17 days into March."""
    result = run(4, storefronts={"shop": shop({"2027-01": 3100}, settlement_days=45)})
    assert row(result, "collected") == [0, 1400, 1700, 0]
    assert row(result, "receivable_closing") == [3100, 1700, 0, 0]


def test_a_hundred_and_eighty_days_reach_half_a_year_on():
    result = run(8, storefronts={"shop": shop({"2027-01": 3100}, settlement_days=180)})
    # 180 days after January 1st is June 30th, after January 31st July 30th
    assert row(result, "collected") == [0, 0, 0, 0, 0, 100, 3000, 0]


def test_artists_and_suppliers_are_paid_by_their_terms():
    result = run(
        4,
        storefronts={"shop": shop({"2027-01": 1000}, packing_cost=0.31)},
        products={
            "art": {"name": words("art"), "sales_share": 0.5, "artist_share": 0.6, "agent": True},
            "print": {"name": words("print"), "sales_share": 0.5, "cost_rate": 0.4},
        },
        terms={"artists_days": 31, "suppliers_days": 59, "carriers_days": 0},
    )
    assert row(result, "artists_paid") == [0, 270.967742, 29.032258, 0]
    assert row(result, "artists_payable_closing") == [300, 29.032258, 0, 0]
    # sales of January 1st fall due on March 1st
    assert row(result, "goods_and_carriers_paid") == [310, 0, 200, 0]
    assert row(result, "suppliers_payable_closing") == [200, 200, 0, 0]
    assert failed(result) == []


def test_payroll_may_be_paid_a_month_later():
    team = {
        "departments": {"sales": {"name": words("d")}},
        "posts": {"agent": {"name": words("p"), "department": "sales"}},
        "positions": {"one": {"post": "agent", "base_pay": 5000, "end": "2027-02-28"}},
    }
    result = run(4, **team, pay={"paid_next_month": 1})
    assert row(result, "payroll_paid") == [0, 5000, 5000, 0]
    assert row(result, "payroll_payable_closing") == [5000, 5000, 0, 0]


# Fees


def test_payment_fee_is_a_percentage_and_a_fixed_sum_and_may_come_back():
    given = {
        "payment_fee_rate": 0.029,
        "payment_fee_fixed": 0.3,
        "return_rate": 0.5,
        "average_order_value": 100,
    }
    kept = run(1, storefronts={"shop": shop(10, **given)})
    assert row(kept, "payment_fee") == [pytest.approx(10 * (100 * 0.029 + 0.3))]
    back = run(1, storefronts={"shop": shop(10, **given, payment_fee_refunded_share=1)})
    assert row(back, "payment_fee") == [pytest.approx(5 * (100 * 0.029 + 0.3))]


def test_commission_comes_back_or_stays_with_the_platform():
    given = {"platform_commission_rate": 0.05, "base_fee_rate": 0.006, "return_rate": 0.5}
    result = run(1, storefronts={"shop": shop(1000, **given, base_fee_refunded_share=0)})
    assert row(result, "platform_commission") == [0.05 * 500]
    assert row(result, "base_fee") == [0.006 * 1000]


@pytest.mark.parametrize(("who", "cost"), [("shop", 29), ("buyer", 0), ("artist", 0)])
def test_who_bears_the_payment_fee(who, cost):
    result = run(1, storefronts={"shop": shop(1000, payment_fee_rate=0.029, payment_fee_borne_by=who)})
    assert row(result, "fees_paid") == [cost]
    assert row(result, "buyers_bills") == [1029 if who == "buyer" else 1000]
    assert row(result, "artists_payout_after_fees") == [-29 if who == "artist" else 0]


def test_the_annual_fee_is_spread_and_given_back_when_sales_pass_a_step():
    result = run(
        14,
        storefronts={
            "shop": shop(
                100,
                annual_fee=1200,
                annual_fee_month="2027-02",
                annual_fee_refunds=[{"sales": 300, "share": 0.5}, {"sales": 600, "share": 1}],
            )
        },
    )
    assert row(result, "annual_fee_paid") == [0, 1200, *[0] * 11, 1200]
    assert row(result, "annual_fee_spread") == [0, *[100] * 13]
    # February to April make 300, February to July 600
    assert row(result, "annual_fee_refund_accrued") == [0, 0, 0, 600, 0, 0, 600, *[0] * 7]
    assert row(result, "prepaid_closing")[:4] == [0, 1100, 1000, 900]
    assert row(result, "prepaid_closing")[-2:] == [0, 1100]
    assert row(result, "annual_fee_refunds_received_total") == [*[0] * 13, 1200]
    assert failed(result) == []


@pytest.mark.parametrize(("booked", "held", "cost"), [("asset", 500, 0), ("cost", 0, 500)])
def test_a_deposit_is_an_asset_or_a_cost(booked, held, cost):
    given = {"deposit": 500, "deposit_month": "2027-02", "deposit_returned_month": "2027-04"}
    result = run(4, storefronts={"shop": shop(**given, deposit_booked_as=booked)})
    assert row(result, "deposits_closing") == [0, held, held, 0]
    assert row(result, "platform_fees") == [0, cost, 0, -cost]
    assert row(result, "cash_closing") == [0, -500, -500, 0]
    assert failed(result) == []
