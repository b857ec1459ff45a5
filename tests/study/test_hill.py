"""The Hill curve by hand: of 1000 yuan at most, half is reached at a spend of 100."""

from __future__ import annotations

import numpy as np
import pytest

from artplan.study.allocate.hill import Curves


def curve(steepness: float, count: int = 1) -> Curves:
    return Curves(*np.array([[1000.0, 100.0, steepness]] * count).T)


def spends(*each: float) -> np.ndarray:
    return np.array(each)


def test_value_and_slope():
    """1000 x 50^2 / (100^2 + 50^2), and its derivative 1000 x 2 x 100^2 x 50 / (100^2 + 50^2)^2."""
    two = curve(2, 3)
    assert two.value(spends(0, 50, 100)) == pytest.approx([0, 200, 500])
    assert two.slope(spends(50, 100, 200)) == pytest.approx([6.4, 5, 1.6])


def test_the_inflection():
    """At 100 x (1 / 3) ^ (1 / 2) where the exponent is 2; nowhere but at 0 where it is not above 1."""
    assert curve(2).inflection == pytest.approx([100 / 3**0.5])
    assert curve(3).inflection == pytest.approx([100 * 0.5 ** (1 / 3)])
    assert curve(1).inflection == curve(0.5).inflection == [0]


def test_the_spend_at_a_slope_lies_above_the_inflection():
    """Of the two spends at which another yuan brings 6.4, the one where the curve bends down."""
    (spend,) = curve(2).at_slope(spends(6.4))
    assert spend > 100 / 3**0.5 and curve(2).slope(spends(spend)) == pytest.approx([6.4])
    assert curve(2, 2).at_slope(spends(5, 1.6)) == pytest.approx([100, 200])
    steepest = 1000 * 2 / 100 * 3**1.5 / 16
    assert curve(2).at_slope(spends(steepest * 1.001)) == pytest.approx([100 / 3**0.5])
    assert curve(2).at_slope(spends(1000)) == pytest.approx([100 / 3**0.5])


def test_without_an_inflection_the_first_yuan_brings_most():
    """At an exponent of 1 the first yuan brings 10, one at 100 a quarter of that; below 1 there is no end."""
    assert curve(1, 3).at_slope(spends(2.5, 10, 11)) == pytest.approx([100, 0, 0], abs=1e-9)
    (spend,) = curve(0.5).at_slope(spends(1e4))
    assert curve(0.5).slope(spends(spend)) == pytest.approx([1e4])


def test_a_line_from_nothing_touches_where_half_is_reached():
    """With an exponent of 2: 5 a yuan at 100, and 500 of 100 yuan."""
    two = curve(2, 4)
    assert two.touch(spends(0, 0, 0, 0), spends(1000, 100.0001, 80, 50)) == pytest.approx([100, 100, 80, 50])


def test_no_straight_part_from_the_inflection_on():
    edge = 100 / 3**0.5
    low = spends(edge * 1.0001, 90, 100)
    assert (curve(2, 3).touch(low, spends(1000, 1000, 100)) == low).all()
    assert (curve(1, 2).touch(spends(0, 7), spends(500, 500)) == [0, 7]).all()


def test_an_interval_of_one_spend_has_no_straight_part():
    assert curve(2, 2).touch(spends(20, 80), spends(20, 80)).tolist() == [20, 80]


def test_a_line_from_above_nothing_touches_earlier():
    """From 40 on the curve is steeper already; where the line touches, slope times distance is the rise."""
    (touch,) = curve(2).touch(spends(40), spends(500))
    assert 100 / 3**0.5 < touch < 100
    rise = curve(2).value(spends(touch)) - curve(2).value(spends(40))
    assert curve(2).slope(spends(touch)) * (touch - 40) == pytest.approx(rise, rel=1e-6)


def test_curves_are_chosen_by_a_mask():
    two = Curves(*np.array([[1000.0, 100.0, 2.0], [500.0, 50.0, 1.0]]).T)
    one = two.of(np.array([False, True]))
    assert (one.top, one.half, one.steepness) == ([500], [50], [1])
