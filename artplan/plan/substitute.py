"""The same plan with other numbers: nothing is read again, so no range is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from artplan.plan.leaf import Leaf
from artplan.plan.plan import Plan

Numbers = Mapping[str, tuple[float, ...]]  # by path, one number or one for each place of the leaf


def with_numbers(plan: Plan, numbers: Numbers) -> Plan:
    """The plan in which these parameters have these values."""
    leaves = {path: replace(plan.leaves[path], values=values) for path, values in numbers.items()}
    sections = _with(plan.sections, leaves, ())
    return replace(plan, sections=sections, leaves={**plan.leaves, **leaves}, written=None)


def _with(value: Any, leaves: Mapping[str, Leaf], path: tuple[str, ...]) -> Any:
    if isinstance(value, Leaf):
        return leaves.get(".".join(path), value)
    if isinstance(value, BaseModel):
        names = type(value).model_fields
        inner = {name: _with(getattr(value, name), leaves, (*path, name)) for name in names}
        return value.model_copy(update=inner)
    if isinstance(value, dict):
        return {name: _with(item, leaves, (*path, name)) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_with(item, leaves, (*path, str(index))) for index, item in enumerate(value))
    return value
