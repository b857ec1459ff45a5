"""Section `plan.opening`: the balance sheet at the start of the plan.

If a plan gives only cash and VAT credit, it does not state the owners' equity, and paid-in capital is the
balancing item. With any other account the section is a balance sheet, which must balance (see
`checks/opening_balance.py`). The profit of the fiscal year before the plan is not an account: it is this
year's part of retained earnings.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, leaf

ASSETS = ("cash", "vat_credit", "receivable", "deposits", "stock", "prepaid", "fixed_assets")
LIABILITIES = (
    *("artists_payable", "suppliers_payable", "payroll_payable", "vat_payable"),
    *("income_tax_payable", "withheld_tax_payable", "customer_deposits", "loans"),
)
EQUITY = ("paid_in_capital", "surplus_reserve", "retained_earnings")


def _amount(zh: str, en: str, feeds: str, describe: str = "", ge: float | None = 0) -> Any:
    return leaf("CNY", zh=zh, en=en, feeds=feeds, describe=describe, ge=ge, default=0, rolls="last")


class Opening(Section):
    """The accounts at the start of the plan's first day."""

    cash: Leaf = leaf(
        "CNY", zh="期初货币资金", en="Opening cash", feeds="cash_start", default=0, rolls="last"
    )
    vat_credit: Leaf = _amount("期初其他流动资产—留抵增值税", "Opening VAT credit", "vat_credit_start")
    receivable: Leaf = _amount(
        "期初应收账款—平台待结算",
        "Opening receivable",
        "receivable_start",
        "Platforms pay it in the first month.",
    )
    deposits: Leaf = _amount(
        "期初其他应收款—平台保证金",
        "Opening deposits",
        "deposits_start",
        "Held by platforms beyond the plan's end.",
    )
    stock: Leaf = _amount("期初存货", "Opening stock", "stock_start", "At cost, without VAT.")
    prepaid: Leaf = _amount("期初预付及待摊费用", "Opening prepaid", "prepaid_start", "Without VAT.")
    fixed_assets: Leaf = _amount("期初固定资产账面价值", "Opening fixed assets", "fixed_assets_start")
    artists_payable: Leaf = _amount(
        "期初应付账款—艺术家",
        "Opening payable to artists",
        "artists_payable_start",
        "After tax; paid in the first month.",
    )
    suppliers_payable: Leaf = _amount(
        *("期初应付账款—供应商", "Opening payable to suppliers", "suppliers_payable_start"),
        "Paid in the first month.",
    )
    payroll_payable: Leaf = _amount(
        "期初应付职工薪酬—工资及社保",
        "Opening payroll payable",
        "payroll_payable_start",
        "Paid in the first month.",
    )
    vat_payable: Leaf = _amount(
        "期初应交税费—增值税及附加", "Opening VAT payable", "vat_payable_start", "Surcharges included."
    )
    income_tax_payable: Leaf = _amount(
        "期初应交税费—企业所得税", "Opening income tax payable", "income_tax_payable_start", ge=None
    )
    withheld_tax_payable: Leaf = _amount(
        *("期初应交税费—代扣代缴税费", "Opening withheld taxes payable", "withheld_tax_payable_start"),
        "Withheld from artists; paid in the first month.",
    )
    customer_deposits: Leaf = _amount(
        *("期初合同负债", "Opening customer deposits", "customer_deposits_start"),
        "Paid by buyers for orders still to be delivered; by month as storefronts.*.deposits_before.",
    )
    loans: Leaf = _amount("期初借款（短期与长期）", "Opening loans", "loans_start")
    paid_in_capital: Leaf | None = leaf(
        "CNY",
        zh="期初实收资本",
        en="Opening paid-in capital",
        default=None,
        describe="Where only cash and VAT credit are given, it is what balances them.",
    )
    surplus_reserve: Leaf = _amount("期初盈余公积", "Opening surplus reserve", "surplus_reserve_start")
    retained_earnings: Leaf = _amount(
        *("期初未分配利润", "Opening retained earnings", "retained_start"),
        "Below 0: losses. The fiscal year's result so far is part of it.",
        ge=None,
    )
    profit_ytd: Leaf = _amount(
        *("期初本年累计利润总额", "Profit of the year before the plan", "profit_ytd_start"),
        "Before income tax, from the fiscal year's first month to the plan's start.",
        ge=None,
    )
    income_tax_ytd: Leaf = _amount(
        *("期初本年已计所得税", "Income tax of the year before the plan", "income_tax_ytd_start"),
        "Charged on that profit, paid or not.",
        ge=None,
    )
    net_revenue_ytd: Leaf = _amount(
        *("期初本年累计营业收入", "Net revenue of the year before the plan", "net_revenue_ytd_start"),
        "Without VAT; of the last twelve months, an equal part for each of its months.",
    )
    added_back_ytd: Leaf = _amount(
        *("期初本年累计纳税调增", "Added back in the year before the plan", "added_back_ytd_start"),
        "To profit_ytd, for tax; without advertising.",
        ge=None,
    )
    advertising_ytd: Leaf = _amount(
        *("期初本年累计广宣费", "Advertising of the year before the plan", "advertising_ytd_start"),
        "Without VAT, part of profit_ytd.",
    )
    advertising_brought_forward: Leaf = _amount(
        *("期初以前年度结转广宣费", "Advertising brought forward", "advertising_brought_start"),
        "Of earlier years, not yet deducted.",
    )
    vat_period_sales: Leaf = _amount(
        *("期初本申报期销售额", "Sales of the VAT period before the plan", "vat_period_sales_start"),
        "VAT in, of a small-scale taxpayer's quarter before the plan's start.",
    )
    vat_period_output: Leaf = _amount(
        *("期初本申报期销项税额", "Output VAT of the period before the plan", "vat_period_output_start"),
        "Booked on those sales: part of vat_payable.",
    )
    prepaid_months: int = Field(
        default=12, ge=1, le=120, description="Months over which opening prepaid expenses are spread."
    )
    fixed_assets_months: int = Field(
        default=60, ge=1, le=600, description="Months over which opening fixed assets are written off."
    )
    loans_rate: Leaf = leaf(
        "1/year",
        zh="期初借款年利率",
        en="Yearly rate of opening loans",
        feeds="loans_start_rate",
        ge=0,
        default=0,
    )
    loans_months: int = Field(
        default=0,
        ge=0,
        le=600,
        description="Months over which opening loans are paid back in equal parts; 0: not within the plan.",
    )

    @property
    def is_balance_sheet(self) -> bool:
        """Whether the plan gives any account other than cash and VAT credit."""
        others = (*ASSETS[2:], *LIABILITIES, *EQUITY)
        given = (getattr(self, name) for name in others)
        return any(each is not None and each.given for each in given)

    def sum_of(self, names: tuple[str, ...]) -> float:
        """Return the sum of the accounts."""
        leaves = (getattr(self, name) for name in names)
        return sum(each.at(0) for each in leaves if each is not None)
