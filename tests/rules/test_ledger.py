"""The books by function: reckoned by hand."""

from __future__ import annotations

import pytest

from tests.plans import words
from tests.rules.small_shop import LOAN, failed, row, run, shop

SELLING = {"expense": "selling"}
DESK = {"name": words("desk"), "cost": 1_200, "month": "2027-01", "life_months": 12}


def test_the_pay_of_a_department_that_sells_is_a_selling_expense():
    result = run(
        2,
        departments={"sales": SELLING, "office": {}},
        posts={"seller": {"department": "sales"}, "clerk": {"department": "office"}},
        positions={
            "seller": {"post": "seller", "base_pay": 5_000},
            "clerk": {"post": "clerk", "base_pay": 4_000},
        },
        contributions={"burden_rate": 0.1},
    )
    assert row(result, "selling_payroll") == [5_000 * 1.1] * 2
    assert row(result, "administrative_payroll") == [4_000 * 1.1] * 2
    assert row(result, "statutory_operating_profit") == [-9_000 * 1.1] * 2
    assert failed(result) == []


def test_overheads_without_vat_month_by_month():
    """A rent of 327 a month is paid for three months; a tool that sells costs 106 a month."""
    rent = {"name": words("rent"), "amount": 327, "paid_every_months": 3, "input_vat_rate": 0.09}
    tool = {"name": words("tool"), "amount": 106, "input_vat_rate": 0.06, **SELLING}
    result = run(4, overheads={"rent": rent, "tool": tool}, tax={"taxpayer": "general", "vat_rate": 0.13})
    assert row(result, "overhead_cost", "rent") == [327 / 1.09] * 4
    assert row(result, "administrative_expenses") == [300] * 4
    assert row(result, "selling_expenses") == [100] * 4
    assert failed(result) == []


def test_depreciation_goes_where_the_asset_serves():
    result = run(
        3,
        plan={"opening": {"fixed_assets": 600, "fixed_assets_months": 2, "paid_in_capital": 600}},
        assets={"camera": {**DESK, **SELLING}, "desk": {**DESK, "cost": 2_400}},
    )
    assert row(result, "selling_depreciation") == [0, 1_200 / 12, 100]
    assert row(result, "administrative_depreciation") == [600 / 2, 300 + 2_400 / 12, 200]
    assert row(result, "fixed_assets_at_cost_opening") == [600, 600 + 1_200 + 2_400, 4_200]
    assert row(result, "fixed_assets_at_cost_closing") == [4_200] * 3
    assert row(result, "accumulated_depreciation_closing") == [300, 300 + 600, 900 + 300]
    assert failed(result) == []


def test_licences_and_courses_are_administrative_and_interest_is_above_operating_profit():
    result = run(
        2,
        licences={"trade": {"name": words("t"), "cost": 300, "due": "2027-02"}},
        training={"course": {"name": words("c"), "sessions": 2, "cost": 50}},
        loans={"bank": LOAN},
    )
    assert row(result, "administrative_expenses") == [2 * 50, 2 * 50 + 300]
    assert row(result, "finance_expenses") == [0, 1_200 * 0.12 / 12]
    assert row(result, "statutory_operating_profit") == [-100, -400 - 12]
    assert row(result, "operating_profit") == [-100, -400]
    assert failed(result) == []


def test_a_gain_and_a_loss_of_the_same_month_are_not_set_off():
    """Both desks stand at 1,000 in the books in March, after two months."""
    sold = {**DESK, "sold_month": "2027-03"}
    result = run(4, assets={"good": {**sold, "sold_for": 1_150}, "bad": {**sold, "sold_for": 700}})
    assert row(result, "non_operating_income") == [0, 0, 1_150 - 1_000, 0]
    assert row(result, "non_operating_expenses") == [0, 0, 1_000 - 700, 0]
    assert row(result, "statutory_profit_before_tax") == [0, -200, -200 + 150 - 300, 0]
    assert row(result, "fixed_assets_at_cost_closing") == [2_400, 2_400, 0, 0]
    assert row(result, "accumulated_depreciation_closing") == [0, 200, 0, 0]
    assert failed(result) == []


@pytest.mark.parametrize(("price", "gain", "loss"), [(1_130, 1_000 - 900, 0), (565, 0, 900 - 500)])
def test_output_vat_of_a_sale_is_no_gain(price: float, gain: float, loss: float):
    """The desk stands at 900; 13 % of VAT are in the price."""
    sold = {**DESK, "sold_month": "2027-04", "sold_for": price, "sale_vat_rate": 0.13}
    result = run(4, assets={"desk": sold}, tax={"taxpayer": "general", "vat_rate": 0.13})
    assert row(result, "asset_gain", "desk") == row(result, "non_operating_income") == [0, 0, 0, gain]
    assert row(result, "asset_loss", "desk") == row(result, "non_operating_expenses") == [0, 0, 0, loss]


def test_deposits_that_buyers_forfeit_are_income_beside_operations():
    """Of deposits of 500, a fifth is forfeited when the balance falls due."""
    ahead = {"making_months": 1, "order_deposit_share": 0.5, "order_forfeit_rate": 0.2}
    result = run(2, storefronts={"shop": shop({"2027-01": 1_000}, **ahead)})
    assert row(result, "non_operating_income") == row(result, "customer_deposits_forfeited")
    assert row(result, "non_operating_income") == [0, 500 * 0.2]
    assert failed(result) == []


def test_goods_and_artists_are_the_operating_cost():
    products = {
        "own": {"name": words("o"), "sales_share": 1, "cost_rate": 0.3},
        "art": {"name": words("a"), "sales_share": 1, "artist_share": 0.5},
    }
    result = run(1, storefronts={"shop": shop(1_000, platform_commission_rate=0.05)}, products=products)
    assert row(result, "operating_cost") == [500 * 0.3 + 500 * 0.5]
    assert row(result, "selling_expenses") == [1_000 * 0.05]
    assert row(result, "statutory_operating_profit") == [1_000 - 400 - 50]
    assert failed(result) == []


@pytest.mark.parametrize(("months", "current"), [(24, 600 * 12 / 24), (6, 600), (0, 0)])
def test_loans_by_term_on_the_first_morning(months: int, current: float):
    result = run(2, plan={"opening": {"cash": 600, "loans": 600, "loans_months": months}})
    assert row(result, "loans_current_at_start") == [current] * 2
    assert row(result, "loans_later_at_start") == [600 - current] * 2
    assert row(result, "loans_current_opening")[1] == row(result, "loans_current_closing")[0]
    assert row(result, "loans_later_opening")[0] == 600 - current
