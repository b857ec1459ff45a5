"""What lies exactly on an edge, or begins with what the opening brings: small plans, reckoned by hand."""

from __future__ import annotations

import math

import pytest

from tests.plans import load, words
from tests.rules import broken
from tests.rules.small_shop import row, run, shop
from tests.rules.small_team import SHOP as TEAM_SHOP
from tests.rules.small_team import one, team
from tests.rules.small_team import run as run_team

NO_VAT = {"taxpayer": "none", "profit_tax": "small_low_profit"}


def test_a_profit_of_exactly_three_million_is_still_small():
    """A quarter of it is taxed by 20 %; a yuan more, and all of it by 25 %."""
    small = run(1, storefronts={"shop": shop(3_000_000)}, tax=NO_VAT)
    large = run(1, storefronts={"shop": shop(3_000_001)}, tax=NO_VAT)
    assert row(small, "income_tax_ytd_closing") == [3_000_000 * 0.25 * 0.2]
    assert row(large, "income_tax_ytd_closing") == [3_000_001 * 0.25]


def test_shares_of_the_season_are_rounded_also_where_no_products_are_planned():
    """A third and two thirds in steps of a tenth: 0.3, and the larger month takes the rest."""
    season = {"shares": {1: 1, 2: 2, **{month: 0 for month in range(3, 13)}}, "share_step": 0.1}
    result = run(2, storefronts={"shop": shop(sales_target_year=1000)}, season=season)
    assert row(result, "storefront_target", "shop") == [300, 700]
    assert result.array("base_month_share_used")[:2, 0, 0] == pytest.approx([0.3, 0.7])


def test_a_month_that_sells_just_the_exempt_amount_is_exempt():
    tax = {
        "taxpayer": "small_scale",
        "small_scale_rate": 0.25,
        "vat_exempt_sales": 1000,
        "vat_period": "month",
    }
    small = {"taxpayer": "small_scale", **tax}
    result = run(2, storefronts={"shop": shop({"2027-01": 1250, "2027-02": 1251})}, tax=small)
    assert row(result, "output_vat") == [0, round(1251 * 0.2, 6)]


def test_a_step_of_the_annual_fees_refund_is_reached_by_exactly_its_sales():
    fee = {"annual_fee": 1200, "annual_fee_refunds": [{"sales": 300, "share": 0.5}]}
    result = run(4, storefronts={"shop": shop(100, **fee)})
    assert row(result, "annual_fee_refund_accrued", "shop") == [0, 0, 600, 0]


def test_levies_spare_a_firm_of_exactly_so_many_heads():
    levy = {"city": "chengdu", "levy_spared_up_to": 3}
    third = {"people": {"2027-01-01": 3, "2027-02-01": 4}}
    result = run_team(team(months=2, positions={"one": third}, contributions=levy))
    assert one(result, "scheme_charged", "disability") == [0, 1]


def test_where_no_levy_is_spared_a_firm_without_anybody_is_not_either():
    result = run_team(
        team(months=2, positions={"one": {"start": "2027-02-01"}}, contributions={"city": "chengdu"})
    )
    assert row(result, "headcount_total") == [0, 1]
    assert one(result, "scheme_charged", "disability") == [1, 1]


def test_a_bonus_goes_to_those_who_earned_it_where_nobody_is_left():
    """A twelfth of 1.2 pays in February; March's work calls for nobody, and what was earned is paid."""
    pay = {"thirteenth_month_share": 1.2, "thirteenth_month_paid_in": 12}
    sales = {**TEAM_SHOP, "sales_target_month": {"2027-01": 100_000}}
    seat = {"one": {"people": 0, "sized_by": {"orders_per_head": 1_000}}}
    result = run_team(team(months=3, shop=sales, positions=seat, pay=pay))
    assert one(result, "position_heads") == [0, 1, 0]
    assert one(result, "thirteenth_month_to_former", "one+2027-02") == [0, 0, 10_000 * 1.2 / 12]


@pytest.mark.parametrize(
    ("closing", "check"),
    [("customers_closing", "check_customers"), ("followers_closing", "check_followers")],
)
def test_an_account_that_is_emptied_is_noticed(closing, check):
    """A closing of exactly 0 is held against what came and went, as any other."""
    letter = {"storefront": "shop", "prices_by": "owned", "followers_start": 50}
    shops = {"shop": shop(100, customers_start=30)}
    plan = load({"plan": {"start": "2027-01", "months": 2}, "storefronts": shops, "channels": {"l": letter}})
    assert check in broken.failed(broken.scaled(plan, closing, 0))


@pytest.mark.parametrize(
    ("put", "employer", "employee"),
    [
        ({}, 1234, 567),
        ({"scheme_rounds_up": 1}, 1235, 568),
        ({"scheme_rounding_step": 0}, 1234.1, 567.2),
        ({"scheme_rounds_up": 1, "scheme_rounding_step": 0}, 1234.1, 567.2),
        ({"scheme_employer_fixed": 6.4, "scheme_employee_fixed": 6.4}, 1241, 574),
    ],
)
def test_contributions_are_rounded_for_each_head_as_their_notice_says(put, employer, employee):
    """Of 10,000 the employer pays 12.341 % and the employee 5.672 %, on whole yuan."""
    rates = {"scheme_employer_rate": 0.12341, "scheme_employee_rate": 0.05672, "scheme_rounding_step": 1}
    given = {"scheme_cap": 1e9, "scheme_floor": 0, "scheme_rounds_up": 0, **rates, **put}
    clerk = {"one": {"post": "clerk", "base_pay": 10_000, "people": 3}}
    plan = load(team(months=1, positions=clerk, contributions={"city": "hangzhou"}))
    result = broken.run(plan, put=given)
    fund = ("one", "housing_fund")
    assert one(result, "employer_contribution_per_head", fund) == pytest.approx([employer])
    assert one(result, "employee_contribution_per_head", fund) == pytest.approx([employee])
    assert one(result, "employer_contribution", fund) == pytest.approx([3 * employer])


