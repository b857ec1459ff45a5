"""The files of Douyin: orders, and the account, in which a settled order is one row with its fees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from artplan.demonstration.amounts import ZERO, text_of
from artplan.demonstration.files import as_csv, as_zip, columns
from artplan.demonstration.names import FIRM, buyer
from artplan.demonstration.orders import ShopOrder, status
from artplan.demonstration.payouts import Payout

ORDERS = columns(
    "主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商品单价,订单应付金额,收件人,收件手机号,详细地址,订单提交时间,支付完成时间,"
    "订单状态,售后状态,取消原因"
)
MOVEMENTS = columns(
    "动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,售后编号,下单时间,商品ID,商品名称,订单类型,"
    "订单实付应结,运费实付,实际平台补贴,订单退款,平台服务费,佣金,服务商佣金,渠道分成,站外推广费,是否免佣,商户主体名称,备注"
)
SCENES = {"sale": "货款结算入账", "refund": "售后退款", "withdrawal": "提现"}
STATES = ("待支付", "已关闭", "已完成", "已发货")


def order_file(orders: Sequence[ShopOrder], until: datetime) -> bytes:
    """Return the CSV of 抖店 订单 in GB18030: numbers end with a tab, days have slashes."""
    return as_csv([ORDERS, *(_order(each, until) for each in orders)], "gb18030")


def _order(order: ShopOrder, until: datetime) -> list[str]:
    number, item = f"{order.number}\t", order.item
    closed = bool(order.paid) and order.settled is None
    paid = order.placed + timedelta(seconds=20)
    return [
        number, number, item.title, "60x80", str(order.pieces), f"36001234{item.number[-4:]}\t",
        text_of(order.paid / order.pieces), text_of(order.paid), buyer(order.number), "138****0000", "***",
        _slashed(order.placed), _slashed(paid) if order.paid else "", status(order, until, STATES),
        "已全额退款" if closed else "退款成功" if order.refund else "-", "不想要了" if closed else "",
    ]  # fmt: skip


def _slashed(time: datetime) -> str:
    return f"{time.year}/{time.month}/{time.day} {time:%H:%M}"


def movement_file(rows: Sequence[Payout], month: str) -> bytes:
    """Return the ZIP of 抖音 动账明细: numbers behind an apostrophe, amounts without a sign."""
    fees = {each.order.number: each.paid for each in rows if each.order and each.kind == "commission"}
    shown = [_movement(each, fees) for each in rows if each.kind != "commission"]
    return as_zip({f"{month}_动账明细.csv": as_csv([MOVEMENTS, *shown])})


def _movement(each: Payout, fees: dict[str, Decimal]) -> list[str]:
    order = each.order
    number = f"'{order.number}" if order else ""
    fee = fees[order.number] if order and each.kind == "sale" else ZERO
    return [
        f"{each.time:%Y-%m-%d %H:%M:%S}", f"'7301{each.number}", "入账" if each.received else "出账",
        f"{each.received - fee or each.paid:.2f}", "聚合账户", SCENES[each.kind], "", number, number, "",
        f"{order.placed:%Y-%m-%d %H:%M:%S}" if order else "",
        f"'36001234{order.item.number[-4:]}" if order else "", order.item.title if order else "", "普通订单",
        f"{each.received:.2f}", "0.00", "0.00", "0.00", f"{-fee:.2f}", *["0.00"] * 4, "否", FIRM, "",
    ]  # fmt: skip
