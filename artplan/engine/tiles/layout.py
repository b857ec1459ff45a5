"""Where each number stands: one array holds inputs, lines, the formulas' own numbers and room for a tile.

An operand says where a name's numbers are: `at`, the place of the first; `dims`, a number for its dimensions;
`inner`, the distance from member to member; `wide`, whether its lanes differ (months of one plan, cases of a
tile) or share one number; `slot` and `month`, how the month moves it. Members follow each other in the order
of the dimensions, the last fastest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from artplan.engine.steps import grouping_name

TILE = 32  # cases of a tile, as in native/tiles.c
NUMBERS = 2**30  # from here on, `at` counts the formulas' own numbers
SCRATCH = -(2**30)  # from here up to 0, the places of partial results


class Operand(NamedTuple):
    """Where the numbers of a name, a constant or a partial result stand."""

    at: int
    dims: int
    inner: int
    wide: int
    slot: int = 0
    month: int = 0


@dataclass(frozen=True)
class Shapes:
    """What the tables depend on beside the program: sizes, not numbers.

    months: of the horizon. members: by dimension. names, shapes: of the inputs, (dimensions..., month, case).
    groupings: by source and target, each member's group, with the shape of that list.
    """

    months: int
    members: tuple[tuple[str, tuple[str, ...]], ...]
    names: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]
    groupings: tuple[tuple[tuple[str, str], tuple[int, ...], bytes], ...]

    @property
    def cases(self) -> list[str]:
        """The names of the inputs with more than one case."""
        return [name for name, shape in zip(self.names, self.shapes, strict=True) if shape[-1] > 1]

    def monthly(self) -> list[str]:
        """The names of the groupings that move with the month."""
        moving = [key for key, shape, _ in self.groupings if key[0] == "month" or len(shape) == 2]
        return [grouping_name(*key) for key in moving]


class Dimensions:
    """Sets of dimensions by number, with the distances of their members; each is worked out once.

    sets: the dimensions, by number. members: how many there are of all together, by number.
    """

    def __init__(self, sizes: Mapping[str, int], order: Sequence[str]) -> None:
        self.sizes, self.order = sizes, {dim: place for place, dim in enumerate(order)}
        self.sets: list[tuple[str, ...]] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._unions: dict[tuple[int, int], int] = {}
        self._strides: list[dict[str, int]] = []
        self.members: list[int] = []
        self.none = self.number(())

    def number(self, dims: Iterable[str]) -> int:
        """The number of a set of dimensions."""
        key = tuple(dims)
        if key not in self._numbers:
            self._numbers[key] = len(self.sets)
            self.sets.append(key)
            strides, size = {}, 1
            for dim in reversed(key):
                strides[dim] = size
                size *= self.sizes[dim]
            self._strides.append(strides)
            self.members.append(size)
        return self._numbers[key]

    def sorted(self, dims: Iterable[str]) -> int:
        """The number of the dimensions, which may come in any order."""
        return self.number(sorted(dims, key=self.order.__getitem__))

    def union(self, one: int, other: int) -> int:
        """The number of the dimensions of either."""
        key = (one, other)
        if key not in self._unions:
            self._unions[key] = self.sorted({*self.sets[one], *self.sets[other]})
        return self._unions[key]

    def places(self, dims: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """Every combination of members' positions along the dimensions; one empty one without any."""
        return product(*(range(self.sizes[dim]) for dim in dims))

    def stride(self, dims: int, dim: str) -> int:
        """How many members lie between two along a dimension; 0 where the set lacks it."""
        return self._strides[dims].get(dim, 0)


@dataclass
class Room:
    """Places handed out in one array; what is given back is handed out again to the next of the same size."""

    size: int = 0
    free: dict[int, list[int]] = field(default_factory=dict)

    def take(self, length: int) -> int:
        """The place of so many numbers."""
        if self.free.get(length):
            return self.free[length].pop()
        self.size += length
        return self.size - length

    def give_back(self, at: int, length: int) -> None:
        """Let the next of the same length have the place."""
        self.free.setdefault(length, []).append(at)
