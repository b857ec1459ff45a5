"""Exports of a month in which everything agrees, small enough to be added up by hand.

Two orders are sold: 330 + 800 = 1,130 with VAT, 1,000 without. A third of 330 is closed and refunded. Fees
are 5 % of each: 16.50 and 40.00.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from artplan.actuals.imports import import_files
from artplan.actuals.reconcile.answer import Reconciliation, SourceComparison
from artplan.actuals.reconcile.reconcile import reconcile
from tests.actuals.ledger_of_plan import HEADING

MONTH = "2027-01"
A, B, C, D = (f"401234567890123400{at}" for at in range(1, 5))
Rows = Sequence[Sequence[str]]

ORDERS = [
    (A, "2027-01-05", "交易成功", "330", "0"),
    (B, "2027-01-06", "交易成功", "800", "0"),
    (C, "2027-01-06", "交易关闭", "330", "330"),
    (D, "2027-01-07", "等待买家付款", "0", "0"),
]
DAYS = [("2027-01-05", "330"), ("2027-01-06", "1130")]
BILL = [
    ("11", "2027-01-15", A, "交易货款", "330", "0"),
    ("12", "2027-01-15", A, "基础软件服务费", "0", "16.50"),
    ("13", "2027-01-16", B, "交易货款", "800", "0"),
    ("14", "2027-01-16", B, "淘宝客佣金", "0", "40"),
]
ALIPAY = [
    ("11", "2027-01-15", A, "在线支付", "330"),
    ("12", "2027-01-15", A, "收费", "-16.50"),
    ("13", "2027-01-16", B, "在线支付", "800"),
    ("14", "2027-01-16", B, "收费", "-40"),
    ("15", "2027-01-20", "", "提现", "-500"),
]
BANK = [("91", "2027-01-20", "500"), ("92", "2027-01-25", "-1060")]
ADS = [("2027-01-05", "372", "530"), ("2027-01-06", "372", "530")]
INVOICES = [("27330000000000000001", "2027-01-31", "*信息技术服务*推广服务费", "1000", "60")]
PAYROLL = [("A001", "3000"), ("A002", "2000")]
# Code, name, opening balance, debit, credit; what closes the year's result is added.
ACCOUNTS = [
    ("1002", "银行存款", "2000", "500", "1060"),
    ("101201", "其他货币资金_支付宝", "1000", "1130", "556.50"),
    ("221101", "应付职工薪酬_工资", "0", "0", "5000"),
    ("22210101", "应交税费_应交增值税_进项税额", "0", "60", "0"),
    ("22210102", "应交税费_应交增值税_销项税额", "0", "0", "130"),
    ("3001", "实收资本", "-3000", "0", "0"),
    ("5001", "主营业务收入", "0", "1000", "1000"),
    ("560101", "销售费用_推广费", "0", "1000", "1000"),
    ("560102", "销售费用_平台佣金", "0", "56.50", "56.50"),
    ("560201", "管理费用_工资", "0", "5000", "5000"),
]


def orders(rows: Rows) -> str:
    head = "订单编号,订单创建时间,订单状态,买家实付金额,宝贝总数量,退款金额"
    return _lines(
        head, [(number, day, status, paid, "1", refund) for number, day, status, paid, refund in rows]
    )


def days(rows: Rows) -> str:
    return _lines("统计日期,访客数,支付买家数,支付金额", [(period, "9", "1", paid) for period, paid in rows])


def bill(rows: Rows) -> str:
    return _lines("支付流水号,入帐时间,主订单id,入帐类型,收入金额(元),支出金额(元)", rows)


def settled_bill(rows: Rows) -> str:
    """The other bill, with order, amount and kind of each row."""
    head = "订单号,子订单号,打款时间,业务小类,业务流水号,订单实际金额（元）,退款金额（元）"
    return _lines(f"{head},退款单号,商品ID,数量,业务大类", [
        (order, order, "2027-01-16", kind, str(at), amount, "0", "", "7", "1", "交易")
        for at, (order, amount, kind) in enumerate(rows)
    ])  # fmt: skip


def alipay(rows: Rows, opening: str = "1000") -> str:
    head = "支付宝流水号,入账时间,商户订单号,账务类型,收入（+元）,支出（-元）,账户余额（元）"
    return _lines(
        head, _running([(*row[:2], row[2] and f"T200P{row[2]}", *row[3:]) for row in rows], opening)
    )


def alipay_statement(rows: Rows, opening: str = "1000") -> str:
    """The same in the older format."""
    new = "支付宝流水号,入账时间,商户订单号,账务类型"
    return alipay(rows, opening).replace(new, "账务流水号,发生时间,商户订单号,业务类型").replace(
        "收入（+元）,支出（-元）", "收入金额（+元）,支出金额（-元）")  # fmt: skip


def bank(rows: Rows, opening: str = "2000") -> str:
    return _lines("流水号,交易日期,收入,支出,余额", _running(rows, opening))


def ads(rows: Rows) -> str:
    head = "日期,场景ID,场景名字,原二级场景ID,展现量,点击量,花费"
    return _lines(head, [(day, scene, "关键词推广", "436", "9", "1", spend) for day, scene, spend in rows])


def invoices(rows: Rows) -> str:
    head = "数电发票号码,开票日期,货物或应税劳务名称,金额,税率,税额,价税合计,发票票种,发票状态"
    kind = ("数电发票（增值税专用发票）", "正常")
    return _lines(head, [
        (number, day, goods, net, "6%", vat, str(Decimal(net) + Decimal(vat)), *kind)
        for number, day, goods, net, vat in rows
    ])  # fmt: skip


def payroll(rows: Rows) -> str:
    head = "工号,*本期收入,本期免税收入,基本养老保险费,基本医疗保险费,失业保险费,住房公积金"
    return _lines(head, [(*row, "0", "0", "0", "0", "0") for row in rows])


def journal(rows: Rows) -> str:
    """A journal with one voucher: code, account, and the amount that its debits have beyond its credits."""
    head = "日期,凭证字,凭证号,分录序号,摘要,科目代码,科目名称,借方金额,贷方金额"
    return _lines(head, [
        ("2027-01-31", "记", "1", str(at), "收付", code, name, *_sides(Decimal(amount)))
        for at, (code, name, amount) in enumerate(rows, 1)
    ])  # fmt: skip


def ledger(rows: Rows) -> str:
    """A trial balance in which 本年利润 takes what the other accounts leave."""
    moved = sum(Decimal(debit) - Decimal(credit) for *_, debit, credit in rows)
    opened = sum(Decimal(opening) for _, _, opening, _, _ in rows)
    whole = [*rows, ("3103", "本年利润", str(-opened), str(max(-moved, 0)), str(max(moved, 0)))]
    lines = []
    for code, name, opening, debit, credit in whole:
        closing = Decimal(opening) + Decimal(debit) - Decimal(credit)
        lines.append([code, name, *_sides(Decimal(opening)), debit, credit, *_sides(closing)])
    return f"{MONTH[:4]}年{MONTH[5:]}月\n{HEADING}" + "".join(",".join(line) + "\n" for line in lines)


def with_accounts(*changed: Sequence[str]) -> str:
    """The trial balance with other amounts of these accounts, or with further ones."""
    codes = {row[0] for row in changed}
    return ledger([*(row for row in ACCOUNTS if row[0] not in codes), *changed])


def everything() -> dict[str, str]:
    """The exports by the names of their files."""
    return {
        "orders": orders(ORDERS), "days": days(DAYS), "bill": bill(BILL), "alipay": alipay(ALIPAY),
        "bank": bank(BANK), "ads": ads(ADS), "invoices": invoices(INVOICES), "payroll": payroll(PAYROLL),
        "ledger": ledger(ACCOUNTS),
    }  # fmt: skip


def bring(month: str | None = MONTH, **texts: str) -> None:
    """Import exports; their names say nothing."""
    paths = [Path(f"{name}.csv") for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    import_files(paths, month)


def of(answer: Reconciliation, name: str) -> SourceComparison:
    return next(each for each in answer.compared if each.name == name)


def causes(answer: Reconciliation, name: str) -> list[tuple[str, Decimal, int, str]]:
    return [(each.name, each.amount, each.count, each.standing) for each in of(answer, name).causes]


def compared(**texts: str) -> Reconciliation:
    """The month with these exports instead of its own; an empty one is left out."""
    bring(**{name: text for name, text in {**everything(), **texts}.items() if text})
    return reconcile(MONTH)


def _running(rows: Iterable[Sequence[str]], opening: str) -> list[Sequence[str]]:
    result, balance = [], Decimal(opening)
    for *first, amount in rows:
        balance += Decimal(amount)
        received, paid = (amount, "0") if Decimal(amount) >= 0 else ("0", amount.lstrip("-"))
        result.append((*first, received, paid, str(balance)))
    return result


def _sides(balance: Decimal) -> tuple[str, str]:
    return (str(balance), "0") if balance >= 0 else ("0", str(-balance))


def _lines(head: str, rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([head, *(",".join(row) for row in rows)]) + "\n"
