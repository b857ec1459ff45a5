"""The files of Tmall: orders, what was paid out of them, visitors of the shop, and 支付宝."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from artplan.demonstration.amounts import ZERO, text_of
from artplan.demonstration.analytics import PeriodSales, day_sales, month_sales, period, week_sales
from artplan.demonstration.files import as_csv, as_workbook, as_zip, columns
from artplan.demonstration.names import CITIES, SHOP, buyer
from artplan.demonstration.orders import ShopOrder, by_item, paid_orders, status
from artplan.demonstration.payouts import Payout

ORDERS = columns(
    "订单编号,支付单号,买家应付货款,买家应付邮费,总金额,买家实付金额,订单状态,收货地址,运送方式,订单创建时间,商品标题,宝贝种类,"
    "宝贝总数量,物流公司,发货时间,收货人姓名,退款金额,订单关闭原因"
)
ACCOUNT = columns(
    "商家昵称,入帐日期,入帐时间,支付流水号,主订单id,子订单id,入帐类型,收入金额(元),支出金额(元),业务描述,备注,收/付渠道"
)
FLOW = columns(
    "序号,入账时间,支付宝交易号,支付宝流水号,商户订单号,账务类型,收入（+元）,支出（-元）,账户余额（元）,服务费（元）,支付渠道,"
    "对方名称,商品名称,备注,业务基础订单号,业务描述"
)
SHOP_HEADING = columns(
    "统计日期,终端,访客数,浏览量,支付买家数,支付转化率,客单价,支付子订单数,支付件数,支付金额,老访客数,新访客数,成功退款金额"
)
PRODUCTS = columns(
    "统计日期,商品ID,商品名称,商品访客数,商品浏览量,商品加购人数,支付买家数,支付件数,支付金额,商品支付转化率,支付新买家数,"
    "聚划算支付金额,成功退款金额"
)
ACCOUNT_TYPES = {
    "sale": "交易货款",
    "commission": "天猫佣金",
    "base_fee": "基础软件服务费",
    "refund": "售后退款",
}
FLOW_TYPES = {
    "sale": "在线支付", "commission": "收费", "base_fee": "收费", "refund": "交易退款", "withdrawal": "提现",
}  # fmt: skip


def order_file(orders: Sequence[ShopOrder], until: datetime) -> bytes:
    """Return the workbook of 千牛 订单, as it is exported at that time: identifiers end with a tab."""
    rows = (_order(at, each, until) for at, each in enumerate(orders))
    return as_workbook([ORDERS, *rows])


def _order(at: int, order: ShopOrder, until: datetime) -> list[str]:
    sent = f"{order.placed + timedelta(hours=26):%Y-%m-%d %H:%M:%S}" if order.paid and order.settled else ""
    closed = "买家退款" if order.paid and order.settled is None else "订单未关闭"
    amount = text_of(order.paid)
    title = "\n".join([order.item.title] * order.pieces)  # a line for each piece
    return [
        f"{order.number}\t", "", amount, "0.00", amount, amount, _status(order, until),
        CITIES[at % len(CITIES)], "快递", f"{order.placed:%Y-%m-%d %H:%M:%S}", title, "1",
        str(order.pieces),
        "顺丰速运" if sent else "", sent, buyer(order.number), text_of(order.refund), closed,
    ]  # fmt: skip


def _status(order: ShopOrder, until: datetime) -> str:
    packed = order.placed + timedelta(hours=26) < until
    sent = "卖家已发货，等待买家确认" if packed else "买家已付款,等待卖家发货"
    return status(order, until, ("等待买家付款", "交易关闭", "交易成功", sent))


def account_file(rows: Sequence[Payout]) -> bytes:
    """Return the workbook of 千牛账房 动账, with its totals."""
    ours = [each for each in rows if each.order]
    received, paid = (sum((getattr(each, way) for each in ours), ZERO) for way in ("received", "paid"))
    totals = ["合计", *[""] * 6, text_of(received), text_of(paid), *[""] * 3]
    return as_workbook([ACCOUNT, *(_account(each) for each in ours), totals])


def _account(each: Payout) -> list[str]:
    assert each.order is not None
    kind, number = ACCOUNT_TYPES[each.kind], each.order.number
    return [
        SHOP, f"{each.time:%Y-%m-%d}", f"{each.time:%Y-%m-%d %H:%M:%S}", f"{each.number}\t", f"{number}\t",
        f"{int(number) + 1}\t", kind, text_of(each.received), text_of(each.paid), kind, "", "支付宝",
    ]  # fmt: skip


def flow_file(rows: Sequence[Payout], month: str) -> bytes:
    """Return the ZIP of 支付宝 资金流水: a CSV in GBK between lines with #, and a summary."""
    received, paid = ([each for each in rows if getattr(each, way)] for way in ("received", "paid"))
    incoming, outgoing = (
        sum((each.received for each in received), ZERO),
        sum((each.paid for each in paid), ZERO),
    )
    listed = [
        ["#支付宝资金流水查询"],
        ["#账号：[20880000000000000156]"],
        [f"#起始月份：[{month[:4]}年{month[5:]}月]"],
        ["#----------------------------------------资金流水列表----------------------------------------"],
        FLOW,
        *(_flow(at, each) for at, each in enumerate(rows, start=1)),
        ["#----------------------------------------资金流水列表结束------------------------------------"],
        [f"#支出合计：{len(paid)}笔，共-{outgoing:.2f}元"],
        [f"#收入合计：{len(received)}笔，共{incoming:.2f}元"],
    ]
    summary = [["类型", "笔数", "合计"], ["收入", str(len(received)), f"{incoming:.2f}"],
               ["支出", str(len(paid)), f"-{outgoing:.2f}"]]  # fmt: skip
    return as_zip({
        f"{month}_资金流水(汇总).csv": as_csv(summary, "gb18030"),
        f"{month}_资金流水.csv": as_csv(listed, "gb18030"),
    })  # fmt: skip


