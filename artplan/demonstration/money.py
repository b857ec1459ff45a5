"""The bank's statement, and payroll: money in and out by the result's cash flow, and gross pay by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from artplan.demonstration.amounts import ZERO, cents, text_of
from artplan.demonstration.files import as_workbook, columns
from artplan.demonstration.names import FIRM, STORES, SURNAMES, WECHAT_PAY
from artplan.demonstration.payouts import Payout
from artplan.result import Result

BANK = columns("交易日期,入账日期,收入,支出,余额,对方户名,对方账号,摘要,用途,流水号")
PAYROLL = columns(
    "工号,姓名,*证照类型,*证照号码,*本期收入,本期免税收入,基本养老保险费,基本医疗保险费,失业保险费,住房公积金,累计子女教育,"
    "累计赡养老人,累计住房租金,企业(职业)年金,其他,减免税额,备注"
)
# Day, lines of the result, to whom, and what for.
PAYMENTS = (
    (5, ("running_costs_paid",), "某某物业管理有限公司", "房租水电及日常费用"),
    (10, ("payroll_paid",), "代发工资及社保公积金", "工资社保"),
    (15, ("taxes_paid",), "国家金库杭州市西湖区支库", "扣税"),
    (18, ("artists_paid", "artist_taxes_passed_on"), "艺术家（批量）", "艺术家分成"),
    (20, ("goods_and_carriers_paid",), "某某装裱厂及快递公司", "货款运费"),
    (22, ("advertising_total", "benefits_total"), "各推广平台", "推广费充值"),
)
PAGE = 15  # rows of a page of the statement
LATE = 20  # the day from which the bank's statement was exported twice
IN_CONTRIBUTIONS = (8, 2, 0.5, 5)  # pension, medical, unemployment, housing fund, in percent of pay


class BankRow(NamedTuple):
    """A row of the statement, in CNY."""

    day: int
    received: Decimal
    paid: Decimal
    partner: str
    purpose: str


def bank_rows(result: Result, month: str, flows: Mapping[str, Sequence[Payout]]) -> list[BankRow]:
    """Return the month's rows in the order of days. flows: by store, what went through its account.

    Fees are kept back by the platforms, but for the commission of agents.
    """
    rows = [BankRow(each.time.day, each.paid, ZERO, store.called, "提现")
            for store in STORES for each in flows[store.name] if each.kind == "withdrawal"]  # fmt: skip
    at, agents = result.months.index(month), result.members["storefront"].index(WECHAT_PAY.storefront)
    commission = cents(float(result.numbers("fees_by_storefront")[agents, at]))
    whole, fees = (cents(float(result.total(line)[month])) for line in ("payments_total", "fees_paid"))
    left = whole - fees
    for day, lines, partner, purpose in PAYMENTS:
        amount = cents(float(sum(result.total(line)[month] for line in lines)))
        left -= amount
        rows += [BankRow(day, ZERO, amount, partner, purpose)] if amount else []
    if left > 0:
        rows.append(BankRow(24, ZERO, left, "某某设备及其他供应商", "购置及其他"))
    rows.append(BankRow(26, ZERO, commission, "各地代理商（批量）", "代理佣金"))
    return sorted(rows, key=lambda each: (each.day, each.paid, each.received))


def bank_file(rows: Sequence[BankRow], month: str, opening: Decimal, late: bool = False) -> bytes:
    """Return the workbook of the bank's statement.

    opening: its balance before the first row, in CNY. late: only the rows of the month's last days.
    """
    balance, shown = opening, []
    for at, each in enumerate(rows, start=1):
        balance += each.received - each.paid
        day = f"{month[:4]}{month[5:]}{each.day:02d}"
        if late and each.day < LATE:
            continue
        shown.append([
            day, day, text_of(each.received) if each.received else "",
            text_of(each.paid) if each.paid else "-",
            text_of(balance), each.partner, "***", each.purpose, "", f"{day}{at:06d}",
        ])  # fmt: skip
    listed = [each for each in rows if not late or each.day >= LATE]
    titles = [["账户交易明细"], [f"户名：{FIRM}", "", "", "账号：330****0012"]]
    pages = [shown[at : at + PAGE] for at in range(0, len(shown), PAGE)]
    whole = [
        line
        for page, first in zip(pages, range(0, len(shown), PAGE), strict=True)
        for line in (*page, _totals("本页合计", listed[first : first + PAGE]))
    ]
    return as_workbook([*titles, [], BANK, *whole, _totals("合计", listed)])


def _totals(name: str, rows: Sequence[BankRow]) -> list[str]:
    received, paid = (sum((getattr(each, way) for each in rows), ZERO) for way in ("received", "paid"))
    return [name, "", text_of(received), text_of(paid), *[""] * 6]


def gross_pay(result: Result, month: str) -> dict[str, Decimal]:
    """Return the gross pay of each position in the month, with those who follow on it, in CNY."""
    at = result.months.index(month)
    pay: dict[str, Decimal] = {}
    for name, amount in zip(result.members["stint"], result.numbers("gross_pay")[:, at], strict=True):
        position = name.partition("+")[0]
        pay[position] = pay.get(position, ZERO) + cents(float(amount))
    return {position: amount for position, amount in pay.items() if amount}


def payroll_file(pay: Sequence[Decimal]) -> bytes:
    """Return the workbook of 正常工资薪金 for these gross amounts, with its totals."""
    rows = [_payroll(at, each) for at, each in enumerate(pay, start=1)]
    amounts = zip(*([Decimal(cell.replace(",", "")) for cell in row[4:16]] for row in rows), strict=True)
    totals = ["合计", *[""] * 3, *(text_of(sum(each, ZERO)) for each in amounts), ""]
    return as_workbook([PAYROLL, *rows, totals])


def _payroll(at: int, amount: Decimal) -> list[str]:
    kept = [text_of(cents(amount * Decimal(str(share)) / 100)) for share in IN_CONTRIBUTIONS]
    name, paper = f"{SURNAMES[at % len(SURNAMES)]}某", f"33010019900101{at:04d}"
    return [f"A{at:03d}", name, "居民身份证", paper, text_of(amount), "0.00", *kept, *["0.00"] * 6, ""]
