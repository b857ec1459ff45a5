"""What the exports of a plan's months measure, for the commands that ask by drivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from artplan.operating import OperatingPlan
    from artplan.study.variance.measures import DriverMeasures


def measures_until(plan: OperatingPlan, month: str) -> dict[str, DriverMeasures]:
    """Return what is measured of the plan's months up to that one: closed ones by their files, open ones by
    the store.

    Raises PlanFault for names in exports that nothing maps, and for members that the plan does not have.
    """
    from artplan.actuals.closed import closed_drivers
    from artplan.actuals.measured import measured_month, measured_months
    from artplan.study.variance.measures import measurable, measures_of

    def inside(each: str) -> bool:
        return plan.plan.months[0] <= each <= month

    closed, known = closed_drivers(), measurable(plan.plan)
    left = [each for each in measured_months() if inside(each) and each not in closed]
    months = {each: of_month for each, of_month in closed.items() if inside(each)}
    months |= {each: measured_month(each, known) for each in left}
    return measures_of(plan.plan, months)