def _flow(at: int, each: Payout) -> list[str]:
    order = each.order
    number, title = (order.number, order.item.title) if order else ("", "")
    kind = ACCOUNT_TYPES.get(each.kind, "提现")
    partner = buyer(number) if each.kind in ("sale", "refund") else "天猫" if order else ""
    return [
        str(at), f"{each.time:%Y-%m-%d %H:%M:%S}", f"{each.time:%Y%m%d}2200141234{at:08d}\t",
        f"{each.number}\t", f"T200P{number}\t" if order else "", FLOW_TYPES[each.kind],
        _signed(each.received, "") if each.received else " ", _signed(each.paid, "-") if each.paid else " ",
        f"{each.balance:.2f}", "0.00", "支付宝", partner, title, "", f"{number}\t", kind,
    ]  # fmt: skip


def _signed(amount: Decimal, sign: str) -> str:
    return f"{sign}{amount:.2f}"


def shop_file(orders: Sequence[ShopOrder], month: str, visitors: int) -> bytes:
    """Return the workbook of 生意参谋 店铺 for the month and its weeks, below lines of titles."""
    sales = [month_sales(orders, month, visitors), *week_sales(orders, month, visitors)]
    titles = [["生意参谋 - 店铺概况"], [f"店铺：{SHOP}"]]
    return as_workbook([*titles, SHOP_HEADING, *(row for each in sales for row in _terminals(each))])


def day_file(orders: Sequence[ShopOrder], month: str, visitors: int) -> bytes:
    """Return the workbook of 生意参谋 店铺 by day, with the latest day first."""
    rows = [_shop(each, "所有终端") for each in reversed(day_sales(orders, month, visitors))]
    return as_workbook([["生意参谋 - 店铺概况（按日）"], [f"店铺：{SHOP}"], [], SHOP_HEADING, *rows])


def _terminals(each: PeriodSales) -> list[list[str]]:
    """Return the row of all terminals, and those of its parts."""
    wireless = replace(each, visitors=each.visitors * 19 // 20, buyers=each.buyers - each.buyers // 20)
    return [_shop(each, "所有终端"), _shop(wireless, "无线端")]


def _shop(each: PeriodSales, terminal: str) -> list[str]:
    again = each.visitors // 6
    return [
        each.period, terminal, f"{each.visitors:,}", f"{each.visitors * 5 // 2:,}", f"{each.buyers:,}",
        f"{each.buyers / each.visitors:.2%}", text_of(each.order_value), f"{each.buyers:,}",
        f"{each.pieces:,}", text_of(each.paid), f"{again:,}", f"{each.visitors - again:,}",
        text_of(each.refund) if each.refund else "-",
    ]  # fmt: skip


def product_file(orders: Sequence[ShopOrder], month: str, visitors: int) -> bytes:
    """Return the workbook of 生意参谋 商品 for the month, below four lines of titles."""
    titles = [["生意参谋 - 商品效果"], [f"店铺：{SHOP}"], [f"统计周期：{period(month)}；终端：所有终端"],
              ['说明：支付金额含之后退款的订单，"-"表示没有数据']]  # fmt: skip
    return as_workbook([*titles, PRODUCTS, *_products(orders, month, visitors)])


def _products(orders: Sequence[ShopOrder], month: str, visitors: int) -> Iterator[list[str]]:
    whole = len(list(paid_orders(orders)))
    for item, sold in by_item(orders).items():
        seen, buyers = visitors * len(sold) * 6 // (whole * 5), len(sold)
        paid, refunds = (sum((getattr(each, what) for each in sold), ZERO) for what in ("paid", "refund"))
        yield [
            period(month), item.number, item.title, f"{seen:,}", f"{seen * 2:,}", f"{seen // 20:,}",
            f"{buyers:,}", f"{sum(each.pieces for each in sold):,}", text_of(paid), f"{buyers / seen:.2%}",
            f"{buyers * 5 // 6:,}", "-", text_of(refunds) if refunds else "-",
        ]  # fmt: skip
