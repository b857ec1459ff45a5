"""The plan as a PDF: its text can be searched, its charts are vectors, names are only text."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any

import pypdf
import pytest

from artplan.report.charts.style import GlyphMissing
from artplan.report.pdf.blocks import of_html, of_notebook
from artplan.report.pdf.book import appendix, chapters, set_book
from artplan.report.story import Story

NASTY = ['#panic("x")', "$x$ *y* _z_ `q`", "<script>alert(1)</script>", "@ref \\ #include", "= 1 + 1", "//no"]


def executed(*shown: Any) -> dict[str, Any]:
    outputs = [{"output_type": "execute_result", "data": each._repr_mimebundle_()} for each in shown]
    title = {"cell_type": "markdown", "source": "# 01 经营总览 · Overview"}
    return {"cells": [title, {"cell_type": "code", "outputs": outputs}]}


def front(**others: Any) -> dict[str, Any]:
    cards = [{"name": "净利润", "figure": "33.8 万元", "changes": [("较基准方案 +1.2 万元", "good")]}]
    return {
        "title": "计划",
        "under": "2027",
        "about": [],
        "verdict": ["达成：净利润 33.8 万元。"],
        "to_decide": "需要决定的事项",
        "findings": [["渠道亏损 6 万元。", "停止投放。"]],
        "cards": cards,
        "alarms": [],
        "foot": "v1",
    } | others


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf))


def words(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(pdf).pages)


def test_chinese_can_be_searched_and_copied(base: Any) -> None:
    story = Story(base, "zh")
    told = words(
        set_book(
            front(), chapters([("组织与编制", executed(story.say("people"), story.table("budget")))]), "zh"
        )
    )
    assert "人员" in told and "净利润" in told and "较基准方案 +1.2 万元" in told
    assert "需要决定的事项" in told and "停止投放" in told
    assert not [sign for sign in told if "\u2e80" <= sign <= "\u2fdf"], "radicals in place of characters"


def test_a_chart_is_drawn_with_lines_and_words_not_with_dots(base: Any) -> None:
    pdf = set_book(front(), chapters([("利润", executed(Story(base, "zh").chart("profit_and_cash")))]), "zh")
    (page,) = [each for each in read(pdf).pages if "每月净利润" in each.extract_text()]
    assert not page.images


def test_the_same_book_has_the_same_bytes(base: Any) -> None:
    parts = chapters([("预算", executed(Story(base, "en").table("budget")))])
    assert set_book(front(), parts, "en") == set_book(front(), parts, "en")


def test_contents_name_every_chapter_and_pages_are_numbered() -> None:
    told = appendix([("所有来源", "<table><thead><tr><th>a</th></tr></thead><tbody></tbody></table>")], "en")
    pages = read(set_book(front(), [("One", []), told], "en")).pages
    contents = pages[1].extract_text()
    assert all(each in contents for each in ("Contents", "One", "Appendix", "所有来源"))
    assert f"{len(pages)} / {len(pages)}" in pages[-1].extract_text()


@pytest.mark.parametrize("name", NASTY)
def test_a_name_is_never_taken_for_markup(name: str) -> None:
    shown = escape(name)
    html = f"<h2>{shown}</h2><p>{shown}</p><table><tbody><tr><th>{shown}</th></tr></tbody></table>"
    pdf = set_book(front(title=name, foot=name), [(name, of_html(html))], "en")
    assert words(pdf).replace("\n", " ").count(name) >= 5


def test_a_character_without_a_font_is_named() -> None:
    with pytest.raises(GlyphMissing, match=r"plan\.pdf, 'x\U0001f5bc' \| no font has"):
        set_book(front(), [("x\U0001f5bc", [])], "en")


def test_what_is_folded_away_stays_away() -> None:
    html = "<h1>Title</h1><p>a <strong>b</strong></p><details><summary>More</summary><p>c</p></details>"
    assert of_notebook({"cells": [{"cell_type": "code", "outputs": [{"data": {"text/html": html}}]}]}) == [
        {"kind": "text", "runs": [["a ", False], ["b", True]]}
    ]


def test_an_explanation_keeps_its_open_branches(base: Any) -> None:
    html = (
        '<div class="explain"><p>Head</p><details open><summary>A<span class="value">3</span>CNY'
        '<span class="note">a = b</span></summary><div class="leaf">B<span class="value">3</span></div>'
        "</details><details><summary>C</summary><div class='leaf'>D</div></details></div>"
    )
    head, tree = of_html(html)
    assert head["runs"] == [["Head", True]]
    assert [(row["depth"], row["text"], row["note"]) for row in tree["rows"]] == [
        (0, "A 3 CNY", "a = b"),
        (1, "B 3", ""),
        (0, "C", ""),
    ]
