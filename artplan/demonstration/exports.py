"""All invented exports of a plan's first three months, by path, with the mapping that goes with them.

The ledger is booked from the exports: advertising from its invoices, gross pay from payroll, 支付宝 from its
statement. A planted set differs from the other in three places of the first month, whose sizes are known:
支付宝 lacks a sale of 330.00, the ledger has a fee of 16.50 twice, and an advertising invoice of 1,060.00 for
the second month is among those received.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from artplan.demonstration import ledger, money, orders, payouts, platform, spending
from artplan.demonstration.amounts import ZERO
from artplan.demonstration.happened import MONTHS, happened
from artplan.demonstration.names import READERS, STOREFRONT, items, scenes
from artplan.demonstration.trial_balance import trial_balance
from artplan.result import Result
from artplan.texts.catalogue import text

SEED = 2027
ALIPAY_OPENING = Decimal("58214.90")  # of the plan's opening cash
FEE = Decimal("16.50")  # the commission of an order of 330.00
BANK, ALIPAY, SOCIAL = "1002", "1012", "560205"


@dataclass(frozen=True)
class MonthOfExports:
    """What a month's files are written from; amounts in CNY. booked: the invoices of the month's costs."""

    month: str
    orders: Sequence[orders.TmallOrder]
    flow: Sequence[payouts.Payout]
    booked: Sequence[spending.Invoice]
    received: Sequence[spending.Invoice]
    pay: Sequence[Decimal]


def make_exports(
    folder: Path, *, seed: int = SEED, planted: bool = False, lang: str = "zh"
) -> dict[str, bytes]:
    """Return the contents of the files, by path within the plan's folder: `exports/2027-01/…`.

    folder: the parameters of the plan. seed: of the chance in it; the same seed makes the same bytes.
    planted: whether three differences are among them. lang: of the comment in the mapping.
    """
    result = happened(folder, seed)
    files = {"actuals/mapping.yaml": _mapping(result, lang).encode("utf-8")}
    opening, alipay = ledger.opening_of(result), ALIPAY_OPENING
    for at, month in enumerate(_months(result, seed, planted)):
        wrong = planted and at == 0
        doubled = FEE if wrong else ZERO
        closing = _closing(result, month, opening, doubled, FEE if planted else ZERO)
        after = alipay + payouts.total(month.flow) - doubled
        files |= _written(result, month, Random(f"{seed} {month.month} files"), alipay, wrong)
        moved = closing["cash_closing"] - after - (opening["cash_closing"] - alipay)
        rows = money.bank_rows(result, month.month, month.flow, moved)
        bank = money.bank_file(rows, month.month, opening["cash_closing"] - alipay)
        social = closing["payroll_total"] - sum(month.pay, ZERO)
        parts = {ALIPAY: (alipay, after), SOCIAL: (ZERO, social)}
        turnover = {BANK: _turnover(rows), ALIPAY: _turnover(month.flow, doubled)}
        accounts = ledger.with_turnover(ledger.account_rows(opening, closing, parts), turnover)
        balances = trial_balance(month.month, accounts)
        files |= {_path(month.month, "银行流水"): bank, _path(month.month, "科目余额表"): balances}
        opening, alipay = closing, after
    return files


def _turnover(
    rows: Sequence[payouts.Payout] | Sequence[money.BankRow], doubled: Decimal = ZERO
) -> tuple[Decimal, Decimal]:
    """Return what the rows receive and pay, in CNY. doubled: what is booked as paid twice."""
    return sum((each.received for each in rows), ZERO), sum((each.paid for each in rows), doubled)


def _path(month: str, name: str, kind: str = "xlsx") -> str:
    return f"exports/{month}/{name}.{kind}"


def _months(result: Result, seed: int, planted: bool) -> list[MonthOfExports]:
    first = datetime.fromisoformat(f"{result.months[0]}-01")
    before = f"{first - timedelta(days=1):%Y-%m}"
    placed = list(orders.orders_before(result, before, Random(f"{seed} {before}")))
    months, alipay = [], ALIPAY_OPENING
    for month in result.months[:MONTHS]:
        own = orders.orders_of(result, month, Random(f"{seed} {month} orders"))
        placed += own
        flow = payouts.movements(placed, month, alipay)
        alipay += payouts.total(flow)
        booked, pay = spending.received(result, month), tuple(money.gross_pay(result, month).values())
        months.append(MonthOfExports(month, own, flow, booked, booked, pay))
    return _with_early_invoice(months) if planted else months


def _with_early_invoice(months: Sequence[MonthOfExports]) -> list[MonthOfExports]:
    """Return the months with an invoice of the second received in the first."""
    first, second, *others = months
    early = next(each for each in second.received if spending.is_early(each))
    moved = replace(early, day=f"{first.month}-28")
    kept = [each for each in second.received if each is not early]
    return [replace(first, received=[*first.received, moved]), replace(second, received=kept), *others]


def _closing(
    result: Result, month: MonthOfExports, opening: ledger.Amounts, doubled: Decimal, lacking: Decimal
) -> dict[str, Decimal]:
    """Return the month's amounts by line, as booked from its files.

    doubled: a fee that is booked twice. lacking: what cash is too low by since such a fee, in CNY.
    """
    amounts = ledger.amounts_of(result, month.month)
    amounts["advertising_cost"] = sum(
        (each.net for each in month.booked if spending.is_advertising(each)), ZERO
    )
    amounts["platform_fees"] += doubled
    amounts["cash_closing"] -= lacking
    return ledger.closed_after(opening, amounts)


def _written(
    result: Result, month: MonthOfExports, draw: Random, alipay: Decimal, wrong: bool
) -> dict[str, bytes]:
    """Return the files of the platforms and of the tax office. alipay: its balance before the month."""
    name, at = month.month, result.months.index(month.month)
    store = result.members["storefront"].index(STOREFRONT)
    visitors = round(float(result.numbers("visits_by_storefront")[store, at]))
    until = (datetime.fromisoformat(f"{name}-01") + timedelta(days=32)).replace(day=1)
    flow = payouts.without_a_sale(month.flow, alipay) if wrong else month.flow
    issued = spending.issued(result, name, draw)
    return {
        _path(name, "天猫订单"): platform.order_file(month.orders, until),
        _path(name, "千牛账房动账"): platform.account_file(month.flow),
        _path(name, "支付宝资金流水", "zip"): platform.flow_file(flow, name),
        _path(name, "生意参谋店铺"): platform.shop_file(month.orders, name, visitors),
        _path(name, "生意参谋商品"): platform.product_file(month.orders, name, visitors),
        _path(name, "万相台推广报表", "csv"): spending.wanxiang_file(result, name, draw),
        _path(name, "全量发票_取得"): spending.invoice_file(month.received, name, ours=False),
        _path(name, "全量发票_开具"): spending.invoice_file(issued, name, ours=True),
        _path(name, "正常工资薪金"): money.payroll_file(month.pay),
    }


def _mapping(result: Result, lang: str) -> str:
    """Return the file that says what the exports' shops, scenes and items are in the plan."""
    lines = [f"# {text('demonstration.mapping', lang)}", "storefronts:"]
    lines += [f"  {reader}: {STOREFRONT}" for reader in READERS]
    lines += ["channels:", *(f"  {name}: {channel}" for channel, name in scenes(result).items())]
    lines += ["products:", *(f'  "{each.number}": {each.product}' for each in items(result))]
    return "\n".join(lines) + "\n"
