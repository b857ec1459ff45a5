"""A block of cases, of which only those are evaluated that differ from the first case of all.

Where one parameter is moved at a time, most cases change only a few lines. A boolean mask of shape (case of
the block,) marks the `own` cases of a line or input: those in which it may differ from the first case. Its
array then has the first case in column 0, followed by the own cases; where most cases are own, it has all
cases of the block instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from artplan.engine.arrays import Booleans, Indices, Numbers

MOST = 0.6  # of the cases: from here on picking them out costs more than it saves


@dataclass(frozen=True)
class Block:
    """The cases from `start` up to, not including, `stop`."""

    start: int
    stop: int

    @cached_property
    def every(self) -> Booleans:
        """The mask of all cases; one object, so that it is recognised by identity."""
        return np.ones(self.stop - self.start, dtype=bool)

    def own(self, array: Numbers) -> Booleans:
        """The mask of the cases in which an input (..., case) differs from its first case."""
        differs = array[..., self.start : self.stop] != array[..., :1]
        return self._filled(differs.any(axis=tuple(range(differs.ndim - 1))))

    def united(self, masks: Iterable[Booleans]) -> Booleans:
        """The union of the masks; no case at all where there is no mask."""
        items = list(masks)
        if any(mask is self.every for mask in items):
            return self.every
        return self._filled(np.logical_or.reduce([~self.every, *items]))

    def numbers(self, own: Booleans) -> Indices:
        """The case number of each column of an array held under this mask, shape (column,)."""
        cases = np.arange(self.start, self.stop)
        return cases if own is self.every else np.concatenate([[0], cases[own]])

    def held(self, array: Numbers, own: Booleans) -> Numbers:
        """The columns of an input (..., case) under the mask; a view where all cases are own."""
        if own is self.every:
            return array[..., self.start : self.stop]
        return array.take(self.numbers(own), axis=-1)

    def spread(self, array: Numbers, own: Booleans, wanted: Booleans) -> Numbers:
        """Columns held under the mask `own`, rearranged to the mask `wanted`, which must contain it."""
        if array.shape[-1] == 1 or own is wanted or np.array_equal(own, wanted):
            return array
        column = np.cumsum(own) * own  # the first case stands in column 0
        return array.take(column if wanted is self.every else np.concatenate([[0], column[wanted]]), axis=-1)

    def whole(self, array: Numbers, own: Booleans) -> Numbers:
        """Columns held under the mask, expanded to all cases of the block; possibly a read-only view."""
        return np.broadcast_to(self.spread(array, own, self.every), (*array.shape[:-1], len(self.every)))

    def _filled(self, mask: Booleans) -> Booleans:
        return self.every if mask.mean() > MOST else mask
