"""Which numbers a search for roots asks for, and which of those near a target it names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from artplan.engine.arrays import Numbers
from artplan.study.seek.roots import Answer, Root, Values, solve

Rounds = list[list[float]]
UNITS = np.arange(13.0)


def asked(function: Values, grid: Sequence[float], target: float = 0.0, **given: Any) -> Rounds:
    """The numbers of each round; without the last one, which looks at the nearest again."""
    rounds: Rounds = []

    def watched(x: Numbers) -> Numbers:
        rounds.append(x.tolist())
        return function(x)

    assert solve(watched, np.array(grid, dtype=float), target, **given) is not None
    return rounds


def answer(function: Values, target: float = 0.0, grid: Sequence[float] | Numbers = UNITS) -> Answer:
    result = solve(function, np.array(grid, dtype=float), target)
    assert result is not None
    return result


def roots(function: Values, target: float = 0.0, grid: Sequence[float] | Numbers = UNITS) -> list[Root]:
    return list(answer(function, target, grid).roots)


def steps(at: Sequence[float], values: Sequence[float]) -> Values:
    """A function that jumps at these numbers, from each of the values to the next."""
    return lambda x: np.array(values)[np.searchsorted(at, x, side="right")]


def lines(values: Sequence[float], jump: float = 0.0, at: float = math.inf) -> Values:
    """Straight lines through these values at 0, 1, 2 ...; and half of a jump before and after `at`."""
    return lambda x: np.interp(x, UNITS[: len(values)], values) + np.where(x < at, -jump, jump) / 2


# The rounds


def test_a_straight_line_is_solved_by_its_first_guess():
    rounds = asked(lambda x: 3 * x - 7, [0, 5, 10])
    assert [len(each) for each in rounds] == [3, 31 + 7, 1]
    assert rounds[-1] == [pytest.approx(7 / 3, rel=1e-15)]


def test_what_bends_takes_a_few_rounds():
    rounds = [len(each) for each in asked(np.exp, [0, 5, 10], target=7)]
    assert rounds[:4] == [3, 38, 38, 38] and len(rounds) <= 8


@pytest.mark.parametrize(("amounts", "numbers"), [(1, 1), (1e6, 1), (1, 1e6), (1e-6, 1e-6)])
def test_a_root_of_any_size_is_settled_as_soon(amounts: float, numbers: float):
    ends = [0, 5 * numbers, 10 * numbers]
    rounds = asked(lambda x: amounts * np.exp(x / numbers), ends, target=7 * amounts, parts=4)
    assert [len(each) for each in rounds] == [3, 10, 10, 10, 10, 10, 10, 1]


def test_all_crossings_are_met_at_their_values():
    """At 3, 5 and 8, where numbers between them are not met."""
    found = roots(lambda x: 10 + (x - 3) * (x - 5) * (x - 8), 10)
    assert [(root.number, root.until, root.value) for root in found] == [(at, at, 10) for at in (3, 5, 8)]
    (root,) = roots(np.exp, 7)
    assert root.met and root.value == pytest.approx(7, rel=1e-12)


def test_a_crossing_is_divided_into_so_many_parts():
    rounds = asked(lambda x: x**2 - 3, [0, 8], parts=4, guesses=())
    assert rounds[:4] == [[0, 8], [2, 4, 6], [0.5, 1, 1.5], [1.625, 1.75, 1.875]]


def test_guesses_lie_around_the_root_of_the_secant_and_within_the_crossing():
    """From -8 at 0 to 8 at 4: 2, and an eighth of 4 less; from -4 at 2 to 8 at 4: 2 + 2 / 3, less of 2."""
    first, second, third, *_ = asked(lambda x: x**2 - 8, [0, 4], parts=2, guesses=(-0.125, 0, 0.75))
    assert (first, second) == ([0, 4], [1.5, 2])
    assert third == pytest.approx([2 + 2 / 3 - 2 / 8, 2 + 2 / 3, 3])


def test_what_may_be_touched_is_divided_in_five_rounds_and_a_jump_in_eleven():
    assert len(asked(lambda x: (x - math.e) ** 2 + 7, [0, 5, 10])) == 1 + 5 + 1
    assert len(asked(lambda x: np.where(x < math.pi, -1.0, 2.0), [0, 5, 10])) == 1 + 11 + 1


def test_the_four_nearest_dips_are_divided():
    """Dips of 6 at 1, 5 at 3 ... 1 at 11: those at 5, 7, 9 and 11."""
    rounds = asked(lines([9, 6, 9, 5, 9, 4, 9, 3, 9, 2, 9, 1, 9]), UNITS.tolist(), parts=4)
    assert rounds[1] == [4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5]


def test_a_dip_may_be_as_low_as_the_next_point_but_is_lower_than_the_one_before():
    assert asked(lines([5, 1, 1, 5]), [0, 1, 2, 3], parts=4)[1] == [0.5, 1.5]
    assert len(asked(lines([5, 1, 1, 1]), [1, 2, 3])) == 2
    last_digit = lines([3, 3 * (1 - 1e-15), 3, 4])
    assert len(asked(last_digit, [0, 1, 2, 3])) == 2
    assert asked(lines([-5, -1, -5]), [0, 1, 2], parts=4)[1] == [0.5, 1.5]
    assert len(asked(lines([5, 1, 0, 1]), [0, 1, 2, 3])) == 2


# What counts as met


@pytest.mark.parametrize(
    ("values", "low"), [([-5, -1, 1e6, 2e9], 1), ([-2e9, -1e6, 1, 5], 1), ([-1, 1e6, 2e9], 0)]
)
def test_a_target_is_met_where_it_is_missed_by_a_billionth_of_the_amounts_around(values, low):
    """A billionth of a million is 0.001; amounts further away do not count."""
    at, grid = low + values[low] / (values[low] - values[low + 1]), range(len(values))
    (met,) = roots(lines(values, jump=1e-4, at=at), grid=grid)
    assert met.met and abs(met.value) == pytest.approx(1e-4 / 2, rel=0.1)
    assert [root.met for root in roots(lines(values, jump=0.1, at=at), grid=grid)] == [False]


def test_amounts_far_below_one_are_measured_by_themselves():
    (root,) = roots(steps([math.pi], [1e-12, 5e-12]), 2e-12)
    assert not root.met and (root.value, root.beyond) == (1e-12, 5e-12)
    assert roots(lambda x: x**2, 1e-10, [0, 1e-3])[0].number == pytest.approx(1e-5, rel=1e-12)


def test_a_root_is_located_where_the_function_is_flat_around_it():
    """0.0001 away the third power is a trillionth already."""
    (root,) = roots(lambda x: (x - 5.3) ** 3)
    assert root.met and root.number == pytest.approx(5.3, rel=1e-9)


def test_a_target_that_is_nearly_touched_is_met_by_a_billionth_of_it():
    (root,) = roots(lambda x: 1e6 + abs(x - 5), 1e6 - 1e-4)
    assert root.met and root.number == 5 and root.value == pytest.approx(1e6, rel=1e-12)
    nearest = answer(lambda x: 1e6 + abs(x - 5), 1e6 - 1e-4).nearest
    assert nearest.met and nearest.number == 5
    result = answer(lambda x: 1e6 + abs(x - 5), 1e6 - 1e-2)
    assert result.roots == () and not result.nearest.met
    assert result.nearest.number == pytest.approx(5, rel=1e-3)


@pytest.mark.parametrize("beyond", [0, 1e-4])
def test_what_is_touched_is_named_once_and_twice_where_it_is_left_between(beyond: float):
    """Around 5.3 the function turns several times, in its last digits."""
    grid = np.linspace(0, 13, 257)
    (root,) = roots(lambda x: 1e6 + (x - 5.3) ** 2, 1e6 - beyond, grid)
    assert root.number == pytest.approx(5.3, rel=1e-5) and root.value == pytest.approx(1e6)
    twice = roots(lambda x: 1e6 + np.sin(x), 1e6 + 1 + beyond, grid)
    assert [root.number for root in twice] == pytest.approx([math.pi / 2, 5 * math.pi / 2], rel=1e-5)


@pytest.mark.parametrize(
    ("values", "target", "named"), [([1, 5], 2, (1, 5)), ([1, 5], 4, (5, 1)), ([1, 5], 3, (1, 5))]
)
def test_of_a_jump_the_nearer_side_is_named_and_of_equal_ones_the_first(values, target, named):
    (root,) = roots(steps([math.pi], values), target)
    assert (root.value, root.beyond) == named and root.number == root.until
    assert root.number == pytest.approx(math.pi, rel=1e-15)


# Roots that are one


@pytest.mark.parametrize("scale", [1, 1e5])
def test_points_closer_than_a_billionth_that_meet_the_target_are_one_number(scale: float):
    middle = 5.001 * scale

    def flat(x: Numbers) -> Numbers:
        return np.where(abs(x - middle) < 2e-9 * scale, 0.0, x - middle)

    (root,) = roots(flat, grid=UNITS * scale)
    assert root.number == root.until == pytest.approx(middle, rel=1e-9)


@pytest.mark.parametrize(
    ("values", "named"), [([7, 12, 9, 15], 9), ([8, 11, 7, 13], 11), ([5, 11, 9, 15], 11)]
)
def test_of_jumps_closer_than_a_billionth_the_one_that_comes_nearest_is_named(values, named):
    """The target is 10; of two that come equally near, the first."""
    near = [300, 300 * (1 + 1e-10), 300 * (1 + 2e-10)]
    (root,) = roots(steps(near, values), 10, grid=[0, *near, 900])
    assert root.value == named
    apart = [300, 300 * (1 + 1e-8), 300 * (1 + 2e-8)]
    assert len(roots(steps(apart, values), 10, grid=[0, *apart, 900])) == 3


# The nearest


def test_of_points_equally_near_but_for_the_last_digits_the_first_is_the_nearest():
    assert answer(lambda x: 3 - 1e-13 * x, 1).nearest.number == 0
    assert answer(lambda x: 3 - 1e-6 * x, 1).nearest.number == 12


def test_where_the_target_is_met_the_nearest_is_the_root_to_the_last_digit():
    nearest = answer(lambda x: 3 * x - 7).nearest
    assert nearest.met and nearest.number == pytest.approx(7 / 3, rel=1e-15)


def test_a_grid_of_one_point_is_an_answer_too():
    assert answer(lambda x: x - 4, grid=[4]).roots == (Root(4, 4, 0, 0, True),)
    assert answer(lambda x: x - 4, grid=[5]).nearest == Root(5, 5, 1, 1, False)


def test_a_function_that_is_nothing_everywhere_is_flat():
    assert answer(np.zeros_like, 2).flat


def test_a_function_that_moves_in_its_last_digits_is_flat():
    assert answer(lambda x: 1e6 + 1e-8 * x, 2).flat and not answer(lambda x: 1e6 + 1e-4 * x, 2).flat
