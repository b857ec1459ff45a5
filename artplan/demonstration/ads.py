"""The ad reports: what each platform says was clicked and spent, by day and campaign."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from artplan.demonstration.amounts import ZERO, cents, divided, text_of
from artplan.demonstration.files import as_csv, as_zip, columns
from artplan.demonstration.names import PlatformStore, campaigns
from artplan.result import Result

WANXIANG = columns(
    "日期,场景ID,场景名字,原二级场景ID,原二级场景名字,计划ID,计划名字,展现量,点击量,花费,点击率,平均点击花费,总成交金额,总成交笔数"
)
TENCENT = columns("日期,推广计划ID,推广计划名称,曝光次数,点击次数,点击率,花费")
QIANCHUAN = columns("日期,计划ID,计划名称,消耗(元),展示次数,点击次数,点击率,直接成交金额")
JUGUANG = columns("时间,计划ID,计划名称,消费,展现量,点击量,点击率")
SHOWN = 38  # impressions by click


@dataclass(frozen=True)
class AdDay:
    """A day of a campaign. at: its number among the store's campaigns. spend: with VAT, in CNY."""

    day: str
    at: int
    name: str
    clicks: int
    spend: Decimal

    @property
    def shown(self) -> int:
        """How often it was shown."""
        return self.clicks * SHOWN

    @property
    def click_rate(self) -> str:
        """Clicks by impression, as reports write it; - without any."""
        return f"{1 / SHOWN:.2%}" if self.clicks else "-"


def spend_of(result: Result, month: str) -> dict[str, Decimal]:
    """Return what each channel costs in the month, with VAT in CNY."""
    at = result.months.index(month)
    amounts = (cents(float(each)) for each in result.numbers("spend_by_channel")[:, at])
    return {channel: each for channel, each in zip(result.members["channel"], amounts, strict=True) if each}


def ad_days(result: Result, store: PlatformStore, month: str, draw: Random) -> list[AdDay]:
    """Return the month's days of each of the store's campaigns, which add up to its clicks and spend."""
    at, spend = result.months.index(month), spend_of(result, month)
    clicks = dict(zip(result.members["channel"], result.numbers("clicks_by_channel")[:, at], strict=True))
    length = monthrange(int(month[:4]), int(month[5:]))[1]
    rows = []
    for number, (channel, name) in enumerate(campaigns(result, store).items()):
        weights = [draw.uniform(0.7, 1.3) for _ in range(length)]
        amounts = divided(spend.get(channel, ZERO), weights)
        counts = divided(Decimal(round(float(clicks[channel]))), weights, Decimal(1))
        rows += [
            AdDay(f"{month}-{day:02d}", number, name, int(count), amount)
            for day, (amount, count) in enumerate(zip(amounts, counts, strict=True), start=1)
        ]
    return sorted(rows, key=lambda each: (each.day, each.at))


def _sums(days: list[AdDay]) -> tuple[str, str, str]:
    """Return impressions, clicks and spend of all days."""
    shown, clicks = sum(each.shown for each in days), sum(each.clicks for each in days)
    return f"{shown:,}", f"{clicks:,}", text_of(sum((each.spend for each in days), ZERO))


def wanxiang_file(days: list[AdDay], month: str) -> bytes:
    """Return the ZIP with the one CSV of 万相台: two campaigns in each scene, below two lines of titles."""
    length = monthrange(int(month[:4]), int(month[5:]))[1]
    period = f"时间：{month}-01至{month}-{length}；转化周期：15天"
    totals = ["合计", *[""] * 6, *_sums(days), *[""] * 4]
    rows = [row for each in days for row in _wanxiang(each)]
    return as_zip({f"推广报表_{month}.csv": as_csv([["推广报表"], [period], WANXIANG, *rows, totals])})


def _wanxiang(each: AdDay) -> Iterator[list[str]]:
    number = 372 + each.at
    parts = zip(divided(each.spend, [3, 1]), divided(Decimal(each.clicks), [3, 1], Decimal(1)), strict=True)
    for campaign, (spend, clicks) in enumerate(parts):
        shown = int(clicks) * SHOWN
        yield [
            each.day, str(number), each.name, str(number + 64), each.name, f"6123456780{each.at}{campaign}",
            f"{each.name}-{('日常', '拉新')[campaign]}", f"{shown:,}", f"{clicks:,}", text_of(spend),
            f"{int(clicks) / shown:.2%}" if shown else "-", text_of(spend / clicks) if clicks else "-",
            text_of(spend * 3), str(clicks // 60),
        ]  # fmt: skip


def tencent_file(days: list[AdDay], month: str) -> bytes:
    """Return the CSV of 腾讯广告: compact days, cells between tabs."""
    rows = [
        [each.day.replace("-", ""), f"810000001{each.at}", each.name, f"{each.shown:,}", f"{each.clicks:,}",
         each.click_rate, f"{each.spend}元"]
        for each in days
    ]  # fmt: skip
    return as_csv([[f"报表月份 {month}"], TENCENT, *rows], separator="\t")


def qianchuan_file(days: list[AdDay], month: str) -> bytes:
    """Return the CSV of 巨量千川 in GB18030, with totals below."""
    shown, clicks, spend = _sums(days)
    rows = [
        [each.day, f"17900000000000{each.at + 11}", each.name, text_of(each.spend), f"{each.shown:,}",
         f"{each.clicks:,}", each.click_rate, text_of(each.spend * 3)]
        for each in days
    ]  # fmt: skip
    heads = [[f"巨量千川推广报表（{month}）"], QIANCHUAN]
    return as_csv([*heads, *rows, ["合计", "", "", spend, shown, clicks, "", ""]], "gb18030")


def juguang_file(days: list[AdDay], month: str) -> bytes:
    """Return the CSV of 小红书聚光: numbers as spreadsheets keep them whole, and totals below."""
    shown, clicks, spend = _sums(days)
    rows = [
        [f'="{each.day}"', f'="52000000{each.at + 11}"', each.name, f"{each.spend}", str(each.shown),
         str(each.clicks), each.click_rate]
        for each in days
    ]  # fmt: skip
    return as_csv([[f"聚光投放数据 {month}"], JUGUANG, *rows, ["总计", "", "", spend, shown, clicks, ""]])
