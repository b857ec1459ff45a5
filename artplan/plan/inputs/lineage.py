"""Find which parameter a number of the inputs comes from.

Most numbers of the inputs are a parameter unchanged, by whatever way it came: a campaign's conversion rate
may be its own or its storefront's. Instead of declaring this a second time, the plan is built again with
every parameter changed slightly, by a relative step of its own; where the same changed value appears in an
array, the number is that parameter. A number that was counted, looked up or compared on the way has no such
origin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs import build as inputs
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import leaves_of
from artplan.plan.variants.substitute import with_numbers

STEP = 2.0**-30  # small enough that no parameter changes what it means, large enough to be told apart


@dataclass(frozen=True)
class ParameterOrigin:
    """A parameter's path, and the position of its value: 0 where it has one, else that of the month."""

    path: str
    place: int


Origins = Mapping[tuple[str, tuple[int, ...]], ParameterOrigin]


def origins(plan: Plan) -> Origins:
    """The unchanged parameters, by name and index (members..., month) of the input's array."""
    marked, known = _marked(plan)
    plain, moved = inputs.build(plan).arrays, inputs.build(marked).arrays
    result: dict[tuple[str, tuple[int, ...]], ParameterOrigin] = {}
    for name, array in moved.items():
        before = plain[name]
        wide = np.broadcast_shapes(array.shape, before.shape) if _alike(array, before) else None
        if wide is None:
            continue
        now, was = np.broadcast_to(array, wide), np.broadcast_to(before, wide)
        for index in zip(*np.nonzero(now != was), strict=True):
            place = tuple(int(each) for each in index[:-1])
            origin = known.get(float(now[index]))
            if origin and _value(plan, origin) == was[index]:
                result[name, place] = origin
    return result


def _alike(one: Numbers, other: Numbers) -> bool:
    """The same members; only the months may be one or all."""
    return one.shape[:-2] == other.shape[:-2]


def _value(plan: Plan, origin: ParameterOrigin) -> float:
    return plan.leaves[origin.path].at(origin.place)


def _marked(plan: Plan) -> tuple[Plan, dict[float, ParameterOrigin]]:
    """The plan with every value changed by a step of its own, and the parameter by its changed value."""
    numbers: dict[str, tuple[float, ...]] = {}
    known: dict[float, ParameterOrigin] = {}
    for number, (path, leaf) in enumerate(leaves_of(plan.sections), start=1):
        name = ".".join(path)
        values = []
        for place, value in enumerate(leaf.values):
            # a logarithm, since steps in whole proportions could be taken for parts of one another
            step = STEP * log1p(number + place / 128)
            values.append(value * (1 + step) if value else step)
            known[values[-1]] = ParameterOrigin(name, place)
        numbers[name] = tuple(values)
    return with_numbers(plan, numbers), known
