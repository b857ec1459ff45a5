"""Measure the compiled library against numpy: one plan, its tables, and many cases, by turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import numpy as np

from artplan import model as compiled
from artplan import operating
from artplan.engine.program import Program
from artplan.engine.tiles.run import shapes_of
from artplan.engine.tiles.tables import tables
from artplan.machine import library
from artplan.plan.inputs import build as inputs
from benchmarks.figure import Figure, timed

TURN = 7  # runs in a turn, after one that finds the caches full of the other's data
# Most µs a line may take. For the 831 lines of the base plan when they were set: 1 ms, tables 20, numpy 33.
PLAN, TABLES, NUMPY = 1.2, 24.0, 40.0
# Inputs that are uncertain for a founder; in a run of many cases, each input has its own random factors.
UNSURE = (
    "conversion_rate",
    "average_order_value",
    "cost_per_click",
    "refund_kind_rate",
    "base_pay",
    "sales_target_year",
)


def by_turns(one: Callable[[], object], other: Callable[[], object], times: int) -> tuple[float, float]:
    """The median seconds of each; they alternate, and each is run a few times before its turn is over."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(-(-times // TURN)):
        for work, runs in ((one, seconds[0]), (other, seconds[1])):
            work()
            for _ in range(min(TURN, times)):
                start = time.perf_counter()
                work()
                runs.append(time.perf_counter() - start)
    return median(seconds[0]), median(seconds[1])


def one_plan(months: int, times: int) -> list[Figure]:
    """Measure all lines of the base plan; the limits are those of a plan of twelve months."""
    plan = operating.load("base", {"plan.months": months}).plan
    data, program = inputs.build(plan), compiled.program(None, inputs.references(plan))
    count, year, name = len(program.kept), months == 12, f"one plan, {months} months"
    if library() is None:
        seconds = timed(lambda: program.run(data), times)
        return [
            Figure(f"{name}, numpy", seconds, seconds / count * 1e6, "µs per line", NUMPY if year else None)
        ]
    plain = replace(program, library=None)
    seconds, numpy = by_turns(lambda: program.run(data), lambda: plain.run(data), times)
    shapes = shapes_of(data)
    built = timed(lambda: tables.__wrapped__(program, shapes), times)
    return [
        Figure(name, seconds, seconds / count * 1e6, "µs per line", PLAN if year else None),
        Figure(f"{name}, numpy", numpy, seconds / numpy, "of it", 1 / 30 if year else None),
        Figure(f"tables of {name}", built, built / count * 1e6, "µs per line", TABLES if year else None),
    ]


def many_cases(cases: int, times: int) -> list[Figure]:
    """Measure net profit and cash for many cases."""
    plan = operating.load("base").plan
    data = inputs.build(plan)
    program = Program.of(compiled.model(inputs.references(plan)), ["net_profit", "cash_closing"], library())
    rng = np.random.default_rng(7)
    arrays = dict(data.arrays)
    for name in UNSURE:
        arrays[name] = arrays[name][..., :1] * rng.uniform(0.9, 1.0, cases)
    varied = inputs.Inputs(data.months, data.members, arrays, data.groupings)
    plain = replace(program, library=None)
    seconds, numpy = by_turns(lambda: program.run(varied), lambda: plain.run(varied), times)
    name = f"{cases:,} cases, 12 months"
    if library() is None:
        return [Figure(f"{name}, numpy", numpy, numpy / cases * 1e6, "µs per case", None)]
    return [
        Figure(name, seconds, seconds / cases * 1e6, "µs per case", None),
        Figure(f"{name}, numpy", numpy, seconds / numpy, "of it", 0.75 if cases == 10_000 else None),
    ]
