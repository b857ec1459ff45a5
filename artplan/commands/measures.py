"""What the exports of a plan's months measure, for the commands that ask by drivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artplan.texts.catalogue import LANGUAGES

if TYPE_CHECKING:
    from artplan.operating import OperatingPlan
    from artplan.plan.plan import Plan
    from artplan.study.variance.drivers import DriverMeasures


def measures_until(plan: OperatingPlan, month: str) -> dict[str, DriverMeasures]:
    """Return what is measured of the plan's months up to that one, by month.

    Raises PlanFault for names in exports that nothing maps.
    """
    from artplan.actuals.measured import measured_month, measured_months
    from artplan.study.variance.drivers import DriverMeasures

    known = _known(plan.plan)
    measures = {}
    for each in measured_months():
        if plan.plan.months[0] <= each <= month:
            of_month = measured_month(each, known)
            amounts = {
                name: {member: float(number) for member, number in row.items()}
                for name, row in of_month.amounts.items()
            }
            measures[each] = DriverMeasures(amounts, of_month.sold_in, of_month.added)
    return measures


def _known(plan: Plan) -> dict[str, dict[str, list[str]]]:
    """Return the storefronts, channels whose visits are bought, and products, each with its names."""
    from artplan.plan.schema.pricing import pricing

    channels = plan.sections.channels.items()
    members = {
        "storefront": list(plan.sections.storefronts),
        "channel": [name for name, each in channels if pricing(each.prices_by).buys_visits],
        "product": list(plan.sections.products),
    }
    return {
        f"{dimension}s": {name: [plan.label(dimension, name, lang) for lang in LANGUAGES] for name in names}
        for dimension, names in members.items()
    }
