"""Each way in which platforms write their files is in the invented exports: where, and how it shows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from openpyxl import load_workbook

Rows = list[tuple[str, ...]]
FEBRUARY = "exports/2027-02/"


def text(content: bytes) -> str:
    """The text of a CSV, whatever its encoding, and of the rows of a ZIP."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(archive.namelist()[-1])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030")


@cache
def rows(content: bytes) -> Rows:
    """The cells of a workbook as they are written; an empty one is ''."""
    sheet = load_workbook(io.BytesIO(content), read_only=False).worksheets[0]
    return [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]


def has(pattern: str) -> Callable[[bytes], bool]:
    """Whether a CSV has a line in which the pattern is found."""
    return lambda content: bool(re.search(pattern, text(content), re.MULTILINE))


def cell(pattern: str) -> Callable[[bytes], bool]:
    """Whether a workbook has a cell that is as the pattern says."""
    return lambda content: any(re.fullmatch(pattern, each) for row in rows(content) for each in row)


def heading_in(row: int, first: str) -> Callable[[bytes], bool]:
    """Whether a workbook's heading stands in that row, counted from 1."""
    return lambda content: rows(content)[row - 1][0] == first


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def numbers(content: bytes, of: int) -> list[str]:
    return [row[of] for row in rows(content)]


