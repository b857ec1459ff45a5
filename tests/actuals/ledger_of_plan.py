"""A trial balance as the ledger of a shop would print it whose month went exactly as planned."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from artplan.result import Result

# Account, its name, the line, and the side on which it grows; a cost is closed at the month's end.
INCOME = [("5001", "主营业务收入", "net_revenue")]
COSTS = [
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
]
ASSETS = [
    ("1002", "银行存款", "cash_closing"),
    ("1122", "应收账款", "receivable_total_closing"),
    ("1123", "预付账款", "prepaid_closing"),
    ("122101", "其他应收款_保证金", "deposits_closing"),
    ("1405", "库存商品", "inventory_closing"),
    ("1601", "固定资产", "fixed_assets_closing"),
]
SOURCES = [
    ("220201", "应付账款_艺术家", "artists_payable_closing"),
    ("220202", "应付账款_供应商", "suppliers_payable_closing"),
    ("221101", "应付职工薪酬_工资", "payroll_payable_closing"),
    ("221102", "应付职工薪酬_年终奖", "bonus_accrued_closing"),
    ("222101", "应交税费_未交增值税", "vat_payable_closing"),
    ("222102", "应交税费_应交企业所得税", "income_tax_payable_closing"),
    ("222103", "应交税费_应交个人所得税", "withheld_tax_payable_closing"),
    ("2001", "短期借款", "loans_current_closing"),
    ("2203", "预收账款", "customer_deposits_closing"),
    ("2231", "应付利息", "interest_payable_closing"),
    ("2501", "长期借款", "loans_later_closing"),
    ("3001", "实收资本", "paid_in_closing"),
    ("3101", "盈余公积", "surplus_reserve_closing"),
    ("3104", "利润分配", "result_brought_closing"),
]
PROFIT = ("3103", "本年利润", "result_of_year_closing")
HEADING = "科目代码,科目名称,期初余额借方,期初余额贷方,本期发生借方,本期发生贷方,期末余额借方,期末余额贷方\n"


def ledger(result: Result, month: str, changed: Mapping[str, str] | None = None) -> str:
    """Return the trial balance of a month after the first, in whole cents.

    changed: by line, what the month came to instead; cash and the year's profit follow.
    """
    given = {line: Decimal(amount) for line, amount in (changed or {}).items()}
    before = result.months[result.months.index(month) - 1]
    lines = {line for _, _, line in [*INCOME, *COSTS, *ASSETS, *SOURCES, PROFIT]}
    planned = {line: _cents(result.total(line)[month]) for line in lines}
    opening = {line: _cents(result.total(line)[before]) for line in lines}
    closing = planned | given
    costs = [line for _, _, line in COSTS]
    moved = sum(closing[line] - planned[line] for line in ("net_revenue", *costs) if line == "net_revenue")
    moved -= sum(closing[line] - planned[line] for line in costs)
    closing["cash_closing"] += moved
    for balances in (opening, closing):
        assets = sum(balances[line] for _, _, line in ASSETS)
        balances[PROFIT[2]] = assets - sum(balances[line] for _, _, line in SOURCES)
    rows = [_closed(code, name, closing[line]) for code, name, line in [*INCOME, *COSTS]]
    rows += [_row(code, name, opening[line], closing[line]) for code, name, line in ASSETS]
    rows += [_row(code, name, -opening[line], -closing[line]) for code, name, line in [*SOURCES, PROFIT]]
    return f"{month[:4]}年{month[5:]}月\n{HEADING}" + "".join(rows)


def _cents(amount: float) -> Decimal:
    return Decimal(f"{amount:.2f}")


def _closed(code: str, name: str, amount: Decimal) -> str:
    return f"{code},{name},0,0,{amount},{amount},0,0\n"


def _row(code: str, name: str, opening: Decimal, closing: Decimal) -> str:
    moved = closing - opening
    pairs = [_sides(opening), _sides(moved), _sides(closing)]
    return f"{code},{name}," + ",".join(f"{debit},{credit}" for debit, credit in pairs) + "\n"


def _sides(amount: Decimal) -> tuple[Decimal, Decimal]:
    return (amount, Decimal(0)) if amount >= 0 else (Decimal(0), -amount)
