"""Drivers of the open months as they were in the closed ones.

The exports of closed months are turned into parameters as for the flexed budget (`study/variance/recover`). A
driver that follows them has its planned value times the ratio of the closed months' values to the planned
ones. The plan has it from its beginning, so that what the model carries into the open months and no ledger
knows, such as customers, is as those drivers have made it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from artplan.operating import OperatingPlan
from artplan.plan.variants.substitute import with_numbers
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.variance.flexed import by_month
from artplan.study.variance.parameters import within
from artplan.study.variance.recover import GROUPS, Measures, measured_parameters
from artplan.texts.closest import suggest

ALL = 0  # of the closed months


def ratios(
    plan: OperatingPlan, measures: Mapping[str, Measures], followed: Mapping[str, int]
) -> dict[str, float]:
    """Return by parameter what its closed months were in parts of the plan.

    measures: by closed month, as exports measure it. followed: by group of drivers the number of last closed
    months that count, or `ALL`. Raises PlanFault for a group that is none, and as `committed` does.
    """
    unknown = [group for group in followed if group not in GROUPS]
    if unknown:
        raise PlanFault([
            fault_at("--follow", group, "forecast.no_group", near=suggest(group, GROUPS, "drivers"))
            for group in unknown
        ])  # fmt: skip
    space = by_month(plan.committed(), measures)
    values, paths = measured_parameters(space, measures)
    result: dict[str, float] = {}
    for group, last in followed.items():
        ats = [space.plan.months.index(month) for month in sorted(measures)][-last:]
        for path in paths.get(group, ()):
            planned = np.array(space.plan.leaves[path].values)[ats].sum()
            if planned:
                result[path] = float(values[path][ats].sum() / planned)
    return result


def followed_plan(plan: OperatingPlan, ratio: Mapping[str, float]) -> OperatingPlan:
    """Return the committed plan with these parameters times the ratios."""
    held = plan.committed().plan
    numbers = {
        path: tuple(within(path, np.array(held.leaves[path].values) * times).tolist())
        for path, times in ratio.items()
    }
    return OperatingPlan(with_numbers(held, numbers))
