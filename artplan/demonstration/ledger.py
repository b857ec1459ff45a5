"""Accounts with opening balance, movements and closing balance, from the lines of a result.

Costs and income are closed to 本年利润 at the month's end: their debits are their credits. Amounts are in
whole cents; what rounding leaves goes into one account, that of suppliers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from artplan.demonstration.amounts import ZERO, cents
from artplan.result import Result

Amounts = Mapping[str, Decimal]  # by line, in CNY

# Code, name, line.
INCOME = (("5001", "主营业务收入", "net_revenue"),)
COSTS = (
    ("540101", "主营业务成本_商品", "cost_of_goods"),
    ("540102", "主营业务成本_艺术家分成", "artist_share_cost"),
    ("540301", "税金及附加_附加税费", "surcharges"),
    ("540302", "税金及附加_印花税", "stamp_duty"),
    ("560101", "销售费用_推广费", "advertising_cost"),
    ("560102", "销售费用_平台佣金", "platform_fees"),
    ("560103", "销售费用_快递费", "logistics_cost"),
    ("560201", "管理费用_工资", "payroll_total"),
    ("560202", "管理费用_房租", "overheads_cost"),
    ("560203", "管理费用_资质年费", "standing_cost"),
    ("560204", "管理费用_折旧", "depreciation_total"),
    ("560301", "财务费用_利息", "interest_total"),
    ("5801", "所得税费用", "income_tax"),
)
ASSETS = (
    ("1002", "银行存款", "cash_closing"),
    ("1122", "应收账款", "receivable_total_closing"),
    ("1123", "预付账款", "prepaid_closing"),
    ("122101", "其他应收款_保证金", "deposits_closing"),
    ("1405", "库存商品", "inventory_closing"),
    ("1601", "固定资产", "fixed_assets_closing"),
)
SOURCES = (
    ("2001", "短期借款", "loans_current_closing"),
    ("220201", "应付账款_艺术家", "artists_payable_closing"),
    ("220202", "应付账款_供应商", "suppliers_payable_closing"),
    ("2203", "预收账款", "customer_deposits_closing"),
    ("221101", "应付职工薪酬_工资", "payroll_payable_closing"),
    ("221102", "应付职工薪酬_年终奖", "bonus_accrued_closing"),
    ("222101", "应交税费_未交增值税", "vat_payable_closing"),
    ("222102", "应交税费_应交企业所得税", "income_tax_payable_closing"),
    ("222103", "应交税费_应交个人所得税", "withheld_tax_payable_closing"),
    ("2231", "应付利息", "interest_payable_closing"),
    ("2501", "长期借款", "loans_later_closing"),
    ("3001", "实收资本", "paid_in_closing"),
    ("3101", "盈余公积", "surplus_reserve_closing"),
    ("3103", "本年利润", "result_of_year_closing"),
    ("3104", "利润分配", "result_brought_closing"),
)
PROFIT, ROUNDING = "result_of_year_closing", "suppliers_payable_closing"
# Accounts that hold a part of a line: the account that holds the rest, and their name.
PARTS = {
    "101201": ("1002", "其他货币资金_支付宝"),
    "101202": ("1002", "其他货币资金_微信小店"),
    "101203": ("1002", "其他货币资金_抖音"),
    "101204": ("1002", "其他货币资金_小红书"),
    "101205": ("1002", "其他货币资金_微信支付"),
    "122102": ("122101", "其他应收款_周小满"),
    "560205": ("560201", "管理费用_社保公积金及福利"),
}
# Accounts that a month's amounts only go through: what is owed to artists for sales on commission, and VAT.
THROUGH = (
    ("220203", "应付账款_代销艺术家款", "agent_payout_total"),
    ("222104", "应交税费_应交增值税（销项税额）", "output_vat"),
)
PARENTS = {
    "5401": "主营业务成本", "5403": "税金及附加", "5601": "销售费用", "5602": "管理费用", "5603": "财务费用",
    "1012": "其他货币资金", "1221": "其他应收款", "2202": "应付账款", "2211": "应付职工薪酬",
    "2221": "应交税费",
}  # fmt: skip


class AccountRow(NamedTuple):
    """An account of a month, in CNY; balances are positive on the debit side."""

    code: str
    name: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal


def amounts_of(result: Result, month: str) -> dict[str, Decimal]:
    """Return the month's amounts and closing balances by line, in cents."""
    lines = [line for _, _, line in (*INCOME, *COSTS, *ASSETS, *SOURCES)]
    return {line: cents(result.total(line)[month]) for line in lines}


