"""Check that service has a first day, where severance goes by it and somebody may be let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from artplan.plan.schema.pay import own_or_firm
from artplan.plan.schema.positions import Position
from artplan.plan.schema.root import Sections
from artplan.plan.written import calendar
from artplan.plan.written.faults import Fault, fault_at


def faults(sections: Sections, months: Sequence[str], where: Callable[[str], str]) -> Iterator[Fault]:
    for name, row in sections.positions.items():
        by_service = own_or_firm(row, sections.pay, "severance") == "by_service"
        if by_service and row.start is None and row.service_since is None and _lets_go(row, months):
            path = f"positions.{name}.service_since"
            yield fault_at(where(path), path, "checks.service_unknown")


def _lets_go(row: Position, months: Sequence[str]) -> bool:
    """Whether the row ends in the plan, follows the work or has fewer people from some month on."""
    ends = row.end is not None and calendar.month_of(row.end) in months
    fewer = any(row.people.at(at) < row.people.at(at - 1) for at in row.people.steps)
    kinds = {row.employment, *(change.employment for change in row.changes.values())}
    return "full_time" in kinds and (ends or fewer or row.sized_by is not None)
