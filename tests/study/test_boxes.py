"""The boxes of the search over S-shaped responses: hulls, best spends at a price, and how a box is cut."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from artplan.study.allocate.hill import Curves
from artplan.study.allocate.s_shaped import Divided, Items, Region, divide


def items(count: int = 1, total: float = 300.0, cost: float = 1.0, **given: Any) -> Items:
    """Of 1000 yuan half is reached at 100 with an exponent of 2: a line from nothing touches there."""
    curve = Curves(*(np.full(count, number) for number in (1000.0, 100.0, 2.0)))
    return Items("abcd"[:count], curve, total, cost, **given)


def box(of: Items, low: Any = 0.0, high: Any = 300.0) -> Region:
    ends = [np.full(len(of.names), each, dtype=float) for each in (low, high)]
    return Region(of, *ends, of.curves.touch(*ends))


def test_the_straight_part_brings_500_of_100_yuan():
    assert box(items(3), low=[0, 100, 40]).chord[:2] == pytest.approx([5, np.inf])
    rise, width = 1000 * 0.5**2 / (1 + 0.5**2) - 1000 * 0.4**2 / (1 + 0.4**2), 50 - 40
    assert box(items(), low=40, high=50).chord == pytest.approx([rise / width])


@pytest.mark.parametrize(("toll", "spend"), [(4.1, 0), (4 - 1e-9, 100), (0.6, 200), (0.1, 220)])
def test_the_best_spend_is_none_or_lies_where_the_curve_bends_down(toll: float, spend: float):
    """A yuan costs one and the toll. At 200 the next one brings 1.6; at most 220 may be spent."""
    assert box(items(), high=220).best(toll) == pytest.approx([spend], rel=1e-6)


def test_what_costs_nothing_is_spent():
    assert box(items(cost=0), high=250).best(0.0) == [250]


def test_the_hull_lies_above_the_curve_on_its_straight_part():
    """At 50 it is 5 x 50 high and the curve 200; at its ends and beyond they are the same."""
    assert box(items(4)).gaps(np.array([0, 50, 100, 150])) == pytest.approx([0, 50, 0, 0], abs=1e-9)
    start, end = 1000 * 0.04 / 1.04, 1000 * 0.36 / 1.36
    halfway = 1000 * 0.16 / 1.16
    assert box(items(), low=20, high=60).gaps(np.array([40])) == pytest.approx([(start + end) / 2 - halfway])


def test_a_box_is_cut_below_and_above_a_spend():
    one = items(2, cap=[300, 200])
    below, above = box(one, high=[300, 200]).cut(0, 120.0)
    assert (below.low.tolist(), below.high.tolist()) == ([0, 0], [120, 200])
    assert (above.low.tolist(), above.high.tolist()) == ([120, 0], [300, 200])
    assert below.touch == pytest.approx([100, 100]) and above.touch == pytest.approx([120, 100])


def test_of_items_that_are_alike_the_first_gets_most():
    """Where the second of three gets 80 or more, so does the first; where it gets less, so does the third."""
    below, above = box(items(3)).cut(1, 80.0)
    assert (below.low.tolist(), below.high.tolist()) == ([0, 0, 0], [300, 80, 80])
    assert (above.low.tolist(), above.high.tolist()) == ([80, 80, 0], [300, 300, 300])
    assert below.touch == pytest.approx([100, 80, 80])


def test_a_part_whose_floors_exceed_the_budget_is_left_out():
    """150 for two is all of 300; 151 is more."""
    assert [len(list(box(items(2)).cut(1, spend))) for spend in (150.0, 151.0)] == [2, 1]


@pytest.mark.parametrize(("worth", "most"), [(10, 1e-7), (-1000, 1e-6), (1000, 1e-6)])
def test_proved_is_what_is_good_to_a_billionth_of_worth_or_budget(worth: float, most: float):
    """Of 100 yuan, 20 of them idle."""
    found = [Divided(np.array([50, 30]), worth, worth + part * most, 20, 1) for part in (0.9, 1.1)]
    assert [each.proved for each in found] == [True, False]
    assert found[1].gap == pytest.approx(1.1 * most, rel=1e-3)
    assert Divided(np.array([50]), 10, 9, 0, 1).gap == 0


def test_the_bound_comes_from_the_hulls_and_a_cut_finds_what_is_better():
    """Of 150 yuan 100 and 50 bring 500 + 200, by the hulls 5 x 150; 75 each bring 2 x 360."""
    first, last = (divide(items(2, total=150, cost=0), most=most) for most in (1, 10))
    assert (first.worth, first.bound, first.tried) == (pytest.approx(700), pytest.approx(750), 1)
    assert sorted(first.spends) == pytest.approx([50, 100])
    assert (last.worth, last.bound, last.tried) == (pytest.approx(720), pytest.approx(720), 3)


def test_half_a_budget_stays_idle_where_no_more_pays():
    """Where another yuan brings what it costs, 1.6: 200 of 500."""
    one = divide(items(total=500, cost=1.6))
    assert one.spends == pytest.approx([200]) and one.idle == pytest.approx(300)
    assert one.worth == one.bound == pytest.approx(800 - 1.6 * 200) and one.tried == 1