def test_a_month_without_sales_is_no_alert():
    """A third of the sales goes to advertising, more than a tenth and less than a half."""
    limits = {"advertising_share": {"lowest": 0.5}, "payroll_share": {"lowest": 0.2}}
    fee = {"storefront": "shop", "prices_by": "fee", "fee": 200, "visits": 0}
    sales = {"2027-01": 600, "2027-03": 400}
    result = run(3, storefronts={"shop": shop(sales)}, channels={"fair": fee}, limits=limits)
    assert row(result, "alert_advertising_share") == [round(0.5 - 200 / 600, 6), 0, 0]
    assert row(result, "alert_payroll_share") == [0.2, 0, 0.2]
    assert row(result, "gross_sales_total") == [600, 0, 400]


def test_a_margin_is_held_from_both_sides_and_not_where_nothing_is_sold():
    """Rent of 50: nothing of it where 50 are sold, half of 100."""
    limits = {"net_margin_rate": {"lowest": 0.2, "highest": 0.4}, "gross_margin_rate": {"highest": 0.9}}
    rent = {"rent": {"name": words("rent"), "amount": 50}}
    sales = {"2027-01": 50, "2027-03": 100}
    result = run(3, storefronts={"shop": shop(sales)}, overheads=rent, limits=limits)
    assert row(result, "alert_net_margin") == pytest.approx([0.2 - 0, 0, 0.5 - 0.4])
    assert row(result, "alert_gross_margin") == pytest.approx([1 - 0.9, 0, 1 - 0.9])


def test_what_comes_back_to_an_empty_shelf_is_new():
    """Ten pieces go in February; in March none is there, and one of the ten comes back."""
    works = {"supply": "open", "price": 10, "sales_share": 1, "stock_start": 10}
    returns = {"return_rate": 0.1, "return_delay": 28}
    result = run(2, "2027-02", storefronts={"shop": shop(100, **returns)}, products={"works": works})
    assert row(result, "pieces_closing", "works") == [0, 1]
    ages = result.frame("pieces_by_age_closing").loc["works"]
    assert ages["2027-03"].tolist() == [1] + [0] * (len(ages) - 1)


def test_goods_bought_for_their_sale_with_creditable_vat():
    """Of 1,130 for goods 130 come back, so that they cost 1,000."""
    frames = {"sales_share": 1, "cost_rate": 0.5, "input_vat_rate": 0.13}
    tax = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0}
    result = run(1, storefronts={"shop": shop(2260)}, products={"frames": frames}, tax=tax)
    assert row(result, "goods_bought", "frames") == [1130]
    assert row(result, "goods_cost", "frames") == [1000]
    assert row(result, "product_gross_profit", "frames") == [2000 - 1000]


def test_a_deposit_that_comes_back_is_seen_as_a_cost_less():
    deposit = {"deposit": 700, "deposit_month": "2027-01", "deposit_returned_month": "2027-03"}
    other = {"deposit": 200, "deposit_month": "2027-03"}
    shops = {"one": shop(100, **deposit), "two": shop(100, **other)}
    result = run(3, storefronts=shops, view={"deposits_as_cost": True})
    assert row(result, "view_deposits") == [700, 0, 0], "what more comes back than goes is no income"
    paid_more = {**other, "deposit": 900}
    result = run(3, storefronts={**shops, "two": shop(100, **paid_more)}, view={"deposits_as_cost": True})
    assert row(result, "view_deposits") == [700, 0, 900 - 700]


def test_what_was_owed_on_the_first_morning():
    """In the balance sheet from the start, paid in the first month; platforms keep their deposit."""
    owed = {"vat_payable": 40, "suppliers_payable": 300, "artists_payable": 70, "deposits": 90}
    opening = {"cash": 1000, **owed, "paid_in_capital": 1000 + 90 - 40 - 300 - 70}
    result = run(2, plan={"opening": opening}, storefronts={"shop": shop(0)})
    assert row(result, "vat_payable_opening") == [40, 0]
    assert row(result, "suppliers_payable_opening") == [300, 0]
    assert row(result, "artists_payable_opening") == [70, 0]
    assert row(result, "deposits_opening") == row(result, "deposits_closing") == [90, 90]
    assert row(result, "cash_closing") == [1000 - 40 - 300 - 70] * 2


def test_a_month_of_dust_shares_out_no_cost():
    """The annual fee takes 100 of sales of 1000, and of a thousandth of a cent."""
    seller = shop({"2027-01": 1000, "2027-02": 1e-5}, annual_fee=1200)
    result = run(2, storefronts={"shop": seller})
    rate = "contribution_margin_before_advertising_rate"
    assert row(result, rate) == pytest.approx([1 - 100 / 1000, math.nan], nan_ok=True)
    assert row(result, "natural_contribution_margin") == [1000 - 100, 0]
