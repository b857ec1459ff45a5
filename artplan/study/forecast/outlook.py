"""The range of a forecast: what is uncertain about the open months, drawn from the same openings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from artplan.engine.arrays import Arrays, Numbers
from artplan.model import program
from artplan.operating import OperatingPlan
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.form import from_month
from artplan.study import defaults
from artplan.study.cases.space import Space
from artplan.study.forecast.answer import FigureRange, Outlook
from artplan.study.uncertainty.draws import Draws
from artplan.study.uncertainty.percentiles import percentile
from artplan.study.variance.parameters import within

CASH, PROFIT = "cash_closing", "net_profit"


def outlook(
    plan: OperatingPlan,
    openings: Arrays,
    at: int,
    months: int,
    so_far: float,
    draws: int,
    seed: int,
    follow: Mapping[str, float],
) -> Outlook:
    """Return the range of the year's net profit and of the cash at its end.

    plan: that of the open months, whose decisions are held. openings: of the month at position `at`. months:
    those left of the year. so_far: net profit of its closed months, in CNY. follow: by parameter, what its
    draws are multiplied by. Raises PlanFault as `simulate` does.
    """
    space = Space.of(plan if follow else plan.committed())  # what follows is held already
    drawn = Draws.of(space, defaults.POINTS, seed, draws, {})
    chosen = program((PROFIT, CASH), inputs.references(space.plan))
    parts = []
    for number in range(drawn.points.blocks):
        values = drawn.values(number)
        values |= {path: within(path, values[path] * follow[path]) for path in values.keys() & follow.keys()}
        left = from_month(space.inputs(values), at)
        lines = chosen.resume(left, openings)
        parts.append({line: by_month(lines[line], len(left.months))[:months] for line in (PROFIT, CASH)})
    profit, cash = (np.concatenate([part[line] for part in parts], axis=-1) for line in (PROFIT, CASH))
    profits = profit.sum(axis=0) + so_far
    by_month_end = [_band(CASH, each) for each in cash]
    spread = tuple(each.p10 for each in by_month_end), tuple(each.p90 for each in by_month_end)
    return Outlook(draws, (_band(PROFIT, profits), by_month_end[-1]), spread, float((profits <= 0).mean()))


def by_month(array: Numbers, months: int) -> Numbers:
    """Return a line as (month, case), added up over its members."""
    wide = np.broadcast_to(array, array.shape[:-2] + (months, array.shape[-1]))
    return np.asarray(wide.reshape(-1, months, array.shape[-1]).sum(axis=0))


def _band(line: str, sample: Numbers) -> FigureRange:
    low, middle, high = (percentile(sample, each)[0] for each in defaults.PERCENTS)
    return FigureRange(line, low, middle, high)
