"""All instructions for a program and the shapes of a plan's data.

Lines that no varying input reaches come first, once: a line outside loops for all months at once, with the
months as lanes; loops month after month. Lines with cases follow, tile by tile: month after month, all lines
of a month, so that only the present month of most lines is held, in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from artplan.engine.arrays import Numbers
from artplan.engine.tiles.frame import Stepped, TableFrame
from artplan.engine.tiles.instructions import Rows
from artplan.engine.tiles.layout import TILE, Operand, Room, Shapes
from artplan.engine.tiles.writer import Writer

Ints = NDArray[np.int32]
Place = tuple[int, tuple[int, ...]]  # the first number's place, and the shape from there


@dataclass(frozen=True, eq=False)
class InstructionTables:
    """What the library needs, in plain integers; `numbers` are those of the formulas.

    size: of the whole array. plain: the inputs without cases, `front` numbers in all, which begin it. lines:
    where lines without cases stand. parts: of the instructions for one plan, (part, 3). tile: the parts for
    tiles, (4,). ins, outs: places of inputs and lines with cases, (number,). given, results: their names,
    each with its first row among these places and its shape.
    """

    rows: Rows
    lists: Ints
    numbers: Numbers
    numbers_at: int
    size: int
    front: int
    plain: tuple[str, ...]
    lines: dict[str, Place]
    parts: Ints
    tile: Ints
    ins: Ints
    outs: Ints
    given: dict[str, Place]
    results: dict[str, Place]

    @cached_property
    def addresses(self) -> tuple[int, ...]:
        """The addresses of lists, instructions, parts, parts for tiles, ins and outs."""
        return tuple(
            each.ctypes.data for each in (self.lists, self.rows, self.parts, self.tile, self.ins, self.outs)
        )


@lru_cache(maxsize=32)
def tables(program: Stepped, shapes: Shapes) -> InstructionTables:
    """The tables for a program and the shapes of its data."""
    frame = TableFrame(program, shapes)
    plain, lines, at = _laid(frame)
    parts = _of_plan(frame, lines)
    room = Room(at + -at % 8)
    tile, places = _of_tiles(frame, lines, room)
    given = shapes.cases
    results = [name for name in program.kept if name in frame.varying]
    rows = frame.code.finished(room.size)
    numbers = np.array(list(frame.code.numbers), dtype=float)
    return InstructionTables(
        rows=rows,
        lists=frame.lists,
        numbers=numbers,
        numbers_at=room.size,
        size=room.size + len(numbers) + frame.code.scratch,
        front=sum(frame.members[name] * frame.months[name] for name in plain),
        plain=plain,
        lines={
            name: (place, frame.shape(name)) for name, place in lines.items() if name in frame.model.lines
        },
        parts=np.array(parts, dtype=np.int32).reshape(-1, 3),
        tile=np.array(tile, dtype=np.int32),
        ins=_rows_of(frame, given, places),
        outs=_rows_of(frame, results, places),
        given=_following(frame, given),
        results=_following(frame, results),
    )


def _laid(frame: TableFrame) -> tuple[tuple[str, ...], dict[str, int], int]:
    """Names of inputs without cases, places of these and of lines without cases, and the length of all."""
    plain = tuple(name for name in frame.shapes.names if name not in frame.varying)
    fixed = [name for step in frame.steps for name in step.names if name not in frame.varying]
    places, at = {}, 0
    for name in (*plain, *fixed):
        places[name] = at
        at += frame.members[name] * frame.months[name]
    return plain, places, at


def _of_plan(frame: TableFrame, places: dict[str, int]) -> list[tuple[int, ...]]:
    """The parts for lines without cases."""

    @cache
    def whole(name: str) -> Operand:
        months = frame.months[name]
        return Operand(places[name], frame.numbers[name], months, int(months > 1))

    @cache
    def now(name: str) -> Operand:
        months = frame.months[name]
        slot, step = (-1, 1) if months > 1 else (0, 0)
        return Operand(places[name], frame.numbers[name], months, 0, slot, step)

    together = Writer(frame.code, frame.shapes.months, whole, months=True)
    singly = Writer(frame.code, 1, now)
    parts: list[tuple[int, ...]] = []
    for step in frame.steps:
        if step.names[0] in frame.varying:
            continue
        start = len(frame.code)
        if len(step.names) > 1:
            parts.append((*_monthly(frame, singly, step.names), 1))
            continue
        _write_whole(frame, together, step.names[0])
        if parts and not parts[-1][2] and parts[-1][0] + parts[-1][1] == start:
            start = parts.pop()[0]
        parts.append((start, len(frame.code) - start, 0))
    return parts


def _write_whole(frame: TableFrame, writer: Writer, name: str) -> None:
    """A line for all months; an opening is its closing, one month on."""
    line, to = frame.model.lines[name], writer.place(name)
    if not line.closing:
        writer.line(frame.model.expressions[name], to)
        return
    closing, months = writer.place(line.closing), frame.shapes.months
    first = _one_month(to, 0)
    if line.first:
        writer.emit("copy", to.dims, first, _one_month(writer.place(line.first), 0), lanes=1)
    else:
        writer.emit("zero", to.dims, first, lanes=1)
    if months > 1:
        later = to._replace(at=to.at + 1)
        writer.emit("copy", to.dims, later, closing, lanes=months - 1)


def _one_month(operand: Operand, month: int) -> Operand:
    """One month's number of an operand whose lanes are the months."""
    return operand._replace(at=operand.at + month * operand.wide, wide=0)


