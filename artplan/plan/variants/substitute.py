"""Plans with substituted numbers. Nothing is read again, so no range is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan


def with_numbers(plan: Plan, numbers: Mapping[str, tuple[float, ...]]) -> Plan:
    """The plan in which these parameters have these values, one or one for each month.

    Raises KeyError for an unknown path.
    """
    return _with_leaves(plan, {path: replace(plan.leaves[path], values=v) for path, v in numbers.items()})


def watched(plan: Plan, paths: Iterable[str]) -> tuple[Plan, set[str]]:
    """A copy of the plan, and a set that collects which of the parameters' values are read in it."""
    seen: set[str] = set()
    leaves = {path: _Watched(**vars(plan.leaves[path]), path=path, seen=seen) for path in paths}
    return _with_leaves(plan, leaves), seen


@dataclass(frozen=True)
class _Watched(Leaf):
    path: str = ""
    seen: set[str] = field(default_factory=set, compare=False)

    def __getattribute__(self, name: str) -> Any:
        if name == "values":
            self.seen.add(self.path)
        return super().__getattribute__(name)


def _with_leaves(plan: Plan, leaves: Mapping[str, Leaf]) -> Plan:
    """What no changed parameter stands in is shared with the plan."""
    changes: dict[str, Any] = {}
    for path, leaf in leaves.items():
        *steps, last = path.split(".")
        inner = changes
        for step in steps:
            inner = inner.setdefault(step, {})
        inner[last] = leaf
    return replace(
        plan, sections=_with(plan.sections, changes), leaves={**plan.leaves, **leaves}, written=None
    )


def _with(value: Any, changes: Any) -> Any:
    if changes is None:
        return value
    if isinstance(changes, Leaf):
        return changes
    if isinstance(value, BaseModel):
        inner = {name: _with(getattr(value, name), change) for name, change in changes.items()}
        return value.model_copy(update=inner)
    if isinstance(value, dict):
        return {**value, **{name: _with(value[name], change) for name, change in changes.items()}}
    return tuple(_with(item, changes.get(str(place))) for place, item in enumerate(value))
