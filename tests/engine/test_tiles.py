"""The compiled library against numpy: every plan, every fault, threads, the last incomplete tile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import artplan
from artplan.checks import tolerance
from artplan.engine.faults import NumberFault
from artplan.engine.line import line
from artplan.engine.program import Program
from artplan.engine.tiles.layout import TILE
from artplan.engine.tiles.library import Library
from artplan.engine.vocabulary import log
from artplan.machine import FILE, library
from artplan.operating import OperatingPlan, load
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.form import from_month
from artplan.result import Result
from tests.campaign import sample
from tests.engine.tiny import Card, Numbers, model_of, work_out
from tests.fixed_plans import PLANS_SHIPPED
from tests.shop import SHIPPED

CASES = [f"cases/{path.name.removesuffix('.yaml')}" for path in sorted((SHIPPED / "cases").iterdir())]

pytestmark = pytest.mark.skipif(library() is None, reason="ARTPLAN_ENGINE=numpy, or no compiler")


def both(plan: OperatingPlan, lines: list[str] | None = None) -> tuple[Result, Result]:
    """The plan as numpy and as the library evaluates it."""
    data = inputs.build(plan.plan)
    program = artplan.model.program(tuple(lines) if lines else None, inputs.references(plan.plan))
    return tuple(
        Result(plan.plan, machine, data, {**data.arrays, **machine.run(data)})
        for machine in (replace(program, library=None), replace(program, library=library()))
    )


def assert_alike(one: Result, other: Result) -> None:
    """To a part in a billion; amounts that are the rest of large sums, to what the model's checks allow."""
    sizes = [np.abs(one.array(name)).max(initial=0) for name in ("gross_sales_total", "assets_total")]
    rest = min(1e-6, tolerance(sizes))
    for name in one.program.kept:
        left, right = one.values[name], other.values[name]
        assert left.shape == right.shape, name
        allowed = 1e-9 * np.maximum(np.abs(left), 1e-3 * np.abs(left).max(initial=0)) + rest
        assert (np.abs(left - right) <= allowed).all(), name


@pytest.mark.parametrize("name", [*PLANS_SHIPPED, *CASES])
def test_every_plan_comes_to_the_same(name: str) -> None:
    assert_alike(*both(load(name, folder=SHIPPED)))


def test_a_plan_resumed_in_april_comes_to_the_same() -> None:
    by_numpy, by_library = both(load("base", folder=SHIPPED))
    data, lines = from_month(by_numpy.data, 3), by_numpy.lines.values()
    openings = {line.name: by_numpy.array(line.closing)[..., 2:3, :] for line in lines if line.closing}
    one, other = (each.program.resume(data, openings) for each in (by_numpy, by_library))
    for name in by_numpy.program.kept:
        assert np.allclose(one[name], other[name], rtol=1e-9, atol=1e-6), name


@pytest.mark.parametrize("months", [1, 2, 36, 60])
def test_a_plan_of_so_many_months_comes_to_the_same(months: int) -> None:
    assert_alike(*both(load("base", {"plan.months": months, "pay.raise_month": 1})))


def test_a_case_that_gives_no_number_is_told_as_numpy_tells_it() -> None:
    """Two lines fail, in cases of different tiles: the fault named is that of the first line in the block."""
    model = model_of(
        {"above": Card(), "below": Card()},
        first=line("1", zh="")(lambda above, below: above / below),
        second=line("1", zh="")(lambda first, above: log(above) + first),
    )
    above, below = np.ones((1, 50)), np.ones((1, 50))
    above[0, 3], below[0, 40] = 0, 0
    with pytest.raises(NumberFault, match=r"first .*case 40"):
        work_out(model, Numbers({"above": above, "below": below}))


SETTINGS = (0.0, 1e-200, 1e308)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_an_input_set_to_an_odd_number_gives_the_same_fault(part: int) -> None:
    """Nothing, next to nothing and far too much, one input at a time."""
    plan = load("base")
    data, program = inputs.build(plan.plan), artplan.model.program(None, inputs.references(plan.plan))
    names = [name for name, array in data.arrays.items() if array.size]
    for name in names[part :: 4 * len(names) // sample(len(names))]:
        for number in SETTINGS:
            changed = replace(data, arrays={**data.arrays, name: np.full_like(data.arrays[name], number)})
            assert fault_of(replace(program, library=library()), changed) == fault_of(
                replace(program, library=None), changed
            ), (name, number)


def fault_of(program: Program, data: Any) -> str:
    try:
        program.run(data)
    except NumberFault as fault:
        return str(fault)
    return ""


@pytest.fixture
def drawn() -> tuple[Program, Any]:
    """Prices and rates of the base plan in more cases than a block holds, the last tile not full."""
    plan = load("base")
    data = inputs.build(plan.plan)
    factor = np.random.default_rng(12).uniform(0.9, 1.1, 2 * 64 + TILE + 3)
    moved = {name: data.arrays[name] * factor for name in ("cost_per_click", "commission_rate", "base_pay")}
    program = artplan.model.program(("net_profit", "cash_closing"), inputs.references(plan.plan))
    return replace(program, library=library()), replace(data, arrays={**data.arrays, **moved})


def test_one_thread_and_two_come_to_the_same_to_the_bit(drawn: tuple[Program, Any]) -> None:
    program, data = drawn
    one, two = program.run(data, 64, threads=1), program.run(data, 64, threads=2)
    assert all((one[name] == two[name]).all() for name in one)


def test_wide_instructions_come_to_the_same_to_the_bit(drawn: tuple[Program, Any]) -> None:
    program, data = drawn
    wide, plain = (
        replace(program, library=Library.at(str(FILE), wide=each)).run(data) for each in (True, False)
    )
    assert all((wide[name] == plain[name]).all() for name in wide)


def test_each_case_comes_to_what_it_comes_to_alone(drawn: tuple[Program, Any]) -> None:
    program, data = drawn
    together = program.run(data)
    for case in (0, TILE - 1, TILE, 2 * 64 + TILE + 2):
        alone = {name: array[..., [min(case, array.shape[-1] - 1)]] for name, array in data.arrays.items()}
        single = program.run(replace(data, arrays=alone))
        for name in single:
            np.testing.assert_allclose(together[name][..., [case]], single[name], rtol=1e-12, atol=1e-6)
