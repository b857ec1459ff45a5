"""Explain a number: `explain(result, "net_profit", "2027-11")` gives the number with its parts.

The number may be of a month or of a fiscal period (`2027-Q2`, `2027`), of some members or of all together;
with a second result, `difference` explains the difference between the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.renamed import suggest_line
from artplan.result import Result
from artplan.study.explain.answer import Change, ExplainNode
from artplan.study.explain.walk import Span, Walk
from artplan.texts.catalogue import LANGUAGES
from artplan.texts.closest import suggest
from artplan.texts.message import listed

PERIODS: tuple[Literal["quarter", "half", "year"], ...] = ("quarter", "half", "year")
EVERY = "*"  # stands for all members in place of a member's name
PLACE = "explain"


def explain(result: Result, line: str, when: str, members: Sequence[str] = (), case: int = 0) -> ExplainNode:
    """Explain a line or input at a month or period.

    members: names or labels; default: all members together. The result must hold every line of the model.
    Raises PlanFault with all faults.
    """
    faults: list[Fault] = []
    span = _span(result, when, faults)
    places: dict[str, int] = {}
    if line not in result.values:
        near = suggest_line(line, result.values)
        faults.append(fault_at(PLACE, line, "asked.no_line", near=near))
    else:
        places = _places(result, line, members, faults)
    if faults or span is None:
        raise PlanFault(faults)
    return Walk(result, case).every(line, places, span)


def difference(result: Result, other: Result, line: str, when: str, members: Sequence[str] = ()) -> Change:
    """Explain the line in both results; a member may exist in only one of them."""
    lacking = [_lacks(each, line, members) for each in (result, other)]
    mine, theirs = (
        None if lacks and not all(lacking) else explain(each, line, when, members)
        for each, lacks in zip((result, other), lacking, strict=True)
    )
    return Change(mine, theirs)


def _lacks(result: Result, line: str, members: Sequence[str]) -> bool:
    """Return whether the plan has the line but lacks such members of it."""
    faults: list[Fault] = []
    if line in result.values:
        _places(result, line, members, faults)
    return bool(faults)


def _span(result: Result, when: str, faults: list[Fault]) -> Span | None:
    known = {month: Span(month, place, place + 1) for place, month in enumerate(result.months)}
    for by in PERIODS:
        labels, spans = result.periods(by)
        known |= {label: Span(label, *span) for label, span in zip(labels, spans, strict=True)}
    if when in known:
        return known[when]
    others = [result.periods(by)[0][0] for by in PERIODS]
    faults.append(
        fault_at(
            PLACE, when, "explain.no_period", plan=result.plan.name,
            first=result.months[0], last=result.months[-1], periods=listed(others))
    )  # fmt: skip
    return None


def _places(result: Result, line: str, members: Sequence[str], faults: list[Fault]) -> dict[str, int]:
    """Return the index of the named member in each dimension.

    Each name belongs to the first free dimension that has such a member; `*` leaves a dimension open.
    """
    per, places = list(result.per(line)), {}
    for name in members:
        if not per:
            key = "explain.too_many" if result.per(line) else "explain.no_members"
            faults.append(fault_at(PLACE, name, key, line=line, dimensions=listed(result.per(line))))
            continue
        items = [(dim, _known(result, dim)[name]) for dim in per if name in _known(result, dim)]
        if name == EVERY:
            per.pop(0)
        elif items:
            dimension, places[dimension] = items[0]
            per.remove(dimension)
        else:
            names = [each for dim in per for each in result.members[dim]]
            near = suggest(name, names, "members")
            faults.append(fault_at(PLACE, name, "explain.no_member", line=line, near=near))
    return {dim: places[dim] for dim in result.per(line) if dim in places}


def _known(result: Result, dimension: str) -> Mapping[str, int]:
    """Return the indices of the members by name, and by label if the label is unique."""
    names = result.members[dimension]
    labels: dict[str, Any] = {}
    for lang in LANGUAGES:
        for place, name in enumerate(names):
            label = result.plan.label(dimension, name, lang)
            labels[label] = place if labels.get(label, place) == place else None
    entries = {label: place for label, place in labels.items() if place is not None}
    return entries | {name: place for place, name in enumerate(names)}
