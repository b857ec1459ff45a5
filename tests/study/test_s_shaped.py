"""S-shaped responses: the best of all divisions, and a bound that none passes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artplan.plan.written.faults import PlanFault
from artplan.study.allocate.hill import Curves
from artplan.study.allocate.s_shaped import Items, divide

GRID = 40  # steps of the budget that brute force tries


def curves(*values: tuple[float, float, float]) -> Curves:
    """Each item's top, half and steepness."""
    return Curves(*np.array(values, dtype=float).T)


def items(*values: tuple[float, float, float], **given: Any) -> Items:
    return Items("abcdefghijkl"[: len(values)], curves(*values), **{"total": 100.0, "cost": 0.0, **given})


def test_half_in_each_is_worse_than_all_in_one():
    """At 50 of 100 each brings 1000 x 0.5^3 / (1 + 0.5^3), at 100 half of 1000."""
    result = divide(items((1000, 100, 3), (1000, 100, 3)))
    assert sorted(result.spends) == pytest.approx([0, 100])
    assert result.worth == pytest.approx(1000 / 2) and result.proved
    half_in_each = 2 * 1000 * 0.5**3 / (1 + 0.5**3)
    assert half_in_each < result.worth / 2


def test_with_enough_for_both_both_are_bought():
    result = divide(items((1000, 100, 3), (1000, 100, 3), total=400))
    assert result.spends == pytest.approx([200, 200], rel=1e-9) and result.proved


def test_what_does_not_pay_is_not_spent():
    """Of 80 at most 1000 x 0.8^3 / (1 + 0.8^3) comes back, at 5 yuan a yuan."""
    result = divide(items((1000, 100, 3), total=80, cost=5))
    assert result.spends == [0] and result.idle == 80 and result.bound == result.worth == 0


def test_floors_and_caps_bind():
    two = ((1000, 100, 3), (1000, 100, 3))
    # 120 in one bring more than 100 and the floor of 20.
    assert divide(items(*two, floor=[0, 20], total=120)).spends == pytest.approx([0, 120])
    assert divide(items(*two, cap=[60, 90], total=150)).spends == pytest.approx([60, 90])
    assert divide(items((1000, 100, 3), (900, 100, 3), cap=[30, np.inf])).spends == pytest.approx([0, 100])


def test_floors_that_take_the_whole_budget_are_the_answer():
    assert divide(items((1000, 100, 3), (1000, 100, 3), floor=[60, 40])).spends == pytest.approx([60, 40])


def test_where_floors_leave_little_the_next_yuan_is_worth_much():
    """Another one at half of a yuan would bring 1000 / 1.5 ** 2, all of the budget 2000 / 100 a yuan."""
    found = divide(items((1000, 1, 1), (1000, 1, 1), floor=[0, 99.5]))
    assert found.spends == pytest.approx([0.5, 99.5]) and found.proved


@pytest.mark.parametrize(
    ("curve", "told"), [((1000, 100, 0), "steepness 0"), ((1000, 0, 3), "half 0"), ((-1, 9, 3), "top -1")]
)
def test_no_steepness_no_half_and_a_top_below_nothing_are_refused(curve, told):
    with pytest.raises(PlanFault, match=told):
        divide(items(curve))


def test_amounts_below_one_are_as_good_as_any_and_a_top_of_nothing_is_worth_nothing():
    """Half of a yuan at a spend of half a yuan, the exponent a half: half of it comes back at once."""
    small = divide(items((0.5, 0.5, 0.5), total=0.5))
    assert small.spends == pytest.approx([0.5]) and small.worth == pytest.approx(0.5 / 2)
    assert divide(items((0, 100, 2), (1000, 100, 2), cost=1)).spends == pytest.approx([0, 100])


tops, halves = st.floats(100, 5000), st.floats(10, 500)


