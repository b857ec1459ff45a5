from __future__ import annotations

import pytest

from artplan.report.words.format import (
    cell,
    fine_scale,
    number,
    percent,
    scale_for,
    short,
    shown_unit,
    signed,
)
from artplan.texts.units import unit_label


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (0, "0 元", "0 CNY"),
        (980, "980 元", "980 CNY"),
        (12_345, "1.23 万元", "12.3 k CNY"),
        (1_284_000, "128.4 万元", "1.28 M CNY"),
        (-1_284_000, "−128.4 万元", "−1.28 M CNY"),
        (312_000_000, "3.12 亿元", "312.0 M CNY"),
    ],
)
def test_money_is_short_in_the_way_of_the_language(amount: float, zh: str, en: str) -> None:
    assert (short(amount, "CNY", "zh"), short(amount, "CNY", "en")) == (zh, en)


def test_tables_show_numbers_in_full() -> None:
    assert cell(1_234_567.5, "CNY") == "1,234,568"
    assert cell(9.825, "CNY/visit") == "9.83"
    assert cell(float("nan"), "CNY") == "—"


def test_half_a_unit_rounds_away_from_zero_and_zero_has_no_sign() -> None:
    assert [number(each) for each in (0.5, 1.5, 2.5, -2.5, -0.4)] == ["1", "2", "3", "−3", "0"]


def test_shares_and_rates_are_percents_and_other_bare_numbers_are_not() -> None:
    assert short(0.125, shown_unit("net_margin_rate", "1"), "en") == percent(0.125) == "12.5%"
    assert short(0.03, shown_unit("conversion_by_storefront", "order/visit"), "en") == "3.0%"
    assert short(10.4, shown_unit("return_on_ad_spend", "1"), "en") == "10.40"


def test_a_change_has_a_sign_unless_there_is_none() -> None:
    assert [signed(each) for each in ("1.2 万元", "−3 人", "0", "0.0%")] == [
        "+1.2 万元",
        "−3 人",
        "0",
        "0.0%",
    ]


def test_units_are_put_together_in_both_languages() -> None:
    assert unit_label("CNY/person/month", "zh") == "元/人/月"
    assert unit_label("CNY/person/month", "en") == "CNY/person/month"
    assert unit_label("visit", "zh") == "人次"
    assert unit_label("parcel", "zh") == "parcel"


def test_a_fine_scale_leaves_three_digits_so_that_small_parts_still_show() -> None:
    assert scale_for(12_000_000, "CNY", "en").unit == "M CNY"
    assert fine_scale(12_000_000, "CNY", "en").unit == "k CNY"
    assert fine_scale(50, "CNY", "zh").unit == "元"
