from __future__ import annotations

import hashlib
import re
from typing import Any

import matplotlib
import pytest

from artplan.report.charts import style
from artplan.report.charts.chart import Chart
from artplan.report.charts.money import profit_and_cash


def _chart(words: str) -> Chart:
    with style.settings():
        figure = style.figure()
        figure.subplots().set_title(words)
    return Chart("tried", figure, "alt")


def test_characters_of_real_names_are_drawn() -> None:
    assert ">王垚 李璟 张喆</text>" in _chart("王垚 李璟 张喆").svg()
    assert set("一丁七万垚璟喆囍€—…，。《》") <= style.characters()


@pytest.mark.parametrize("sign", ["𠮷", "🙂"])
def test_a_character_without_a_glyph_is_an_error_not_a_box(sign: str) -> None:
    with pytest.raises(style.GlyphMissing, match=f"U\\+{ord(sign):04X}"):
        _chart(f"艺术 {sign}").svg()
    with pytest.raises(style.GlyphMissing):
        _chart(f"艺术 {sign}").png()


def test_a_dollar_sign_is_a_dollar_sign() -> None:
    assert "a$b_c$" in _chart("a$b_c$").svg()


def test_the_same_result_gives_the_same_bytes(base: Any) -> None:
    first, second = (profit_and_cash(base, "zh").svg().encode() for _ in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_a_chart_is_real_text_with_words_for_those_who_cannot_see_it(base: Any) -> None:
    chart = profit_and_cash(base, "zh")
    svg = chart.svg()
    assert svg.startswith(f'<svg role="img" aria-label="{chart.alt}"')
    assert ">每月净利润</text>" in svg
    assert "<dc:date>" not in svg
    assert re.findall(r'(?:href|src)="(?!#)', svg) == []


def test_names_are_escaped(base: Any) -> None:
    chart = _chart('<script>"&')
    assert "<script>" not in Chart("tried", chart.figure, '<script>"').svg()


def test_drawing_leaves_matplotlib_as_it_was(base: Any) -> None:
    before = dict(matplotlib.rcParams)
    profit_and_cash(base, "en").svg()
    assert dict(matplotlib.rcParams) == before
    assert style.figure().canvas.manager is None
