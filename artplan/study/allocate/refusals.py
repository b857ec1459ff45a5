"""Limits of an allocation that cannot be met, told by name before and after anything is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from artplan.plan.written.faults import Fault, PlanFault
from artplan.study.allocate.limits import Rows
from artplan.study.allocate.newton import Shape, solved

if TYPE_CHECKING:
    from artplan.study.allocate.problem import Problem

PLACE = "allocate"
DUST = 1e-9


def refuse(problem: Problem) -> None:
    """Raises PlanFault for numbers that do not fit and for floors above what holds them."""
    faults = [*_items(problem), *_totals(problem)]
    if faults:
        raise PlanFault(Fault(PLACE, *each) for each in faults)


def _items(problem: Problem) -> Iterator[tuple[str, str, str]]:
    wide, bends = problem.wide, problem.elasticity
    fits = (bends > 0) & (bends <= 1) & (problem.reference > 0) & (problem.price > 0)
    fits &= np.isfinite(problem.value) & np.isfinite(wide["cost"])
    fits &= (wide["floor"] >= 0) & (wide["floor"] <= wide["cap"])
    for place in np.flatnonzero(~fits).tolist():
        name, bend, low, high = problem.names[place], bends[place], wide["floor"][place], wide["cap"][place]
        if bend > 1:
            remedy = "give an elasticity of at most 1; a response that grows faster than spend has no price"
            yield name, f"elasticity {bend:g} is above 1 (an S-shaped response)", remedy
        elif not bend > 0:
            yield name, f"elasticity {bend:g} is out of range", "give a number above 0, at most 1"
        if not (problem.reference[place] > 0 and problem.price[place] > 0):
            yield name, "has no price or no reference spend", "give both above 0"
        if not (np.isfinite(problem.value[place]) and np.isfinite(wide["cost"][place])):
            yield name, "the value of a visit is no number", "give a finite value and cost"
        if not 0 <= low <= high:
            yield name, f"floor {low:,.0f} is not between 0 and the cap {high:,.0f}", "lower the floor"


def _totals(problem: Problem) -> Iterator[tuple[str, str, str]]:
    wide, total = problem.wide, problem.total
    if not (np.isfinite(total) and total > 0):
        yield "total", f"{total:g} is no budget", "give an amount above 0"
        return
    least = wide["group_floor"].copy()
    alone = 0.0
    for place, name in enumerate(problem.groups):
        own = np.asarray(problem.group) == place
        low, high = wide["floor"][own].sum(), wide["cap"][own].sum()
        floor, cap = wide["group_floor"][place], wide["group_cap"][place]
        least[place] = max(floor, low)
        if floor > cap:
            yield name, f"floor {floor:,.0f} is above its cap {cap:,.0f}", "lower the floor or raise the cap"
        elif low > cap * (1 + DUST):
            yield name, f"floors of its months, {low:,.0f}, are above its cap {cap:,.0f}", "raise the cap"
        if floor > high * (1 + DUST):
            yield (
                name,
                f"floor {floor:,.0f} is above the caps of its months, {high:,.0f}",
                "lower the floor",
            )
    if not len(problem.groups):
        alone = float(wide["floor"].sum())
    if least.sum() + alone > total * (1 + DUST):
        fault = f"floors add up to {least.sum() + alone:,.0f}, above the budget of {total:,.0f}"
        yield "total", fault, "lower the floors or raise the total"
    for limit in problem.limits:
        if limit.least > limit.most:
            yield limit.name, f"at least {limit.least:,.0f} is above at most {limit.most:,.0f}", "swap them"


def refuse_together(problem: Problem, rows: Rows, shape: Shape) -> None:
    """Raises PlanFault that names the limits which cannot be met at once: those that are missed least.

    Every limit may be missed here, at a price; what is still missed cannot be met.
    """
    count, items = len(rows.low), len(shape.gain)
    ways = [(place, -1.0) for place in range(count) if np.isfinite(rows.high[place])]
    ways += [(place, 1.0) for place in range(count) if np.isfinite(rows.low[place])]
    extra = np.zeros((count, len(ways)))
    for column, (place, sign) in enumerate(ways):
        extra[place, column] = sign
    group = np.eye(rows.count + 1)[rows.group].T[: rows.count]
    matrix = np.hstack([np.vstack([group, rows.matrix]), extra])
    none = np.zeros(items + len(ways))
    elastic = Shape(
        gain=none,
        bend=none,
        reference=none + 1,
        cost=np.append(np.zeros(items), np.ones(len(ways))),
        low=np.append(shape.low, np.zeros(len(ways))),
        high=np.append(np.minimum(shape.high, np.maximum(shape.low, 1.0)), np.full(len(ways), np.inf)),
    )
    loose = replace(rows, group=np.zeros(len(none), dtype=int), count=0, matrix=matrix)
    missed = solved(elastic, loose).spends[items:]
    told = {rows.names[place] for (place, _), size in zip(ways, missed, strict=True) if size > 1e-7}
    if told:
        short = float(missed.sum()) * problem.total
        fault = f"cannot be met together with the other limits; at least {short:,.0f} is missing"
        raise PlanFault([Fault(PLACE, ", ".join(sorted(told)), fault, "loosen one of them")])


def no_answer() -> PlanFault:
    """Amounts of too different sizes, as far as is known: better none than one that is not proved."""
    remedy = "take out floors, caps or elasticities near 1 one by one"
    return PlanFault([Fault(PLACE, "limits", "no answer was found that can be proved", remedy)])