QUIRKS: Mapping[str, tuple[str, Callable[[bytes], bool]]] = {
    # encodings, separators, kinds of file
    "GB18030 in a ZIP": ("支付宝资金流水.zip", lambda each: not _is_utf8(each)),
    "GB18030": ("抖店订单.csv", lambda each: not _is_utf8(each)),
    "UTF-8 with a mark": ("微信支付交易账单.csv", lambda each: each.startswith(b"\xef\xbb\xbf")),
    "UTF-8 without a mark": ("微信小店动账.csv", lambda each: each.startswith("流水单号".encode())),
    "cells between tabs": ("腾讯广告报表.csv", has("^日期\t推广计划ID\t")),
    "a table of HTML called .xls": ("小红书动账.xls", lambda each: each.startswith(b"<html>")),
    "a summary in front of the rows": ("支付宝资金流水.zip", lambda each: "(汇总)" in names(each)[0]),
    "a ZIP of one CSV": ("万相台推广报表.zip", lambda each: len(names(each)) == 1),
    "lines end with carriage return": ("小红书聚光报表.csv", lambda each: b"\r\n" in each),
    # where the heading stands
    "heading in the first row": ("天猫订单.xlsx", heading_in(1, "订单编号")),
    "titles above the heading": ("生意参谋店铺.xlsx", heading_in(3, "统计日期")),
    "four titles, one an explanation": ("生意参谋商品.xlsx", heading_in(5, "统计日期")),
    "an empty row above the heading": ("银行流水.xlsx", heading_in(4, "交易日期")),
    "lines with # around the rows": ("支付宝资金流水.zip", has(r"^#支付宝资金流水查询")),
    "two heading rows, merged": ("科目余额表.xlsx", lambda each: rows(each)[4][2:4] == ("借方", "贷方")),
    "required columns behind *": ("正常工资薪金.xlsx", cell(r"\*本期收入")),
    # numbers of orders and items
    "a tab behind numbers": ("天猫订单.xlsx", cell("\\d{19}\t")),
    "a tab behind numbers, CSV": ("抖店订单.csv", has("^\\d{19}\t,")),
    "an apostrophe before numbers": ("抖音动账明细.zip", has(r",'\d{19},")),
    "a backtick before every cell": ("微信支付资金账单.csv", has(r"^`2027[^,]*,`\d+,`\d+,")),
    '="…" around numbers': ("小红书聚光报表.csv", has(r'="?"?5200')),
    "T200P before order numbers": ("支付宝资金流水.zip", has(r",T200P4012\d{15}\t,")),
    "order numbers with a letter": ("小红书动账.xls", has(r"<td>P712\d+</td>")),
    # amounts
    "commas in amounts": ("天猫订单.xlsx", cell(r"\d,\d{3}\.\d\d")),
    "amounts quoted for their commas": ("微信小店动账.csv", has(r',"\d+,\d{3}\.\d\d",')),
    "- for nothing": ("生意参谋商品.xlsx", cell("-")),
    "a blank for nothing": ("支付宝资金流水.zip", has(r", ,-\d")),
    "shares in percent": ("生意参谋店铺.xlsx", cell(r"\d\.\d\d%")),
    "a sign of the currency, wide digits": ("小红书千帆数据.csv", has("￥[０-９，．]+")),
    "元 behind an amount": ("腾讯广告报表.csv", has(r"\d元")),
    "what is paid has a sign": ("支付宝资金流水.zip", has(r", ,-\d+\.\d\d,")),
    "direction in a column, no sign": ("抖音动账明细.zip", has(r",出账,\d")),
    "direction and a sign": ("微信小店动账.csv", has(r",支出,-\d")),
    "numbers of a workbook are texts": ("天猫订单.xlsx", lambda each: _is_of_texts(each)),
    "fees inside the settled amount": ("抖音动账明细.zip", has(r",货款结算入账,.*,-\d+\.\d\d,0\.00,")),
    # days
    "day and time": ("千牛账房动账.xlsx", cell(r"2027-02-\d\d \d\d:\d\d:\d\d")),
    "days with slashes": ("抖店订单.csv", has(r",2027/2/\d+ \d\d:\d\d,")),
    "compact days": ("银行流水.xlsx", cell(r"202702\d\d")),
    "days as spreadsheets count them": ("全量发票_开具.xlsx", cell(r"464\d\d\.4167")),
    "the month in a title": ("科目余额表.xlsx", cell("2027年02月至2027年02月")),
    # rows that are no records
    "totals": ("千牛账房动账.xlsx", lambda each: "合计" in numbers(each, 0)),
    "totals, called otherwise": ("小红书聚光报表.csv", has("^总计,")),
    "subtotals of pages": ("银行流水.xlsx", lambda each: numbers(each, 0).count("本页合计") > 1),
    "a block of totals with its heading": ("微信支付交易账单.csv", has(r"^总交易单数,.*\r\n`\d+,`")),
    "sums and numbers of rows in a footer": ("支付宝资金流水.zip", has(r"^#支出合计：\d+笔，共-")),
    "who printed it, and when": ("科目余额表.xlsx", cell("打印日期：.*")),
    # 生意参谋
    "a row of the whole month": ("生意参谋店铺.xlsx", cell("2027-02-01 ~ 2027-02-28")),
    "rows of weeks": ("生意参谋店铺.xlsx", cell("2027-02-01 ~ 2027-02-07")),
    "rows of days, the latest first": (
        "生意参谋店铺_日.xlsx",
        lambda each: numbers(each, 0)[4] == "2027-02-28",
    ),
    "days and month in one file": ("抖音电商罗盘.xlsx", cell("2027/02/01 ~ 2027/02/28")),
    "rows by terminal": ("生意参谋店铺.xlsx", lambda each: {"所有终端", "无线端"} <= {*numbers(each, 1)}),
    "visitors of days exceed the month's": ("生意参谋店铺_日.xlsx", lambda each: _visitors(each) > 68_409),
    # 万相台
    "an attribution window": ("万相台推广报表.zip", has("转化周期：15天")),
    "several rows of a day and scene": ("万相台推广报表.zip", lambda each: _alike(each, (0, 1))),
    # orders and payments
    "states with a comma of either width": (
        "天猫订单.xlsx",
        lambda each: {"买家已付款,等待卖家发货", "卖家已发货，等待买家确认"} <= {*numbers(each, 6)},
    ),
    "orders closed after they were paid": ("天猫订单.xlsx", lambda each: "买家退款" in numbers(each, 17)),
    "orders never paid": ("天猫订单.xlsx", lambda each: "等待买家付款" in numbers(each, 6)),
    "titles of several lines": ("天猫订单.xlsx", cell("[^\n]+\n[^\n]+")),
    "an order in several rows": (
        "微信小店订单.xlsx",
        lambda each: len({*numbers(each, 0)}) < len(rows(each)),
    ),
    "an order paid out in parts": ("千牛账房动账.xlsx", lambda each: _sales_by_order(each) > 1),
    "payments of orders of January": ("千牛账房动账.xlsx", cell("40122701\\d{11}\t")),
    "refunds of orders of January": (
        "千牛账房动账.xlsx",
        lambda each: any(row[6] == "售后退款" and row[4].startswith("40122701") for row in rows(each)),
    ),
    "payments and refunds in rows of their own": ("微信支付交易账单.csv", has("`REFUND,")),
    "the latest row first": ("微信小店动账.csv", has(r"\A.*\r\n[^,]*,2027-02-2")),
    # invoices, payroll, bank, ledger
    "red-letter invoices": ("全量发票_取得.xlsx", cell(r"-[\d,]+\.\d\d")),
    "invoices without VAT": ("全量发票_取得.xlsx", cell("免税")),
    "void invoices": ("全量发票_开具.xlsx", cell("已作废")),
    "no rate of VAT": ("全量发票_开具.xlsx", cell(r"\*\*\*")),
    "a sole trader's number": ("全量发票_取得.xlsx", cell("92330100MA[0-9]{8}")),
    "indented names of accounts": ("科目余额表.xlsx", cell("  其他货币资金_支付宝")),
    "accounts and their sums": ("科目余额表.xlsx", lambda each: {"1012", "101201"} <= {*numbers(each, 0)}),
    "an auxiliary row without a code": ("科目余额表.xlsx", cell("【店铺】其他")),
    "an account that names a person": ("科目余额表.xlsx", cell("  其他应收款_周小满")),
    "costs closed at the month's end": ("科目余额表.xlsx", lambda each: _is_closed(each, "560101")),
}


