"""Months, cases and members: what is worked out, how often, and what is said when it is no number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.engine.faults import ModelFault, NumberFault
from artplan.engine.line import line, opening
from artplan.engine.program import Program
from artplan.engine.roll import rolled
from artplan.engine.vocabulary import of, ratio, total, where
from tests.engine.tiny import Card, Numbers, constant, model_of, monthly, per_case, per_member, work_out

INPUTS = {"start": Card("CNY"), "income": Card("CNY"), "rate": Card("1"), "weight": Card("1", ("channel",))}


@line("CNY", zh="", rolls="last")
def cash_closing(cash_opening, income, interest):
    return cash_opening + income + interest


@line("CNY", zh="")
def interest(cash_opening, rate):
    return cash_opening * rate


@line("CNY", zh="", per="channel")
def spend(income, weight):
    return income * weight


@line("CNY", zh="", per="channel")
def shared(income):
    return income


@line("CNY", zh="")
def shared_total(shared):
    return total(shared, over="channel")


@line("1", zh="", rolls="recomputed")
def spend_share(spend_total, income):
    return ratio(spend_total, income, 0)


@line("CNY", zh="")
def spend_total(spend):
    return total(spend, over="channel")


@line("CNY", zh="", rolls="max", check="alert")
def income_missing(income, start):
    return start - income


ACCOUNT = {"cash_opening": opening("cash_closing", first="start", zh=""), "cash_closing": cash_closing}
MODEL = model_of(
    INPUTS,
    **ACCOUNT,
    interest=interest,
    spend=spend,
    shared=shared,
    shared_total=shared_total,
    spend_share=spend_share,
    spend_total=spend_total,
    income_missing=income_missing,
)


def data(**changed: np.ndarray) -> Numbers:
    arrays = {
        "start": constant(100),
        "income": monthly(10, 20, 30),
        "rate": constant(0.1),
        "weight": per_member(0.5, 0.25),
    }
    return Numbers({**arrays, **changed}, members={"channel": ("search", "display")})


def test_a_month_is_worked_out_from_the_month_before():
    worked = work_out(MODEL, data())
    first = 100 + 10 + 100 * 0.1
    second = first + 20 + first * 0.1
    assert worked["cash_closing"][:, 0].tolist() == pytest.approx([first, second, second + 30 + second * 0.1])
    assert worked["cash_opening"][:, 0].tolist() == pytest.approx([100, first, second])


def test_an_opening_outside_every_loop_is_the_closing_one_month_on():
    @line("CNY", zh="", rolls="last")
    def level_closing(income):
        return income

    model = model_of(
        INPUTS, level_closing=level_closing, level_opening=opening("level_closing", first="start", zh="")
    )
    assert work_out(model, data())["level_opening"][:, 0].tolist() == [100, 10, 20]


def test_an_opening_without_a_first_value_starts_from_nothing():
    @line("CNY", zh="", per="channel", rolls="last")
    def debt_closing(debt_opening, spend):
        return debt_opening + spend

    model = model_of(
        INPUTS, spend=spend, debt_closing=debt_closing, debt_opening=opening("debt_closing", zh="")
    )
    assert work_out(model, data())["debt_opening"][0, :, 0].tolist() == [0, 5, 15]


def test_total_widens_a_shared_value_to_every_member():
    """Two channels that share one value make two."""
    assert work_out(MODEL, data())["shared_total"][:, 0].tolist() == [20, 40, 60]


def test_only_the_lines_that_are_asked_for_are_worked_out():
    program = Program.of(MODEL, ["spend_total"])
    assert {name for step in program.steps for name in step.names} == {"spend", "spend_total"}
    with pytest.raises(ModelFault, match="no line 'spend_totl': did you mean spend_total"):
        Program.of(MODEL, ["spend_totl"])


def test_lines_that_no_varying_input_reaches_have_one_case():
    worked = work_out(MODEL, data(rate=per_case(0.0, 0.1, 0.2)))
    assert worked["spend_total"].shape == (3, 1)
    assert worked["cash_closing"].shape == (3, 3)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7), st.integers(1, 4))
def test_cases_in_blocks_of_any_size_are_cases_alone(rates, block):
    together = work_out(MODEL, data(rate=per_case(*rates)), block=block)["cash_closing"]
    for case, rate in enumerate(rates):
        alone = work_out(MODEL, data(rate=constant(rate)))["cash_closing"]
        assert together[:, case if len(rates) > 1 else 0].tolist() == alone[:, 0].tolist()


def test_months_roll_up_as_the_card_says_and_rates_from_their_parts():
    program, numbers = Program.of(MODEL), data()
    values = {**numbers.arrays, **program.run(numbers)}
    whole = [(0, 3)]
    assert rolled(program, values, numbers, "spend_total", whole)[0, 0] == pytest.approx(
        (10 + 20 + 30) * 0.75
    )
    assert rolled(program, values, numbers, "cash_closing", whole)[0, 0] == values["cash_closing"][2, 0]
    assert rolled(program, values, numbers, "income_missing", whole)[0, 0] == 100 - 10
    # income rolls as an average here: (10 + 20 + 30) × 0.75 over 20
    assert rolled(program, values, numbers, "spend_share", whole)[0, 0] == pytest.approx(60 * 0.75 / 20)


def test_a_recomputed_rule_may_go_through_a_grouping():
    """Of two channels of one shop: 0.5 and 0.25 of an income of 60, each over the shop's 120."""

    @line("CNY", zh="", per="shop")
    def takings(income, floor_space):
        return income * floor_space

    @line("1", zh="", per="channel", rolls="recomputed")
    def part(spend, takings):
        return ratio(spend, of(takings, by="shop", per="channel"), 0)

    inputs = {**INPUTS, "floor_space": Card("1", ("shop",))}
    model = model_of(inputs, spend=spend, takings=takings, part=part)
    given = data(floor_space=per_member(1.0, 2.0))
    numbers = Numbers(
        given.arrays,
        members={**given.members, "shop": ("kiosk", "gallery")},
        groupings={("channel", "shop"): np.array([1, 1])},
    )
    program = Program.of(model)
    values = {**numbers.arrays, **program.run(numbers)}
    assert rolled(program, values, numbers, "part", [(0, 3)])[:, 0, 0].tolist() == [30 / 120, 15 / 120]


