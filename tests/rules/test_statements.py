"""Taxes, the three statements, and an investor's figures: reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

import artplan
from artplan.plan.written.faults import PlanFault
from tests.plans import words
from tests.rules.small_shop import LOAN, failed, row, run, shop

# Taxes


def test_surcharges_may_be_halved_and_small_firms_outgrow_their_regime():
    tax = {"taxpayer": "small_scale", "small_scale_rate": 0.03, "vat_exempt_sales": 0, "surcharge_rate": 0.12}
    given = {"surcharge_relief": 0.5, "small_scale_limit": 2500, "above_limit": "small_scale"}
    result = run(4, storefronts={"shop": shop(1030)}, tax={**tax, **given})
    assert row(result, "surcharges") == [1.8] * 4
    assert row(result, "alert_small_scale") == [0, 0, 500, 1500]
    # twelve months on end count, whenever the fiscal year begins
    other = run(4, plan={"first_fiscal_month": 3}, storefronts={"shop": shop(1030)}, tax={**tax, **given})
    assert row(other, "alert_small_scale") == [0, 0, 500, 1500]


def test_the_small_scale_limit_looks_at_the_last_twelve_months():
    """100 a month: 1,200 in any twelve, however long the plan; 300 more in the thirteenth month."""
    tax = {"taxpayer": "small_scale", "small_scale_rate": 0, "small_scale_limit": 1_200}
    sales = {f"2027-{month:02}": 100 for month in range(1, 13)} | {"2028-01": 400, "2028-02": 100}
    result = run(14, storefronts={"shop": shop(sales)}, tax=tax)
    assert row(result, "small_scale_sales_twelve_months")[11:] == [1_200, 1_500, 1_500]
    assert row(result, "alert_small_scale")[11:] == [0, 300, 300]


def test_the_small_scale_limit_comes_from_the_tables_where_the_plan_gives_its_rates_only():
    tax = {"taxpayer": "small_scale", "small_scale_rate": 0, "vat_exempt_sales": 0, "surcharge_rate": 0}
    result = run(2, storefronts={"shop": shop(3_000_000)}, tax=tax)
    assert row(result, "alert_small_scale") == [0, 6_000_000 - 5_000_000]


def test_the_small_scale_limit_knows_the_fiscal_year_before_the_plan():
    """600 from April to June: 200 a month; each leaves when its month comes again."""
    tax = {"taxpayer": "small_scale", "small_scale_rate": 0, "small_scale_limit": 1_400}
    plan = {"first_fiscal_month": 4, "opening": {"net_revenue_ytd": 600}}
    result = run(12, start="2027-07", plan=plan, storefronts={"shop": shop(100)}, tax=tax)
    sums = [600 + 100 * months for months in range(1, 10)] + [400 + 1_000, 200 + 1_100, 1_200]
    assert row(result, "small_scale_sales_twelve_months") == sums
    assert row(result, "alert_small_scale") == [0] * 8 + [1_500 - 1_400] + [0] * 3


# Statements

OPENING = {
    "cash": 1000, "vat_credit": 10, "receivable": 200, "deposits": 300, "stock": 400, "prepaid": 120,
    "fixed_assets": 600, "artists_payable": 50, "suppliers_payable": 60, "payroll_payable": 70,
    "vat_payable": 80, "income_tax_payable": 90, "loans": 500, "paid_in_capital": 2000,
    "retained_earnings": -220,
}  # fmt: skip


def test_an_opening_balance_sheet_opens_every_account():
    result = run(2, plan={"opening": {**OPENING, "prepaid_months": 12, "fixed_assets_months": 60}})
    assert result.value("cash_closing") == 1000 + 200 - 50 - 60 - 70 - 80 - 90
    assert result.value("prepaid_closing") == 110
    assert result.value("fixed_assets_closing") == 590
    assert result.value("net_profit") == -20
    assert result.value("equity_total") == 2000 - 220 - 20
    assert result.value("inventory_closing") == 400 and result.value("deposits_closing") == 300
    assert failed(result) == []


def test_an_opening_that_does_not_balance_is_refused_with_the_difference():
    with pytest.raises(PlanFault) as caught:
        run(plan={"opening": {**OPENING, "stock": 425}})
    (fault,) = caught.value.faults
    assert fault.path == "plan.opening" and "25.00 too much on the side of assets" in str(fault.fault)
    assert "paid_in_capital" in str(fault.remedy) and ".yaml:" in fault.place


def test_cash_alone_is_the_owners_capital():
    result = run(1, plan={"opening": {"cash": 1000, "vat_credit": 50}})
    assert result.value("paid_in_closing") == 1050


def test_what_was_paid_before_the_plan_belongs_to_its_opening():
    """It is noted, and counts in no month: otherwise moving a plan's start would pay it again."""
    desk = {"cost": 120, "month": "2026-12", "life_months": 12}
    loan = {"amount": 500, "month": "2026-12", "term_months": 2}
    given = {"deposit": 50, "deposit_month": "2026-12"}
    result = run(4, assets={"desk": desk}, loans={"bank": loan}, storefronts={"shop": shop(1, **given)})
    paths = ["assets.desk.month", "loans.bank.month", "storefronts.shop.deposit_month"]
    assert [note.path for note in result.plan.notes] == paths
    assert not result["payments_total"].any() and not result["depreciation_total"].any()
    assert failed(result) == []


