"""Check that the schemes which people are insured in, or not, are those of the plan's city."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from artplan.plan.schema.root import Sections
from artplan.plan.statutory.chosen import Law
from artplan.plan.written.faults import Fault, fault_at, shown
from artplan.texts.closest import suggest


def faults(sections: Sections, law: Law, where: Callable[[str], str]) -> Iterable[Fault]:
    if sections.contributions.city == "none":  # no contributions at all, for whomever they are said
        return
    for name, row in sections.positions.items():
        said = {f"positions.{name}.insured": row.insured}
        for day, change in row.changes.items():
            said[f"positions.{name}.changes.{day}.insured"] = change.insured or {}
        for path, schemes in said.items():
            for scheme in schemes:
                if scheme not in law.schemes:
                    here, near = f"{path}.{scheme}", suggest(scheme, law.schemes, "schemes")
                    value = shown(scheme)
                    yield fault_at(where(here), here, "statutory.no_scheme", value=value, near=near)