@pytest.mark.parametrize(
    ("rule", "income", "what", "member", "month"),
    [
        (lambda weight, income: weight / income, monthly(1, 0, 1), "divide by zero", "search", "2027-02"),
        (lambda weight, income: weight * 0 / (income * 0), monthly(1, 1, 1), "invalid", "search", "2027-01"),
        (lambda weight, income: weight / (weight - 1), monthly(1, 1, 1), "divide by", "display", "2027-01"),
    ],
)
def test_what_is_no_number_names_line_member_and_month(rule, income, what, member, month):
    rule.__name__ = "price"
    inputs = {"income": Card("1"), "weight": Card("1", ("channel",))}
    model = model_of(inputs, price=line("1", zh="", per="channel")(rule))
    numbers = Numbers(
        {"income": income, "weight": per_member(0.5, 1)}, members={"channel": ("search", "display")}
    )
    with pytest.raises(NumberFault) as raised:
        work_out(model, numbers)
    fault = raised.value
    assert (fault.line, fault.member, fault.month) == ("price", member, month)
    assert what in str(fault)


def test_no_number_inside_a_loop_names_the_month():
    @line("1", zh="", rolls="last")
    def level_closing(level_opening, income, start):
        return where(level_opening > 0, 1, 1) * start / income

    inputs = {"income": Card("1"), "start": Card("1")}
    model = model_of(inputs, level_closing=level_closing, level_opening=opening("level_closing", zh=""))
    with pytest.raises(NumberFault, match=r"level_closing \(2027-03\): divide by zero"):
        work_out(model, Numbers({"income": monthly(1, 1, 0), "start": constant(1)}))


def test_a_block_names_the_case_it_really_was():
    @line("1", zh="")
    def price(rate):
        return 1 / rate

    model = model_of({"rate": Card("1")}, price=price)
    with pytest.raises(NumberFault, match="case 4"):
        work_out(model, Numbers({"rate": per_case(1, 1, 1, 1, 0, 1)}), block=2)
