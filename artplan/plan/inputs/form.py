"""The form of a plan's inputs: named arrays over members, months and cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Arrays, Indices, Numbers


@dataclass(frozen=True)
class Input:
    """The card of an input, with the same attributes as a line's."""

    name: str
    unit: str
    per: tuple[str, ...]
    zh: str
    en: str
    rolls: str = "average"
    describe: str = ""


@dataclass(frozen=True)
class Inputs:
    """The inputs of a plan.

    arrays: by name, shape (each dimension of `per`, month 1 or T, case 1 or N). groupings: by (source,
    target), the position of each member's group, -1 for none.
    """

    months: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]
    arrays: Arrays
    groupings: Mapping[tuple[str, str], Indices]


def from_month(data: Inputs, at: int) -> Inputs:
    """Return the inputs of the months from a position on, which is above 0 and within the plan."""
    arrays = {
        name: array[..., at:, :] if array.shape[-2] > 1 else array for name, array in data.arrays.items()
    }
    groupings = {
        key: index[..., at:] if key[0] == "month" or index.ndim > 1 else index
        for key, index in data.groupings.items()
    }
    return Inputs(data.months[at:], data.members, arrays, groupings)


def rows(values: Sequence[Sequence[float]], length: int) -> Numbers:
    """Values by member as an array (member, month, 1); one month where no member changes over time.

    values: for each member one value, or one for each of `length` months.
    """
    widths = set(map(len, values))
    if widths <= {1}:
        return np.array(values, dtype=float).reshape(len(values), 1, 1)
    wide = values if widths == {length} else [row if len(row) > 1 else (*row,) * length for row in values]
    return squeezed(np.array(wide, dtype=float).reshape(len(values), length, 1))


def single(values: Sequence[float]) -> Numbers:
    """Values by month as an array (month, 1), for an input without dimensions."""
    return squeezed(np.array(values, dtype=float).reshape(-1, 1))


def squeezed(array: Numbers) -> Numbers:
    """The array (..., month, case) with a month axis of length 1 where all months are equal."""
    if array.shape[-2] > 1 and (array == array[..., :1, :]).all():
        return array[..., :1, :]
    return array


def indices(values: Sequence[int]) -> Indices:
    """Positions as an array of integers, (member,)."""
    return np.array(values, dtype=np.int64).reshape(len(values))
