"""What is bought and sold with invoices: advertising by day and scene, invoices received and issued."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from artplan.demonstration.amounts import ZERO, cents, divided, text_of
from artplan.demonstration.files import as_csv, as_workbook, columns
from artplan.demonstration.names import FIRM, FIRM_ID, scenes
from artplan.result import Result

WANXIANG = columns(
    "日期,场景ID,场景名字,原二级场景ID,原二级场景名字,计划ID,计划名字,展现量,点击量,花费,点击率,平均点击花费,总成交金额,总成交笔数"
)
INVOICES = columns(
    "序号,发票代码,发票号码,数电发票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,税收分类编码,货物或应税劳务名称,数量,"
    "金额,税率,税额,价税合计,发票来源,发票票种,发票状态,是否正数发票,发票风险等级,开票人,备注"
)
SPECIAL, GENERAL = "数电发票（增值税专用发票）", "数电发票（普通发票）"
NORMAL, REVERSED = "正常", "已红冲-全额"
SERVICES, GOODS, NO_VAT = Decimal("0.06"), Decimal("0.13"), Decimal(0)
SPLIT = Decimal("1060.00")  # one invoice of the advertising platform in each month
PLATFORM = "某某阿里妈妈软件服务有限公司"
SOLD = 30  # invoices issued in a month


@dataclass(frozen=True)
class Invoice:
    """An invoice, in CNY. partner: who sells or buys it. state: as the tax office calls it."""

    day: str
    partner: str
    goods: str
    net: Decimal
    rate: Decimal
    vat: Decimal
    type: str = SPECIAL
    state: str = NORMAL

    @property
    def gross(self) -> Decimal:
        """The amount with VAT."""
        return self.net + self.vat


def spend_of(result: Result, month: str) -> dict[str, Decimal]:
    """Return what each channel costs in the month, with VAT in CNY."""
    at = result.months.index(month)
    amounts = (cents(float(each)) for each in result.numbers("spend_by_channel")[:, at])
    return {channel: each for channel, each in zip(result.members["channel"], amounts, strict=True) if each}


def wanxiang_file(result: Result, month: str, draw: Random) -> bytes:
    """Return the CSV of 万相台: clicks and spend of each day and scene, below two lines of titles."""
    at, spend = result.months.index(month), spend_of(result, month)
    clicks = dict(zip(result.members["channel"], result.numbers("clicks_by_channel")[:, at], strict=True))
    rows, seen, paid = [], 0, ZERO
    for scene, (channel, name) in enumerate(scenes(result).items()):
        weights = [draw.uniform(0.7, 1.3) for _ in range(_length(month))]
        amounts = divided(spend.get(channel, ZERO), weights)
        numbers = divided(Decimal(round(float(clicks[channel]))), weights, Decimal(1))
        seen, paid = seen + int(sum(numbers)), paid + sum(amounts, ZERO)
        for day, (amount, number) in enumerate(zip(amounts, numbers, strict=True), start=1):
            rows.append(_wanxiang(f"{month}-{day:02d}", scene, name, amount, int(number)))
    totals = ["合计", *[""] * 6, f"{seen * 38:,}", f"{seen:,}", text_of(paid), *[""] * 4]
    period = f"时间：{month}-01至{month}-{_length(month)}；转化周期：15天"
    return as_csv([["推广报表"], [period], WANXIANG, *sorted(rows), totals])


def _wanxiang(day: str, scene: int, name: str, amount: Decimal, clicks: int) -> list[str]:
    shown, number = clicks * 38, 372 + scene
    return [
        day, str(number), name, str(number + 64), name, f"6123456780{scene}", f"{name}-日常", f"{shown:,}",
        f"{clicks:,}", text_of(amount), f"{clicks / shown:.2%}" if shown else "-",
        text_of(amount / clicks) if clicks else "-", text_of(amount * 3), str(clicks // 60),
    ]  # fmt: skip


def received(result: Result, month: str) -> list[Invoice]:
    """Return the invoices for the month's advertising, customers' benefits and packing.

    Those of advertising and benefits add up, without VAT, to the month's advertising cost.
    """
    at, spend = result.months.index(month), spend_of(result, month)
    sold = scenes(result)
    own = sum((amount for channel, amount in spend.items() if channel in sold), ZERO)
    parts = [SPLIT, *divided(own - SPLIT, [1, 1])] if own > 3 * SPLIT else [own]
    invoices = [_bought(f"{month}-{day}", PLATFORM, "*信息技术服务*万相台推广服务费", part, SERVICES)
                for day, part in zip(("27", "15", "28"), parts, strict=False)]  # fmt: skip
    for channel, amount in spend.items():
        if channel not in sold:
            name = result.plan.label("channel", channel, "zh")
            goods = f"*广告服务*{name}推广费"
            invoices.append(_bought(f"{month}-28", f"某某{name}服务商", goods, amount, SERVICES))
    benefits = cents(float(result.by_month("benefits_total")[at]))
    if benefits:
        gifts = _bought(f"{month}-26", "某某文创工作室", "*广告服务*会员权益宣传费", benefits, NO_VAT)
        invoices.append(replace(gifts, type=GENERAL))
    packing = cents(float(result.by_month("packing_paid")[at]))
    wrong = _bought(f"{month}-12", "某某包装厂", "*纸制品*画框包装", cents(packing / 4), GOODS)
    back = replace(wrong, day=f"{month}-20", net=-wrong.net, vat=-wrong.vat)
    right = _bought(f"{month}-25", "某某包装厂", "*纸制品*画框包装", packing, GOODS)
    return [*invoices, replace(wrong, state=REVERSED), back, right]


def is_advertising(invoice: Invoice) -> bool:
    """Return whether an invoice is one of advertising or customers' benefits."""
    return "推广" in invoice.goods or "宣传" in invoice.goods


