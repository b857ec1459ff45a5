"""What a platform's analytics say of a store: visitors, buyers and sales, by day and of the month.

Visitors of days do not add up to the month's: who comes on two days is a visitor of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from artplan.demonstration.amounts import ZERO, divided, text_of
from artplan.demonstration.files import as_csv, as_workbook, columns
from artplan.demonstration.orders import ShopOrder, paid_orders

COMPASS = columns("日期,用户支付金额,成交订单数,成交人数,商品曝光人数,商品点击人数,退款金额")
WECHAT = columns("日期,商品访问人数,成交人数,成交订单数,成交金额,成交退款金额")
XIAOHONGSHU = columns("时间,商品访客数,支付买家数,支付订单数,支付金额,退款金额")
AGAIN = 1.25  # the visitors of all days, by those of the month


@dataclass(frozen=True)
class PeriodSales:
    """A period, as 生意参谋 writes it, with visitors, buyers, pieces, and sales and refunds in CNY."""

    period: str
    visitors: int
    buyers: int
    pieces: int
    paid: Decimal
    refund: Decimal

    @property
    def order_value(self) -> Decimal:
        """Sales by buyer; 0 without buyers."""
        return self.paid / self.buyers if self.buyers else ZERO


def month_sales(orders: Sequence[ShopOrder], month: str, visitors: int) -> PeriodSales:
    """Return the month's sales."""
    return _sales(period(month), list(paid_orders(orders)), visitors)


def day_sales(orders: Sequence[ShopOrder], month: str, visitors: int) -> list[PeriodSales]:
    """Return the sales of each day of the month."""
    first = date.fromisoformat(f"{month}-01")
    days = [first + timedelta(days=at) for at in range(31)]
    days = [day for day in days if day.month == first.month]
    paid = list(paid_orders(orders))
    sold = [[each for each in paid if each.placed.date() == day] for day in days]
    seen = divided(Decimal(round(visitors * AGAIN)), [len(each) + 5 for each in sold], Decimal(1))
    return [
        _sales(f"{day:%Y-%m-%d}", of_day, int(number))
        for day, of_day, number in zip(days, sold, seen, strict=True)
    ]


def week_sales(orders: Sequence[ShopOrder], month: str, visitors: int) -> list[PeriodSales]:
    """Return the sales of the weeks, Monday to Sunday, that lie within the month."""
    days = day_sales(orders, month, visitors)
    starts = [at for at, each in enumerate(days[:-6]) if date.fromisoformat(each.period).weekday() == 0]
    paid = list(paid_orders(orders))
    return [
        _sales(
            f"{days[at].period} ~ {days[at + 6].period}",
            [each for each in paid if at < each.placed.day <= at + 7],
            sum(each.visitors for each in days[at : at + 7]) * 9 // 10,
        )
        for at in starts
    ]


def _sales(name: str, orders: Sequence[ShopOrder], visitors: int) -> PeriodSales:
    paid, refund = (sum((getattr(each, what) for each in orders), ZERO) for what in ("paid", "refund"))
    return PeriodSales(name, visitors, len(orders), sum(each.pieces for each in orders), paid, refund)


def period(month: str) -> str:
    """Return a month as 生意参谋 writes it: 2027-01-01 ~ 2027-01-31."""
    first = datetime.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return f"{first:%Y-%m-%d} ~ {last:%Y-%m-%d}"


def compass_file(orders: Sequence[ShopOrder], month: str, visitors: int) -> bytes:
    """Return the workbook of 抖音电商罗盘: days with slashes, and the month in the last row."""
    sales = [*day_sales(orders, month, visitors), month_sales(orders, month, visitors)]
    rows = [
        [
            each.period.replace("-", "/"), text_of(each.paid), str(each.buyers), str(each.buyers),
            f"{each.visitors * 9:,}", f"{each.visitors:,}", text_of(each.refund),
        ]
        for each in sales
    ]  # fmt: skip
    return as_workbook([["抖音电商罗盘 - 核心数据"], COMPASS, *rows])


def wechat_file(orders: Sequence[ShopOrder], month: str, visitors: int) -> bytes:
    """Return the workbook of 微信小店 数据: the month, in which - is nothing."""
    each = month_sales(orders, month, visitors)
    return as_workbook([WECHAT, [
        each.period, f"{visitors:,}", f"{each.buyers:,}", f"{each.buyers:,}", text_of(each.paid),
        text_of(each.refund) if each.refund else "-",
    ]])  # fmt: skip


def xiaohongshu_file(orders: Sequence[ShopOrder], month: str, visitors: int) -> bytes:
    """Return the CSV of 小红书千帆 数据: the month, in full-width digits with the sign of the currency."""
    each = month_sales(orders, month, visitors)
    wide = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    return as_csv([XIAOHONGSHU, [
        each.period, str(visitors), str(each.buyers), str(each.buyers),
        f"￥{text_of(each.paid).translate(wide)}", f"￥{text_of(each.refund).translate(wide)}",
    ]])  # fmt: skip
