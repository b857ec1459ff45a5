"""The form in which a plan reaches the rules: named arrays over members, months and cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Arrays, Indices, Numbers


@dataclass(frozen=True)
class Input:
    """What the rules may read, described as a line is."""

    name: str
    unit: str
    per: tuple[str, ...]
    zh: str
    en: str
    rolls: str = "average"
    describe: str = ""


@dataclass(frozen=True)
class Inputs:
    """Axes of an array: each dimension of `per` at full length, month (1 or all), case (1 or all)."""

    months: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]
    arrays: Arrays
    groupings: Mapping[tuple[str, str], Indices]


def rows(values: Sequence[Sequence[float]], length: int) -> Numbers:
    """Members by months by one case; one month where no member changes over time."""
    if all(len(row) == 1 for row in values):
        return np.array([row[0] for row in values], dtype=float).reshape(len(values), 1, 1)
    wide = [row if len(row) == length else tuple(row) * length for row in values]
    return squeezed(np.array(wide, dtype=float).reshape(len(values), length, 1))


def single(values: Sequence[float]) -> Numbers:
    """Months by one case, for what varies by no member."""
    return squeezed(np.array(values, dtype=float).reshape(-1, 1))


def squeezed(array: Numbers) -> Numbers:
    """The array with one month where all months are equal."""
    if array.shape[-2] > 1 and (array == array[..., :1, :]).all():
        return array[..., :1, :]
    return array


def indices(values: Sequence[int]) -> Indices:
    return np.array(values, dtype=np.int64).reshape(len(values))