def is_early(invoice: Invoice) -> bool:
    """Return whether it is the invoice that may come a month too early."""
    return invoice.partner == PLATFORM and invoice.gross == SPLIT


def _bought(day: str, partner: str, goods: str, gross: Decimal, rate: Decimal) -> Invoice:
    net = cents(gross / (1 + rate))
    return Invoice(day, partner, goods, net, rate, gross - net)


def issued(result: Result, month: str, draw: Random) -> list[Invoice]:
    """Return the invoices issued in the month, whose VAT is the month's output VAT."""
    vat = cents(float(result.total("output_vat")[month]))
    weights = [draw.uniform(0.2, 1.8) for _ in range(SOLD)]
    days = sorted(draw.randint(1, _length(month)) for _ in range(SOLD))
    rows = [
        Invoice(f"{month}-{day:02d}", "个人", "*工艺品*装饰画", cents(part / GOODS), GOODS, part, GENERAL)
        for day, part in zip(days, divided(vat, weights), strict=True)
    ]
    twice = replace(rows[0], state=REVERSED)
    back = replace(rows[0], day=f"{month}-{_length(month)}", net=-rows[0].net, vat=-rows[0].vat)
    return [*rows, twice, back]


def invoice_file(invoices: Sequence[Invoice], month: str, ours: bool) -> bytes:
    """Return the workbook of 全量发票. ours: issued by the firm, not received."""
    ordered = sorted(invoices, key=lambda each: each.day)
    rows = (_invoice(at, each, month, ours) for at, each in enumerate(ordered, start=1))
    return as_workbook([INVOICES, *rows])


def _invoice(at: int, each: Invoice, month: str, ours: bool) -> list[str]:
    partner = ("" if ours else f"91330100MA{at:07d}X", each.partner)
    sides: Mapping[bool, tuple[str, str]] = {ours: (FIRM_ID, FIRM), not ours: partner}
    number = f"27332{0 if ours else 1}0000{month[2:4]}{month[5:]}{at:05d}7"
    rate = f"{each.rate:.0%}" if each.rate else "免税"
    return [
        str(at), "", "", number, *sides[True], *sides[False], f"{each.day} 10:00:00", "1060105000000000000",
        each.goods, "1", text_of(each.net), rate, text_of(each.vat), text_of(each.gross), "电子发票服务平台",
        each.type, each.state, "是" if each.net >= 0 else "否", "正常", "李某", "",
    ]  # fmt: skip


def _length(month: str) -> int:
    return monthrange(int(month[:4]), int(month[5:]))[1]
