"""Known answers, the proof that comes with every answer, and limits that cannot be met."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artplan.plan.written.faults import PlanFault
from artplan.study.allocate.division import Allocation, allocate, cash_rows, months_of
from artplan.study.allocate.problem import LinearLimit, Problem

EXACT = {"rel": 1e-9, "abs": 1e-6}  # of hundreds of yuan


def problem(count: int = 3, **given: Any) -> Problem:
    """Items a, b, c: two yuan a visit at 100 yuan, ten yuan a visit, the square root of spend."""
    usual: dict[str, Any] = {
        "names": "abcdefgh"[:count],
        "reference": np.full(count, 100.0),
        "price": np.full(count, 2.0),
        "elasticity": np.full(count, 0.5),
        "value": np.full(count, 10.0),
        "total": 300.0,
    }
    several = {**usual, **given}
    arrays = {name: np.asarray(several[name]) for name in ("reference", "price", "elasticity", "value")}
    return Problem(**{**several, **arrays})


def test_equal_items_share_equally():
    found = allocate(problem())
    assert found.spends == pytest.approx([100, 100, 100], **EXACT)
    assert found.total_price == pytest.approx(10 * 0.5 / 2 - 1, rel=1e-9)  # the next yuan's visits, less it
    assert found.worth == pytest.approx(3 * (10 * 100 / 2) - 300, rel=1e-9)


def test_different_items_spend_in_proportion_to_what_a_yuan_brings_squared():
    """gain x (s / s0) ** -1/2 is the same for all where s = s0 x gain ** 2 / price ** 2."""
    value, reference = np.array([10.0, 20.0, 5.0]), np.array([100.0, 50.0, 400.0])
    found = allocate(problem(value=value, reference=reference))
    weight = reference * value**2
    assert found.spends == pytest.approx(300 * weight / weight.sum(), **EXACT)


def test_floors_and_caps_bind_and_the_rest_is_shared():
    capped = allocate(problem(cap=[50, np.inf, np.inf]))
    assert capped.spends == pytest.approx([50, 125, 125], **EXACT)
    # The next yuan would bring 2.5 x (50 / 100) ** -1/2 there; elsewhere it brings 2.5 x (125 / 100) ** -1/2.
    assert capped.cap_prices[0] == pytest.approx(2.5 * 0.5**-0.5 - 2.5 * 1.25**-0.5, rel=1e-9)
    assert allocate(problem(floor=[0, 200, 0])).spends == pytest.approx([50, 200, 50], **EXACT)
    both = allocate(problem(4, floor=[0, 150, 0, 0], cap=[30, np.inf, np.inf, np.inf]))
    assert both.spends == pytest.approx([30, 150, 60, 60], **EXACT)


def test_what_brings_next_to_nothing_beside_the_others_brings_nothing():
    """A quarter of the value a yuan; nothing below a billionth of the largest, or of what a yuan costs."""
    assert problem(value=[4000, 4e-3, 1.6e-6]).gain.tolist() == pytest.approx([1000, 1e-3, 0], abs=0)
    assert problem(value=[2e-9] * 3).gain.tolist() == [0, 0, 0]
    assert problem(value=[4e-12] * 3, cost=0.0).gain.tolist() == pytest.approx([1e-12] * 3, abs=0)


def test_visits_that_bring_a_loss_are_worth_nothing_and_those_that_bring_little_are_worth_that():
    """100 yuan buy 50 visits of each item, 25 half of them."""
    some = problem(value=[1, 2, -5])
    assert some.worth(np.full(3, 100.0)) == pytest.approx(50 * 1 + 50 * 2 - 300)
    assert some.worth(np.full(3, 25.0)) == pytest.approx(25 * 1 + 25 * 2 - 75)


def test_the_best_spends_at_a_price():
    """2.5 x (s / 100) ** -1/2 is 2 at 156.25; in proportion to spend all or nothing; at no price all."""
    one = problem(elasticity=[0.5, 1, 1], value=[10, 6, 3], cap=200.0, floor=20.0)
    assert one.best(np.ones(3)) == pytest.approx([156.25, 200, 20])
    assert problem(value=[10, 0, -5], cost=0.0, cap=200.0).best(np.zeros(3)).tolist() == [200] * 3


def test_the_caps_and_floors_of_channels_have_their_price():
    channels = {"group": [0, 0, 1], "groups": ["search", "display"]}
    found = allocate(problem(**channels, group_cap=[120, np.inf]))
    assert found.spends == pytest.approx([60, 60, 180], **EXACT)
    assert found.prices["search"] == pytest.approx(2.5 * 0.6**-0.5 - 2.5 * 1.8**-0.5, rel=1e-9)
    found = allocate(problem(**channels, group_floor=[0, 200]))
    assert found.spends == pytest.approx([50, 50, 200], **EXACT)
    assert found.prices["display"] == pytest.approx(2.5 * 2**-0.5 - 2.5 * 0.5**-0.5, rel=1e-9)


def test_cash_binds_month_after_month():
    """20 in the first month, 80 in two: the second has 60, whatever it would like."""
    rows = cash_rows(months_of([0, 1, 2], 3), [20, 80, np.inf], ["cash 1", "cash 2", "cash 3"])
    found = allocate(problem(limits=rows))
    assert found.spends == pytest.approx([20, 60, 220], **EXACT)
    first, second, third = 2.5 * np.array([0.2, 0.6, 2.2]) ** -0.5
    assert found.prices == pytest.approx({"cash 1": first - second, "cash 2": second - third}, rel=1e-9)
    assert found.total_price == pytest.approx(third - 1, rel=1e-9)


def test_items_in_proportion_to_spend_are_filled_in_the_order_of_what_a_yuan_brings():
    linear: dict[str, Any] = {"elasticity": np.ones(3), "value": [10, 9, 8]}
    found = allocate(problem(**linear, cap=[100, 150, np.inf]))
    assert found.spends == pytest.approx([100, 150, 50], **EXACT)
    assert found.total_price == pytest.approx(8 / 2 - 1, rel=1e-9)
    crossed = allocate(
        problem(
            **linear,
            group=[0, 1, 2],
            groups=["x", "y", "z"],
            group_cap=[100, 100, 200],
            limits=[LinearLimit("first", np.array([1, 1, 0]), 120)],
        )
    )
    assert crossed.spends == pytest.approx([100, 20, 180], **EXACT)
    assert crossed.prices == pytest.approx({"x": (10 - 9) / 2, "first": (9 - 8) / 2}, rel=1e-9)


def test_a_budget_that_does_not_pay_is_left():
    """2.5 x (s / 100) ** -1/2 falls to 1 at 625."""
    found = allocate(problem(total=10_000.0))
    assert found.spends == pytest.approx([625] * 3, **EXACT)
    assert found.idle == pytest.approx(10_000 - 3 * 625, rel=1e-9)
    assert found.total_price == 0
    nothing = allocate(problem(elasticity=np.ones(3), value=[1, 1, -1]))
    assert nothing.spends == pytest.approx([0, 0, 0], abs=1e-6) and nothing.idle == pytest.approx(300)


def test_one_item_in_all_limits_at_once():
    one = allocate(problem(1, cap=300.0, group=[0], groups=["x"], group_cap=300.0))
    assert one.spends == pytest.approx([300], **EXACT)


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        ({}, 8),
        ({"cap": [50, np.inf, np.inf]}, 12),
        ({"group": [0, 0, 1], "groups": ["search", "display"], "group_floor": [0, 200]}, 8),
        ({"elasticity": np.ones(3), "value": [10, 9, 8], "cap": [100, 150, np.inf]}, 8),
        ({"elasticity": [0.9, 0.5, 0.1], "value": [1000, 1, 5], "cap": [50, 60, np.inf]}, 13),
        ({"total": 10_000}, 6),
    ],
)
def test_an_answer_takes_few_steps(given: dict[str, Any], steps: int):
    assert allocate(problem(**given)).steps <= steps


numbers = st.floats(0.1, 10)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Some channels by some months, with limits that can be met by spending the floors."""
    channels, months = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    count = channels * months

    def several(one: st.SearchStrategy[float], size: int = count) -> np.ndarray:
        return np.array(draw(st.lists(one, min_size=size, max_size=size)))

    ends = st.one_of(st.just(np.inf), st.floats(0.05, 2))
    weights = months_of(np.tile(np.arange(months), channels), months)
    cash = np.cumsum(several(st.floats(0.01, 1), months)) if draw(st.booleans()) else np.full(months, np.inf)
    return Problem(
        names=[f"{each}" for each in range(count)],
        reference=several(numbers) * 1e4,
        price=several(numbers),
        elasticity=several(st.one_of(st.just(1.0), st.floats(0.2, 0.98))),
        value=several(st.one_of(st.just(-1.0), st.just(0.0), st.floats(0.05, 50))),
        total=1e5 * draw(numbers),
        cost=draw(st.sampled_from([0.0, 0.94, 1.0])),
        floor=several(st.sampled_from([0.0, 0.0, 100.0])),
        cap=several(ends) * 1e5,
        group=np.repeat(np.arange(channels), months),
        groups=[f"channel {each}" for each in range(channels)],
        group_cap=several(ends, channels) * 1e5,
        limits=cash_rows(weights, cash * 1e6, [f"cash {each}" for each in range(months)]),
    )


