"""All notes on the plausibility of a plan: at most one a parameter, none where its card says `meant so`."""

from __future__ import annotations

from collections.abc import Iterator

from artplan.plan.plan import Plan
from artplan.plan.written.notes import Note
from artplan.plausibility import members, neighbours, ratios, single, sums, tables
from artplan.plausibility.numbers import given
from artplan.result import Result

MEANT_SO = ("meant so", "属实")


def plausibility_notes(result: Result) -> tuple[Note, ...]:
    """Return what a careful reader would ask about the plan of a result that has all lines.

    Nothing is evaluated: the numbers and members are looked at once, some of them beside lines of the result.
    """
    meant, collected = _meant(result.plan), dict[str, Note]()
    for note in _all(result):
        if not _silenced(note.path, result.plan, meant):
            collected.setdefault(note.path, note)
    return tuple(collected.values())


def _all(result: Result) -> Iterator[Note]:
    numbers, plan = given(result.plan), result.plan
    yield from single.notes(numbers)
    yield from neighbours.notes(numbers)
    yield from tables.notes(numbers, plan.months)
    yield from sums.notes(numbers, plan)
    yield from members.notes(plan)
    yield from ratios.notes(result)


def _meant(plan: Plan) -> list[str]:
    """The parameters whose cards say that the value is meant so."""
    return [path for path, leaf in plan.leaves.items() if (leaf.note or "").lower().startswith(MEANT_SO)]


def _silenced(path: str, plan: Plan, meant: list[str]) -> bool:
    """A date or a member has no card: any card of its member speaks for it; of a sum, any of its parts."""
    if path in plan.leaves:
        return path in meant
    section, member, *field = path.split(".")
    if member == "*":
        return any(each.startswith(f"{section}.") and each.endswith(f".{field[-1]}") for each in meant)
    return any(each.startswith(f"{section}.{member}.") for each in meant)
