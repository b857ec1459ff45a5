"""Settlement, fees, deposits, assets, loans, the three statements: small plans, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import artplan
from artplan.engine.evaluate import Program
from artplan.engine.expression import Expression, apply
from artplan.operating import model
from artplan.plan import inputs
from artplan.plan.faults import PlanFault
from artplan.result import Result
from tests.plans import load, words
from tests.rules.broken import scaled

VISIT = {
    "conversion_rate": 1,
    "average_order_value": 1,
    "driven_by": "spend",
    "natural_visits_by": "forecast",
}


def shop(sales: Any = 0, **more: Any) -> dict[str, Any]:
    """A storefront in which each visit spends one yuan."""
    return {"name": words("shop"), **VISIT, "natural_visits": sales, **more}


def run(
    months: int = 12, start: str = "2027-01", plan: dict[str, Any] | None = None, **sections: Any
) -> Result:
    return load({"plan": {"start": start, "months": months, **(plan or {})}, **sections}).run()


def row(result: Result, line: str, member: str = "") -> list[float]:
    frame = result.frame(line)
    return [round(float(each), 6) for each in (frame.loc[member] if member else frame.iloc[0])]


def failed(result: Result) -> list[str]:
    return [check.name for check in result.checks() if check.kind == "error" and not check.passed]


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


# Assets, loans, licences, training


def test_an_asset_is_written_off_from_the_month_after():
    result = run(
        5,
        assets={
            "desk": {
                "name": words("desk"),
                "cost": 1130,
                "month": "2027-02",
                "life_months": 2,
                "residual_share": 0.1,
                "input_vat_rate": 0.13,
            }
        },
        tax={"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0},
    )
    assert row(result, "fixed_assets_closing") == [0, 1000, 550, 100, 100]
    assert row(result, "depreciation_total") == [0, 0, 450, 450, 0]
    assert row(result, "vat_credit_closing") == [0, 130, 130, 130, 130]
    assert failed(result) == []


LOAN = {"name": words("loan"), "amount": 1200, "month": "2027-01", "rate": 0.12, "term_months": 3}
RATE = 0.01
INSTALMENT = 1200 * RATE / (1 - (1 + RATE) ** -3)


@pytest.mark.parametrize(
    ("repayment", "repaid", "interest"),
    [
        ("bullet", [0, 0, 0, 1200, 0], [0, 12, 12, 12, 0]),
        ("equal_principal", [0, 400, 400, 400, 0], [0, 12, 8, 4, 0]),
    ],
)
def test_loans(repayment, repaid, interest):
    result = run(5, loans={"bank": {**LOAN, "repayment": repayment}})
    assert row(result, "loan_repaid") == repaid
    assert row(result, "interest_total") == interest
    assert failed(result) == []


def test_equal_instalments_pay_the_loan_off():
    result = run(5, loans={"bank": {**LOAN, "repayment": "equal_instalments"}})
    assert row(result, "debt_service") == pytest.approx([0, *[INSTALMENT] * 3, 0], abs=1e-6)
    assert row(result, "loans_closing")[-2:] == [0, 0]


def test_opening_loans_are_paid_back_in_equal_parts():
    opening = {"cash": 600, "loans": 600, "loans_rate": 0.12, "loans_months": 2}
    result = run(3, plan={"opening": opening})
    assert row(result, "loans_closing") == [300, 0, 0]
    assert row(result, "interest_total") == [6, 3, 0]


def test_licences_are_renewed_and_training_is_held():
    result = run(
        6,
        licences={"icp": {"name": words("icp"), "cost": 300, "due": "2026-11", "renewal_months": 3}},
        training={"course": {"name": words("c"), "sessions": {"2027-01": 4}, "cost": 50}},
    )
    assert row(result, "licence_paid") == [0, 300, 0, 0, 300, 0]
    assert row(result, "training_paid_total") == [200, 0, 0, 0, 0, 0]
    assert row(result, "net_profit") == [-200, -300, 0, 0, -300, 0]


# Taxes


def test_surcharges_may_be_halved_and_small_firms_outgrow_their_regime():
    tax = {"taxpayer": "small_scale", "vat_rate": 0.03, "vat_exempt_sales": 0, "surcharge_rate": 0.12}
    given = {"surcharge_relief": 0.5, "small_scale_limit": 2500}
    result = run(4, storefronts={"shop": shop(1030)}, tax={**tax, **given})
    assert row(result, "surcharges") == [1.8] * 4
    assert row(result, "alert_small_scale") == [0, 0, 500, 1500]
    # twelve months on end count, whenever the fiscal year begins
    other = run(4, plan={"first_fiscal_month": 3}, storefronts={"shop": shop(1030)}, tax={**tax, **given})
    assert row(other, "alert_small_scale") == [0, 0, 500, 1500]


def test_the_small_scale_limit_looks_at_the_last_twelve_months():
    """100 a month: 1,200 in any twelve, however long the plan; 300 more in the thirteenth month."""
    tax = {"taxpayer": "small_scale", "vat_rate": 0, "small_scale_limit": 1_200}
    sales = {f"2027-{month:02}": 100 for month in range(1, 13)} | {"2028-01": 400, "2028-02": 100}
    result = run(14, storefronts={"shop": shop(sales)}, tax=tax)
    assert row(result, "net_revenue_twelve_months")[11:] == [1_200, 1_500, 1_500]
    assert row(result, "alert_small_scale")[11:] == [0, 300, 300]


# Artists


@pytest.mark.parametrize(("share_on", "share"), [("discounted", 0.6 * 800), ("list_price", 0.6 * 1_000)])
def test_a_discount_comes_off_before_the_artists_share_unless_the_contract_says_otherwise(share_on, share):
    """1,000 at list price, sold for 800 in a campaign of a fifth off; nothing is returned."""
    sale = {
        "storefront": "shop",
        "start": "2027-01-01",
        "end": "2027-01-31",
        "natural_visits": 1_000,
        "discount_rate": 0.2,
    }
    art = {"name": words("art"), "sales_share": 1, "artist_share": 0.6, "agent": True, "share_on": share_on}
    result = run(1, storefronts={"shop": shop()}, campaigns={"sale": sale}, products={"art": art})
    assert row(result, "artist_payout_total") == [share]
    assert row(result, "net_revenue") == [800 - share]
    assert failed(result) == []


# Channels


def test_the_return_of_a_channel_is_what_its_visits_sell_over_its_spend():
    """100 visits at 2 yuan each, of 400 in all, which sell a yuan each and a tenth of it is returned."""
    search = {"storefront": "shop", "prices_by": "click", "cost_per_click": 2, "spend": 200}
    post = {"storefront": "shop", "prices_by": "owned", "visits": 50}
    result = run(
        1, storefronts={"shop": shop(250, return_rate=0.1)}, channels={"search": search, "post": post}
    )
    assert row(result, "sales_kept_by_channel", "search") == [100 * 0.9]
    assert row(result, "return_on_ad_spend_by_channel", "search") == [100 * 0.9 / 200]
    assert row(result, "return_on_ad_spend_by_channel", "post") == [0]


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
    assert fault.path == "plan.opening" and "25.00 too much on the side of assets" in fault.fault
    assert "paid_in_capital" in fault.remedy and ".yaml:" in fault.place


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
    assert row(result, "runway_months") == [pytest.approx(200 / 300), 1, 0, 0, 0]


@pytest.mark.parametrize("kind", ["product", "storefront", "channel"])
def test_contributions_add_up_to_the_budget(kind):
    result = artplan.load("base").run()
    parts = result.total(f"{kind}_contribution")
    natural = result["natural_contribution"] if kind == "channel" else 0
    assert (parts + natural).to_numpy() == pytest.approx(result["contribution"].to_numpy())


# Every check fires: a rule that gives half of what it should makes it fail

BROKEN = {
    "check_balance": "net_profit",
    "check_cash_flow": "working_capital_growth",
    "check_cash": "payments_total",
    "check_receivable": "collected",
    "check_artists_payable": "artists_paid",
    "check_suppliers_payable": "goods_and_carriers_paid",
    "check_deposits": "deposits_paid_total",
    "check_vat_payable": "vat_paid",
    "check_fixed_assets": "fixed_assets_added",
    "check_income_tax_payable": "net_profit",
    "check_payroll_payable": "payroll_paid",
    "check_months": "result_of_year_closing",
    "check_loans": "loans_repaid_total",
    "check_prepaid": "prepaid_added",
    "check_funding": "assets_to_fund",
    "check_product_contribution": "product_contribution",
    "check_storefront_contribution": "storefront_contribution",
    "check_channel_contribution": "natural_contribution",
}


def broken(line: str) -> Result:
    """The base plan with a loan, by rules of which one gives half of what it should."""
    plan = artplan.load(
        "base", {"loans.bank": LOAN, "assets.desk": DESK, "storefronts.pc_store.annual_fee": 900}
    )
    whole = model(inputs.references(plan.plan))
    wrong: dict[str, Expression] = {**whole.expressions, line: apply("*", whole.expressions[line], HALF)}
    program = Program.of(replace(whole, expressions=wrong))
    data = inputs.build(plan.plan)
    return Result(plan.plan, program, data, {**data.arrays, **program.run(data)})


HALF = 0.5
DESK = {"name": words("desk"), "cost": 500000, "month": "2027-01", "life_months": 10}


@pytest.mark.parametrize("check", BROKEN)
def test_every_check_fires(check):
    assert check in failed(broken(BROKEN[check]))


def test_every_alert_of_money_fires():
    result = run(1, plan={"cash_reserve": 100, "opening": {"cash": -5}})
    alerts = {check.name: check.worst for check in result.checks() if not check.passed}
    assert alerts == {"alert_cash": 5, "alert_cash_reserve": 105}


def test_every_check_of_money_is_tried():
    ours = ("balance", "cash_flow", "contributions", "indicators")
    lines = model().lines.values()
    checks = {line.name for line in lines if line.check == "error" and line.module in ours}
    assert checks == set(BROKEN)


def test_a_wrong_account_of_income_tax_is_found():
    assert "check_income_tax_payable" in failed(
        scaled(artplan.load("base"), "income_tax_payable_closing", 0.5)
    )
