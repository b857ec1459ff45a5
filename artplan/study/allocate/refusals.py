"""Faults for limits of an allocation that cannot be met, with the names of the limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.study.allocate.limits import Rows
from artplan.study.allocate.newton import Shape
from artplan.study.allocate.solve import solved

if TYPE_CHECKING:
    from artplan.study.allocate.problem import Problem

PLACE = "allocate"
DUST = 1e-9


def refuse(problem: Problem) -> None:
    """Raise PlanFault for invalid numbers, and for floors above the caps or totals that contain them."""
    faults = [*_items(problem), *_totals(problem)]
    if faults:
        raise PlanFault(faults)


def _items(problem: Problem) -> Iterator[Fault]:
    wide, bends = problem.wide, problem.elasticity
    fits = (bends > 0) & (bends <= 1) & (problem.reference > 0) & (problem.price > 0)
    fits &= np.isfinite(problem.value) & np.isfinite(wide["cost"])
    fits &= (wide["floor"] >= 0) & (wide["floor"] <= wide["cap"])
    for place in np.flatnonzero(~fits).tolist():
        name, bend, low, high = problem.names[place], bends[place], wide["floor"][place], wide["cap"][place]
        if bend > 1:
            yield fault_at(PLACE, name, "allocate.s_shaped", elasticity=f"{bend:g}")
        elif not bend > 0:
            yield fault_at(PLACE, name, "allocate.elasticity", elasticity=f"{bend:g}")
        if not (problem.reference[place] > 0 and problem.price[place] > 0):
            yield fault_at(PLACE, name, "allocate.no_price")
        if not (np.isfinite(problem.value[place]) and np.isfinite(wide["cost"][place])):
            yield fault_at(PLACE, name, "allocate.no_value")
        if not 0 <= low <= high:
            yield fault_at(PLACE, name, "allocate.floor", floor=f"{low:,.0f}", cap=f"{high:,.0f}")


def _totals(problem: Problem) -> Iterator[Fault]:
    wide, total = problem.wide, problem.total
    if not (np.isfinite(total) and total > 0):
        yield fault_at(PLACE, "total", "allocate.no_budget", total=f"{total:g}")
        return
    least = wide["group_floor"].copy()
    alone = 0.0
    for place, name in enumerate(problem.groups):
        own = np.asarray(problem.group) == place
        low, high = wide["floor"][own].sum(), wide["cap"][own].sum()
        floor, cap = wide["group_floor"][place], wide["group_cap"][place]
        least[place] = max(floor, low)
        if floor > cap:
            yield fault_at(PLACE, name, "allocate.above_cap", floor=f"{floor:,.0f}", cap=f"{cap:,.0f}")
        elif low > cap * (1 + DUST):
            yield fault_at(PLACE, name, "allocate.months_above", floors=f"{low:,.0f}", cap=f"{cap:,.0f}")
        if floor > high * (1 + DUST):
            yield fault_at(PLACE, name, "allocate.above_months", floor=f"{floor:,.0f}", caps=f"{high:,.0f}")
    if not len(problem.groups):
        alone = float(wide["floor"].sum())
    if least.sum() + alone > total * (1 + DUST):
        floors = f"{least.sum() + alone:,.0f}"
        yield fault_at(PLACE, "total", "allocate.floors", floors=floors, total=f"{total:,.0f}")
    for limit in problem.limits:
        if limit.least > limit.most:
            ends = [f"{end:,.0f}" for end in (limit.least, limit.most)]
            yield fault_at(PLACE, limit.name, "allocate.swapped", least=ends[0], most=ends[1])


def refuse_together(problem: Problem, rows: Rows, shape: Shape) -> None:
    """Raise PlanFault with the names of the limits that cannot be met together, if there are any.

    rows, shape: those of this problem alone. Every limit may be violated here, at a price, and the total
    violation is minimised; a limit that is still violated cannot be met.
    """
    count, items = rows.low.shape[1], shape.gain.shape[1]
    ways = [(place, -1.0) for place in range(count) if np.isfinite(rows.high[0, place])]
    ways += [(place, 1.0) for place in range(count) if np.isfinite(rows.low[0, place])]
    extra = np.zeros((count, len(ways)))
    for column, (place, sign) in enumerate(ways):
        extra[place, column] = sign
    group = np.eye(rows.count + 1)[rows.group].T[: rows.count]
    matrix = np.hstack([np.vstack([group, rows.matrix]), extra])
    none, missing = np.zeros((1, items + len(ways))), np.zeros((1, len(ways)))
    elastic = Shape(
        gain=none,
        bend=none,
        reference=none + 1,
        cost=np.hstack([np.zeros((1, items)), missing + 1]),
        low=np.hstack([shape.low, missing]),
        high=np.hstack([np.minimum(shape.high, np.maximum(shape.low, 1.0)), missing + np.inf]),
    )
    loose = replace(rows, group=np.zeros(none.size, dtype=int), count=0, matrix=matrix)
    missed = solved(elastic, loose).spends[0, items:]
    entries = {rows.names[place] for (place, _), size in zip(ways, missed, strict=True) if size > 1e-7}
    if entries:
        short = f"{float(missed.sum()) * problem.total:,.0f}"
        raise PlanFault([fault_at(PLACE, ", ".join(sorted(entries)), "allocate.together", short=short)])


def no_answer() -> PlanFault:
    """Return the fault for an answer that cannot be proved, as with amounts of very different sizes."""
    return PlanFault([fault_at(PLACE, "limits", "allocate.unproved")])
