"""Expressions as instructions: rows of integers, each a word with its operands.

A row is collected with numbers of dimension sets; sizes and distances along up to three axes are filled in
for all rows at once (`finished`), which is what makes tables cheap. Words across a dimension state their own.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from artplan.engine.tiles.layout import NUMBERS, SCRATCH, Dimensions, Operand

Rows = NDArray[np.int32]  # (instruction, COLUMNS)
Wide = NDArray[np.int64]
Lists = Mapping[tuple[str, str], tuple[int, int]]  # by source and target: place, distance from month to month

# The order is that of the enumeration in native/tiles.c.
NAMES = (
    *("+", "-", "*", "/", "**", "<", "<=", ">", ">=", "minimum", "maximum"),
    *("round_half_up", "round_up", "round_down", "rate", "negative", "exp", "log"),
    *("copy", "first", "before", "where", "ratio"),
    *("zero", "sum", "sum_product", "sum_groups", "take", "aged"),
)
WORDS = {name: number for number, name in enumerate(NAMES)}
COLUMNS = 7 + 4 * 7  # word, lanes, three sizes, list and its step; to, a, b and c
AXES = 3
NOTHING = Operand(0, 0, 0, 0)
NONE = (0, 0, 0)
RAW = 5 + 4 * 6  # word, lanes, dimensions, list and its step; four operands


class Code:
    """The rows so far, with what they share.

    lists: places of lists of members. positions: of named members. numbers: those of the formulas, by value.
    scratch: the length of the longest room for partial results. stated: rows that say sizes and distances.
    """

    def __init__(self, dims: Dimensions, lists: Lists, positions: Mapping[tuple[str, str], int]) -> None:
        self.dims, self.lists, self.positions = dims, lists, positions
        self.raw: list[int] = []
        self.stated: list[tuple[int, tuple[int, ...], tuple[tuple[int, ...], ...]]] = []
        self.numbers: dict[float, int] = {}
        self.scratch = 0

    def __len__(self) -> int:
        return len(self.raw) // RAW

    def number(self, value: float) -> Operand:
        """A number of a formula as an operand."""
        return Operand(NUMBERS + self.numbers.setdefault(value, len(self.numbers)), self.dims.none, 0, 0)

    def finished(self, room: int) -> Rows:
        """All rows. room: the size of the array up to the formulas' numbers, then the scratch room."""
        raw = np.array(self.raw, dtype=np.int64).reshape(-1, RAW)
        rows = np.zeros((len(raw), COLUMNS), dtype=np.int32)
        rows[:, 0:2], rows[:, 5:7] = raw[:, 0:2], raw[:, 3:5]
        sets = self.dims.sets
        sizes = np.array([self._axes(dims) for dims in range(len(sets))])[raw[:, 2]]
        operands = raw[:, 5:].reshape(-1, 4, 6)
        at, dims, inner, wide, slot, month = (operands[:, :, column] for column in range(6))
        scratch = room + len(self.numbers) - SCRATCH
        at = at + np.select([at >= NUMBERS, at < 0], [room - NUMBERS, scratch])
        pairs, which = np.unique(raw[:, 2, None] * len(sets) + dims, return_inverse=True)
        table = [self._distances(*divmod(pair, len(sets))) for pair in pairs.tolist()]
        by = np.array(table, dtype=np.int64).reshape(-1, AXES)[which.reshape(dims.shape)] * inner[:, :, None]
        for row, size, stated in self.stated:
            sizes[row], by[row] = size, stated
        _join(rows, sizes, by, wide)
        rows[:, 2:5] = sizes
        rows[:, 7:] = np.concatenate(
            [at[..., None], by, np.stack([slot, month, wide], axis=2)], axis=2
        ).reshape(len(rows), -1)
        return rows

    def _axes(self, dims: int) -> list[int]:
        sizes = [self.dims.sizes[dim] for dim in self.dims.sets[dims][-AXES:]]
        return [1] * (AXES - len(sizes)) + sizes

    def _distances(self, dims: int, of: int) -> list[int]:
        along = [self.dims.stride(of, dim) for dim in self.dims.sets[dims][-AXES:]]
        return [0] * (AXES - len(along)) + along


def _join(rows: Rows, sizes: Wide, by: Wide, wide: Wide) -> None:
    """Let members that lie end to end in every operand share an axis, and lanes with members likewise.

    sizes: (instruction, axis). by: (instruction, operand, axis). wide: (instruction, operand).
    """
    plain = rows[:, 0] < WORDS["sum_groups"]
    for axis in (1, 0, 1):  # the last step joins what the second has moved
        ends = (by[:, :, axis] == by[:, :, axis + 1] * sizes[:, axis + 1, None]).all(axis=1)
        join = plain & (ends | (sizes[:, axis] == 1) | (sizes[:, axis + 1] == 1))
        only = join & (sizes[:, axis + 1] == 1)
        by[only, :, axis + 1] = by[only, :, axis]
        sizes[join, axis + 1] *= sizes[join, axis]
        by[join, :, axis], sizes[join, axis] = 0, 1
    lanes = rows[:, 1]
    ends = (by[:, :, 2] == np.where(wide == 1, lanes[:, None], 0)).all(axis=1)
    flat = plain & ends & (wide[:, 0] == 1) & (lanes > 0)
    rows[flat, 1] *= sizes[flat, 2]
    sizes[flat, 2] = 1
