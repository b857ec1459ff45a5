"""What each override does alone and left out; which parameters do nothing."""

from __future__ import annotations

import json

import pytest

import artplan
from artplan.cli import main
from artplan.study.compare.effects import ledger
from artplan.study.compare.unread import dead_inputs

RENT, PRICE = "overheads.rent.amount", "channels.zhitongche.cost_per_click"
BOTH = {RENT: "+1000", PRICE: 12}


def profit(settings: dict[str, object]) -> float:
    return float(artplan.load("base", settings).run(["net_profit"])["net_profit"].sum())


def test_an_override_alone_and_left_out() -> None:
    result = ledger(artplan.load("base", BOTH))
    assert [entry.step.name for entry in result.entries] == [RENT, PRICE]
    rent, price = result.entries
    assert rent.alone["net_profit"] == pytest.approx(profit({RENT: "+1000"}) - profit({}))
    assert price.without["net_profit"] == pytest.approx(profit(BOTH) - profit({RENT: "+1000"}))
    assert "overheads_paid" in rent.lines and "advertising_total" not in rent.lines
    assert rent.alone["gross_sales_total"] == 0


def test_a_scenario_is_held_against_the_plan_that_it_extends() -> None:
    result = ledger(artplan.load("lean"))
    assert (result.base, result.plan) == ("base", "lean")
    assert result.frame().loc["overheads.rent.amount", "net_profit"] > 0


@pytest.mark.parametrize("months", [2, 14])
def test_an_override_of_the_horizon_stands_beside_the_others(months: int) -> None:
    result = ledger(artplan.load("base", {"plan.months": months, RENT: "+1000"}))
    longer, rent = result.entries
    assert longer.alone["net_profit"] == pytest.approx(profit({"plan.months": months}) - profit({}))
    assert "net_profit" in longer.lines and "overheads_paid" in rent.lines


def test_an_override_that_changes_nothing_is_named() -> None:
    result = ledger(artplan.load("base", {RENT: "+1000", "positions.service_agent_1.person": "陈晨"}))
    assert result.record()["changes_nothing"] == ["positions.service_agent_1.person"]


def test_what_moves_from_one_member_to_another_is_no_nothing() -> None:
    moved = ledger(artplan.load("base", {"posts.service_agent.department": "merchandise"}))
    (entry,) = moved.entries
    assert entry.alone["payroll_total"] == 0 and entry.lines


def test_dead_inputs_are_given_parameters_that_move_no_line() -> None:
    plan = "cases/taobao_annual_budget"
    assert dead_inputs(artplan.load(plan)).dead == ()
    unread = "channels.zhitongche.cost_per_thousand_impressions"  # the channel is priced by click
    assert dead_inputs(artplan.load(plan, {unread: 9})).dead == ((unread, "override"),)


def test_check_tells_both(capsys: pytest.CaptureFixture) -> None:
    case = ["check", "cases/taobao_annual_budget", "--set", "storefronts.shop.return_rate=0.01"]
    assert main([*case, "--effects", "--dead-inputs", "--lang", "en"]) == 0
    message = capsys.readouterr().out
    assert "Return rate 0.01" in message and "each moves some line" in message
    assert main([*case, "--effects", "--dead-inputs", "--json"]) == 0
    (sheet,) = json.loads(capsys.readouterr().out)
    assert sheet["effects"]["overrides"][0]["paths"] == ["storefronts.shop.return_rate"]
    assert sheet["dead_inputs"] == []


def test_a_plan_without_overrides_has_no_effects_to_tell(capsys: pytest.CaptureFixture) -> None:
    assert main(["check", "--effects", "--lang", "zh"]) == 0
    assert "没有调整项：“基准方案”不基于其他计划" in capsys.readouterr().out
