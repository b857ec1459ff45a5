"""The placeholders that weigh most, as the front page, the workbook and an explanation show them."""

from __future__ import annotations

from typing import Any

import pytest

import artplan
from artplan.report.explain.explanation import Explanation
from artplan.report.pages.pages import FrontTables, front_page
from artplan.report.tables.plan import sources
from artplan.report.tables.studies.weights import weights
from artplan.report.words.values import published_in, with_unit
from artplan.study.explain.explain import explain
from artplan.study.uncertainty.weights import of_placeholders

RENT, RATE, SOURCE = "overheads.rent.amount", "storefronts.pc_store.payment_rate", "sources.report"
USUAL = {"value": 0.9, "published": {"range": ["75%", 0.92], "source": "report", "note": "all shops"}}


@pytest.fixture(scope="module")
def plan() -> artplan.OperatingPlan:
    """The base plan with a report that prints a range of payment rates."""
    rent = {"value": 384_000, "unit": "CNY/year"}
    return artplan.load("base", {SOURCE: {"title": "A report"}, RATE: USUAL, RENT: rent})


def shown(result: Any, lang: str, **tables: Any) -> str:
    return front_page(result, FrontTables(**tables), lang=lang, foot_line="", made_at="", menu=[], files=[])


def test_each_row_names_value_swing_and_what_others_publish(plan: artplan.OperatingPlan) -> None:
    answer = of_placeholders(plan)
    table = weights(answer, "zh")
    assert table.caption == "最影响净利润的待核实暂估值（±10% 时净利润的变动；投放已定）"
    assert [column.head for column in table.columns] == ["参数", "数值", "变动（元）", "公开参考范围"]
    rows = {each.how: each.cells for each in table.rows}
    swing = answer.tornado["net_profit"].loc[RATE, "swing"]
    range_ = "75% – 92%，A report；all shops"
    assert rows[RATE] == ("PC端店铺 · 付款率", "90%", f"{swing:,.0f}", range_)
    assert len(rows) == 10 and {cells[3] for path, cells in rows.items() if path != RATE} == {"—"}
    english = weights(answer, "en", count=3)
    assert english.caption.startswith("Placeholders that weigh most (swing of net profit at ±10%;")
    assert len(english.rows) == len(english.frame) == 3


def test_a_value_has_the_unit_of_its_parameter(plan: artplan.OperatingPlan) -> None:
    assert with_unit(RENT, plan.plan.leaves[RENT].values, "zh") == "32,000 元/月"
    assert with_unit("channels.a.elasticity", (0.5, 0.75), "en") == "0.5 – 0.75"
    assert published_in(plan.plan, RENT, "zh") == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_the_front_page_they_stand_before_the_folded_lists(plan: artplan.OperatingPlan, lang: str) -> None:
    table = weights(of_placeholders(plan), lang)
    page = shown(plan.run(), lang, weights=table)
    heading, folded = {"zh": ("数字的依据", "各参数分组的数值个数"),
                       "en": ("What the figures rest on", "Values by section")}[lang]  # fmt: skip
    open_, _, lists = page.partition(f"<h2>{heading}</h2>")[2].partition("<details>")
    assert table.caption in open_ and f">{table.rows[0].cells[0]}</th>" in open_
    assert lists.startswith(f"<summary>{folded}</summary>")


def test_a_plan_without_them_shows_the_lists_alone(base: Any) -> None:
    assert "Placeholders that weigh most" not in shown(base, "en")


def test_the_source_of_a_range_is_one_that_the_plan_uses(plan: artplan.OperatingPlan) -> None:
    (row,) = (each.cells for each in sources(plan.run(), "en").rows if each.cells[0] == "report")
    assert row[-1] == "1"


def test_an_explanation_says_what_others_publish(plan: artplan.OperatingPlan) -> None:
    result = plan.run()
    tree = Explanation(explain(result, "payment_rate", "2027-03", ["pc_store"]), result, "en", 1)
    assert "placeholder (no source) · published range 75% – 92%, A report; all shops" in tree.text()
    published = {"low": 0.75, "high": 0.92, "source": "report", "note": "all shops"}
    assert tree.record()["origin"]["published"] == published
