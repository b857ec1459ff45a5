"""All invented exports of a plan's first three months, by path, with the mapping that goes with them.

A planted set differs from the other in three places of the first month, whose sizes are known: 支付宝 lacks a
sale of 330.00, the ledger has a fee of 16.50 twice, and an advertising invoice of 1,060.00 for the second
month is among those received.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from artplan.demonstration import (
    ads,
    analytics,
    booked,
    douyin,
    money,
    orders,
    payouts,
    spending,
    tmall,
    wechat,
    xiaohongshu,
)
from artplan.demonstration.booked import MonthOfExports
from artplan.demonstration.happened import MONTHS, happened
from artplan.demonstration.names import (
    STORES,
    TMALL,
    campaigns,
    items,
)
from artplan.demonstration.trial_balance import trial_balance
from artplan.result import Result
from artplan.texts.catalogue import text

SEED = 2027
Files = dict[str, bytes]


def make_exports(folder: Path, *, seed: int = SEED, planted: bool = False, lang: str = "zh") -> Files:
    """Return the contents of the files, by path within the plan's folder: `exports/2027-01/…`.

    folder: the parameters of the plan. seed: of the chance in it; the same seed makes the same bytes.
    planted: whether three differences are among them. lang: of the comment in the mapping.
    """
    result = happened(folder, seed)
    files = {"actuals/mapping.yaml": _mapping(result, lang).encode("utf-8")}
    before = booked.opening_of(result)
    for at, month in enumerate(_months(result, seed, planted)):
        wrong = planted and at == 0
        rows = money.bank_rows(result, month.month, month.flow)
        after = booked.closing_of(result, month, before, rows, doubled=wrong)
        kept = before.balances
        files |= _of_platforms(result, month, Random(f"{seed} {month.month} files"), kept, wrong)
        issued = spending.issued(result, month.month, Random(f"{seed} {month.month} invoices"))
        accounts = booked.accounts_of(result, month, before, after, rows)
        opening = kept[booked.BANK]
        files |= {
            _path(month.month, "全量发票_取得"): spending.invoice_file(
                month.received, month.month, ours=False
            ),
            _path(month.month, "全量发票_开具"): spending.invoice_file(issued, month.month, ours=True),
            _path(month.month, "正常工资薪金"): money.payroll_file(month.pay),
            _path(month.month, "银行流水"): money.bank_file(rows, month.month, opening),
            _path(month.month, "银行流水_下旬"): money.bank_file(rows, month.month, opening, late=True),
            _path(month.month, "科目余额表"): trial_balance(month.month, accounts),
        }
        before = after
    return files


def _path(month: str, name: str, kind: str = "xlsx") -> str:
    return f"exports/{month}/{name}.{kind}"


def _months(result: Result, seed: int, planted: bool) -> list[MonthOfExports]:
    first = datetime.fromisoformat(f"{result.months[0]}-01")
    before = f"{first - timedelta(days=1):%Y-%m}"
    draws = {store.name: Random(f"{seed} {before} {store.name}") for store in STORES}
    placed = orders.orders_before(result, before, draws)
    balances = {store.name: store.opening for store in STORES}
    months = []
    for month in result.months[:MONTHS]:
        own, flow = {}, {}
        for store in STORES:
            draw = Random(f"{seed} {month} {store.name}")
            own[store.name] = orders.orders_of(result, store, month, draw)
            placed[store.name] = [*placed.get(store.name, []), *own[store.name]]
            flow[store.name] = payouts.movements(store, placed[store.name], month, balances[store.name])
            balances[store.name] += payouts.total(flow[store.name])
        bought, pay = spending.received(result, month), tuple(money.gross_pay(result, month).values())
        months.append(MonthOfExports(month, own, flow, bought, bought, pay))
    return _with_early_invoice(months) if planted else months


def _with_early_invoice(months: Sequence[MonthOfExports]) -> list[MonthOfExports]:
    """Return the months with an invoice of the second received in the first."""
    first, second, *others = months
    early = next(each for each in second.received if spending.is_early(each))
    moved = replace(early, day=f"{first.month}-28")
    kept = [each for each in second.received if each is not early]
    return [replace(first, received=[*first.received, moved]), replace(second, received=kept), *others]


def _of_platforms(
    result: Result, month: MonthOfExports, draw: Random, balances: Mapping[str, Decimal], wrong: bool
) -> Files:
    """Return the files of the platforms.

    balances: before the month, by account. wrong: 支付宝 lacks a sale.
    """
    name, at = month.month, result.months.index(month.month)
    visits = dict(
        zip(result.members["storefront"], result.numbers("visits_by_storefront")[:, at], strict=True)
    )
    seen = {store.name: round(float(visits[store.storefront])) for store in STORES}
    days = {store.name: ads.ad_days(result, store, name, draw) for store in STORES if store.seller}
    until = (datetime.fromisoformat(f"{name}-01") + timedelta(days=32)).replace(day=1)
    alipay = month.flow["tmall"]
    if wrong:
        alipay = payouts.without_a_sale(alipay, balances[TMALL.account])
    return {
        **_of_tmall(month, alipay, seen["tmall"], until),
        _path(name, "万相台推广报表", "zip"): ads.wanxiang_file(days["tmall"], name),
        _path(name, "微信小店订单"): wechat.order_file(month.orders["wechat"], until),
        _path(name, "微信小店动账", "csv"): wechat.account_file(month.flow["wechat"]),
        _path(name, "微信小店数据"): analytics.wechat_file(month.orders["wechat"], name, seen["wechat"]),
        _path(name, "腾讯广告报表", "csv"): ads.tencent_file(days["wechat"], name),
        _path(name, "微信支付交易账单", "csv"): wechat.trade_file(month.flow["wechat_pay"]),
        _path(name, "微信支付资金账单", "csv"): wechat.fund_file(month.flow["wechat_pay"]),
        _path(name, "抖店订单", "csv"): douyin.order_file(month.orders["douyin"], until),
        _path(name, "抖音动账明细", "zip"): douyin.movement_file(month.flow["douyin"], name),
        _path(name, "抖音电商罗盘"): analytics.compass_file(month.orders["douyin"], name, seen["douyin"]),
        _path(name, "巨量千川报表", "csv"): ads.qianchuan_file(days["douyin"], name),
        _path(name, "小红书动账", "xls"): xiaohongshu.movement_file(month.flow["xiaohongshu"]),
        _path(name, "小红书千帆数据", "csv"): analytics.xiaohongshu_file(
            month.orders["xiaohongshu"], name, seen["xiaohongshu"]
        ),
        _path(name, "小红书聚光报表", "csv"): ads.juguang_file(days["xiaohongshu"], name),
    }


def _of_tmall(month: MonthOfExports, alipay: Sequence[payouts.Payout], seen: int, until: datetime) -> Files:
    """Return the files of Tmall and 支付宝. alipay: its rows. seen: visitors of the month."""
    name, sold = month.month, month.orders["tmall"]
    return {
        _path(name, "天猫订单"): tmall.order_file(sold, until),
        _path(name, "千牛账房动账"): tmall.account_file(month.flow["tmall"]),
        _path(name, "支付宝资金流水", "zip"): tmall.flow_file(alipay, name),
        _path(name, "生意参谋店铺"): tmall.shop_file(sold, name, seen),
        _path(name, "生意参谋店铺_日"): tmall.day_file(sold, name, seen),
        _path(name, "生意参谋商品"): tmall.product_file(sold, name, seen),
    }


def _mapping(result: Result, lang: str) -> str:
    """Return the file that says what the exports' shops, campaigns, items and sellers are in the plan."""
    lines = [f"# {text('demonstration.mapping', lang)}", "storefronts:"]
    lines += [f"  {reader}: {store.storefront}" for store in STORES for reader in store.readers]
    named = {name: channel for store in STORES for channel, name in campaigns(result, store).items()}
    lines += ["channels:", *(f"  {name}: {channel}" for name, channel in named.items())]
    lines += ["products:", *(f'  "{each.number}": {each.product}' for each in items(result))]
    sellers = {store.seller: store.storefront for store in STORES if store.seller}
    others = [name for name in spending.sellers(result) if name not in sellers]
    lines += ["sellers:", *(f'  "{name}": {storefront}' for name, storefront in sellers.items())]
    lines += [f'  "{name}": none' for name in others]
    return "\n".join(lines) + "\n"
