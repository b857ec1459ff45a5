"""Turn measured drivers into parameters of a plan: the ones with which the model gives what was measured.

A month's drivers are found group by group, each with those before it in place: spend, then its price from
the clicks, then the other visits, order value, conversion, refunds; and then all at once, since the visits of
a channel that is paid by commission follow from conversion and refunds. Lines are linear in their driver or
nearly so (Newton's method, one step for a linear one). A driver that the model cannot follow, such as sales
beyond what is in stock, stays where it comes nearest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.plan import Plan
from artplan.result import Result
from artplan.study.cases.space import Space
from artplan.study.variance.parameters import MovedParameters, parameters_of


@dataclass(frozen=True)
class DriverGroup:
    """What an export measures of a group of drivers, and the lines that have it: one, or two to divide."""

    measure: str
    lines: tuple[str, ...]


# In the order in which they are found.
GROUPS = {
    "spend": DriverGroup("spend", ("placement_spend",)),
    "price": DriverGroup("clicks", ("clicks_by_channel",)),
    "visits": DriverGroup("visits", ("visits_by_storefront",)),
    "order_value": DriverGroup("paid", ("gross_sales_by_storefront", "orders_paid_by_storefront")),
    "conversion": DriverGroup("buyers", ("orders_paid_by_storefront",)),
    "refunds": DriverGroup("refunds", ("refunds_by_storefront",)),
    "pay": DriverGroup("gross_pay", ("gross_pay_total",)),
    "overheads": DriverGroup("overheads", ("overheads_cost",)),
}
Measures = Mapping[str, Mapping[str, float]]  # by what was measured and member; "" for the company's
STEPS = 10
STEP = 1e-3  # of a driver, to see what it does
CLOSE, FLAT = 1e-10, 1e-12  # relative to what was measured
ENOUGH = 0.9  # of the distance that was left: a step that gains less is the last
Values = dict[str, Numbers]  # by path, a number for each month


def measured_parameters(
    space: Space, measures: Mapping[str, Measures]
) -> tuple[Values, dict[str, tuple[str, ...]]]:
    """Return the parameters with the measured drivers of each month in place, and their paths by group.

    measures: by month of the plan; months without any stay as planned. Raises NumberFault.
    """
    values: Values = {}
    paths: dict[str, dict[str, None]] = {}
    for month in sorted(measures):
        at = space.plan.months.index(month)
        moved = [each for group in GROUPS for each in _moved(space.plan, group, measures[month])]
        for each in moved:
            paths.setdefault(each.group, {}).update(dict.fromkeys(each.turns))
            for path in each.turns:
                values.setdefault(path, np.array(space.plan.leaves[path].values, dtype=float))
        for group in paths:
            _find(space, values, at, [each for each in moved if each.group == group], measures[month])
        _find(space, values, at, moved, measures[month])
    return values, {group: tuple(each) for group, each in paths.items()}


def _moved(plan: Plan, group: str, measures: Measures) -> list[MovedParameters]:
    items = (parameters_of(plan, group, member) for member in measures.get(GROUPS[group].measure, {}))
    return [each for each in items if each.turns]


def _find(
    space: Space, values: Values, at: int, items: Sequence[MovedParameters], measures: Measures
) -> None:
    """Set the parameters of a month so that the lines of their drivers come to what was measured.

    Each step of Newton's method is one run, with a case for each driver a bit further.
    """
    if not items:
        return
    goal = np.array([_goal(each, measures) for each in items])
    size = np.maximum(1.0, np.abs(goal))
    bases = [{path: float(values[path][at]) for path in each.turns} for each in items]
    driver = np.array([each.start(base) for each, base in zip(items, bases, strict=True)])
    best, least = driver, np.inf
    lines = tuple(dict.fromkeys(line for each in items for line in GROUPS[each.group].lines))
    for _ in range(STEPS):
        tried = driver[:, None] + STEP * np.eye(len(items), len(items) + 1, 1)
        given = {path: np.repeat(months[:, None], len(items) + 1, axis=1) for path, months in values.items()}
        for each, base, cases in zip(items, bases, tried, strict=True):
            for path, numbers in each.values(base, cases).items():
                given[path][at] = numbers
        result = space.run(given, lines)
        now = np.stack([_read(result, at, each) for each in items])
        gap = (goal - now[:, 0]) / size
        nearer = float(np.abs(gap).sum()) < ENOUGH * least
        best, least = (driver, float(np.abs(gap).sum())) if nearer else (best, least)
        if not nearer or np.abs(gap).max() <= CLOSE:
            break
        slopes = (now[:, 1:] - now[:, :1]) / STEP / size[:, None]
        driver = np.maximum(driver + np.linalg.lstsq(slopes, gap, rcond=FLAT)[0], 0.0)
    for each, base, one in zip(items, bases, best, strict=True):
        for path, numbers in each.values(base, np.array([one])).items():
            values[path][at] = numbers[0]


def _goal(each: MovedParameters, measures: Measures) -> float:
    goal = measures[GROUPS[each.group].measure][each.member]
    buyers = measures["buyers"][each.member] if each.group == "order_value" else 1.0
    return goal / buyers if buyers else 0.0


def _read(result: Result, at: int, each: MovedParameters) -> Numbers:
    """Return what the driver's line comes to in each case, (case,)."""
    above, *below = (_of_member(result, line, at, each.member) for line in GROUPS[each.group].lines)
    number = np.divide(above, below[0], out=np.zeros_like(above), where=below[0] > 0) if below else above
    return np.array(np.broadcast_to(number, (result.cases,)))


def _of_member(result: Result, line: str, at: int, member: str) -> Numbers:
    array = result.array(line)[..., at, :]
    if line == "placement_spend":
        of = result.data.groupings["placement", "channel"]
        return np.array(array[of == result.members["channel"].index(member)].sum(axis=0))
    if not member:
        return array
    (dimension,) = result.per(line)
    return np.array(np.broadcast_to(array[result.members[dimension].index(member)], (result.cases,)))
