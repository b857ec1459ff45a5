"""The interior point method in small: the start, the residuals, a step; each by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from artplan.study.allocate.limits import Rows
from artplan.study.allocate.newton import NOTHING, TINY, NewtonSearch, Point, Shape

ITEM = {"gain": 1.0, "bend": -0.5, "reference": 0.5, "cost": 0.25, "low": 0.0, "high": np.inf}
H = 1e-6


@pytest.fixture(autouse=True)
def _where_there_is_no_end():
    """Room without an end is infinite, and times no price nothing."""
    with np.errstate(invalid="ignore"):
        yield


def search(least: float = -np.inf, most: float = 1.0, **given: Any) -> NewtonSearch:
    """Two items, the square root of spend unless told otherwise; their sum lies from `least` to `most`."""
    shape = Shape(*(np.full((1, 2), given.get(name, usual)) for name, usual in ITEM.items()))
    ends = (np.array([[least]]), np.array([[most]]))
    return NewtonSearch(shape, Rows(("total",), np.array([0, 0]), 0, np.ones((1, 2)), *ends))


def point(at: Any, prices: Any = 0.0, below: Any = 0.0, above: Any = 0.0) -> Point:
    """at, below, above: of both spends and of their sum."""
    return Point(*(np.full((1, size), each) for each, size in ((at, 3), (prices, 1), (below, 3), (above, 3))))


# The start


def test_it_starts_where_the_next_yuan_brings_the_same_everywhere():
    """Gain x (spend / 0.1) ** -1/2 is 1 / 2 ** 1/2 at 0.2 and for twice the gain at 0.8; it costs 0.2."""
    start = search(gain=[1, 2], reference=0.1, cost=0.2).start(1.0)
    assert start.at[0, :2] == pytest.approx([0.2, 0.8], rel=1e-4)
    assert start.prices[0] == pytest.approx([2**-0.5 - 0.2], rel=1e-4)


@pytest.mark.parametrize(
    ("given", "spends"),
    [
        ({"low": [0.6, 0]}, [0.65, 0.4]),  # a tenth of an even share above the floor
        ({"low": [0.6, 0], "high": [0.7, 1]}, [0.61, 0.4]),  # a tenth of the way to the cap
        ({"high": [0.3, 1]}, [0.27, 0.7]),
        ({"high": 2, "bend": [0, 0], "gain": [2, 1]}, [1, 0.05]),
        ({"high": 2, "gain": [1, 1e-9]}, [1, 1e-12]),
    ],
)
def test_it_starts_inside_of_floors_and_caps(given: dict[str, Any], spends: list[float]):
    assert search(**given).start(1.0).at[0, :2] == pytest.approx(spends, rel=1e-4)


@pytest.mark.parametrize(
    ("least", "most", "total"),
    [(-np.inf, 2, 1), (-np.inf, 0.9, 0.8), (0.5, 2, 1), (0.5, 1.05, 0.995), (1.2, 2, 1.28), (1, 1, 1)],
)
def test_the_sum_starts_inside_of_its_ends_too(least: float, most: float, total: float):
    """A tenth of the way between them at least, or of itself where there is one; 1 is what is spent."""
    assert search(least, most).start(1.0).at[0, 2] == pytest.approx(total, rel=1e-4)


def test_room_times_price_starts_alike_everywhere():
    """Twice the mean spend of 1/2; where there is no end there is no price."""
    some = search(0.5, 1.5, low=[0.1, 0])
    start = some.start(2.0)
    below, above = some.gaps(start.at)
    assert (start.below * below)[0, [0, 2]] == pytest.approx([1, 1], rel=1e-4)
    assert (start.above * above)[0, 2] == pytest.approx(1, rel=1e-4)
    assert start.below[0, 1] == start.above[0, 0] == start.above[0, 1] == 0


# The residuals


def test_the_residuals_by_hand():
    """At a quarter of the reference the root brings 2 x 2; the other one 1.5 a yuan, whatever is spent."""
    some = search(0, 1, gain=[2, 1.5], bend=[-0.5, 0], reference=0.4, low=[0, 0.25])
    now = some.faults(point([0.1, 0.5, 0.7], 0.5, [0, 0.1, 0.1], [0.25, 0.25, 0.4]))
    assert now.required == pytest.approx(np.array([[0.25 + 0.5 + 0.25] * 2]))
    assert now.alone == pytest.approx(np.array([[4, 1.5]]))
    assert now.brings == pytest.approx(np.array([[4, 1.6]]))
    assert now.pull == pytest.approx(np.array([[np.log(1 / 4), 1 - 1.6, 0.4 - 0.1 - 0.5]]))
    assert now.missing == pytest.approx(np.array([[0.1 + 0.5 - 0.7]]))
    # Of rooms: 0.25 above the floor of 0.25, 0.7 above 0, and 0.3 to 1.
    assert now.mean == pytest.approx([(0.25 * 0.1 + 0.7 * 0.1 + 0.3 * 0.4) / 3])
    assert now.worst == pytest.approx([4 - 1])


def test_the_worst_is_any_of_them():
    some, at_best = search(gain=0.75), point([0.5, 0.5, 1 - H], 0.5, 0, [0, 0, 0.5])
    assert some.faults(at_best).worst == pytest.approx([H])
    assert some.faults(point([0.5, 0.5, 0.7], 0.5, 0, [0, 0, 0.5])).worst == pytest.approx([0.3])
    assert some.faults(point([0.5, 0.5, 0.9], 0.5, 0, [0, 0, 5])).worst == pytest.approx([4.5])


# A step


@pytest.mark.parametrize(
    "given",
    [
        {"gain": [1, 2], "low": [0.1, 0]},
        {"gain": [1, 2], "bend": [0, -0.3], "low": [0, 0], "high": [0.6, 0.9]},
        {"least": 0.2, "most": 0.9, "bend": [-0.7, -0.3], "low": 0.05},
        {"least": 1, "most": 1, "gain": [1, 2]},
    ],
)
def test_a_step_solves_the_conditions_as_if_they_were_straight(given: dict[str, Any]):
    """After a millionth of the step a millionth of every residual is gone, to the aim of room times price."""
    some, aim = search(**given), 0.03
    start = point([0.3, 0.5, 0.7], 0.4, [0.1, 0.2, 0.3], [0.15, 0.25, 0.35])
    start = Point(start.at, start.prices, start.below * some.lows, start.above * some.highs)
    now = some.faults(start)
    move = some.slope(start, now).move(np.array([aim]))
    moves = zip(vars(start).values(), vars(move).values(), strict=True)
    after = Point(*(each + H * more for each, more in moves))
    then = some.faults(after)
    unit = np.where(some.bent, now.required, 1), np.where(some.bent, then.required, 1)
    bent = [each.pull[:, :2] / one for each, one in zip((now, then), unit, strict=True)]
    assert (bent[0] - bent[1]) / H == pytest.approx(bent[0], rel=1e-4)
    assert (now.pull - then.pull)[:, 2] / H == pytest.approx(now.pull[:, 2], rel=1e-4, abs=1e-9)
    assert (now.missing - then.missing) / H == pytest.approx(now.missing, rel=1e-4)
    for ends, name, side in ((some.lows, "below", 0), (some.highs, "above", 1)):
        before, later = ((getattr(p, name) * some.gaps(p.at)[side])[ends] for p in (start, after))
        assert (later - before) / H == pytest.approx(aim - before, rel=1e-4, abs=1e-9)


def test_terms_of_second_order_are_taken_off_the_aim():
    """Room times price: of the cap's 0.2 x 0.1, as if the aim were less by 0.01; of the floor's by 0.02."""
    some = search(low=0.1, high=0.5)
    start = point([0.3, 0.3, 0.7], 0.4, [0.1, 0.1, 0], [0.1, 0.1, 0.3])
    move = some.slope(start, some.faults(start)).move(np.array([0.05]), under=0.02, over=0.01)
    assert (move.below * 0.2 + 0.1 * move.at)[0, :2] == pytest.approx(0.05 - 0.02 - 0.02)
    assert (move.above * 0.2 - 0.1 * move.at)[0, :2] == pytest.approx(0.05 - 0.01 - 0.02)


@pytest.mark.parametrize(
    "move",
    [
        point([-0.4, 0, 0]),  # the floor is 0.2 away
        point([0, 0.6, 0]),  # the cap 0.3
        point(0, 0, [-0.2, 0, 0]),  # its price is 0.1
        point(0, 0, 0, [0, 0, -0.4]),  # 0.2
        point(0, -1.0),  # 1 is required, and may halve at a whole step
    ],
)
def test_a_step_is_as_long_as_nothing_falls_below_0(move: Point):
    some = search(low=0.1, high=0.6, cost=0.4)
    start = point([0.3, 0.3, 0.6], 0.5, 0.1, [0.1, 0.1, 0.2])
    wanted = some.required(start)
    assert wanted == pytest.approx(np.ones((1, 2)))
    assert some.far(start, move, wanted, 1.0) == pytest.approx([0.5])
    assert some.far(start, move, wanted, 0.5) == pytest.approx([0.25])


def test_what_is_required_may_halve_by_the_price_of_a_cap_too():
    some, start = search(cost=0.4), point([0.3, 0.3, 0.6], 0.5, 0, 0.1)
    assert some.far(start, point(0, 0, 0, [-1, 0, 0]), some.required(start), 1.0) == pytest.approx([0.5])


def test_a_step_is_no_longer_than_one():
    some, start = search(), point([0.3, 0.3, 0.6], 0.5, 0.1, 0.1)
    assert some.far(start, point([0.1, 0.1, 0.1], 0.1), some.required(start), 0.5) == [1]


@pytest.mark.parametrize(
    ("spend", "move", "then"),
    [
        (0.5, -0.4, 0.5 * np.exp(-0.5 * 0.4 / 0.5)),  # shrinks by a factor and so never to nothing
        (0.5, 0.4, 0.5 + 0.5 * 0.4),
        (1e-3, 1e-3, 1e-3 * np.exp(0.5)),  # grows by a factor from nearly nothing
        (1e-6, 1e-4, TINY / 2),  # but no further than this at once
        (1e-6, 0.2, 1e-6 + 0.5 * 0.2),
        (1e-3, -10, 1e-3 * np.exp(-200)),
        (1e-200, -1, NOTHING),
    ],
)
def test_a_root_of_spend_moves_by_a_factor(spend: float, move: float, then: float):
    some = search(high=[0.9, 0.9])
    moved = some.moved(point([spend, 0.5, 0.5]), point([move, 0, 0.3], 0.2, 0.4, 0.6), np.array([0.5]))
    assert moved.at[0] == pytest.approx([then, 0.5, 0.5 + 0.15], rel=1e-12, abs=0)
    assert (moved.prices[0, 0], moved.below[0, 0], moved.above[0, 0]) == (0.1, 0.2, 0.3)


def test_an_item_alone_grows_by_more():
    both = search(high=0.9)
    shape, total = both.shape.of(np.array([0]), np.array([True, False])), np.ones((1, 1))
    one = NewtonSearch(shape, replace(both.rows, group=np.array([0]), matrix=total))
    start, move = (Point(np.array([[each, 0]]), *[np.zeros((1, 2))] * 3) for each in (1e-6, 1e-4))
    assert one.moved(start, move, np.array([1.0])).at[0, 0] == TINY


def test_a_small_cap_is_a_small_unit_and_a_floor_makes_a_move_straight():
    one = point([1e-6, 0.5, 0.5]), point([1e-4, -0.4, 0]), np.array([1.0])
    assert search(high=[0.004, 0.9]).moved(*one).at[0, 0] == pytest.approx(0.004 / 2)
    assert search(low=[0, 0.01], high=0.9).moved(*one).at[0, 1] == pytest.approx(0.1)
    assert search(bend=[-0.5, 0], high=0.9).moved(*one).at[0, 1] == pytest.approx(0.1)