def test_a_deposit_paid_before_the_plan_does_not_come_back_from_nowhere():
    """It stands in the opening balance sheet, `held by platforms beyond the plan's end`."""
    given = {"deposit": 50, "deposit_month": "2026-12", "deposit_returned_month": "2027-02"}
    result = run(
        3, storefronts={"shop": shop(**given)}, plan={"opening": {"deposits": 50, "paid_in_capital": 50}}
    )
    assert row(result, "deposits_closing") == [50, 50, 50]
    assert row(result, "cash_closing") == [0, 0, 0]
    assert failed(result) == []


def test_a_deposit_paid_with_the_plans_start_does_not_come_back_before():
    with pytest.raises(PlanFault, match="comes back in 2026-12, before it is paid"):
        run(3, storefronts={"shop": shop(deposit=50, deposit_returned_month="2026-12")})


def test_what_is_paid_once_is_one_number():
    with pytest.raises(PlanFault, match="cost changes over the months"):
        cost = {"2027-01": 1, "2027-02": 2}
        run(2, assets={"one": {"cost": cost, "month": "2027-01", "life_months": 2}})


def test_years_roll_up_from_any_month_and_halves_between_quarters_and_years():
    result = run(18, start="2027-03", plan={"first_fiscal_month": 4}, storefronts={"shop": shop(100)})
    halves = result.frame("gross_sales_total", by="half").iloc[0]
    assert halves.to_dict() == {
        "FY2026-H2": 100, "FY2027-H1": 600, "FY2027-H2": 600, "FY2028-H1": 500
    }  # fmt: skip
    assert row(result, "result_of_year_closing") == [100, *range(100, 1300, 100), *range(100, 600, 100)]
    assert row(result, "result_brought_closing") == [0, *[100] * 12, *[1300] * 5]


# Indicators


def test_break_even_and_the_lowest_cash():
    result = run(
        5,
        plan={"opening": {"cash": 500}},
        storefronts={"shop": shop({"2027-02": 400, "2027-03": 1000, "2027-04": 1000, "2027-05": 1000})},
        products={"print": {"name": words("print"), "sales_share": 1, "cost_rate": 0.5}},
        overheads={"rent": {"name": words("rent"), "amount": 300}},
    )
    assert row(result, "net_profit") == [-300, -100, 200, 200, 200]
    assert row(result, "break_even_sales")[2:] == [600, 600, 600]
    assert row(result, "safety_margin_rate")[2] == 0.4
    assert row(result, "break_even_month_closing") == [0, 0, 0, 0, 5]
    assert row(result, "cash_lowest_closing") == [200, 100, 100, 100, 100]
    assert row(result, "cash_lowest_month_closing") == [1, 2, 2, 2, 2]
    assert row(result, "runway_months")[:2] == [pytest.approx(200 / 300), 1]
    assert np.isnan(row(result, "runway_months")[2:]).all()  # nothing is burnt


def test_break_even_before_and_after_interest():
    """Of a yuan of revenue half is left: for a rent of 300 and 12 of interest from the second month on."""
    result = run(
        2,
        plan={"opening": {"cash": 500}},
        storefronts={"shop": shop(1000)},
        products={"print": {"name": words("print"), "sales_share": 1, "cost_rate": 0.5}},
        overheads={"rent": {"name": words("rent"), "amount": 300}},
        loans={"bank": LOAN},
    )
    assert row(result, "fixed_cost") == [300, 300 + 12]
    assert row(result, "break_even_sales_before_interest") == [300 / 0.5, 300 / 0.5]
    assert row(result, "break_even_sales") == [300 / 0.5, (300 + 12) / 0.5]
    assert result.by_member("break_even_sales").iloc[0] == (2 * 300 + 12) / 0.5
    assert result.by_member("break_even_sales_before_interest").iloc[0] == 2 * 300 / 0.5


def test_the_return_of_a_channel_is_what_its_visits_sell_over_its_spend():
    """100 visits at 2 yuan each, of 400 in all, which sell a yuan each and a tenth of it is returned."""
    search = {"storefront": "shop", "prices_by": "click", "cost_per_click": 2, "spend": 200}
    post = {"storefront": "shop", "prices_by": "owned", "visits": 50}
    result = run(
        1, storefronts={"shop": shop(250, return_rate=0.1)}, channels={"search": search, "post": post}
    )
    assert row(result, "lasting_sales_by_channel", "search") == [100 * 0.9]
    assert row(result, "return_on_ad_spend_by_channel", "search") == [100 * 0.9 / 200]
    assert np.isnan(row(result, "return_on_ad_spend_by_channel", "post"))  # nothing is spent


@pytest.mark.parametrize("kind", ["product", "storefront", "channel"])
def test_contribution_margins_add_up_to_the_budget(kind):
    result = artplan.load("base").run()
    parts = result.total(f"{kind}_contribution_margin")
    natural = result["natural_contribution_margin"] if kind == "channel" else 0
    assert (parts + natural).to_numpy() == pytest.approx(result["contribution_margin"].to_numpy())


def test_every_alert_of_money_fires():
    result = run(1, plan={"cash_reserve": 100, "opening": {"cash": -5}})
    alerts = {check.name: check.worst for check in result.checks() if not check.passed}
    assert alerts == {"alert_cash": 5, "alert_cash_reserve": 105}
