"""Build the inputs of a plan that differs little from another: only the parts that read what differs.

Which sections of the plan a part reads is not declared, but recorded each time it is built. A part that has
read nothing of what differs would give the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.form import Inputs
from artplan.plan.plan import Plan
from artplan.plan.schema.root import Sections

Part = Callable[[Plan], Any]


@dataclass(frozen=True)
class Made:
    """What a part returned, and the names of the sections it read."""

    what: Any
    read: frozenset[str]


@dataclass(frozen=True)
class BuiltInputs(Inputs):
    """The inputs, with what each part returned, for the next plan to reuse."""

    plan: Plan
    made: Mapping[Part, Made]


def build(plan: Plan, former: Inputs | None = None) -> BuiltInputs:
    """The inputs of a plan, equal to those of `inputs.build`.

    former: inputs of another plan; if this function built them, unchanged parts are reused.
    """
    known = former.made if isinstance(former, BuiltInputs) and _same_law(plan, former.plan) else {}
    differing = (
        _differing(plan.sections, former.plan.sections) if isinstance(former, BuiltInputs) else frozenset()
    )
    made = {
        part: known[part] if part in known and known[part].read.isdisjoint(differing) else _made(part, plan)
        for part in (inputs.members, inputs.groupings, *inputs.parts())
    }
    arrays = {name: array for part in inputs.parts() for name, array in made[part].what.items()}
    members, groupings = made[inputs.members].what, made[inputs.groupings].what
    return BuiltInputs(plan.months, members, arrays, groupings, plan, made)


def _same_law(plan: Plan, former: Plan) -> bool:
    return plan.months == former.months and plan.law is former.law


def _differing(one: Sections, other: Sections) -> frozenset[str]:
    names = type(one).model_fields
    return frozenset(name for name in names if not _same(getattr(one, name), getattr(other, name)))


def _same(one: Any, other: Any) -> bool:
    """The same section, or the same members in the same order."""
    if isinstance(one, dict):
        return list(one) == list(other) and all(each is other[name] for name, each in one.items())
    return one is other


def _made(part: Part, plan: Plan) -> Made:
    seen: set[str] = set()
    watched: Any = _Watched(plan.sections, seen)
    return Made(part(replace(plan, sections=watched)), frozenset(seen))


class _Watched:
    """The plan's sections; whatever is looked at is noted."""

    def __init__(self, sections: Sections, seen: set[str]) -> None:
        self._sections, self._seen = sections, seen

    def __getattr__(self, name: str) -> Any:
        self._seen.add(name)
        return getattr(self._sections, name)
