"""Simulate a plan: evaluate it for many draws of its uncertain parameters.

    answer = simulate(artplan.load("base"), ["net_profit", "cash_closing"], draws=4096)
    answer.table()                   # mean, deviation, percentiles with their standard errors
    answer.fan("cash_closing")       # percentiles by month
    answer.chances                   # of cash below zero, of a loss, of a target missed
    answer.drivers["net_profit"]     # which inputs drive the spread

Draws are evaluated in blocks. For each requested line, the figure of the whole horizon is kept for every
draw, and its months for the first 131,072 draws, so that memory hardly grows with the number of draws.
Standard errors are those of independent draws; the actual errors of Sobol and Latin points are smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.engine.undefined import undefined
from artplan.operating import OperatingPlan, evaluated
from artplan.plan.leaf.leaf import HALF_A_CENT
from artplan.result import Result
from artplan.study import SEED, defaults
from artplan.study.cases.points import BLOCK
from artplan.study.cases.space import Space
from artplan.study.terms.lines import known_lines, over_the_horizon
from artplan.study.uncertainty.answer import Simulation
from artplan.study.uncertainty.draws import Correlations, Draws
from artplan.study.uncertainty.drivers import Drivers
from artplan.study.workers.spread import Spread, local

Chance = Callable[[Mapping[str, Numbers]], Any]  # (case,): whether the event occurs

FAN = 131_072  # draws whose months are kept
TOGETHER = 1024  # draws evaluated at a time by a thread: enough for speed with little memory

# The risks: the lines that each needs, and the condition under which it has occurred.
CHANCES: dict[str, tuple[tuple[str, ...], Chance]] = {
    "cash_below_zero": (("cash_closing",), lambda v: (v["cash_closing"] < -HALF_A_CENT).any(axis=0)),
    "cash_below_reserve": (
        ("alert_cash_reserve",),
        lambda v: (v["alert_cash_reserve"] > HALF_A_CENT).any(axis=0),
    ),
    "loss": (("net_profit",), lambda v: v["net_profit"].sum(axis=0) <= 0),
    "sales_target_missed": (
        ("gross_sales_total", "sales_target_total"),
        lambda v: (v["gross_sales_total"] - v["sales_target_total"]).sum(axis=0) < -HALF_A_CENT,
    ),
}


def simulate(
    plan: OperatingPlan,
    lines: Iterable[str] = defaults.SIMULATED,
    *,
    draws: int = defaults.DRAWS,
    points: str = defaults.POINTS,
    seed: int = SEED,
    correlations: Correlations | None = None,
    replan: bool = False,
    together: int = TOGETHER,
    progress: Callable[[int], object] = lambda done: None,
    spread: Spread = local,
) -> Simulation:
    """Evaluate the plan for draws of its uncertain parameters.

    replan: whether each draw plans anew to meet the targets, instead of keeping what the plan has decided
    (`OperatingPlan.committed`). progress: called with the number of draws done. spread: runs the blocks of
    draws, by default in this process.

    Raises PlanFault for unknown lines, parameters that cannot be drawn, and impossible correlations.
    """
    wanted = known_lines("simulate", lines)
    studied = plan if replan else plan.committed()
    space = Space.of(studied)
    drawn = Draws.of(space, points, seed, draws, correlations or {})
    kept = _evaluated(_Work(space, drawn, tuple(wanted), together), progress, spread)
    drivers = _drivers(drawn, kept)
    stands = studied.run(wanted)
    return Simulation(
        plan.plan,
        not replan,
        {name: stands.program.model.lines[name] for name in wanted},
        drawn.forms,
        points,
        seed,
        draws,
        {name: float(_of_horizon(stands, name)[0]) for name in wanted},
        kept.samples,
        kept.months,
        {name: float(happened) / draws for name, happened in kept.happened.items()},
        {name: drivers.table(name) for name in wanted},
    )


def _evaluated(work: _Work, progress: Callable[[int], object], spread: Spread) -> _Kept:
    draws = work.drawn.points.draws
    kept = _Kept(work.lines, draws, len(work.space.plan.months))
    for number, block in spread((work, number) for number in range(work.drawn.points.blocks)):
        kept.add(number * BLOCK, block)
        progress(min(BLOCK, draws - number * BLOCK))
    return kept


def _drivers(drawn: Draws, kept: _Kept) -> Drivers:
    drivers = Drivers(drawn.forms, {name: np.nan_to_num(each) for name, each in kept.samples.items()})
    for number in range(drawn.points.blocks):
        drivers.add(number * BLOCK, drawn.shares(number))
    return drivers


@dataclass(frozen=True)
class _Block:
    """The results kept of a block: (draw,) and (month, draw) of each line, and the count of each risk."""

    samples: Mapping[str, Numbers]
    months: Mapping[str, Numbers]
    happened: Mapping[str, int]


@dataclass(frozen=True)
class _Work:
    """Evaluates a block of draws, given its number."""

    space: Space
    drawn: Draws
    lines: tuple[str, ...]
    together: int

    def __call__(self, number: int) -> _Block:
        plan, data = self.space.plan, self.space.inputs(self.drawn.values(number))
        needed = dict.fromkeys([*self.lines, *(line for read, _ in CHANCES.values() for line in read)])
        result = evaluated(plan, data, needed, self.together)
        shown = self.lines if number * BLOCK < FAN else ()
        return _Block(
            {name: _of_horizon(result, name) for name in self.lines},
            {name: _of_months(result, name) for name in shown},
            {
                name: int(np.broadcast_to(happened(result.values), (result.cases,)).sum())
                for name, (_, happened) in CHANCES.items()
            },
        )


def _of_horizon(result: Result, line: str) -> Numbers:
    """The line's figure for the whole horizon, (draw,), NaN where it is undefined."""
    nothing = undefined(result.program, result.values, result.data, line, [(0, len(result.months))])
    figure = over_the_horizon(result, line)
    return figure if nothing is None else np.where(nothing[0], np.nan, figure)


def _of_months(result: Result, line: str) -> Numbers:
    """The line's months, (month, draw), NaN where they are undefined."""
    spans = [(at, at + 1) for at in range(len(result.months))]
    nothing = undefined(result.program, result.values, result.data, line, spans)
    return result.values[line] if nothing is None else np.where(nothing, np.nan, result.values[line])


class _Kept:
    """Collects the results of all blocks."""

    def __init__(self, lines: Sequence[str], draws: int, months: int) -> None:
        self.samples = {name: np.empty(draws) for name in lines}
        self.months = {name: np.empty((months, min(draws, FAN))) for name in lines}
        self.happened = dict.fromkeys(CHANCES, 0)

    def add(self, start: int, block: _Block) -> None:
        for name, whole in block.samples.items():
            self.samples[name][start : start + BLOCK] = whole
        for name, by_month in block.months.items():
            self.months[name][:, start : start + BLOCK] = by_month
        for name, times in block.happened.items():
            self.happened[name] += times
