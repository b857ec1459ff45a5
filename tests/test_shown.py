"""What a notebook shows of a plan and its result, and what its tab key knows."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

import artplan
from artplan.report.words.format import number

PLAN = artplan.load("growth")
WHOLE = PLAN.run()


@pytest.fixture
def shell():
    shell = InteractiveShell()
    shell.user_ns.update(plan=PLAN, result=WHOLE)
    yield shell
    shell.history_manager.end_session()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_shows_what_it_changes_and_rests_on(shell, lang):
    plan = artplan.load("growth", {"plan.language": lang})
    data, _ = shell.display_formatter.format(plan)
    change = plan.plan.overrides[0]
    assert change.path in data["text/html"] and change.path in data["text/plain"]
    assert {"zh": "假设与待核实暂估值", "en": "Assumptions and placeholders"}[lang] in data["text/html"]
    assert repr(plan) == data["text/plain"]


def test_a_result_shows_its_figures(shell):
    data, _ = shell.display_formatter.format(WHOLE)
    profit = number(WHOLE["net_profit"].sum())
    assert profit in data["text/html"] and profit in data["text/plain"]


def test_a_result_of_a_few_lines_shows_these_by_member_and_quarter(shell):
    some = PLAN.run(["net_profit", "visits_by_channel"])
    data, _ = shell.display_formatter.format(some)
    quarter = some["net_profit"][:3].sum()
    assert f"{quarter:,.2f}" in data["text/html"]
    channels = some.members["channel"]
    assert all(some.plan.label("channel", each) in data["text/plain"] for each in channels)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ('result["net_pro', "net_profit"),
        ('plan["channels.zhitongche.cost_per', "channels.zhitongche.cost_per_click"),
    ],
)
def test_the_tab_key_completes_lines_and_parameters(shell, typed, completed):
    assert typed[: typed.index('"') + 1] + completed in shell.complete(typed)[1]


def test_a_parameter_that_is_not_there_is_told_with_the_nearest():
    assert PLAN["channels.zhitongche.cost_per_click"].unit == "CNY/click"
    with pytest.raises(KeyError, match=r"did you mean channels\.zhitongche\.cost_per_click"):
        PLAN["channels.zhitongche.cost_per_clik"]
