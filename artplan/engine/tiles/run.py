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
from artplan.engine.data import Data, Values, places
from artplan.engine.evaluate import Numpy, strict
from artplan.engine.tiles.layout import TILE, Shapes
from artplan.engine.tiles.library import Library
from artplan.engine.tiles.tables import Place, Stepped, InstructionTables, tables


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
    shapes = _shapes(program, data)
    table = tables(program, shapes)
    base, whole = _plan(library, table, data.arrays, shapes.months)
    if not whole:
        return program.numpy.run(data, block, threads)
    lines = Lines(tuple(table.lines), base, table.lines, {})
    cases = _tiles(library, program, table, data, lines, block, threads) if table.given else {}
    return Lines(program.kept, base, table.lines, cases)


def _shapes(program: Stepped, data: Data) -> Shapes:
    return Shapes(
        len(data.months),
        tuple([(dim, len(members)) for dim, members in data.members.items()]),
        tuple([(name, array.shape[-2], array.shape[-1] > 1) for name, array in data.arrays.items()]),
        tuple(
            [(key, index.shape, index.astype(np.int64).tobytes()) for key, index in data.groupings.items()]
        ),
        tuple(places(program.model, data).items()),
    )


def _plan(library: Library, table: InstructionTables, arrays: Arrays, months: int) -> tuple[Numbers, bool]:
    """The array with all lines without cases, and whether every word came to a number."""
    base = np.empty(table.size)
    if table.plain:
        np.concatenate([arrays[name].ravel() for name in table.plain], out=base[: table.front])
    base[table.numbers_at : table.numbers_at + len(table.numbers)] = table.numbers
    count = len(table.parts)
    address = table.addresses
    broken = library.plan(base.ctypes.data, *address[:3], count, months, library.avx2)
    return base, not broken


def _tiles(
    library: Library,
    program: NumpyProgram,
    table: InstructionTables,
    data: Data,
    lines: Lines,
    block: int,
    threads: int,
) -> Values:
    """The kept lines with cases."""
    cases = max(data.arrays[name].shape[-1] for name in table.given)
    result = np.empty((len(table.outs), cases))
    results = {
        name: result[row : row + prod(shape)].reshape(*shape, cases)
        for name, (row, shape) in table.results.items()
    }

    def work(start: int) -> None:
        part = Block(start, min(start + block, cases))
        if _block(library, table, data.arrays, lines.base.copy(), part, len(data.months), result):
            return
        fixed = {**program.numpy.given(data), **lines}
        with strict():
            values = program.numpy.block(part, fixed, program.numpy.varying(data), data)
        for name, array in results.items():
            array[..., part.start : part.stop] = values[name]

    starts = range(0, cases, block)
    if len(starts) == 1 or threads == 1:
        for start in starts:
            work(start)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, starts))
    return results


def _block(
    library: Library, table: InstructionTables, arrays: Arrays, base: Numbers, part: Block, months: int, result: Numbers
) -> bool:
    """Work out a block into the columns of the result; whether every word came to a number."""
    cases = part.stop - part.start
    given = np.empty((len(table.ins), cases))
    for name, (row, shape) in table.given.items():
        length = prod(shape)
        given[row : row + length] = arrays[name][..., part.start : part.stop].reshape(length, cases)
    flags = np.zeros(-(-cases // TILE), dtype=np.uint8)
    lists = table.addresses
    library.tiles(
        *(base.ctypes.data, lists[0], lists[1], lists[3], months),
        *(given.ctypes.data, lists[4], len(table.ins), result.ctypes.data, lists[5], len(table.outs)),
        *(cases, part.start, result.shape[-1], flags.ctypes.data, library.avx2),
    )
    return not flags.any()
