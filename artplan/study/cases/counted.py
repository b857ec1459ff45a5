"""Parameters that are counted or compared before they reach the rules: days, terms, ages.

These parameters are not declared but detected. Each part of the inputs (`inputs.parts`) is built with all
parameters at their extreme values. If the result differs from the arrays with the numbers simply inserted,
one of the parameters that the part reads is counted; bisection finds it. Only that part is then rebuilt, once
for each combination of the numbers that it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.form import Inputs
from artplan.plan.plan import Plan
from artplan.plan.variants.substitute import watched

Cases = Numbers  # (place, case): a number for each place of the parameter


class Filled(Protocol):
    """The interface of the space of cases (`space.Space`) that this module needs."""

    @property
    def data(self) -> Inputs: ...

    def at(self, one: Mapping[str, Cases]) -> Plan: ...

    def put(self, arrays: Mapping[str, Numbers], given: Mapping[str, Cases]) -> dict[str, Numbers]: ...

    def standing(self, names: Iterable[str]) -> set[str]: ...

    def reading(self, paths: Iterable[str]) -> list[inputs.Part]: ...


def looked_at(plan: Plan, paths: Iterable[str]) -> dict[inputs.Part, set[str]]:
    """Return, for each part of the inputs, the parameters that it reads in this plan."""
    same, seen = watched(plan, paths)
    result = {}
    for part in inputs.parts():
        seen.clear()
        part(same)
        result[part] = set(seen)
    return result


def counted(space: Filled, given: Mapping[str, Cases]) -> dict[inputs.Part, set[str]]:
    """Return the parameters that each part counts; parts that count none are left out.

    Each parameter is tried at its own lowest and highest value: if cases move one parameter at a time, no
    case has all of them at their extremes.
    """
    result: dict[inputs.Part, set[str]] = {}
    for outermost in (np.argmin, np.argmax):
        one = {path: cases[:, [outermost(cases.mean(axis=0))]] for path, cases in given.items()}
        plan, seen = watched(space.at(one), one)
        put = space.put(space.data.arrays, one)
        for part in space.reading(one):  # the others give the same as in the plan, whatever the numbers
            seen.clear()
            arrays = part(plan)
            if not _agree(arrays, put):
                looked_at = (seen | (space.standing(arrays) & given.keys())) - result.get(part, set())
                blamed = _blamed(space, part, {path: one[path] for path in sorted(looked_at)})
                result.setdefault(part, set()).update(blamed)
    return {part: paths for part, paths in result.items() if paths}


def counted_again(
    space: Filled, part: inputs.Part, paths: set[str], given: Mapping[str, Cases]
) -> dict[str, Numbers]:
    """Return the part's arrays of all cases, with the parameters that it does not count inserted."""
    kinds, of = np.unique(
        np.concatenate([given[path] for path in sorted(paths)]), axis=1, return_inverse=True
    )
    built, order = [], []
    for kind in range(kinds.shape[1]):
        (cases,) = np.nonzero(of.reshape(-1) == kind)
        arrays = part(space.at({path: given[path][:, cases] for path in paths}))
        others = (space.standing(arrays) & given.keys()) - paths
        built.append(space.put(arrays, {path: given[path][:, cases] for path in others}))
        order.append(cases)
    counts, back = [len(cases) for cases in order], np.argsort(np.concatenate(order))
    whole = {name: inputs.join([arrays[name] for arrays in built], counts) for name in built[0]}
    return {name: array[..., back] if array.shape[-1] > 1 else array for name, array in whole.items()}


def _blamed(space: Filled, part: inputs.Part, one: Mapping[str, Cases]) -> set[str]:
    """Return the parameters for which the part must be rebuilt, found by bisection.

    All parameters are returned if only their combination matters.
    """
    arrays = part(space.at(one))
    if _agree(arrays, space.put({name: space.data.arrays[name] for name in arrays}, one)):
        return set()
    paths = list(one)
    if len(paths) == 1:
        return set(paths)
    halves = paths[: len(paths) // 2], paths[len(paths) // 2 :]
    result = {each for half in halves for each in _blamed(space, part, {path: one[path] for path in half})}
    return result or set(paths)


def _agree(arrays: Mapping[str, Numbers], put: Mapping[str, Numbers]) -> bool:
    """Return whether a part's arrays equal those with the numbers inserted."""
    return all(bool((put[name] == array).all()) for name, array in arrays.items())
