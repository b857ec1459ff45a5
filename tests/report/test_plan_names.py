"""Readers see the names of plans; commands, tables of values and JSON keep what commands call them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import artplan
from artplan.plan.schema.fields import Words
from artplan.report.charts.studies.attribution import attribution
from artplan.report.charts.studies.sweep import charts
from artplan.report.story import COMPARING_CHARTS, Story
from artplan.report.tables.plan import scenario_list
from artplan.report.words.plans import plan_name, plan_names, shown_names
from artplan.study.sweep.answer import Axis
from artplan.study.sweep.spec import SweepSpec
from artplan.study.sweep.sweep import sweep
from tests.report.drawn import well_drawn

LONG = {"zh": "双十一提前冲刺版", "en": "Early double eleven rush!"}  # 8 characters, 25 letters


def called(result: Any, name: str) -> Any:
    """The result of the same plan under another name."""
    words = {result.plan.name: Words(zh=name, en=name)}
    return replace(result, plan=replace(result.plan, called=words))


@pytest.mark.parametrize(
    ("plan", "zh", "en"),
    [
        ("base", "基准方案", "Base plan"),
        ("double11", "双11冲刺", "Double 11 push"),
        ("cases/artbase_payout",) * 3,
    ],
)
def test_a_plan_is_called_by_its_name(plan: str, zh: str, en: str) -> None:
    loaded = artplan.load(plan).plan
    assert (plan_name(loaded, "zh"), plan_name(loaded, "en")) == (zh, en)


def test_equal_names_are_told_apart_by_their_files(scenarios: dict[str, Any]) -> None:
    plans = [
        called(scenarios["growth"], "甲").plan,
        called(scenarios["lean"], "甲").plan,
        scenarios["base"].plan,
    ]
    assert plan_names(plans, "zh") == ["甲（growth）", "甲（lean）", "基准方案"]
    assert plan_names(plans[1:], "zh") == ["甲", "基准方案"]
    unnamed = called(scenarios["growth"], " ").plan
    assert plan_names([unnamed, called(scenarios["lean"], "growth").plan], "en") == [
        "growth",
        "growth (lean)",
    ]


def test_a_plan_with_overrides_keeps_its_star_and_a_free_name_stays(base: Any, scenarios: Any) -> None:
    results = {"growth *": scenarios["growth"], "growth": scenarios["growth"], "mine": base}
    assert list(shown_names(results, "en").values()) == ["Growth *", "Growth", "mine"]


def test_the_list_of_scenarios_has_names_and_what_commands_call_them(scenarios: Any) -> None:
    table = scenario_list(scenarios, "zh")
    rows = {each.cells[0]: each.cells for each in table.rows}
    assert rows["双11冲刺"][1] == "double11" and rows["双11冲刺"][3] == "基准方案"
    assert list(table.frame["id"]) == list(scenarios)
    assert set(table.frame["extends"]) == {"", "base"}


def test_the_table_of_scenarios_has_names_and_its_values_do_not(scenarios: Any) -> None:
    table = Story(scenarios["base"], "zh", results=scenarios).table("scenarios")
    assert [each.cells[0] for each in table.rows[:3]] == ["基准方案", "精简", "较基准方案"]
    assert list(table.frame.index) == list(scenarios)


def test_what_if_speaks_of_names() -> None:
    compared = artplan.compare("base", "growth")
    story = Story(compared.before, "zh")
    assert "从情景“基准方案”到“增长”" in story.say("comparison", compared).text()
    assert story.table("attribution", compared).rows[-1].cells[0] == "情景：增长"
    assert story.chart("attribution", compared).figure.axes[0].get_title("left") == "净利润：从基准方案到增长"
    ledger = artplan.effects("growth")
    assert "情景“增长”在“基准方案”上调整" in story.say("effects", ledger).text()
    assert "“基准方案”" in story.table("effects", ledger).caption
    assert (ledger.record()["scenario"], ledger.record()["base"]) == ("growth", "base")
    assert (compared.record()["before"], compared.record()["after"]) == ("base", "growth")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_name_is_not_clipped(lang: str, scenarios: dict[str, Any]) -> None:
    named = {
        each: called(result, f"{LONG[lang][:-1]}{at}") for at, (each, result) in enumerate(scenarios.items())
    }
    for draw in COMPARING_CHARTS.values():
        well_drawn(draw(named, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_name_is_not_clipped_in_a_study(lang: str) -> None:
    compared = artplan.compare("base", "growth")
    long = called(compared.after, LONG[lang])
    named = replace(compared, after=long)
    well_drawn(attribution(named, named.attributions[0], lang))
    one, two = Axis("channels.*.cost_per_click", ("x1", "x2"), ""), Axis("overheads.rent.amount", (0, 9), "")
    for axes in ((one,), (one, two)):
        spec = SweepSpec("asked", ("base", "growth"), axes, "grid", (("cash_closing.min", ""),))
        swept = replace(sweep(spec), plans=(compared.before.plan, long.plan))
        for chart in charts(swept, lang):
            well_drawn(chart)
