"""Many cases are written over each other's arrays and added up member by member: to the bit as each alone."""

from __future__ import annotations

import numpy as np
import pytest

from artplan.engine import vocabulary as say
from artplan.engine.line import line
from artplan.engine.program import Program
from tests.engine.tiny import Card, Numbers, constant, model_of, work_out

CASES = 700  # 2 channels x 3 ages x 3 months x 700 cases are many numbers
PER = ("channel", "age")
INPUTS = {
    "due": Card("1", PER),
    "price": Card("1", ("channel",)),
    "falls": Card("1", ("age",)),
    "paused": Card("1"),
    "step": Card("1", ("channel",)),
}


def numbers(cases: slice) -> Numbers:
    """due and price vary by case; falls, paused and step do not, and are 0 at times."""
    rng = np.random.default_rng(7)
    due, price = rng.normal(size=(2, 3, 3, CASES)), rng.uniform(size=(2, 1, CASES)).round(1)
    arrays = {
        "due": due[..., cases],
        "price": price[..., cases],
        "falls": np.array([1.0, 0.0, 0.5]).reshape(3, 1, 1),
        "paused": np.array([0.0, 1.0, 0.0]).reshape(3, 1),
        "step": np.array([0.25, 0.0]).reshape(2, 1, 1),
    }
    return Numbers(arrays, members={"channel": ("search", "display"), "age": ("0", "1", "2+")})


RULES = {
    "sums": lambda due, price: due * price + due - price,
    "second_part_is_new": lambda due, price: price - (due + 1),
    "fewer_months_first": lambda due, price, paused: (price + 1) * paused + due,
    "month_by_month_branch": lambda price, paused, due: say.where(paused, price + 1, price * 2) + 0 * due,
    "branches": lambda due, paused, price: say.where(paused, due + price, due * 2),
    "compared": lambda due, price: (due > 0) * (price > 0) * (due + price),
    "divided": lambda due, price: say.ratio(due, price, 0) + due,
    "divided_or_else": lambda due, price: say.ratio(1 - price, price, due) + due,
    "stepped": lambda due, step: say.round_up(due, step) + say.round_half_up(due, step),
    "raised": lambda price, due: price**1.5 + price ** (0 * due),
    "aged_first": lambda due, price: say.aged(due) + due * price,
    "aged_last": lambda due, falls: due * falls + say.aged(due),
    "aged_shared": lambda due, falls: say.aged(falls) + due * 2,
}


@pytest.mark.parametrize("name", RULES)
def test_many_cases_are_cases_alone(name):
    rule = RULES[name]
    rule.__name__ = "answer"
    model = model_of(INPUTS, answer=line("1", zh="", per=PER)(rule))
    assert_each_alone(model)


@pytest.mark.parametrize(
    "rule",
    [
        lambda due, falls: say.total(due * falls, over="age"),
        lambda due, price: say.total(due * price, over="age"),
        lambda falls, due, price: say.total(falls * due * price, over="age"),
        lambda paused, due: say.total(due * paused, over="age"),
    ],
)
def test_sums_of_products_leave_out_what_is_nothing(rule):
    rule.__name__ = "answer"
    assert_each_alone(model_of(INPUTS, answer=line("1", zh="", per="channel")(rule)))


def assert_each_alone(model):
    given = numbers(slice(None))
    before = {name: array.copy() for name, array in given.arrays.items()}
    together = work_out(model, given, block=CASES)["answer"]
    for case in (0, 1, CASES - 1):
        alone = work_out(model, numbers(slice(case, case + 1)))["answer"][..., 0]
        assert np.array_equal(np.broadcast_to(together[..., case], alone.shape), alone)
    assert all(np.array_equal(before[name], array) for name, array in given.arrays.items())


def test_a_line_is_let_go_when_nobody_reads_it_any_more():
    first = line("1", zh="")(lambda paused: paused + 1)
    second = line("1", zh="")(lambda first: first * 2)
    third = line("1", zh="")(lambda second, first: second + first)
    model = model_of({"paused": Card("1")}, first=first, second=second, third=third)
    steps = Program.of(model, ["third"]).steps
    assert [(step.names, step.done) for step in steps] == [
        (("first",), ()),
        (("second",), ()),
        (("third",), ("first", "second")),
    ]
    assert work_out(model, Numbers({"paused": constant(1)}), "third")["third"].item() == (1 + 1) * 2 + 2
    assert not any(step.done for step in Program.of(model).steps)
