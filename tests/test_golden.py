"""What the base plan comes to has not changed unnoticed; a rule turned on purpose is noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

import artplan
from artplan.engine.expression import Expression
from artplan.engine.program import Program
from artplan.model import model
from artplan.plan.inputs import build as inputs
from artplan.result import Result
from tests.golden import rows, written
from tests.shop import SHIPPED

TURNED = {"+": "-", "-": "+", "*": "/", "minimum": "maximum", "maximum": "minimum"}
TEN = (
    "payroll_cost",
    "gross_sales",
    "contribution_margin",
    "vat_due",
    "gross_profit",
    "net_profit",
    "cash_closing",
    "advertising_cost",
    "fixed_assets_closing",
    "pieces_closing",
)


def differing(result: Result) -> list[str]:
    """The lines that are not what the table says, to nine digits."""
    now = {line: float(value) for line, _, value in rows(result)}
    return [
        line for line, _, value in written() if now[line] != pytest.approx(float(value), rel=1e-9, abs=1e-6)
    ]


def test_the_base_plan_is_as_it_was():
    result = artplan.load("base", folder=SHIPPED).run()
    assert [row[:2] for row in rows(result)] == [row[:2] for row in written()]
    assert differing(result) == [], "if this is meant: make golden"


def turned(expression: Expression) -> tuple[Expression, bool]:
    """The expression with its first sign (or smaller, larger) turned into its opposite."""
    if expression.word in TURNED:
        return replace(expression, word=TURNED[expression.word]), True
    parts = list(expression.parts)
    for place, part in enumerate(parts):
        parts[place], done = turned(part)
        if done:
            return replace(expression, parts=tuple(parts)), True
    return expression, False


@pytest.mark.parametrize("line", TEN)
def test_a_turned_rule_is_noticed(line: str):
    plan = artplan.load("base", folder=SHIPPED)
    sound = model(inputs.references(plan.plan))
    expression, done = turned(sound.expressions[line])
    assert done
    program = Program.of(replace(sound, expressions={**sound.expressions, line: expression}))
    data = inputs.build(plan.plan)
    wrong = Result(plan.plan, program, data, {**data.arrays, **program.run(data)})
    assert line in differing(wrong)
