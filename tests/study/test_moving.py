"""Parameters that are moved while others stay give the numbers of a whole evaluation."""

from __future__ import annotations

import numpy as np
import pytest

import artplan
from artplan.engine.arrays import Numbers
from artplan.engine.cut import cut, given
from artplan.model import model
from artplan.study.cases.moving import Moving
from artplan.study.cases.space import Space
from artplan.study.terms.lines import over_the_horizon

PRICE = "channels.zhitongche.cost_per_click"
VISITS = "channels.wechat_official.visits"
RENT = "overheads.rent.amount"
DAYS = "terms.artists_days"
LINES = ("cash_closing", "net_profit", "safety_margin_rate")


@pytest.fixture(scope="module")
def space() -> Space:
    return Space.of(artplan.load("base"))


def agree(space: Space, stay: dict[str, Numbers], ends: Numbers, moved: str) -> None:
    moving = Moving.of(space, stay, {moved: ends}, LINES)
    for number in ends.tolist():
        some, whole = moving.run({moved: [number]}), space.run({**stay, moved: [number]}, LINES)
        for line in LINES:
            assert some.array(line) == pytest.approx(whole.array(line), rel=1e-12, abs=1e-6)
            assert over_the_horizon(some, line) == pytest.approx(over_the_horizon(whole, line), rel=1e-12)


@pytest.mark.parametrize("moved", [RENT, VISITS, DAYS])
def test_what_stays_and_what_is_moved(space: Space, moved: str) -> None:
    own = space.plan.leaves[moved].values[0]
    agree(space, {PRICE: np.array([9.0, 11.0, 12.0])}, np.array([0.0, own, 30.0]), moved)


def test_where_nothing_stays_there_is_one_case(space: Space) -> None:
    agree(space, {}, np.array([8.0, 12.0]), PRICE)


def test_a_parameter_of_the_cases_may_be_moved_in_each(space: Space) -> None:
    drawn = np.array([9.0, 11.0, 12.0])
    moving = Moving.of(space, {PRICE: drawn}, {PRICE: np.array([0.9 * 9, 1.1 * 12])}, LINES)
    some, whole = moving.run({PRICE: drawn * 1.05}), space.run({PRICE: drawn * 1.05}, LINES)
    assert some.array("net_profit") == pytest.approx(whole.array("net_profit"), rel=1e-12)


def test_lines_above_the_cut_are_inputs() -> None:
    whole = model()
    rest = cut(whole, {"overhead_amount"}, ["cash_closing"])
    assert "overhead_amount" in rest.inputs and "orders_paid" in rest.inputs
    assert "cash_closing" in rest.lines and "orders_paid" not in rest.lines
    assert {*rest.lines, *given(rest, ["cash_closing"])} <= whole.lines.keys()
    assert all(name in whole.lines for name in given(rest, ["cash_closing"]))
