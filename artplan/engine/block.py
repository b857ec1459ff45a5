"""A block of cases, of which only those are worked out in which something differs from the first case.

Where parameters are moved one at a time, most cases change only a few lines. A mask, (case of the block,),
says in which cases of the block a line or an input is `own`: not what it is in the first case of all. Its
array then holds the first case and after it the own ones; where most cases are own, all cases of the block as
they stand.
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
    """The cases from `start` up to `stop`."""

    start: int
    stop: int

    @cached_property
    def every(self) -> Booleans:
        """The one mask of all cases, known by being itself."""
        return np.ones(self.stop - self.start, dtype=bool)

    def own(self, array: Numbers) -> Booleans:
        """The cases in which an input differs from its first case."""
        differs = array[..., self.start : self.stop] != array[..., :1]
        return self._filled(differs.any(axis=tuple(range(differs.ndim - 1))))

    def united(self, masks: Iterable[Booleans]) -> Booleans:
        """The cases that are own to any; none where there is no mask."""
        several = list(masks)
        if any(mask is self.every for mask in several):
            return self.every
        return self._filled(np.logical_or.reduce([~self.every, *several]))

    def numbers(self, own: Booleans) -> Indices:
        """The case that stands in each column of an array."""
        cases = np.arange(self.start, self.stop)
        return cases if own is self.every else np.concatenate([[0], cases[own]])

    def held(self, array: Numbers, own: Booleans) -> Numbers:
        """An input's columns: a view where all cases are own."""
        if own is self.every:
            return array[..., self.start : self.stop]
        return array.take(self.numbers(own), axis=-1)

    def spread(self, array: Numbers, own: Booleans, wanted: Booleans) -> Numbers:
        """The columns of the wanted cases, which comprise the own ones."""
        if array.shape[-1] == 1 or own is wanted or np.array_equal(own, wanted):
            return array
        column = np.cumsum(own) * own  # the first case stands in column 0
        return array.take(column if wanted is self.every else np.concatenate([[0], column[wanted]]), axis=-1)

    def whole(self, array: Numbers, own: Booleans) -> Numbers:
        """All cases of the block."""
        return np.broadcast_to(self.spread(array, own, self.every), (*array.shape[:-1], len(self.every)))

    def _filled(self, mask: Booleans) -> Booleans:
        return self.every if mask.mean() > MOST else mask
