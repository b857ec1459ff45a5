"""What cells say: numbers, days and months, however a platform writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import process_time

import pytest

from artplan.actuals.readers.cells import is_rounded, month_named, read_day, read_number, read_period


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.56", "1234.56"), ("￥1,234.56", "1234.56"), ("¥ 1,234.56", "1234.56"), ("1.5元", "1.5"),
        ("+12.00", "12.00"), ("-12.00", "-12.00"), ("￥-12.00", "-12.00"), ("-￥12.00", "-12.00"),
        ("－12.00", "-12.00"), ("(1,234.56)", "-1234.56"), ("（1.56）", "-1.56"), ("123.00-", "-123.00"),
        ("１，２３４．５６", "1234.56"), (".5", "0.5"), ("12", "12"), ("3.21%", "0.0321"), ("6.90000", "6.9"),
        ("1,234,567,890,123.45", "1234567890123.45"), ("0.1", "0.1"), (" 7 ", "7"),
        *[(nothing, "0") for nothing in ("", "-", "--", "—", "/", "null", "　")],
    ],
)  # fmt: skip
def test_numbers_are_exact_however_they_are_written(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["abc", "1,23.4", "12,34", "1.2.3", "1.2E+5", "(12.00", "12.00)", "+-12", "--12", "￥", ".", "%", "()",
     "1234.56 美元", "2027-01-05", "一百", "1 2 3 a", "nan", "inf"],
)  # fmt: skip
def test_what_is_no_number(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    "text",
    ["2027-01-05", "2027/1/5", "2027.01.05", "2027年1月5日", "20270105", "20270105211402", "46392", "46392.5",
     "2027-01-05 21:14:02", "2027-01-05T21:14:02.123", "2027/1/5 9:05", "２０２７－０１－０５", " 2027-1-5 "],
)  # fmt: skip
def test_days(text):
    assert read_day(text) == date(2027, 1, 5)


@pytest.mark.parametrize(
    "text",
    ["", "-", "2027-02-30", "2027-13-01", "2027-01", "27-01-05", "1027-01-05", "05/01/2027", "0000-00-00",
     "2027-01-05 上午", "20270230", "1234", "4012345678901234567"],
)  # fmt: skip
def test_what_is_no_day(text):
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027-01-01 ~ 2027-01-31", (1, 1), (1, 31)), ("2027-01-01~2027-01-07", (1, 1), (1, 7)),
        ("2027年1月1日至2027年1月31日", (1, 1), (1, 31)), ("2027-01-05", (1, 5), (1, 5)),
        ("2027-02", (2, 1), (2, 28)), ("202712", (12, 1), (12, 31)), ("2027年2月", (2, 1), (2, 28)),
    ],
)  # fmt: skip
def test_periods(text, first, last):
    assert read_period(text) == (date(2027, *first), date(2027, *last))


@pytest.mark.parametrize("text", ["", "2027-01-31 ~ 2027-01-01", "2027-01-01 ~", "~", "2027-13", "1月"])
def test_what_is_no_period(text):
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2027年01月", "2027-01"), ("2027年1月至2027年1月", "2027-01"), ("2027年第1期", "2027-01"),
        ("期间：2027 年 第 12 期", "2027-12"), ("2027.01", "2027-01"), ("2027-01-01至2027-01-31", "2027-01"),
        ("2027年01月至2027年02月", None), ("2027年13月", None), ("2027年", None), ("科目", None),
    ],
)  # fmt: skip
def test_months_in_titles(text, month):
    assert month_named(text) == month


@pytest.mark.parametrize(
    "text",
    ["4.01E+18", "4.01235E+18", "4e18", "401234567890123000", "4012345678901230000", "1000000000000000000"],
)
def test_identifiers_that_a_spreadsheet_has_rounded(text):
    assert is_rounded(text)


@pytest.mark.parametrize(
    "text",
    ["4012345678901234567", "4012345678900000", "40123456789012000", "62220200000000000",
     "401234567890123001", "4012345678901234500", "E12", "1E", "", "A4012345678901230000"],
)  # fmt: skip
def test_identifiers_that_are_whole(text):
    """A spreadsheet keeps fifteen digits; numbers of 16 or 17 digits may well end in zeros."""
    assert not is_rounded(text)


@pytest.mark.parametrize("text", ["2027{}x", "2027年{}x", "2027-01-01{}x", "{}~", "1{}2x"])
@pytest.mark.parametrize("filling", [" ", "\u0301\u0323"])
def test_very_long_cells_take_no_time(text, filling):
    begun = process_time()
    for reads in (read_number, read_day, read_period, month_named, is_rounded):
        reads(text.format(filling * 50_000))
    assert process_time() - begun < 1