@given(st.lists(st.tuples(tops, halves), min_size=1, max_size=6), st.floats(50, 5000))
def test_at_steepness_1_the_answer_is_the_concave_one(several, total):
    """value' = top half / (half + s)^2 = price, so that half + s = sqrt(top half / price); nobody below 0."""
    top, half = np.array(several).T
    result = divide(items(*((t, h, 1.0) for t, h in several), total=total))
    spending = np.ones(len(top), dtype=bool)
    while True:
        root = (total + half[spending].sum()) / np.sqrt(top * half)[spending].sum()  # 1 / sqrt(price)
        spends = np.where(spending, np.sqrt(top * half) * root - half, 0.0)
        if (spends >= 0).all():
            break
        spending &= spends > 0
    assert result.spends == pytest.approx(spends, rel=1e-9, abs=1e-9 * total)
    assert result.proved and result.tried == 1


response = st.tuples(st.floats(50, 2000), st.floats(5, 200), st.floats(0.5, 6))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(response, st.floats(0, 30), st.floats(0, 150)), min_size=1, max_size=3),
    st.floats(0, 3),
)
def test_nothing_on_a_grid_is_worth_more_than_the_bound(several, cost):
    floor = np.array([low for _, low, _ in several])
    cap = floor + [width for _, _, width in several]
    problem = items(*(each for each, _, _ in several), floor=floor, cap=cap, cost=cost)
    result = divide(problem)
    assert (result.spends >= floor).all() and (result.spends <= cap).all()
    assert result.spends.sum() <= 100 * (1 + 1e-12)
    assert result.worth == pytest.approx(problem.worth(result.spends))
    grids = [np.linspace(low, min(high, 100.0), GRID + 1) for low, high in zip(floor, cap, strict=True)]
    tried = np.stack(np.meshgrid(*grids), axis=-1).reshape(-1, len(several))
    tried = tried[tried.sum(axis=1) <= 100]
    best = (problem.curves.value(tried).sum(axis=1) - cost * tried.sum(axis=1)).max()
    assert best <= result.bound + 1e-9 * abs(result.bound)
    assert best <= result.worth + result.gap + 1e-9 * abs(result.bound) and result.proved


@given(response, st.floats(0, 100), st.floats(1, 500))
def test_the_hull_lies_above_the_curve_and_touches_it(each, low, width):
    curve, low_, high = curves(each), np.array([low]), np.array([low + width])
    (touch,) = curve.touch(low_, high)
    assert low <= touch <= high[0]
    start, end = curve.value(low_), curve.value(np.array([touch]))
    spends = np.linspace(low, touch, 50)[:, None]
    chord = start + (end - start) * (spends - low) / max(touch - low, 1e-300)
    assert (chord >= curve.value(spends) - 1e-9 * each[0]).all()


@given(response, st.floats(0.01, 1))
def test_the_spend_at_a_slope_has_that_slope(each, share):
    curve = curves(each)
    start = np.maximum(curve.inflection, 1e-3 * curve.half)
    price = share * curve.slope(start)
    assert curve.slope(np.maximum(curve.at_slope(price), start)) == pytest.approx(price, rel=1e-9)


def test_items_that_are_alike_are_not_tried_under_every_name():
    result = divide(items(*[(1000.0, 100.0, 3.0)] * 10, total=550))
    assert result.proved and result.tried < 10
    assert sorted(result.spends) == pytest.approx([0] * 6 + [137.5] * 4)


def test_a_search_that_is_stopped_says_how_near_it_is():
    values = [(1000.0 + each, 100.0, 4.0) for each in range(10)]
    problem = items(*values, total=550)
    early, late = divide(problem, most=3), divide(problem, most=60)
    assert early.tried <= 4 and not early.proved and early.gap > 0
    assert late.bound <= early.bound and late.worth >= early.worth


def test_what_cannot_be_is_told_by_name():
    with pytest.raises(PlanFault) as raised:
        divide(items((-1, 100, 3), (1000, 100, 3), floor=[0, 90], cap=[10, 80]))
    message = str(raised.value)
    assert "a | no response: top -1" in message and "b | floor 90 is not between 0 and the cap 80" in message
    with pytest.raises(PlanFault, match="floors add up to 120, above the budget of 100"):
        divide(items((1000, 100, 3), (1000, 100, 3), floor=60))
    with pytest.raises(PlanFault, match="0 is no budget"):
        divide(items((1000, 100, 3), total=0))
