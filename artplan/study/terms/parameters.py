"""Resolve a path in a plan: the parameters that a study moves, and their numbers.

A path may name one parameter (`channels.keyword_ads.cost_per_click`) or many (`channels.*.spend`). It has the
same meaning as in a scenario: a relative change (`x0.9`, `+10%`, `+2000`) of many parameters reaches those
that a file gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from pydantic import BaseModel

from artplan.engine.arrays import Numbers
from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.plan import Plan
from artplan.plan.read.relative import as_number, read_relative
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections

EVERY = "*"


def spec_of(path: str) -> LeafSpec | None:
    """Return the schema's specification of the parameter; a wildcard stands for any member."""
    stops = follow(Sections, path.split("."))
    return stops[-1].spec if len(stops) == len(path.split(".")) + 1 else None


def reached(plan: Plan, path: str, change: bool) -> list[str]:
    """Return the parameters of the plan at the path.

    change: a wildcard reaches only the parameters that a file gives.
    """
    result = [each for each in expanded(plan, path) if each in plan.leaves]
    return [each for each in result if plan.leaves[each].given] if change and EVERY in path else result


def expanded(plan: Plan, path: str) -> list[str]:
    """Return the paths that match a path with wildcards, whether or not they hold a number."""
    return [".".join(steps) for steps in _expanded(plan.sections, path.split("."))]


def _expanded(value: Any, steps: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if not steps:
        yield ()
        return
    inner = _inside(value)
    names = list(inner) if steps[0] == EVERY else [steps[0]]
    for name in names:
        for rest in _expanded(inner.get(name), steps[1:]):
            yield (name, *rest)


def _inside(value: Any) -> dict[str, Any]:
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return {str(place): item for place, item in enumerate(value)}
    return value if isinstance(value, dict) else {}


def numbers(plan: Plan, path: str, values: Sequence[Any]) -> dict[str, Numbers] | None:
    """Return, by parameter, the number of each value, (place, case); None if the plan must be read again.

    That is so for texts, for single months of a parameter, and for parameters that some member lacks.
    """
    if spec_of(path) is None or not all(is_numeric(value) for value in values):
        return None
    paths = expanded(plan, path)
    if EVERY in path and any(read_relative(value) is None for value in values):
        mixed = any(read_relative(value) is not None for value in values)
        if mixed or any(each not in plan.leaves for each in paths):
            return None
    else:
        paths = reached(plan, path, EVERY in path)
    leaves = {each: plan.leaves[each] for each in paths if each in plan.leaves}
    if not leaves or any(_adds_to_blanks(leaf, value) for leaf in leaves.values() for value in values):
        return None
    return {each: _numbers(leaf, values) for each, leaf in leaves.items()}


def is_numeric(value: Any) -> bool:
    return as_number(value) is not None or read_relative(value) is not None


def _adds_to_blanks(leaf: Leaf, value: Any) -> bool:
    """Return whether the change is a sum and the table is by calendar month: it does not reach blanks."""
    change = read_relative(value)
    return change is not None and change.shift != 0 and leaf.by != "month"


def _numbers(leaf: Leaf, values: Sequence[Any]) -> Numbers:
    cases = np.empty((len(leaf.values), len(values)))
    for case, value in enumerate(values):
        change, number = read_relative(value), as_number(value)
        cases[:, case] = [change(each) for each in leaf.values] if change is not None else number
    return cases
