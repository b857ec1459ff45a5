"""Functions whose answers are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from artplan.engine.arrays import Numbers
from artplan.study.seek.roots import Answer, solve

GRID = np.linspace(0, 10, 257)


def answer(function, target: float = 0.0, grid: Numbers = GRID) -> Answer:
    result = solve(function, grid, target)
    assert result is not None
    return result


@pytest.mark.parametrize("seed", range(100))
def test_a_hundred_random_monotone_functions_are_inverted(seed: int) -> None:
    random = np.random.default_rng(seed)
    slope, power, bend, sign = (
        random.uniform(0.1, 5),
        random.uniform(0.3, 3),
        random.uniform(0, 2),
        1 - 2 * (seed % 2),
    )
    at = random.uniform(0.01, 9.99)

    def function(x: Numbers) -> Numbers:
        return sign * (slope * x**power + bend * np.log1p(x))

    (root,) = answer(function, float(function(np.array(at)))).roots
    assert root.met
    assert root.number == pytest.approx(at, rel=1e-9)


def test_all_crossings_are_named_in_order() -> None:
    result = answer(np.sin)
    assert [root.number for root in result.roots] == pytest.approx([0, math.pi, 2 * math.pi, 3 * math.pi])


def test_two_crossings_between_two_points_of_the_grid() -> None:
    at = GRID[100] + 0.3 * (GRID[101] - GRID[100])
    low, high = answer(lambda x: (x - at) ** 2 - 1e-8).roots
    assert (low.number, high.number) == pytest.approx((at - 1e-4, at + 1e-4), rel=1e-9)


def test_a_target_that_is_only_touched_is_met() -> None:
    (root,) = answer(lambda x: (x - math.e) ** 2 + 7, 7).roots
    assert root.met and root.number == pytest.approx(math.e, rel=1e-4)


def test_a_jump_over_the_target_is_passed_and_not_met() -> None:
    (root,) = answer(lambda x: np.where(x < math.pi, 1.0, 5.0), 2).roots
    assert not root.met
    assert (root.value, root.beyond) == (1, 5)
    assert root.number == pytest.approx(math.pi, rel=1e-12)


def test_a_target_met_all_along_is_an_interval() -> None:
    (root,) = answer(lambda x: np.maximum(x - 4, 0)).roots
    assert root.met and root.number == 0 and root.until == pytest.approx(4, abs=10 / 256)


def test_two_points_that_meet_the_target_with_another_between_are_no_interval() -> None:
    result = answer(lambda x: (x - 3) * (x - 5), grid=np.arange(11.0))
    assert [(root.number, root.until) for root in result.roots] == [(3, 3), (5, 5)]


def test_what_cannot_be_reached_has_a_nearest() -> None:
    result = answer(lambda x: 3 + (x - math.e) ** 2, 1)
    assert result.roots == () and not result.nearest.met
    assert result.nearest.value == pytest.approx(3, rel=1e-9)
    assert result.nearest.number == pytest.approx(math.e, rel=1e-4)
    assert answer(lambda x: x, 11).nearest.number == 10


def test_where_there_is_no_value_nothing_is_found() -> None:
    with np.errstate(invalid="ignore"):
        assert [root.number for root in answer(lambda x: np.sqrt(x - 5) - 1).roots] == pytest.approx([6])
    assert solve(lambda x: np.full_like(x, np.nan), GRID, 0) is None


def test_a_function_that_does_not_move_is_flat() -> None:
    assert answer(np.ones_like, 2).flat and not answer(np.sin).flat


def test_a_function_that_moves_by_a_millionth_is_not_flat() -> None:
    assert not answer(lambda x: 1 + 1e-6 * x, 2).flat
