"""The locations of values in the memory of the compiled formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from artplan.engine.data import Values
from artplan.engine.model import Model
from artplan.engine.program import Program
from artplan.plan.inputs.build import Inputs

TILE = 16  # cases that are evaluated together


@dataclass(frozen=True)
class Place:
    """The location of a name's values.

    kind: `fixed`, `input` or `line`. sizes: the sizes of its dimensions. turns: only two months of a loop's
    line are kept, and overwritten in turn.
    """

    kind: str
    offset: int
    sizes: tuple[int, ...]
    months: int
    turns: bool = False

    @property
    def length(self) -> int:
        """The number of values of the line in a tile."""
        return prod(self.sizes) * self.months * TILE

    def number(self, name: str, at: Mapping[int, str], month: str) -> str:
        """Return the C expression of one value. at: the index along each axis."""
        index = "0"
        for axis, size in enumerate(self.sizes):
            index = f"({index} * {size} + {at[axis]})"
        month = f"({month} & 1)" if self.turns else month
        index = f"({index} * {self.months} + {month})" if self.months > 1 else index
        return {
            "fixed": f"f[{self.offset} + {index}]",
            "input": f"x_{name}[(long){index} * n + s + c]",
            "line": f"w[{self.offset} + {index} * TILE + c]",
        }[self.kind]


def of_two_cases(model: Model, names: Sequence[str], data: Inputs) -> Values:
    """Return the named lines and all inputs for the first two cases.

    Two cases suffice to determine which names vary, and all shapes.
    """
    few = {name: array[..., :2] for name, array in data.arrays.items()}
    return {**few, **Program.of(model, names).run(replace(data, arrays=few))}


class Room:
    """Allocates sections of one array, and reuses released ones to keep a tile's memory small."""

    def __init__(self) -> None:
        self.size = 0
        self.free: list[tuple[int, int]] = []  # offset and length, in order

    def take(self, length: int) -> int:
        for at, (offset, left) in enumerate(self.free):
            if left >= length:
                rest = [(offset + length, left - length)] if left > length else []
                self.free[at : at + 1] = rest
                return offset
        self.size += length
        return self.size - length

    def give_back(self, offset: int, length: int) -> None:
        merged: list[tuple[int, int]] = []
        for start, left in sorted([*self.free, (offset, length)]):
            if merged and sum(merged[-1]) == start:
                start, left = merged[-1][0], merged.pop()[1] + left
            merged.append((start, left))
        self.free = merged
