"""Years that began before the plan: what is brought forward, and what there is nothing of to bring."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.plans import Sections, load

FEE = {"annual_fee": 12_000, "annual_fee_month": "2027-03"}
STEPS = [{"sales": 1_000_000, "share": 0.5}, {"sales": 2_500_000, "share": 1}]
SHOP = {
    "driven_by": "spend", "natural_visits_by": "forecast", "natural_visits": 3_000, "conversion_rate": 1,
    "average_order_value": 100, "annual_fee_refunds": STEPS, **FEE,
}  # fmt: skip
CLERK = {"post": "clerk", "base_pay": 30_000, "special_deductions": 2_000}


def plan(start: str, months: int, *, opening: Sections, clerk: Sections, shop: Sections) -> Result:
    """300,000 of sales a month, half of them cost; one clerk; a fee paid in March."""
    sections: Sections = {
        "plan": {"start": start, "months": months, "opening": opening},
        "departments": {"office": {}},
        "posts": {"clerk": {"department": "office"}},
        "positions": {"one": {**CLERK, **clerk}},
        "contributions": {"city": "hangzhou", "base": "last_year_average"},
        "pay": {"wage_tax": "cumulative"},
        "storefronts": {"shop": {**SHOP, **shop}},
        "products": {"print": {"sales_share": 1, "cost_rate": 0.5}},
        "tax": {"profit_tax": "small_low_profit", "small_scale_limit": 2_000_000, "taxpayer": "small_scale"},
    }
    return load(sections).run()


def at(result: Result, line: str, month: str) -> float:
    return float(result.frame(line)[month].sum())


def whole() -> Result:
    return plan("2027-01", 15, opening={"cash": 1_000_000}, clerk={}, shop={})


def rest(of: Result) -> Result:
    """The same plan from July on, with what the first half has left."""
    june = {line: at(of, line, "2027-06") for line in of.lines if line.endswith("_closing")}
    opening = {
        "cash": june["cash_closing"],
        "prepaid": june["prepaid_closing"],
        "prepaid_months": 8,
        "vat_payable": june["vat_payable_closing"],
        "income_tax_payable": june["income_tax_payable_closing"],
        "paid_in_capital": 1_000_000,
        "retained_earnings": june["result_of_year_closing"],
        "profit_ytd": june["profit_ytd_closing"],
        "income_tax_ytd": june["income_tax_ytd_closing"],
        "net_revenue_ytd": june["net_revenue_ytd_closing"],
    }
    clerk = {
        "taxable_pay_ytd_start": june["taxable_pay_ytd_closing"],
        "wage_tax_withheld_start": june["wage_tax_withheld_closing"],
        "year_pay_start": june["year_pay_closing"],
        "year_months_start": june["year_months_closing"],
    }
    shop = {
        "annual_fee_start": june["annual_fee_current_closing"],
        "fee_sales_ytd_start": june["fee_sales_ytd_closing"],
        "annual_fee_refund_start": june["annual_fee_refund_earned_closing"],
    }
    return plan("2027-07", 9, opening=opening, clerk=clerk, shop=shop)


SAME = (
    "wage_tax_per_head", "net_pay", "last_year_pay_closing", "contribution_pay", "profit_ytd_closing",
    "income_tax", "income_tax_paid", "alert_small_scale", "annual_fee_refund_accrued", "prepaid_closing",
    "annual_fee_refund_received", "fee_refund_receivable_closing", "net_profit", "result_of_year_closing",
    "result_brought_closing", "cash_closing", "assets_total", "liabilities_and_equity_total",
)  # fmt: skip


def test_the_second_half_alone_is_the_second_half_of_the_whole():
    first = whole()
    second = rest(first)
    assert [check.name for check in second.checks() if check.kind == "error" and not check.passed] == []
    assert at(second, "fee_refund_receivable_opening", "2027-07") == 0.5 * 12_000
    for name in SAME:
        ours = first.frame(name)[list(second.months)].to_numpy()
        assert ours.any() and second.frame(name).to_numpy() == pytest.approx(ours, rel=1e-9, abs=1e-6), name


def test_retained_earnings_hold_the_result_of_the_year():
    opening = {
        "cash": 500,
        "paid_in_capital": 300,
        "retained_earnings": 200,
        "profit_ytd": 80,
        "income_tax_ytd": 4,
    }
    plan = {"start": "2027-07", "months": 7, "opening": opening}
    result = load({"plan": plan, "tax": {"profit_tax": "entered"}}).run()
    assert list(result["result_of_year_closing"]) == [80 - 4] * 6 + [0]
    assert list(result["result_brought_closing"]) == [200 - (80 - 4)] * 6 + [200]


def test_cash_alone_leaves_the_owners_what_the_year_has_not_earned():
    opening = {"cash": 500, "profit_ytd": 80}
    result = load({"plan": {"start": "2027-07", "months": 1, "opening": opening}}).run()
    assert (result.value("paid_in_closing"), result.value("result_brought_closing")) == (500 - 80, 0)


@pytest.mark.parametrize("accrued", ["accrued", "when_paid"])
def test_the_opening_sheet_counts_what_positions_have_earned(accrued):
    bonus = 50 if accrued == "accrued" else 0
    sections: dict[str, Any] = {
        "plan": {"start": "2027-01", "months": 1, "opening": {"cash": 100, "paid_in_capital": 100 - bonus}},
        "departments": {"office": {}},
        "posts": {"clerk": {"department": "office"}},
        "positions": {"one": {**CLERK, "thirteenth_month_earned": 50}},
        "pay": {"thirteenth_month": accrued},
    }
    assert load(sections).run().value("check_balance") == 0
    sections["plan"]["opening"]["paid_in_capital"] += 10
    with pytest.raises(PlanFault, match=r"10\.00 too much on the side of liabilities and equity"):
        load(sections)


BEGUN = "nothing to bring forward: the fiscal year begins with the plan in 2027-01"
WAGES = "nothing to bring forward: the year of wages begins with the plan in 2027-01"
FALLS_DUE = "nothing to bring forward: the annual fee falls due in 2028-03"
REMEDY = "or start the plan later"


@pytest.mark.parametrize(
    ("start", "path", "value", "told"),
    [
        ("2027-01", "plan.opening.profit_ytd", 1, f"{BEGUN} | leave profit_ytd out, {REMEDY}"),
        ("2027-01", "positions.one.year_pay_start", 1, f"{WAGES} | leave year_pay_start out, {REMEDY}"),
        ("2027-05", "positions.new.year_pay_start", 1,
         "nothing to bring forward: the position starts on 2027-06-01, after the plan does "
         f"| leave year_pay_start out, {REMEDY}"),
        ("2028-03", "storefronts.shop.annual_fee_start", 1,
         f"{FALLS_DUE} | leave annual_fee_start out, {REMEDY}"),
        ("2027-05", "plan.opening.income_tax_ytd", 1,
         "given, but the plan has no income tax "
         "| leave it out, or say by tax.profit_tax how income tax is worked out"),
    ],
)  # fmt: skip
def test_there_must_be_something_to_bring_forward(start, path, value, told):
    sections: dict[str, Any] = {
        "plan": {"start": start, "months": 2, "opening": {}},
        "departments": {"office": {}},
        "posts": {"clerk": {"department": "office"}},
        "positions": {"one": dict(CLERK), "new": {**CLERK, "start": "2027-06-01"}},
        "storefronts": {"shop": {**FEE}},
    }
    place = sections
    *steps, last = path.split(".")
    for step in steps:
        place = place[step]
    place[last] = value
    with pytest.raises(PlanFault) as caught:
        load(sections)
    assert str(caught.value).endswith(f"{path} | {told}")
