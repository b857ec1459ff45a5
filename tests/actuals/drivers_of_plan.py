"""Exports as the platforms would print them of a month that went as a plan's result says."""

from __future__ import annotations

from decimal import Decimal

from artplan.result import Result

SHOP_HEADING = "统计日期,访客数,支付买家数,支付金额,成功退款金额\n"
ADS_HEADING = "日期,场景ID,场景名字,原二级场景ID,展现量,点击量,花费\n"
PRODUCTS_HEADING = "统计日期,商品ID,商品访客数,支付买家数,支付件数,支付金额\n"
PAYROLL_HEADING = "工号,姓名,*本期收入,本期免税收入,基本养老保险费,基本医疗保险费,失业保险费,住房公积金\n"
SCENES = {"zhitongche": "关键词推广", "zuanzhan": "人群推广", "portals": "站外推广"}
EXACT = 12  # digits behind the point, where a test wants no rounding


def shop_analytics(result: Result, storefront: str, month: str, digits: int = 0) -> str:
    """The month's row of a storefront. digits: of visitors and buyers, of which real exports have none."""
    lines = ("visits", "orders_paid", "gross_sales", "refunds")
    visits, buyers, paid, refunds = (
        result.value(f"{line}_by_storefront", storefront, month) for line in lines
    )
    cents = max(digits, 2)
    counts = f"{visits:.{digits}f},{buyers:.{digits}f}"
    return f"{SHOP_HEADING}{_whole(month)},{counts},{paid:.{cents}f},{refunds:.{cents}f}\n"


def ad_report(result: Result, month: str, digits: int = 0) -> str:
    """A row for each scene of `SCENES`, as if all of the month's spend were of its 5th."""
    rows = []
    for number, (channel, scene) in enumerate(SCENES.items()):
        clicks = result.value("clicks_by_channel", channel, month)
        spend = media_spend(result, channel, month)
        amounts = f"{clicks:.{digits}f},{spend:.{max(digits, 2)}f}"
        rows.append(f"{month}-05,{number},{scene},{number},0,{amounts}\n")
    return ADS_HEADING + "".join(rows)


def media_spend(result: Result, channel: str, month: str) -> float:
    """What the channel's clicks or impressions cost, everyday and in campaigns."""
    placements = (each for each in result.members["placement"] if each.startswith(f"{channel}@"))
    return sum(result.value("placement_spend", each, month) for each in placements)


def payroll(result: Result, month: str) -> str:
    """A row for each head, all with the same pay in cents, but for what is left of it."""
    heads, pay = (
        round(result.value("headcount_total", month=month)),
        result.value("gross_pay_total", month=month),
    )
    each = Decimal(f"{pay / heads:.2f}")
    last = Decimal(f"{pay:.2f}") - each * (heads - 1)
    rows = [f"A{at:03d},某,{last if at == heads - 1 else each},0,0,0,0,0\n" for at in range(heads)]
    return PAYROLL_HEADING + "".join(rows)


def _whole(month: str) -> str:
    last = {"02": 28, "04": 30, "06": 30, "09": 30, "11": 30}.get(month[5:], 31)
    return f"{month}-01 ~ {month}-{last}"
