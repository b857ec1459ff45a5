"""One parameter moved at a time is the plan with that number in its file."""

from __future__ import annotations

import numpy as np
import pytest

import artplan
from artplan.plan.written.faults import PlanFault
from artplan.study.uncertainty.break_even import break_even
from artplan.study.uncertainty.distributions import inverse
from artplan.study.uncertainty.sensitivity import given, sensitivity, spider

PRICE, RENT = "channels.zhitongche.cost_per_click", "overheads.rent.amount"
DAYS, PURCHASES = "terms.artists_days", "products.prints.purchases"
PERT = {"pert": (6, 10, 15)}


@pytest.fixture(scope="module")
def base() -> artplan.OperatingPlan:
    return artplan.load("base")


def profit(**changes: object) -> float:
    return alone("net_profit", **changes)


def alone(line: str, **changes: object) -> float:
    """The plan with these changes, and with the spend and heads that the plan without them has decided."""
    return float(artplan.load("base", changes).committed(artplan.load("base")).run([line]).year(line))


def test_a_tornado_is_single_runs(base: artplan.OperatingPlan) -> None:
    result = sensitivity(base)
    table = result.tornado["net_profit"]
    assert set(table.index) == {path for path, leaf in base.plan.leaves.items() if leaf.uncertain}
    low, high = inverse(PERT, [0.1, 0.9])
    row = table.loc[PRICE]
    assert (row["value_low"], row["value_high"]) == pytest.approx((low, high))
    assert row["low"] == pytest.approx(profit(**{PRICE: float(low)}), rel=1e-12)
    assert row["high"] == pytest.approx(profit(**{PRICE: float(high)}), rel=1e-12)
    assert table["swing"].is_monotonic_decreasing
    assert result.stands["net_profit"] == pytest.approx(profit(), rel=1e-12)


def test_replanned_it_is_single_runs_of_plans_that_follow_their_targets(base: artplan.OperatingPlan) -> None:
    row = sensitivity(base, replan=True).tornado["net_profit"].loc[PRICE]
    low = float(inverse(PERT, 0.1))
    assert row["low"] == pytest.approx(
        float(artplan.load("base", {PRICE: low}).run(["net_profit"]).year("net_profit")), rel=1e-12
    )


def test_all_given_parameters_are_moved_by_a_tenth_in_one_evaluation(base: artplan.OperatingPlan) -> None:
    result = sensitivity(base, ["net_profit", "cash_closing"], all_given=True)
    profits, cash = result.tornado["net_profit"], result.tornado["cash_closing"]
    assert set(profits.index) == set(given(base.committed().plan)) and len(profits) > 300
    rent, tables = profits.loc[RENT], profits.loc[PURCHASES]
    assert rent["high"] == pytest.approx(profit(**{RENT: "x1.1"}), rel=1e-12)
    assert tables["low"] == pytest.approx(profit(**{PURCHASES: "x0.9"}), rel=1e-9)
    assert np.isnan(tables["value_low"])
    # Days are counted before the rules read them.
    days = base.plan.leaves[DAYS].values[0]
    assert cash.loc[DAYS, "low"] == pytest.approx(alone("cash_closing", **{DAYS: days * 0.9}), rel=1e-12)
    # A share goes as far as its range.
    assert profits.loc["storefronts.pc_store.payment_rate", "value_high"] == 1


def test_a_spider_goes_through_the_plan(base: artplan.OperatingPlan) -> None:
    result = spider(base, "net_profit", paths=[RENT, PRICE], all_given=True)
    assert list(result.columns) == [0.8, 0.9, 1.0, 1.1, 1.2] and list(result.index) == [RENT, PRICE]
    assert result[1.0].to_numpy() == pytest.approx(profit(), rel=1e-12)
    assert result.loc[RENT, 0.8] == pytest.approx(profit(**{RENT: "x0.8"}), rel=1e-12)
    by_percentile = spider(base)
    assert by_percentile.loc[PRICE, 95.0] == pytest.approx(profit(**{PRICE: float(inverse(PERT, 0.95))}))


def test_at_the_break_even_value_the_figure_is_0(base: artplan.OperatingPlan) -> None:
    result = break_even(base, paths=[PRICE, RENT, "storefronts.pc_store.conversion_rate", PURCHASES])
    for path in (PRICE, RENT, "storefronts.pc_store.conversion_rate"):
        assert abs(profit(**{path: float(result.loc[path, "break_even"])})) < 1e-6
        assert result.loc[path, "factor"] == result.loc[path, "break_even"] / result.loc[path, "value"]
    assert np.isnan(result.loc[PURCHASES, "break_even"])


def test_a_parameter_that_cannot_bring_the_figure_to_0_has_no_break_even(base: artplan.OperatingPlan) -> None:
    result = break_even(base, paths=["channels.taobaoke.mix", RENT])
    assert np.isnan(result.loc["channels.taobaoke.mix", "break_even"]) and result.loc[RENT, "factor"] > 1


def test_what_is_unknown_is_told_with_the_nearest(base: artplan.OperatingPlan) -> None:
    with pytest.raises(PlanFault, match=r"net_proft \| no such line \| did you mean net_profit"):
        sensitivity(base, ["net_proft"])
    with pytest.raises(PlanFault, match=rf"no such given parameter \| did you mean {RENT}"):
        break_even(base, paths=["overheads.rend.amount"])
    with pytest.raises(PlanFault, match="is not among the parameters that are moved"):
        spider(base, paths=[RENT])