def _monthly(frame: TableFrame, writer: Writer, names: Sequence[str]) -> tuple[int, int]:
    """Start and number of the instructions for each month."""
    start = len(frame.code)
    for name in names:
        line, to = frame.model.lines[name], writer.place(name)
        if not line.closing:
            writer.line(frame.model.expressions[name], to)
            continue
        first = writer.place(line.first) if line.first else frame.code.number(0)
        writer.emit("first", to.dims, to, first)
        writer.emit("before", to.dims, to, writer.place(line.closing))
    return start, len(frame.code) - start


def _of_tiles(frame: TableFrame, places: dict[str, int], room: Room) -> tuple[list[int], dict[str, int]]:
    """The parts for lines with cases, and the places of what is handed in and out."""
    names = [name for step in frame.steps for name in step.names if name in frame.varying]
    once = [name for name in names if frame.months[name] == 1] if frame.shapes.months > 1 else []
    each = [name for name in names if name not in set(once)]
    held = _held(frame, each)
    at = _roomed(frame, once, each, held, room)

    @cache
    def place(name: str) -> Operand:
        dims, months = frame.numbers[name], frame.months[name]
        if name not in frame.varying:
            return Operand(places[name], dims, months, 0, -1 if months > 1 else 0, int(months > 1))
        kept = held.get(name, months)
        slot = 0 if kept == 1 else -1 if kept == months else 1
        return Operand(at[name], dims, kept * TILE, 1, slot, TILE if kept > 1 else 0)

    writer = Writer(frame.code, TILE, place, tile=True)
    start = len(frame.code)
    for name in once:
        writer.line(frame.model.expressions[name], place(name))
    count = len(frame.code) - start
    return [start, count, *_monthly(frame, writer, each)], at


def _held(frame: TableFrame, names: Sequence[str]) -> dict[str, int]:
    """How many months of a line are held at once: all that is handed out, two of a closing, else one."""
    closings = {frame.model.lines[name].closing for name in names}
    return {
        name: frame.months[name]
        if name in frame.kept
        else min(2 if name in closings else 1, frame.months[name])
        for name in names
    }


def _roomed(
    frame: TableFrame, once: Sequence[str], each: Sequence[str], held: dict[str, int], room: Room
) -> dict[str, int]:
    """Places for a tile's inputs and lines; one held for a month gives it back after its last reader."""
    inputs = frame.shapes.cases
    at = {name: room.take(frame.members[name] * frame.months[name] * TILE) for name in (*inputs, *once)}
    passing = {name for name in each if held[name] == 1 and name not in frame.kept}
    for name in each:
        if name not in passing:
            at[name] = room.take(frame.members[name] * held[name] * TILE)
    last = {read: place for place, name in enumerate(each) for read in (name, *frame.model.needs(name))}
    ends: dict[int, list[str]] = {}
    for name in passing:
        ends.setdefault(last[name], []).append(name)
    for place, name in enumerate(each):
        if name in passing:
            at[name] = room.take(frame.members[name] * TILE)
        for done in ends.get(place, ()):
            room.give_back(at[done], frame.members[done] * TILE)
    return at


def _rows_of(frame: TableFrame, names: Sequence[str], places: dict[str, int]) -> Ints:
    """The place of every number of these names, without the cases."""
    spans = [
        places[name] + TILE * np.arange(frame.members[name] * frame.months[name], dtype=np.int32)
        for name in names
    ]
    return np.concatenate(spans).astype(np.int32) if spans else np.zeros(0, dtype=np.int32)


def _following(frame: TableFrame, names: Sequence[str]) -> dict[str, Place]:
    """The first row and the shape of names whose rows follow each other."""
    result, row = {}, 0
    for name in names:
        result[name] = (row, frame.shape(name))
        row += frame.members[name] * frame.months[name]
    return result
