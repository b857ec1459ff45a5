"""The library called on a plan's data: one plan, or many cases in tiles.

Where a word comes to no number, the block of cases in which it happened goes through numpy, which raises the
fault with line, member, month and case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import prod
from typing import Protocol

import numpy as np

from artplan.engine.arrays import Arrays, Numbers
from artplan.engine.block import Block
from artplan.engine.data import Data, Values
from artplan.engine.evaluate import Numpy, strict
from artplan.engine.tiles.frame import Stepped
from artplan.engine.tiles.layout import TILE, Shapes
from artplan.engine.tiles.library import Library
from artplan.engine.tiles.tables import InstructionTables, Place, tables


class NumpyProgram(Stepped, Protocol):
    """A program that numpy can evaluate, too."""

    @property
    def numpy(self) -> Numpy:
        """The steps compiled for numpy."""
        ...


@dataclass(frozen=True, eq=False)
class Lines(Mapping[str, Numbers]):
    """Lines by name, cut from one array when they are asked for: 800 views take as long as the plan itself.

    names: what is handed out, in this order. places: by name, first number and shape. cases: lines that have
    an array of their own.
    """

    names: tuple[str, ...]
    base: Numbers
    places: Mapping[str, Place]
    cases: Values

    def __getitem__(self, name: str) -> Numbers:
        if name in self.cases:
            return self.cases[name]
        at, shape = self.places[name]
        return self.base[at : at + prod(shape)].reshape(*shape, 1)

    def __contains__(self, name: object) -> bool:
        return name in self.cases or name in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def run(library: Library, program: NumpyProgram, data: Data, block: int, threads: int) -> Arrays:
    """What `Program.run` returns."""
    table = tables(program, shapes_of(data))
    work = _Work(library, program, data, table)
    base = work.plan()
    if base is None:
        return program.numpy.run(data, block, threads)
    lines = Lines(tuple(table.lines), base, table.lines, {})
    cases = work.cases(lines, block, threads) if table.given else {}
    return Lines(program.kept, base, table.lines, cases)


def shapes_of(data: Data) -> Shapes:
    """What the tables depend on beside the program."""
    return Shapes(
        len(data.months),
        tuple(data.members.items()),
        tuple(data.arrays),
        tuple([array.shape for array in data.arrays.values()]),
        tuple([(key, each.shape, each.astype(np.int64).tobytes()) for key, each in data.groupings.items()]),
    )


@dataclass(frozen=True)
class _Work:
    """One call of the library, or several for many cases."""

    library: Library
    program: NumpyProgram
    data: Data
    table: InstructionTables

    def plan(self) -> Numbers | None:
        """The array with all lines without cases; None where a word came to no number."""
        table, arrays = self.table, self.data.arrays
        base = np.empty(table.size)
        if table.plain:
            np.concatenate([arrays[name].ravel() for name in table.plain], out=base[: table.front])
        base[table.numbers_at : table.numbers_at + len(table.numbers)] = table.numbers
        lists, rows, parts = table.addresses[:3]
        count, months = len(table.parts), len(self.data.months)
        broken = self.library.plan(base.ctypes.data, lists, rows, parts, count, months, self.library.avx2)
        return None if broken else base

    def cases(self, lines: Lines, block: int, threads: int) -> Values:
        """The kept lines with cases, worked out in blocks."""
        count = max(self.data.arrays[name].shape[-1] for name in self.table.given)
        every = np.empty((len(self.table.outs), count))
        results = {
            name: every[row : row + prod(shape)].reshape(*shape, count)
            for name, (row, shape) in self.table.results.items()
        }

        def work(start: int) -> None:
            part = Block(start, min(start + block, count))
            if not self._block(part, lines.base.copy(), every):
                for name, array in self._by_numpy(part, lines).items():
                    results[name][..., part.start : part.stop] = array

        starts = range(0, count, block)
        if len(starts) == 1 or threads == 1:
            for start in starts:
                work(start)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(work, starts))
        return results

    def _block(self, part: Block, base: Numbers, every: Numbers) -> bool:
        """Work a block out into its columns of `every`; whether each word came to a number."""
        table, cases = self.table, part.stop - part.start
        given = np.empty((len(table.ins), cases))
        for name, (row, shape) in table.given.items():
            numbers = self.data.arrays[name][..., part.start : part.stop]
            given[row : row + prod(shape)] = numbers.reshape(prod(shape), cases)
        flags = np.zeros(-(-cases // TILE), dtype=np.uint8)
        lists, rows, _, tile, ins, outs = table.addresses
        self.library.tiles(
            *(base.ctypes.data, lists, rows, tile, len(self.data.months)),
            *(given.ctypes.data, ins, len(table.ins), every.ctypes.data, outs, len(table.outs)),
            *(cases, part.start, every.shape[-1], flags.ctypes.data, self.library.avx2),
        )
        return not flags.any()

    def _by_numpy(self, part: Block, lines: Lines) -> Values:
        """The kept lines of a block. Raises NumberFault where numpy, too, comes to no number."""
        numpy = self.program.numpy
        with strict():
            return numpy.block(part, {**numpy.given(self.data), **lines}, numpy.varying(self.data), self.data)
