"""Every word: its numbers, its text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.engine import vocabulary as say
from artplan.engine.line import line
from artplan.engine.trace import text
from tests.engine.tiny import Card, Numbers, constant, model_of, per_member, work_out


def value_of(rule, **inputs: float) -> float:
    """The rule worked out on plain numbers."""
    rule.__name__ = "answer"
    model = model_of({name: Card() for name in inputs}, answer=line("1", zh="")(rule))
    data = Numbers({name: constant(number) for name, number in inputs.items()})
    return float(work_out(model, data)["answer"].squeeze())


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (lambda a, b: say.minimum(a, b), 2),
        (lambda a, b: say.maximum(a, b), 5),
        (lambda a, b: say.between(12, a, b), 5),
        (lambda a, b: say.between(0, a, b), 2),
        (lambda a, b: say.where(a < b, a, b), 2),
        (lambda a, b: say.where(a >= b, a, b), 5),
        (lambda a, b: say.ratio(b, a, 0), 5 / 2),
        (lambda a, b: say.ratio(b, a - a, 12), 12),
        (lambda a, b: say.exp(a - a), 1),
        (lambda a, b: say.log(say.exp(a)), 2),
        (lambda a, b: a**b, 2**5),
        (lambda a, b: -(a**a), -4),
        (lambda a, b: 1 - a / b, 1 - 2 / 5),
    ],
)
def test_words_on_2_and_5(rule, expected):
    assert value_of(rule, a=2, b=5) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("x", "step", "half_up", "up", "down"),
    [
        (134.5, 1, 135, 135, 134),
        (2.675, 0.01, 2.68, 2.68, 2.67),
        (1.005, 0.01, 1.01, 1.01, 1.00),
        (-0.005, 0.01, -0.01, 0.0, -0.01),
        (7310 * 0.0026, 0.01, 19.01, 19.01, 19.00),
        (0.07 * 36921, 1, 2584, 2585, 2584),
        ((0.35 - 0.30), 0.05, 0.05, 0.05, 0.05),
        (3.1234, 0, 3.1234, 3.1234, 3.1234),
    ],
)
def test_rounding_in_decimal_terms(x, step, half_up, up, down):
    assert value_of(lambda x, step: say.round_half_up(x, step), x=x, step=step) == pytest.approx(half_up)
    assert value_of(lambda x, step: say.round_up(x, step), x=x, step=step) == pytest.approx(up)
    assert value_of(lambda x, step: say.round_down(x, step), x=x, step=step) == pytest.approx(down)


@given(st.integers(-(10**9), 10**9))
def test_half_a_cent_rounds_away_from_zero_like_a_spreadsheet(tenths):
    """Cents are counted in decimal digits: the last digit 5 to 9 goes up, 0 to 4 down."""
    sign = 1 if tenths >= 0 else -1
    cents = sign * ((abs(tenths) + 5) // 10)
    assert value_of(lambda x, step: say.round_half_up(x, step), x=tenths / 1000, step=0.01) == pytest.approx(
        cents / 100, abs=1e-9
    )


def test_brackets_tax_each_part_at_its_own_rate():
    inputs = {"profit": Card("CNY")}
    for name in ("floor", "ceiling"):
        inputs[name] = Card("CNY", ("tier",))
    inputs["rate"] = Card("1", ("tier",))

    @line("CNY", zh="")
    def tax(profit, floor, ceiling, rate):
        return say.brackets(profit, floor, ceiling, rate)

    data = Numbers(
        {
            "profit": constant(2_500_000),
            "floor": per_member(0, 1e6, 3e6),
            "ceiling": per_member(1e6, 3e6, 3e6),  # the last tier has no width
            "rate": per_member(0.05, 0.10, 0.25),
        },
        members={"tier": ("a", "b", "c")},
    )
    expected = 1_000_000 * 0.05 + 1_500_000 * 0.10
    assert work_out(model_of(inputs, tax=tax), data)["tax"].squeeze() == pytest.approx(expected)


def test_aged_moves_one_place_and_keeps_the_oldest():
    @line("CNY", zh="", per="age")
    def older(amount):
        return say.aged(amount)

    data = Numbers({"amount": per_member(10, 20, 30)}, members={"age": ("0", "1", "2+")})
    worked = work_out(model_of({"amount": Card("CNY", ("age",))}, older=older), data)["older"]
    assert worked[:, 0, 0].tolist() == [0, 10, 20 + 30]


def test_total_by_group_and_of_its_group_and_of_the_month():
    inputs = {
        "pay": Card("CNY", ("post",)),
        "last_year": Card("CNY", ("base_month",)),
    }

    @line("CNY", zh="", per="department")
    def by_department(pay):
        return say.total(pay, over="post", by="department")

    @line("1", zh="", per="post")
    def share(pay, by_department):
        return pay / say.of(by_department, by="department", per="post")

    @line("CNY", zh="")
    def a_year_ago(last_year):
        return say.of(last_year, by="base_month")

    data = Numbers(
        {"pay": per_member(1, 2, 4), "last_year": per_member(*range(100, 112))},
        months=("2027-11", "2027-12", "2028-01"),
        members={
            "post": ("a", "b", "c"),
            "department": ("north", "south", "empty"),
            "base_month": tuple(f"{number:02}" for number in range(1, 13)),
        },
        groupings={
            ("post", "department"): np.array([1, 0, 1]),
            ("month", "base_month"): np.array([10, 11, 0]),
        },
    )
    worked = work_out(model_of(inputs, by_department=by_department, share=share, a_year_ago=a_year_ago), data)
    assert worked["by_department"][:, 0, 0].tolist() == [2, 1 + 4, 0]
    assert worked["share"][:, 0, 0].tolist() == [1 / 5, 2 / 2, 4 / 5]
    assert worked["a_year_ago"][:, 0].tolist() == [110, 111, 100]


@pytest.mark.parametrize("departments", [("north",), ()])
def test_a_total_over_nobody_is_nothing(departments):
    @line("CNY", zh="", per="department")
    def by_department(pay):
        return say.total(pay, over="post", by="department")

    @line("CNY", zh="", per="post")
    def share(by_department):
        return say.of(by_department, by="department", per="post")

    data = Numbers(
        {"pay": np.zeros((0, 1, 1))},
        members={"post": (), "department": departments},
        groupings={("post", "department"): np.zeros(0, dtype=int)},
    )
    model = model_of({"pay": Card("CNY", ("post",))}, by_department=by_department, share=share)
    worked = work_out(model, data)
    assert worked["by_department"].tolist() == [[[0.0]]] * len(departments)
    assert worked["share"].shape == (0, 1, 1)


def test_a_grouping_may_vary_by_month():
    """Ann moves from north to south in the second month."""

    @line("CNY", zh="", per="department")
    def by_department(pay):
        return say.total(pay, over="post", by="department")

    @line("CNY", zh="", per="post")
    def colleagues(by_department):
        return say.of(by_department, by="department", per="post")

    data = Numbers(
        {"pay": per_member(5, 7)},
        months=("2027-01", "2027-02"),
        members={"post": ("ann", "bob"), "department": ("north", "south")},
        groupings={("post", "department"): np.array([[0, 1], [1, 1]])},
    )
    model = model_of({"pay": Card("CNY", ("post",))}, by_department=by_department, colleagues=colleagues)
    worked = work_out(model, data)
    assert worked["by_department"][..., 0].tolist() == [[5, 0], [7, 5 + 7]]
    assert worked["colleagues"][..., 0].tolist() == [[5, 12], [7, 12]]


def test_a_formula_in_words_brackets_what_needs_it():
    def rule(a, b, c):
        return (a - (b - c)) * (a + b) / (b * c) - (a - b)

    rule.__name__ = "answer"
    model = model_of({name: Card() for name in "abc"}, answer=line("1", zh="")(rule))
    assert text(model.expressions["answer"], str) == "(a − (b − c)) × (a + b) ÷ (b × c) − (a − b)"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (lambda a, b: a if a else b, "use where"),
        (lambda a, b: max(a, b), "use where"),
        (lambda a, b: a > b and b, "use where"),
        (lambda a, b: a == b, "compare with <="),
        (lambda a, b: abs(a), "maximum(x, 0 - x)"),
        (lambda a, b: round(a), "words of the vocabulary"),
        (lambda a, b: sum(a), "use total()"),
        (lambda a, b: a + "b", "neither a line nor a number"),
    ],
)
def test_python_that_cannot_be_traced_names_the_word_to_use(rule, words):
    from artplan.engine.faults import ModelFault

    with pytest.raises(ModelFault, match="answer: ") as raised:
        value_of(rule, a=1, b=2)
    assert words in str(raised.value)


def test_a_member_in_no_group_is_left_out_and_gets_nothing():
    """Bob (-1) is in no department; a company without departments has nobody in one."""

    @line("CNY", zh="", per="department")
    def by_department(pay):
        return say.total(pay, over="post", by="department")

    @line("CNY", zh="", per="post")
    def colleagues(by_department):
        return say.of(by_department, by="department", per="post")

    model = model_of({"pay": Card("CNY", ("post",))}, by_department=by_department, colleagues=colleagues)
    for departments, group, expected in [(("north",), [0, -1], [5, 0]), ((), [-1, -1], [0, 0])]:
        data = Numbers(
            {"pay": per_member(5, 7)},
            members={"post": ("ann", "bob"), "department": departments},
            groupings={("post", "department"): np.array(group)},
        )
        assert work_out(model, data)["colleagues"][:, 0, 0].tolist() == expected


def test_a_ratio_has_every_member_of_what_stands_for_it_where_nothing_is_divided():
    """No divisor is 0, and the third part alone is per channel: the sum counts both channels."""
    each = line("1", zh="", per="channel")(lambda above, below, price: say.ratio(above, below, price))
    model = model_of(
        {"above": Card(), "below": Card(), "price": Card("1", ("channel",))},
        each=each,
        both=line("1", zh="")(lambda each: say.total(each, "channel")),
    )
    data = Numbers(
        {"above": constant(6), "below": constant(3), "price": per_member(7, 8)},
        members={"channel": ("pc", "mobile")},
    )
    assert work_out(model, data)["both"] == pytest.approx(2 * 6 / 3)
