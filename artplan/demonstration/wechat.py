"""The files of WeChat: 小店 orders and account, and of 微信支付 the trades and the flow of funds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from artplan.demonstration.amounts import ZERO, divided, text_of
from artplan.demonstration.files import as_csv, as_workbook, columns
from artplan.demonstration.names import buyer
from artplan.demonstration.orders import ShopOrder, status
from artplan.demonstration.payouts import Payout

ORDERS = columns(
    "订单号,订单下单时间,订单发货时间,订单状态,发货方式,收件人姓名,收件人地址,收件人手机,商品总价,订单实际支付金额,支付方式,支付时间,"
    "技术服务费,商品名称,商品编码(平台),SKU编码(自定义),商品属性,商品实际价格(总共),商品数量,商品售后,商品已退款金额"
)
ACCOUNT = columns(
    "流水单号,记账时间,动帐类型,收支类型,收支金额,账户余额,关联订单号,关联售后单号,关联提现单号,关联保单号,关联礼物单号,详情"
)
TRADES = columns(
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,"
    "代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
    "申请退款金额,费率备注"
)
TRADE_TOTALS = columns(
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)
FUNDS = columns(
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"
)
FUND_TOTALS = columns("资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额")
ACCOUNT_TYPES = {"sale": "订单支付", "commission": "技术服务费", "refund": "订单退款", "withdrawal": "提现"}
FUND_TYPES = {"sale": "交易", "base_fee": "扣除交易手续费", "refund": "退款", "withdrawal": "提现"}
STATES = ("待付款", "已取消", "已完成", "待收货")


def order_file(orders: Sequence[ShopOrder], until: datetime) -> bytes:
    """Return the workbook of 微信小店 订单: the order's own amounts stand in every row of it."""
    return as_workbook([ORDERS, *(row for each in orders for row in _order(each, until))])


def _order(order: ShopOrder, until: datetime) -> Iterator[list[str]]:
    """Yield a row for each product; of an order of two pieces, two."""
    parts = divided(order.paid, [1] * order.pieces)
    back = divided(order.refund, [1] * order.pieces)
    for at, (paid, refund) in enumerate(zip(parts, back, strict=True)):
        yield [
            order.number, f"{order.placed:%Y-%m-%d %H:%M:%S}", "", status(order, until, STATES), "快递",
            buyer(order.number), "***", "138****0000", text_of(order.paid), text_of(order.paid), "微信支付",
            f"{order.placed + timedelta(seconds=20):%Y-%m-%d %H:%M:%S}" if order.paid else "", "0.00",
            order.item.title, f"1000012345{order.item.number[-4:]}", f"ZS-{at + 1}",
            f"尺寸:{60 + 20 * at}x80", text_of(paid), "1",
            "退款成功" if refund else "无售后", text_of(refund) if refund else "-",
        ]  # fmt: skip


def account_file(rows: Sequence[Payout]) -> bytes:
    """Return the CSV of 微信小店 动账 in UTF-8 without a mark, with the latest row first."""
    return as_csv([ACCOUNT, *(_account(each) for each in reversed(rows))], "utf-8")


def _account(each: Payout) -> list[str]:
    kind, order = ACCOUNT_TYPES[each.kind], each.order.number if each.order else ""
    amount = text_of(each.received or each.paid)
    if each.kind == "commission":
        amount = f"-{amount}"  # some kinds have a sign beside 收支类型
    return [
        f"1000{each.number}", f"{each.time:%Y-%m-%d %H:%M:%S}", kind, "收入" if each.received else "支出",
        amount, text_of(each.balance), order, "", "" if order else f"2000{each.number}", "", "", kind,
    ]  # fmt: skip


def trade_file(rows: Sequence[Payout]) -> bytes:
    """Return the CSV of 微信支付 交易账单: every cell behind a backtick, and a block of totals."""
    fees = {each.order.number: each.paid for each in rows if each.order and each.kind == "base_fee"}
    trades = [each for each in rows if each.kind in ("sale", "refund")]
    received, refunded = (sum((getattr(each, way) for each in trades), ZERO) for way in ("received", "paid"))
    kept = sum(fees.values(), ZERO)
    totals = [str(len(trades)), *(f"{each:.2f}" for each in (received, refunded, ZERO)), f"{kept:.5f}",
              f"{received:.2f}", f"{refunded:.2f}"]  # fmt: skip
    shown = [_ticked(_trade(each, fees)) for each in trades]
    return as_csv([TRADES, *shown, TRADE_TOTALS, _ticked(totals)])


def _trade(each: Payout, fees: dict[str, Decimal]) -> list[str]:
    assert each.order is not None
    number, sale = each.order.number, each.kind == "sale"
    back = ["0", "0"] if sale else [f"50300{each.number}", f"R{number}"]
    kind = ["", ""] if sale else ["ORIGINAL", "SUCCESS"]
    return [
        f"{each.time:%Y-%m-%d %H:%M:%S}", "wx0123456789abcdef", "1600000001", "0", "", f"4200{number[4:]}",
        number, "o***", "JSAPI", "SUCCESS" if sale else "REFUND", "OTHERS", "CNY", f"{each.received:.2f}",
        "0.00", *back, f"{each.paid:.2f}", "0.00", *kind, each.order.item.title, "",
        f"{fees[number] if sale else ZERO:.2f}", "0.60%", f"{each.received:.2f}", f"{each.paid:.2f}", "",
    ]  # fmt: skip


def fund_file(rows: Sequence[Payout]) -> bytes:
    """Return the CSV of 微信支付 资金账单: every cell behind a backtick, and a block of totals."""
    received, paid = ([each for each in rows if getattr(each, way)] for way in ("received", "paid"))
    sums = [sum((getattr(each, way) for each in rows), ZERO) for way in ("received", "paid")]
    totals = [str(len(rows)), str(len(received)), f"{sums[0]:.2f}", str(len(paid)), f"{sums[1]:.2f}"]
    return as_csv([FUNDS, *(_ticked(_fund(each)) for each in rows), FUND_TOTALS, _ticked(totals)])


def _fund(each: Payout) -> list[str]:
    kind, order = FUND_TYPES[each.kind], each.order.number if each.order else ""
    return [
        f"{each.time:%Y-%m-%d %H:%M:%S}", f"4200{order[4:]}", f"4200{each.number}", kind, kind,
        "收入" if each.received else "支出", f"{each.received or each.paid:.2f}", f"{each.balance:.2f}",
        "system", "", order,
    ]  # fmt: skip


def _ticked(cells: Sequence[str]) -> list[str]:
    return [f"`{cell}" for cell in cells]