def _is_utf8(content: bytes) -> bool:
    raw = zipfile.ZipFile(io.BytesIO(content)) if content.startswith(b"PK") else None
    try:
        (raw.read(raw.namelist()[-1]) if raw else content).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_of_texts(content: bytes) -> bool:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return all(isinstance(each, str | None) for row in sheet.iter_rows(values_only=True) for each in row)


def _visitors(content: bytes) -> int:
    return sum(int(each.replace(",", "")) for each in numbers(content, 2)[4:])


def _alike(content: bytes, columns: tuple[int, ...]) -> bool:
    keys = [tuple(line.split(",")[at] for at in columns) for line in text(content).splitlines()[3:-1]]
    return len({*keys}) < len(keys)


def _sales_by_order(content: bytes) -> int:
    orders = [row[4] for row in rows(content) if row[6] == "交易货款"]
    return max(map(orders.count, orders[:200]))


def _is_closed(content: bytes, code: str) -> bool:
    (row,) = (row for row in rows(content) if row[0] == code)
    return row[4] == row[5] != "" and row[6:8] == ("", "")


@pytest.mark.parametrize("quirk", QUIRKS)
def test_a_quirk_is_in_its_file(files: Mapping[str, bytes], quirk: str):
    name, shows = QUIRKS[quirk]
    assert shows(files[f"{FEBRUARY}{name}"])


def test_a_part_of_the_bank_s_month_was_exported_twice(files: Mapping[str, bytes]):
    whole, late = (rows(files[f"{FEBRUARY}{name}.xlsx"]) for name in ("银行流水", "银行流水_下旬"))
    records = [row for row in late if row[0].startswith("2027")]
    assert records and set(records) < set(whole)
