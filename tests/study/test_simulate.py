"""Draws of a plan: known answers, the same whatever is worked out together, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import artplan
from artplan.plan.written.faults import PlanFault
from artplan.study.cases.points import KINDS, Points
from artplan.study.uncertainty.answer import Simulation
from artplan.study.uncertainty.drivers import Drivers
from artplan.study.uncertainty.simulate import BLOCK, simulate
from tests.plans import load
from tests.rules import small_shop

RENT, TOOLS = "overheads.rent.amount", "overheads.software.amount"
LINEAR = {
    RENT: {"value": 1000, "uncertain": {"normal": [1000, 100]}},
    TOOLS: {"value": 500, "uncertain": {"uniform": [400, 600]}},
}
PRICE, CONVERSION = "channels.zhitongche.cost_per_click", "storefronts.pc_store.conversion_rate"


def shop(**changes: Any) -> artplan.OperatingPlan:
    """Nothing but two overheads paid for a year: cash is linear in them."""
    leaves = artplan.load("base").plan.leaves
    certain = {path: {"value": leaf.values[0]} for path, leaf in leaves.items() if leaf.uncertain}
    tax_free = {f"overheads.{name}.input_vat_rate": 0 for name in ("rent", "software")}
    return artplan.load("base", {**certain, **tax_free, **LINEAR, **changes})


def run(plan: artplan.OperatingPlan, **options: Any) -> Simulation:
    return simulate(plan, ["overheads_paid"], **options)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sum_has_the_mean_and_variance_of_its_parts(kind: str) -> None:
    draws, plan = 1000, shop()
    paid = run(plan, draws=draws, points=kind).samples["overheads_paid"]
    mean = float(plan.run(["overheads_paid"]).year("overheads_paid"))
    variance = 12**2 * (100**2 + 200**2 / 12)
    assert abs(paid.mean() - mean) < 4 * (variance / draws) ** 0.5
    fourth = 12**4 * (3 * 100**4 + 200**4 / 80 + 6 * 100**2 * 200**2 / 12)
    assert abs(paid.var() - variance) < 4 * ((fourth - variance**2) / draws) ** 0.5


def test_a_rank_correlation_comes_out_and_adds_to_the_variance() -> None:
    both = {(RENT, TOOLS): 0.8}
    plan = shop(**{TOOLS: {"value": 500, "uncertain": {"normal": [500, 50]}}})
    result = run(plan, draws=4000, correlations=both).samples["overheads_paid"]
    joint = 2 * np.sin(np.pi / 6 * 0.8)
    variance = 12**2 * (100**2 + 50**2 + 2 * joint * 100 * 50)
    assert abs(result.var() - variance) < 4 * variance * (2 / 4000) ** 0.5


def test_the_plan_itself_may_say_what_goes_together() -> None:
    section = {"correlations.rising_prices": {"between": [TOOLS, RENT], "rank": 0.5}}
    stated = run(shop(**section), draws=200).samples["overheads_paid"]
    called = run(shop(), draws=200, correlations={(RENT, TOOLS): 0.5}).samples["overheads_paid"]
    assert (stated == called).all()
    overruled = run(shop(**section), draws=200, correlations={(RENT, TOOLS): 0}).samples["overheads_paid"]
    assert overruled == pytest.approx(run(shop(), draws=200).samples["overheads_paid"], rel=1e-9)
    certain = shop(**section, **{TOOLS: {"value": 500}})
    assert set(run(certain, draws=8).inputs) == {RENT}


@pytest.mark.parametrize("draws", [500, pytest.param(BLOCK + 500, marks=pytest.mark.slow)])
def test_the_same_draws_whatever_is_worked_out_together(draws: int) -> None:
    few = run(shop(), draws=draws, together=70)
    many = run(shop(), draws=draws, together=1000)
    assert (few.samples["overheads_paid"] == many.samples["overheads_paid"]).all()
    assert few.chances == many.chances


@pytest.mark.parametrize("kind", ["latin", "random"])
def test_one_more_uncertain_input_leaves_the_draws_of_the_others(kind: str) -> None:
    price = {PRICE: {"value": 10, "uncertain": {"pert": [6, 10, 15]}}}
    one = run(shop(), draws=300, points=kind)
    two = run(shop(**price), draws=300, points=kind)
    assert (one.samples["overheads_paid"] == two.samples["overheads_paid"]).all()
    assert set(two.inputs) == {*one.inputs, PRICE}


def test_percentiles_chances_and_drivers_of_the_base_plan() -> None:
    result = simulate(artplan.load("base"), ["net_profit"], draws=1024, replan=True)
    table = result.table([10, 50, 90]).loc["net_profit"]
    profit = result.samples["net_profit"]
    assert table["p10"] < table["p50"] < table["p90"]
    assert table["p10"] == np.quantile(profit, 0.1)
    assert table["mean_error"] == pytest.approx(profit.std(ddof=1) / 1024**0.5)
    assert result.chances["loss"] == (profit <= 0).mean()
    assert result.months["net_profit"].sum(axis=0) == pytest.approx(profit)
    drivers = result.drivers["net_profit"]
    assert drivers.loc[PRICE, "rank_correlation"] < -0.3 < 0.3 < drivers.loc[CONVERSION, "rank_correlation"]
    assert drivers["first_order"].sum() == pytest.approx(1, abs=0.15)
    assert list(result.fan("net_profit", [10, 90]).index) == ["p10", "p90"]


def test_a_draw_is_the_plan_with_its_numbers() -> None:
    result = simulate(artplan.load("base"), ["net_profit"], draws=8, seed=5)
    from artplan.study.cases.space import Space
    from artplan.study.uncertainty.draws import Draws

    drawn = Draws.of(Space.of(artplan.load("base")), "latin", 5, 8, {}).values(0)
    one = {path: float(values[3]) for path, values in drawn.items()}
    alone = artplan.load("base", one).committed(artplan.load("base")).run(["net_profit"]).year("net_profit")
    assert result.samples["net_profit"][3] == pytest.approx(alone, rel=1e-9)


def test_a_standard_error_of_a_percentile_covers_what_other_seeds_find() -> None:
    result = [run(shop(), draws=400, points="random", seed=seed).percentile("overheads_paid", 90)
             for seed in range(1, 11)]  # fmt: skip
    values, errors = np.array(result).T
    assert 0.5 < values.std(ddof=1) / errors.mean() < 2


def test_first_order_indices_of_the_ishigami_function() -> None:
    points = Points.of("sobol", 1, 2**14, "abc")
    shares = [{path: points.block(path, block) for path in "abc"} for block in range(points.blocks)]
    a, b, c = (np.concatenate([each[path] for each in shares]) * 2 * np.pi - np.pi for path in "abc")
    drivers = Drivers("abc", {"y": np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)})
    for block, each in enumerate(shares):
        drivers.add(block * BLOCK, each)
    whole = 7**2 / 8 + 0.1 * np.pi**4 / 5 + 0.1**2 * np.pi**8 / 18 + 0.5
    known = {"a": 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2 / whole, "b": 7**2 / 8 / whole, "c": 0}
    assert drivers.table("y")["first_order"].to_dict() == pytest.approx(known, abs=0.01)


@pytest.mark.parametrize(
    ("changes", "options", "fault"),
    [
        ({}, {"draws": 1}, "simulate draws | 1 draws show no spread"),
        ({}, {"points": "sobel"}, "simulate points | no points 'sobel' | did you mean sobol?"),
        ({}, {"correlations": {(RENT, PRICE): 0.5}}, f"{PRICE} is not uncertain | uncertain: "),
        ({}, {"correlations": {(RENT, TOOLS): 1.5}}, "1.5 is out of range"),
        ({}, {"correlations": {(RENT, RENT): 0.5}}, "a parameter with itself"),
        ({RENT: 1, TOOLS: 2}, {}, "no parameter is uncertain"),
        (
            {RENT: {"value": {"2027-01-01": 1, "2027-05-01": 2}, "uncertain": {"uniform": [1, 2]}}},
            {},
            "more than one value",
        ),
        (
            {"terms.artists_days": {"value": 30, "uncertain": {"uniform": [10, 40]}}},
            {},
            "write discrete: [[value, probability], ...]",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said(changes: dict, options: dict, fault: str) -> None:
    with pytest.raises(PlanFault) as result:
        run(shop(**changes), **options)
    assert fault in str(result.value)


def test_correlations_that_contradict_each_other_are_refused() -> None:
    third = "overheads.accounting.amount"
    plan = shop(**{third: {"value": 4000, "uncertain": {"uniform": [3000, 5000]}}})
    against = {(RENT, TOOLS): 0.9, (TOOLS, third): 0.9, (RENT, third): -0.9}
    with pytest.raises(PlanFault, match="not possible together"):
        run(plan, correlations=against)


def test_days_are_drawn_from_a_discrete_distribution() -> None:
    days = {"terms.artists_days": {"value": 30, "uncertain": {"discrete": [[0, 0.5], [60, 0.5]]}}}
    result = simulate(shop(**days), ["cash_closing"], draws=64)
    early, late = (
        float(artplan.load("base", {"terms.artists_days": each}).run(["cash_closing"]).year("cash_closing"))
        for each in (0, 60)
    )
    assert result.drivers["cash_closing"].index[0] == "terms.artists_days"
    assert result.samples["cash_closing"].max() - result.samples["cash_closing"].min() > late - early > 0


@pytest.mark.parametrize("percent", [0, 100, -5])
def test_a_percentile_that_no_draws_can_show_is_refused(percent: float) -> None:
    with pytest.raises(PlanFault, match=f"no percentile {percent:g} | ask for one between 0 and 100"):
        run(shop(), draws=8).percentile("overheads_paid", percent)


def test_unknown_lines_and_lines_by_member_are_told_with_the_nearest() -> None:
    with pytest.raises(PlanFault) as result:
        simulate(shop(), ["net_proft", "visits_by_channel"])
    assert "simulate net_proft | no such line | did you mean net_profit?" in str(result.value)
    assert "visits_by_channel | varies by channel" in str(result.value)


def test_draws_without_a_number_do_not_count():
    """Refunds of January's 1,000 come in February, which sells nothing: its margin is no number."""
    refunds = {"value": 0.3, "uncertain": {"pert": [0.1, 0.3, 0.5]}}
    seller = small_shop.shop({"2027-01": 1_000}, return_rate=refunds, return_delay=30)
    plan = load({"plan": {"start": "2027-01", "months": 2}, "storefronts": {"shop": seller}})
    answer = simulate(plan, ["net_margin_rate", "net_profit"], draws=64)
    assert answer.fan("net_margin_rate", [50]).loc["p50"].tolist() == pytest.approx([1, np.nan], nan_ok=True)
    assert answer.fan("net_profit", [50]).loc["p50", "2027-02"] < 0
    assert answer.percentile("net_margin_rate", 10)[0] == pytest.approx(1)
