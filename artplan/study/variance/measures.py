"""What exports measured of months, as the studies take it, and the members of a plan that it can be about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from artplan.plan.plan import Plan
from artplan.plan.schema.pricing import pricing
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.variance.recover import Measures
from artplan.texts.catalogue import LANGUAGES
from artplan.texts.closest import suggest

# The section of the plan whose members each measure is about; heads and pay are the whole company's.
SECTION_OF = (
    *(("visits", "storefronts"), ("sold_in", "storefronts")),
    *(("clicks", "channels"), ("pieces", "products")),
)


class Measured(Protocol):
    """A month's drivers as `artplan.actuals.drivers` has them."""

    @property
    def amounts(self) -> Mapping[str, Mapping[str, Decimal]]: ...
    @property
    def sold_in(self) -> tuple[str, ...]: ...
    @property
    def added(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class DriverMeasures:
    """What a month's exports measure, by measure and member, as `artplan.actuals.drivers` names them.

    sold_in: the storefronts whose products were measured. added: those whose visits of days were added.
    """

    amounts: Measures
    sold_in: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def measurable(plan: Plan) -> dict[str, dict[str, list[str]]]:
    """Return the storefronts, channels whose visits are bought, and products, each with its names."""
    channels = plan.sections.channels.items()
    members: dict[str, Sequence[str]] = {
        "storefront": list(plan.sections.storefronts),
        "channel": [name for name, each in channels if pricing(each.prices_by).buys_visits],
        "product": list(plan.sections.products),
    }
    return {
        f"{dimension}s": {name: [plan.label(dimension, name, lang) for lang in LANGUAGES] for name in names}
        for dimension, names in members.items()
    }


def measures_of(plan: Plan, months: Mapping[str, Measured]) -> dict[str, DriverMeasures]:
    """Return the months in which anything was measured, as the studies take them.

    Raises PlanFault for every member that the plan does not have.
    """
    known = measurable(plan)
    faults = [
        fault_at(month, member, f"actuals.no_{section}", member=member,
                 near=suggest(member, known[section], "members"))
        for month, each in months.items()
        for name, section in SECTION_OF
        for member in (each.sold_in if name == "sold_in" else each.amounts.get(name, ()))
        if member not in known[section]
    ]  # fmt: skip
    if faults:
        raise PlanFault(faults)
    return {
        month: DriverMeasures(_numbers(each.amounts), each.sold_in, each.added)
        for month, each in months.items()
        if each.amounts
    }


def _numbers(amounts: Mapping[str, Mapping[str, Decimal]]) -> dict[str, dict[str, float]]:
    return {name: {member: float(number) for member, number in row.items()} for name, row in amounts.items()}