def proved(case: Problem, found: Allocation) -> None:
    """Within every limit, and no allocation is worth more."""
    dust = 1e-7 * case.total
    assert (found.spends >= case.wide["floor"]).all() and (found.spends <= case.wide["cap"]).all()
    assert found.spends.sum() <= case.total + dust
    by_channel = np.bincount(case.group, found.spends, len(case.groups))
    assert (by_channel <= case.wide["group_cap"] + dust).all()
    assert all(limit.weights @ found.spends <= limit.most + dust for limit in case.limits)
    assert abs(found.gap) < 1e-7


def refused(examples: int) -> int:
    """How many of so many random problems get no answer; every answer that is given is proved."""
    without = []

    @settings(max_examples=examples, deadline=None, derandomize=True)
    @given(problems())
    def answered(case: Problem) -> None:
        try:
            found = allocate(case)
        except PlanFault as fault:
            assert "no answer was found that can be proved" in str(fault)
            without.append(case)
            return
        proved(case, found)

    answered()
    return len(without)


def test_every_answer_is_proved():
    assert refused(60) <= 1


@pytest.mark.slow
def test_a_thousand_answers_are_proved():
    """Extreme problems may be refused, as where spending costs nothing and much is worth nothing: few are."""
    assert refused(1000) <= 5


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"elasticity": [0.5, 1.2, 0.5]}, "allocate b | elasticity 1.2 is above 1 (an S-shaped response)"),
        ({"floor": [0, 80, 0], "cap": [50, 50, 50]}, "b | floor 80 is not between 0 and the cap 50"),
        ({"floor": [200, 80, 50]}, "total | floors add up to 330, above the budget of 300"),
        ({"total": 0.0}, "total | 0 is no budget | give an amount above 0"),
        ({"price": [2, 0, 2]}, "b | has no price or no reference spend"),
        ({"value": [1, np.nan, 1]}, "b | the value of a visit is no number"),
    ],
)
def test_items_that_do_not_fit_are_refused_by_name(given: dict[str, Any], told: str):
    with pytest.raises(PlanFault) as fault:
        allocate(problem(**given))
    assert told in str(fault.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"group_floor": [0, 80], "group_cap": [99, 50]}, "display | floor 80 is above its cap 50"),
        ({"group_floor": [200, 150]}, "total | floors add up to 350, above the budget of 300"),
        (
            {"group_floor": [200, 0], "cap": 90.0},
            "search | floor 200 is above the caps of its months, 180",
        ),
        ({"group_cap": [50, 50], "floor": 30.0}, "search | floors of its months, 60, are above its cap 50"),
        (
            {"group_floor": [150, 0], "limits": [LinearLimit("cash to March", np.array([1, 1, 0]), 100)]},
            "cannot be met together with the other limits; at least 50 is missing | loosen one of them",
        ),
    ],
)
def test_limits_that_cannot_be_met_are_refused_by_name(given: dict[str, Any], told: str):
    with pytest.raises(PlanFault) as fault:
        allocate(problem(group=[0, 0, 1], groups=["search", "display"], **given))
    assert told in str(fault.value)
