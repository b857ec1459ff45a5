"""A plan whose decisions are held: the same plan until the world changes, then sales follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each_of

import artplan
from artplan.commitment import PLANNING
from artplan.operating import OperatingPlan
from artplan.plan.read.plan import overrides_of
from artplan.plan.read.scenario import text_of
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from artplan.study.cases.space import Space
from artplan.study.uncertainty.draws import Draws
from tests.campaign import sample
from tests.fixed_plans import PLANS
from tests.plans import load, plans

HALF_A_CENT = 0.005
CONVERSION = "storefronts.pc_store.conversion_rate"
TARGET = "storefronts.pc_store.sales_target_year"
few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=sample(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def moved(before: Result, after: Result) -> Iterator[str]:
    """The lines that differ by more than half a cent, or by what sums as large as theirs leave."""
    for name in before.lines:
        one, other = before.array(name), after.array(name)
        allowed = HALF_A_CENT + 1e-9 * np.abs(one).max(initial=0)
        if np.abs(one - other).max(initial=0) > allowed:
            yield name


MOST = 1e12  # yuan that a plan may enter


def largest_spend(result: Result) -> float:
    """Of a channel in a month, or in a whole campaign at the month's pace."""
    shares = dict(zip(result.members["campaign"], result.array("campaign_share")[..., 0], strict=True))
    largest = 0.0
    for placement, spend in zip(
        result.members["placement"], result.array("spend_for_visits")[..., 0], strict=True
    ):
        share = shares[placement.split("@")[1]]
        largest = max(largest, *(spend[share > 0] / share[share > 0]), 0.0)
    return largest


def holds(plan: OperatingPlan) -> None:
    result = plan.run()
    if largest_spend(result) > MOST:  # none that a plan may state
        with pytest.raises(PlanFault, match="spend"):
            plan.committed()
    else:
        assert set(moved(result, plan.committed().run())) <= set(PLANNING)


@pytest.mark.parametrize("name", PLANS)
def test_every_line_of_a_fixed_plan_stays(name: str):
    plan = PLANS[name]()
    if (plan.run(["alert_visits_beyond_reach"]).array("alert_visits_beyond_reach") > 0).any():
        with pytest.raises(PlanFault, match="channels"):
            plan.committed()
    else:
        holds(plan)


@few
@each_of(plans())
def test_every_line_of_a_random_plan_stays(sections: dict[str, Any]):
    holds(load(sections))


@pytest.mark.slow
@many
@each_of(plans())
def test_every_line_of_many_random_plans_stays(sections: dict[str, Any]):
    holds(load(sections))


def test_all_lines_named_as_planning_do_move():
    plan = artplan.load("base", {"products.prints.cover_months": 1, "products.prints.purchases": 0})
    assert set(moved(plan.run(), plan.committed().run())) == set(PLANNING)


def test_an_affiliate_brings_the_visits_it_was_planned_with_and_earns_what_they_sell():
    """Spend that the plan enters and its target does not read brings nothing on top."""
    own = {"channels.taobaoke.conversion_rate": None, "channels.taobaoke.spend": 500}
    plan = artplan.load("base", own)
    held = plan.committed().run()
    sold = artplan.load("base", {**own, CONVERSION: "-50%"}).committed(plan).run()
    visits, still = (each.frame("visits_by_channel").loc["taobaoke"].to_numpy() for each in (held, sold))
    assert still == pytest.approx(visits, rel=1e-9)
    cost, less = (each.frame("spend_by_channel").loc["taobaoke", "2027-02"] for each in (held, sold))
    assert less == pytest.approx(0.5 * cost, rel=0.05)  # returns of January's campaign stay


def test_what_is_entered_by_the_year_is_held_by_the_month():
    visits, spend = "channels.wechat_official.visits", "channels.zhitongche.spend"
    month = {visits: 12_000 / 12, spend: 240_000 / 12}
    year = {
        visits: {"value": 12_000, "unit": "visit/year"},
        spend: {"value": 240_000, "unit": "CNY/year"},
    }
    held = artplan.load("base", year).committed()
    assert held.plan.hash == artplan.load("base", month).committed().plan.hash


def test_a_committed_plan_is_committed_already():
    held = artplan.load("base").committed()
    assert set(moved(held.run(), held.committed().run())) == set()


def test_it_can_be_saved_and_read(tmp_path: Path):
    held, folder = artplan.load("growth").committed(), artplan.load("growth").plan.folder
    for name in ("base", "statutory"):
        (tmp_path / name).symlink_to(folder.resolve() / name)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "growth.yaml").symlink_to((folder / "scenarios" / "growth.yaml").resolve())
    saved = text_of("growth", overrides_of(held.plan), "as planned in November")
    (tmp_path / "scenarios" / "held.yaml").write_text(saved, encoding="utf-8")
    assert list(moved(held.run(), artplan.load("held", folder=tmp_path).run())) == []


