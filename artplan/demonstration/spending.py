"""Invoices received and issued: for advertising, customers' benefits and packing, and of what is sold."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random
from zlib import crc32

from artplan.demonstration.ads import spend_of
from artplan.demonstration.amounts import ZERO, cents, divided, text_of
from artplan.demonstration.files import as_workbook, columns
from artplan.demonstration.names import FIRM, FIRM_ID, STORES, TMALL, campaigns
from artplan.result import Result

INVOICES = columns(
    "序号,发票代码,发票号码,数电发票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,税收分类编码,货物或应税劳务名称,数量,"
    "金额,税率,税额,价税合计,发票来源,发票票种,发票状态,是否正数发票,发票风险等级,开票人,备注"
)
SPECIAL, GENERAL = "数电发票（增值税专用发票）", "数电发票（普通发票）"
NORMAL, REVERSED, VOID = "正常", "已红冲-全额", "已作废"
EPOCH = date(1899, 12, 30)  # from which spreadsheets count days
SERVICES, GOODS, NO_VAT = Decimal("0.06"), Decimal("0.13"), Decimal(0)
SPLIT = Decimal("1060.00")  # one invoice of each advertising platform in each month
PACKER = "李某包装厂"  # a sole trader, whose name is a person's
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


def received(result: Result, month: str) -> list[Invoice]:
    """Return the invoices for the month's advertising, customers' benefits and packing.

    Those of advertising and benefits add up, without VAT, to the month's advertising cost.
    """
    at, spend = result.months.index(month), spend_of(result, month)
    invoices, left = [], dict(spend)
    for store in STORES:
        own = sum((left.pop(channel, ZERO) for channel in campaigns(result, store)), ZERO)
        parts = [SPLIT, *divided(own - SPLIT, [1, 1])] if own > 3 * SPLIT else [own]
        goods = f"*信息技术服务*{store.service}推广服务费"
        invoices += [_bought(f"{month}-{day}", store.seller, goods, part, SERVICES)
                     for day, part in zip(("27", "15", "28"), parts, strict=False) if part]  # fmt: skip
    for channel, amount in left.items():
        name = result.plan.label("channel", channel, "zh")
        goods = f"*广告服务*{name}推广费"
        invoices.append(_bought(f"{month}-28", f"某某{name}服务商", goods, amount, SERVICES))
    benefits = cents(float(result.by_month("benefits_total")[at]))
    if benefits:
        gifts = _bought(f"{month}-26", "某某文创有限公司", "*广告服务*会员权益宣传费", benefits, NO_VAT)
        invoices.append(replace(gifts, type=GENERAL))
    packing = cents(float(result.by_month("packing_paid")[at]))
    wrong = _bought(f"{month}-12", PACKER, "*纸制品*画框包装", cents(packing / 4), GOODS)
    back = replace(wrong, day=f"{month}-20", net=-wrong.net, vat=-wrong.vat)
    right = _bought(f"{month}-25", PACKER, "*纸制品*画框包装", packing, GOODS)
    return [*invoices, replace(wrong, state=REVERSED), back, right]


def sellers(result: Result) -> list[str]:
    """Return who invoices advertising in the first month."""
    invoices = received(result, result.months[0])
    return list(dict.fromkeys(each.partner for each in invoices if is_advertising(each)))


def _number_of(partner: str) -> str:
    """Return the number of a company, or of the sole trader among them."""
    return f"{'92' if partner == PACKER else '91'}330100MA{crc32(partner.encode()) % 10**8:08d}"


def is_advertising(invoice: Invoice) -> bool:
    """Return whether an invoice is one of advertising or customers' benefits."""
    return "推广" in invoice.goods or "宣传" in invoice.goods


def is_early(invoice: Invoice) -> bool:
    """Return whether it is the invoice that may come a month too early."""
    return invoice.partner == TMALL.seller and invoice.gross == SPLIT


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
    return [*rows, twice, back, replace(rows[1], state=VOID)]


def invoice_file(invoices: Sequence[Invoice], month: str, ours: bool) -> bytes:
    """Return the workbook of 全量发票. ours: issued by the firm, not received."""
    ordered = sorted(invoices, key=lambda each: each.day)
    rows = (_invoice(at, each, month, ours) for at, each in enumerate(ordered, start=1))
    return as_workbook([INVOICES, *rows])


def _invoice(at: int, each: Invoice, month: str, ours: bool) -> list[str]:
    partner = ("" if ours else _number_of(each.partner), each.partner)
    sides: Mapping[bool, tuple[str, str]] = {ours: (FIRM_ID, FIRM), not ours: partner}
    number = f"27332{0 if ours else 1}0000{month[2:4]}{month[5:]}{at:05d}7"
    rate = "***" if each.state == VOID else f"{each.rate:.0%}" if each.rate else "免税"
    counted = f"{(date.fromisoformat(each.day) - EPOCH).days}.4167"  # a day and time of a spreadsheet
    return [
        str(at), "", "", number, *sides[True], *sides[False], counted if ours else f"{each.day} 10:00:00",
        "1060105000000000000", each.goods, "1", text_of(each.net), rate, text_of(each.vat),
        text_of(each.gross), "电子发票服务平台", each.type, each.state,
        "是" if each.net >= 0 else "否", "正常", "李某", "",
    ]  # fmt: skip


def _length(month: str) -> int:
    return monthrange(int(month[:4]), int(month[5:]))[1]
