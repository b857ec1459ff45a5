"""What the engine is given and gives back, and the groupings and places that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np

from artplan.engine.arrays import Arrays, Indices, Numbers
from artplan.engine.faults import ModelFault
from artplan.engine.model import Model
from artplan.engine.numbers import grouping_name
from artplan.texts.closest import nearest

Values = dict[str, Numbers]


class Data(Protocol):
    """The data that a plan provides to the engine."""

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the horizon, as '2027-01'."""
        ...

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The members of each dimension, in the order of the axes' entries."""
        ...

    @property
    def arrays(self) -> Arrays:
        """Inputs by name, shape (each dimension of `per`..., month 1 or T, case 1 or N)."""
        ...

    @property
    def groupings(self) -> Mapping[tuple[str, str], Indices]:
        """By (source, target), each member's group, -1 for none: (member,) or (member, month)."""
        ...


def groups(data: Data) -> Values:
    """Each grouping as 0 and 1: (target, source, month, 1); the month's own as (target, month, 1)."""
    return {grouping_name(*key): group(data, *key) for key in data.groupings}


def group(data: Data, source: str, target: str) -> Numbers:
    """One grouping, as in `groups`."""
    index = data.groupings[source, target]
    members = np.arange(len(data.members[target])).reshape((-1,) + (1,) * index.ndim)
    chosen = (members == index).astype(float)[..., None]
    return chosen if source == "month" or index.ndim == 2 else chosen[..., None]


def places(model: Model, members: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, str], int]:
    """By dimension and member, where the members stand that gathered lines name.

    Raises ModelFault for references to another plan.
    """
    result = {}
    for name in model.gathered:
        elements = model.expressions[name].parts[:-1]
        dim = model.lines[name].per[0]
        if len(elements) != len(members[dim]):
            raise ModelFault(
                f"{name} gathers {len(elements)} lines for {len(members[dim])} members of {dim}: "
                "build the model with the references of this plan"
            )
        for dim, member in (each for element in elements for each in element.members if each[1] != "*"):
            if member not in members[dim]:
                raise ModelFault(f"{name}: no {dim} '{member}': {nearest(member, members[dim])}")
            result[dim, member] = members[dim].index(member)
    return result
