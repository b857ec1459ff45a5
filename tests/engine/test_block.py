"""Of a block of cases only those are worked out that differ from the first; nobody can tell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.engine.block import Block
from artplan.engine.faults import NumberFault
from artplan.engine.line import line, opening
from artplan.engine.vocabulary import total
from tests.engine.tiny import Card, Numbers, constant, model_of, monthly, per_case, per_member, work_out

INPUTS = {"start": Card("CNY"), "income": Card("CNY"), "rate": Card("1"), "weight": Card("1", ("channel",))}
CASES = 8


@line("CNY", zh="", per="channel")
def spend(income, weight):
    return income * weight


@line("CNY", zh="", rolls="last")
def cash_closing(cash_opening, income, interest):
    return cash_opening + income + interest


@line("CNY", zh="")
def interest(cash_opening, rate):
    return cash_opening * rate


@line("CNY", zh="")
def left_over(cash_closing, spend):
    return cash_closing - total(spend, over="channel")


MODEL = model_of(
    INPUTS,
    spend=spend,
    cash_opening=opening("cash_closing", first="start", zh=""),
    cash_closing=cash_closing,
    interest=interest,
    left_over=left_over,
)
BASE = {
    "start": constant(100),
    "income": monthly(10, 20, 30),
    "rate": constant(0.1),
    "weight": per_member(0.5, 0.25),
}


def numbers(arrays: dict[str, np.ndarray]) -> Numbers:
    return Numbers(arrays, members={"channel": ("search", "display")})


changes = st.dictionaries(st.integers(0, CASES - 1), st.floats(0, 2), max_size=CASES)


@given(st.fixed_dictionaries(dict.fromkeys(BASE, changes)), st.integers(1, CASES))
def test_cases_that_differ_in_a_few_inputs_are_cases_alone(moved, block):
    wide = {name: np.repeat(array, CASES, axis=-1) for name, array in BASE.items()}
    for name, factors in moved.items():
        for case, factor in factors.items():
            wide[name][..., case] *= factor
    together = work_out(MODEL, numbers(wide), block=block)
    for case in range(CASES):
        alone = work_out(MODEL, numbers({name: array[..., [case]] for name, array in wide.items()}))
        for name, array in alone.items():
            assert together[name].shape[-1] == CASES
            assert together[name][..., case].tolist() == array[..., 0].tolist()


def test_an_array_holds_the_first_case_and_those_that_differ_from_it():
    block, moved = Block(4, 8), per_case(1, 1, 1, 1, 1, 7, 1, 1)
    own = block.own(moved)
    assert own.tolist() == [False, True, False, False]
    assert block.held(moved, own).tolist() == [[1, 7]]
    assert block.numbers(own).tolist() == [0, 5]
    assert block.spread(block.held(moved, own), own, np.array([True, True, False, False])).tolist() == [
        [1, 1, 7]
    ]
    assert block.whole(block.held(moved, own), own).tolist() == [[1, 7, 1, 1]]


def test_a_block_in_which_most_cases_differ_is_taken_as_it_stands():
    block, moved = Block(1, 4), per_case(1, 2, 3, 1)
    own = block.own(moved)
    assert own.all() and block.numbers(own).tolist() == [1, 2, 3]
    assert np.shares_memory(block.held(moved, own), moved)


def test_no_number_names_the_case_it_really_was():
    @line("1", zh="")
    def price(rate):
        return 1 / rate

    model = model_of({"rate": Card("1")}, price=price)
    with pytest.raises(NumberFault, match="case 5"):
        work_out(model, Numbers({"rate": per_case(1, 1, 1, 1, 1, 0, 1, 1)}), block=4)
