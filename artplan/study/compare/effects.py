"""The effect of each override of a scenario: applied alone to the base, and left out of the scenario.

    for entry in ledger(artplan.load("growth")).entries:
        entry.step.name, entry.alone["net_profit"], entry.without["net_profit"], entry.lines

An override that changes no line in either case is idle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from artplan.engine.arrays import Booleans, Numbers
from artplan.operating import OperatingPlan, checked
from artplan.plan.variants.steps import parent
from artplan.plan.written.calendar import horizon, number
from artplan.result import Result
from artplan.study.cases.fingerprints import prints
from artplan.study.compare.answer import Entry, Ledger
from artplan.study.compare.mixture import Mixture, Progress
from artplan.study.ranking import dust
from artplan.study.terms.measure import measured, read_measures

if TYPE_CHECKING:
    pass

HEADLINES = (
    "gross_sales_total",
    "net_revenue",
    "net_profit",
    "cash_closing.min",
    "cash_closing",
    "advertising_total",
    "payroll_total",
    "headcount_total",
)


def ledger(plan: OperatingPlan, progress: Progress | None = None) -> Ledger:
    """Compare the plan with the one that it extends.

    A plan that extends none is compared with itself without overrides.
    """
    base = checked(parent(plan.plan))
    mixture = Mixture.of(base, plan)
    steps, whole = range(len(mixture.steps)), mixture.all
    sets = [frozenset[int](), whole, *({each} for each in steps), *(whole - {each} for each in steps)]
    cards, headlines = plan.run().lines, read_measures(HEADLINES, [plan])
    names, units = tuple(cards), [line.unit for line in cards.values()]
    months = _all_months(base.plan.months, plan.plan.months)

    def measure(result: Result) -> Numbers:
        return np.concatenate([measured(result, headlines), prints(result, months)])

    values = mixture.measured(sets, measure, names, progress)
    first, last = values[:, :1], values[:, 1:2]
    alone, without = values[:, 2 : 2 + len(steps)] - first, last - values[:, 2 + len(steps) :]
    moved = np.logical_or(_moved(values, alone, units), _moved(values, without, units))
    entries = [
        Entry(
            step,
            _by_headline(alone[: len(HEADLINES), at]),
            _by_headline(without[: len(HEADLINES), at]),
            tuple(name for name, moves in zip(names, moved[:, at], strict=True) if moves),
        )
        for at, step in enumerate(mixture.steps)
    ]
    return Ledger(base.plan, plan.plan, tuple(entries))


def _all_months(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return the months from the earlier start to the later start plus the longer horizon."""
    first, last = sorted((one[0], other[0]))
    return horizon(first, number(last) - number(first) + max(len(one), len(other)))


def _moved(values: Numbers, change: Numbers, units: Sequence[str]) -> Booleans:
    """Return whether any month of a line changes, (lines, steps). units: of the lines."""
    lines = len(units)
    prints_, changes = values[len(HEADLINES) :], change[len(HEADLINES) :]
    size = np.abs(prints_).reshape(lines, -1, values.shape[1]).max(axis=(1, 2))
    least = np.array([dust(each, unit) for each, unit in zip(size, units, strict=True)])
    return np.abs(changes).reshape(lines, -1, change.shape[1]).max(axis=1) > least[:, None]


def _by_headline(numbers: Iterable[float]) -> dict[str, float]:
    return {figure: float(each) for figure, each in zip(HEADLINES, numbers, strict=True)}
