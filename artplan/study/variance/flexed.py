"""Put the measured drivers into the plan, group by group, and see through the model what each makes.

The plan is committed: its decisions stand, and sales follow from the market. A group's effect is its Shapley
value over all sets of groups, each evaluated by the model in one stacked run, so that budget and effects add
up to what the measured drivers lead to. What the ledger has beyond that is the remainder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from artplan.operating import OperatingPlan
from artplan.plan.variants.substitute import with_numbers
from artplan.study.cases.space import Space
from artplan.study.terms.shapley import shapley
from artplan.study.variance.answer import FlexedLine
from artplan.study.variance.parameters import parameters_of
from artplan.study.variance.recover import GROUPS, Measures, measured_parameters

RESULTS = ("net_revenue", "contribution_margin", "net_profit")


def flexed(
    plan: OperatingPlan,
    months: Sequence[str],
    measures: Mapping[str, Measures],
    actual: Mapping[str, float],
) -> tuple[tuple[str, ...], tuple[FlexedLine, ...]]:
    """Return the groups of drivers that were measured, and for each result of the months their effects.

    measures: by month, of these and of earlier ones that are to be substituted too. actual: the months'
    results in CNY, added. Raises PlanFault where the plan cannot be committed, and NumberFault.
    """
    space = by_month(plan.committed(), measures)
    values, paths = measured_parameters(space, measures)
    groups = tuple(group for group in GROUPS if group in paths)
    numbers = np.arange(2 ** len(groups))
    given = {}
    for at, group in enumerate(groups):
        inside = (numbers >> at & 1).astype(bool)
        for path in paths[group]:
            planned = np.array(space.plan.leaves[path].values)[:, None]
            given[path] = np.where(inside, values[path][:, None], planned)
    result = space.run(given, RESULTS)
    ats = [result.months.index(month) for month in months]
    sums = (result.array(line)[ats].sum(axis=0) for line in RESULTS)
    sets = np.stack([np.broadcast_to(each, len(numbers)) for each in sums])
    effects = shapley(sets, len(groups))
    lines = tuple(
        FlexedLine(line, float(sets[row, 0]), tuple(effects[row].tolist()), actual[line])
        for row, line in enumerate(RESULTS)
    )
    return groups, lines


def by_month(plan: OperatingPlan, measures: Mapping[str, Measures]) -> Space:
    """Return the plan with a number for each month in the parameters that the measured drivers move."""
    held = plan.plan
    moved = {
        path
        for each in measures.values()
        for group, measured in GROUPS.items()
        for member in each.get(measured.measure, {})
        for path in parameters_of(held, group, member).turns
    }
    months = range(len(held.months))
    by_month = {path: tuple(map(held.leaves[path].at, months)) for path in sorted(moved)}
    return Space.of(OperatingPlan(with_numbers(held, by_month)))
