"""The headline figures that a workbook shows side by side."""

from __future__ import annotations

from dataclasses import dataclass

from artplan.engine.faults import NumberFault
from artplan.operating import load
from artplan.plan.plan import Plan
from artplan.plan.read.chain import plan_names
from artplan.plan.written.faults import PlanFault
from artplan.report.tables import headline
from artplan.report.words import plans as words


@dataclass(frozen=True)
class SideBySide:
    """Plans with their headline figures, each in the same position."""

    plans: tuple[Plan, ...]
    figures: tuple[dict[str, float], ...]

    def named(self, lang: str) -> dict[str, dict[str, float]]:
        """Return the figures by the plan's name in a language."""
        return dict(zip(words.plan_names(self.plans, lang), self.figures, strict=True))


def side_by_side() -> SideBySide:
    """Return the headline figures of the base plan and of every scenario, without overrides.

    Scenarios with a fault are skipped.
    """
    plans, figures = [], []
    for name in plan_names():
        try:
            result = load(name).run()
        except (PlanFault, NumberFault):
            continue  # `artplan check` reports the fault
        plans.append(result.plan)
        figures.append(headline.figures(result))
    return SideBySide(tuple(plans), tuple(figures))
