"""Check that each correlation names two different parameters of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import Fault, fault_at
from artplan.plan.written.renamed import suggest_path


def faults(sections: Sections, leaves: Mapping[str, Leaf], where: Callable[[str], str]) -> list[Fault]:
    result = []
    for name, correlation in sections.correlations.items():
        path = f"correlations.{name}.between"
        for each in correlation.between:
            if each not in leaves:
                near = suggest_path(each, leaves, "parameters")
                result.append(
                    fault_at(where(path), path, "checks.no_parameter", value=f"'{each}'", near=near)
                )
        if len(correlation.between) != 2 or len(set(correlation.between)) == 1:
            result.append(fault_at(where(path), path, "checks.two_parameters"))
    return result