def test_sales_follow_conversion_and_not_the_target():
    plan = artplan.load("base")
    worse = artplan.load("base", {CONVERSION: "-10%"}).committed(plan)
    higher = artplan.load("base", {TARGET: "x2"}).committed(plan)
    before, after = (each.run(["orders_placed"]).year("orders_placed") for each in (plan, worse))
    assert after["everyday_pc_store"] == pytest.approx(0.9 * before["everyday_pc_store"], rel=1e-9)
    assert after["double11"] == pytest.approx(before["double11"], rel=1e-9)  # it has a rate of its own
    sales, targets = (
        [each.run([line]).year(line) for each in (plan, higher)]
        for line in ("gross_sales_total", "sales_target_total")
    )
    assert sales[1] == pytest.approx(sales[0], rel=1e-12)
    assert targets[1] > 1.5 * targets[0]


def yearly(plan: OperatingPlan, line: str, member: str) -> float:
    return float(plan.run([line]).year(line)[member])


def test_spend_is_held_while_clicks_cost_more():
    plan = artplan.load("base")
    dearer = artplan.load("base", {"channels.zhitongche.cost_per_click": "x2"}).committed(plan)
    spend, visits = (
        [yearly(each, line, "zhitongche") for each in (plan, dearer)]
        for line in ("spend_by_channel", "visits_by_channel")
    )
    assert spend[1] == pytest.approx(spend[0], rel=1e-9)
    assert visits[1] == pytest.approx(visits[0] / 2, rel=1e-9)


def test_heads_sized_by_work_are_held():
    plan = artplan.load("base")
    busier = artplan.load("base", {CONVERSION: "x2"}).committed(plan)
    heads = "headcount_closing"
    assert np.array_equal(busier.run([heads]).array(heads), plan.run([heads]).array(heads))


def test_orders_of_goods_are_held():
    plan = artplan.load("base", {"products.prints.cover_months": 1, "products.prints.purchases": 0})
    busier = artplan.load("base", {CONVERSION: "x1.5"}).committed(plan)
    orders = [each.run(["pieces_ordered"]).array("pieces_ordered") for each in (plan, busier)]
    assert np.allclose(*orders, rtol=1e-12)


def test_what_a_scenario_sets_lies_over_what_its_base_has_decided():
    base, placement = artplan.load("base"), "zhitongche@everyday_pc_store"
    changed = artplan.load("base", {"channels.zhitongche.spend": "x1.5"}).committed(base)
    spend = [yearly(each, "advertising_spend", placement) for each in (base, changed)]
    assert spend[1] == pytest.approx(1.5 * spend[0], rel=1e-9)


def test_a_simulation_is_a_loop_over_committed_plans():
    plan, draws = artplan.load("base"), 24
    answer = artplan.simulate(plan, ["net_profit", "gross_sales_total", "cash_closing"], draws=draws)
    drawn = Draws.of(Space.of(plan.committed()), "latin", answer.seed, draws, {}).values(0)
    missed = 0
    for number in range(draws):
        world = {path: float(values[number]) for path, values in drawn.items()}
        result = artplan.load("base", world).committed(plan).run()
        for line, figures in answer.samples.items():
            assert figures[number] == pytest.approx(float(result.year(line)), rel=1e-9)
        missed += result.year("gross_sales_total") < result.year("sales_target_total") - HALF_A_CENT
    assert answer.chances["sales_target_missed"] == missed / draws
    assert 0 < missed < draws


def test_replanning_buys_the_visits_that_a_worse_conversion_needs():
    held, anew = (
        artplan.simulate("base", ["gross_sales_total"], draws=256, replan=replan) for replan in (False, True)
    )
    spread = [each.samples["gross_sales_total"].std() for each in (held, anew)]
    assert held.committed and not anew.committed
    assert spread[0] > 10 * spread[1]
    assert held.chances["sales_target_missed"] > 0.1 and anew.chances["sales_target_missed"] == 0


def test_a_goal_sought_at_a_percentile_is_met_in_the_draws_of_a_held_plan():
    price = "storefronts.pc_store.average_order_value"
    answer = artplan.seek("base", "net_profit", 0, price, percentile=20, draws=128)
    assert answer.drawn is not None and answer.drawn.committed
    base = artplan.load("base")
    path, value = answer.setting(answer.solutions[0].number)
    plan = artplan.load("base", {path: value}).committed(base)
    certain = artplan.simulate(plan, ["net_profit"], draws=128)
    assert certain.percentile("net_profit", 20)[0] == pytest.approx(0, abs=1)


def test_a_comparison_may_hold_what_the_first_plan_has_decided():
    worse = artplan.load("base", {CONVERSION: "-10%"})
    held, anew = (artplan.compare("base", worse, ["gross_sales_total"], hold=hold) for hold in (True, False))
    assert held.committed and not anew.committed
    assert held.attributions[0].change < 20 * anew.attributions[0].change < 0


def test_a_plan_may_keep_what_another_scenario_has_decided():
    lean, growth = artplan.load("lean"), artplan.load("growth")  # neither extends the other
    spend = [yearly(each, "spend_by_channel", "moments_ads") for each in (lean, growth.committed(lean))]
    assert spend[1] == pytest.approx(spend[0], rel=1e-9)
    assert yearly(growth, "spend_by_channel", "moments_ads") > 1.5 * spend[0]


def test_visits_that_no_spend_brings_cannot_be_held():
    with pytest.raises(PlanFault, match="zhitongche"):
        artplan.load("base", {"channels.zhitongche.saturation": 0.95}).committed()
