"""The headline figures that a workbook shows side by side."""

from __future__ import annotations

from collections.abc import Mapping

from artplan.engine.faults import NumberFault
from artplan.operating import load
from artplan.plan.read.chain import plan_names
from artplan.plan.written.faults import PlanFault
from artplan.report.tables import headline

Figures = Mapping[str, Mapping[str, float]]


def side_by_side() -> Figures:
    """Return the headline figures of the base plan and of every scenario, without overrides.

    Scenarios with a fault are skipped.
    """
    result = {}
    for name in plan_names():
        try:
            result[name] = headline.figures(load(name).run())
        except (PlanFault, NumberFault):
            continue  # `artplan check` reports the fault
    return result