def opening_of(result: Result) -> dict[str, Decimal]:
    """Return the balances with which the plan's first month opens, by the closing line, in cents."""
    first = result.months[0]
    names = {line: line.replace("_closing", "_opening") for _, _, line in (*ASSETS, *SOURCES)}
    return balanced({
        line: cents(result.total(name)[first]) if name in result.lines else ZERO
        for line, name in names.items()
    })  # fmt: skip


def balanced(amounts: Amounts) -> dict[str, Decimal]:
    """Return the amounts with the account of suppliers such that assets are sources of funds."""
    assets = sum((amounts[line] for _, _, line in ASSETS), ZERO)
    others = sum((amounts[line] for _, _, line in SOURCES if line != ROUNDING), ZERO)
    return {**amounts, ROUNDING: assets - others}


def closed_after(opening: Amounts, amounts: Amounts) -> dict[str, Decimal]:
    """Return the amounts with the year's profit as the month's income and costs make it, and balanced."""
    income, costs = (sum((amounts[line] for _, _, line in part), ZERO) for part in (INCOME, COSTS))
    return balanced({**amounts, PROFIT: opening[PROFIT] + income - costs})


def account_rows(
    opening: Amounts, closing: Amounts, parts: Mapping[str, tuple[Decimal, Decimal]] | None = None
) -> list[AccountRow]:
    """Return the accounts of a month in the order of their codes.

    opening, closing: by line, both balanced. parts: by the code of an account of PARTS its opening and
    closing balance, or 0 and its amount; the account that holds the rest has as much less.
    """
    parts = parts or {}
    rows: list[AccountRow] = []
    for accounts, sign, stays in (
        (INCOME, 1, False),
        (COSTS, 1, False),
        (ASSETS, 1, True),
        (SOURCES, -1, True),
    ):
        for code, name, line in accounts:
            rows += _split(code, name, (sign * opening.get(line, ZERO), sign * closing[line]), stays, parts)
    return sorted(rows)


def accounts_through(result: Result, month: str) -> list[AccountRow]:
    """Return the accounts that open and close at 0, with what went through them in the month."""
    amounts = [(code, name, cents(float(result.total(line)[month]))) for code, name, line in THROUGH]
    return [AccountRow(code, name, ZERO, amount, amount, ZERO) for code, name, amount in amounts]


def with_turnover(
    rows: Sequence[AccountRow], turnover: Mapping[str, tuple[Decimal, Decimal]]
) -> list[AccountRow]:
    """Return the accounts with these debits and credits, by code, whose difference is the movement."""
    return [
        each._replace(debit=turnover[each.code][0], credit=turnover[each.code][1])
        if each.code in turnover
        else each
        for each in rows
    ]


def _split(
    code: str,
    name: str,
    amounts: tuple[Decimal, Decimal],
    stays: bool,
    parts: Mapping[str, tuple[Decimal, Decimal]],
) -> list[AccountRow]:
    own, rows = amounts, []
    for part, (beside, called) in PARTS.items():
        if beside == code and part in parts:
            own = own[0] - parts[part][0], own[1] - parts[part][1]
            rows.append(_row(part, called, parts[part], stays))
    return [_row(code, name, own, stays), *rows]


def _row(code: str, name: str, amounts: tuple[Decimal, Decimal], stays: bool) -> AccountRow:
    opening, closing = amounts
    if not stays:
        return AccountRow(code, name, ZERO, closing, closing, ZERO)
    moved = closing - opening
    debit, credit = (moved, ZERO) if moved >= 0 else (ZERO, -moved)
    return AccountRow(code, name, opening, debit, credit, closing)
