"""Studies in a notebook: every answer has charts, tables and words, and so has one that does not apply."""

from __future__ import annotations

from typing import Any

import pytest

import artplan
from artplan.api.applicable import Questions
from artplan.notebook import open_questions, open_report, show
from artplan.report import answers as studies
from artplan.report.prose.stress import sinking, stress
from artplan.report.prose.studies import PROSE
from artplan.report.prose.telling import Teller
from tests.shop import SHOP

PARAMS = SHOP
RENT = "overheads.*.amount"
SMALL = {"channels.zhitongche.cost_per_click": 12, "plan.months": 2}


@pytest.fixture(scope="module")
def ask() -> Questions:
    return open_questions("base", SMALL)


@pytest.fixture(scope="module")
def answers(ask: Questions) -> dict[str, Any]:
    tenth = ask.seek("cash_closing.min", 0, RENT, percentile=10, draws=16)
    return {
        "comparison": ask.compare(),
        "effects": ask.effects(),
        "sweep": ask.sweep("conversion_and_click_price"),
        "sensitivity": ask.sensitivity(),
        "seek": ask.seek("net_profit", 0, RENT),
        "percentile": tenth,
        "simulation": ask.simulate(draws=64),
        "stress": ask.stress(),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_answer_is_told_and_shown_in_one_call(answers: dict[str, Any], lang: str) -> None:
    story = open_report("base", SMALL, lang)
    for topic, result in answers.items():
        assert len(story.say(topic, result).text().splitlines()) > 1
        shown = show(result, lang)
        assert shown.html().count("<svg") == len(shown.charts)
        assert all(table.rows for table in shown.tables)


def test_what_is_told_are_the_answer_s_own_figures(answers: dict[str, Any]) -> None:
    story, result = open_report("base", SMALL, "en"), answers["simulation"]
    message = story.say("simulation", result).text()
    assert "64 draws of 10 uncertain parameters" in message and f"{result.chances['loss']:.1%}" in message
    assert f"x{answers['seek'].nearest.number:.4g}" in story.say("seek", answers["seek"]).text()
    assert "its standard error is" in story.say("percentile", answers["percentile"]).text()


@pytest.mark.parametrize(
    ("lang", "sinks", "dies"),
    [
        ("zh", "转化率减半时，现金在", "承受不起："),
        ("en", "With conversion rates halved, cash falls to", "Would not survive: "),
    ],
)
def test_a_plan_that_dies_of_a_shock_says_so(lang: str, sinks: str, dies: str) -> None:
    """With just the cash that the plan itself needs."""
    base = artplan.load("base")
    spare = base.run(["cash_closing"])["cash_closing"].min()
    plan = artplan.load("base", {"plan.opening.cash": base["plan.opening.cash"].value - spare + 1})
    answer, t = artplan.stress(plan), Teller(plan.run(), lang)
    message, brief = " ".join(stress(t, answer)), sinking(t, answer)
    assert sinks in message and brief.startswith(dies)
    low = answer.shocks.loc["conversion"]
    for each in (t.money(low["cash_low"]), t.month(low["cash_low_month"])):
        assert each in message and each in brief


def test_a_plan_that_survives_says_so() -> None:
    plan = artplan.load("base", {"plan.opening.cash": 1e8})
    answer, t = artplan.stress(plan), Teller(plan.run(), "en")
    assert "Month-end cash does not fall below zero" in " ".join(stress(t, answer))
    assert sinking(t, answer) == ""


def test_what_is_laid_over_a_plan_is_compared_with_what_lies_below(ask: Questions) -> None:
    names = [step.name for step in ask.compare().steps]
    assert names == list(SMALL)
    assert [entry.step.name for entry in ask.effects().entries] == names


def test_a_plan_that_extends_nothing_is_compared_with_the_first_that_extends_it() -> None:
    before, after = open_questions("base").pair
    assert (before.plan.name, after.plan.name) == ("base", "double11")
    before, after = open_questions("lean").pair
    assert (before.plan.name, after.plan.name) == ("base", "lean")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_study_that_does_not_apply_says_so(lang: str) -> None:
    """A plan of a payroll alone: nothing uncertain, no channel, no scenario upon it."""
    ask, story = (
        open_questions("cases/housing_fund_shanghai"),
        open_report("cases/housing_fund_shanghai", {}, lang),
    )
    assert ask.compare() is ask.effects() is ask.simulate(draws=8) is ask.allocate() is None
    assert ask.sweep("conversion_and_click_price") is ask.seek("net_profit", 0, RENT) is None
    assert ask.sensitivity() is not None
    for topic in PROSE:
        assert story.say(topic, None).text()
    for name in studies.CHARTS:
        assert story.chart(name, None).name == name
    for name in studies.TABLES:
        assert story.table(name, None).rows == ()


def test_an_unknown_chart_of_a_study_names_the_nearest(answers: dict[str, Any]) -> None:
    with pytest.raises(KeyError, match="did you mean tornado"):
        open_report("base", SMALL).chart("tornados", answers["sensitivity"])


def test_the_facade_asks_by_a_scenario_s_name() -> None:
    result = artplan.simulate("lean", ["net_profit"], draws=16, folder=PARAMS)
    assert result.plan.name == "lean" and result.draws == 16
    sought = artplan.seek("lean", "net_profit.2027-12", 0, "overheads.rent.amount", folder=PARAMS)
    moved = {"overheads.rent.amount": sought.solutions[0].number}
    plan = artplan.load("lean", moved, folder=PARAMS)
    assert plan.run(["net_profit"])["net_profit"]["2027-12"] == pytest.approx(0, abs=1e-3)
    assert artplan.sweep("conversion_and_click_price", scenarios=["lean"]).scenarios == ("lean",)
    assert artplan.effects("lean", folder=PARAMS).base == "base"
    assert artplan.sensitivity("lean", folder=PARAMS).by_distribution
