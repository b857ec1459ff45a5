"""The fault of a company's target that no storefront has a share of: nobody would be to sell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import Fault, fault_at


def faults(sections: Sections, where: Callable[[str], str]) -> Iterable[Fault]:
    target = sections.season.company_target_year
    shared = any(any(each.sales_target_share.values) for each in sections.storefronts.values())
    if any(target.values) and not shared:
        path = "season.company_target_year"
        yield fault_at(where(path), path, "checks.target_of_nobody")
