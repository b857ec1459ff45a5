"""Many faults of one kind, shown as the first few and the number of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from artplan.plan.written.faults import Fault, fault_at

FEW = 3


def first_few(alike: Sequence[Fault]) -> list[Fault]:
    """Return the first faults of a kind, and one with the number of the others."""
    first, rest = list(alike[:FEW]), len(alike) - FEW
    if rest <= 0:
        return first
    line = first[0].place.rpartition(":")[2]
    return [*first, fault_at(alike[FEW].place, "", "exports.more", count=f"{rest:,}", line=line)]
