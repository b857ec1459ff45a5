"""Evaluate a model: data in, arrays out.

    program = Program.of(model, ["net_profit"])      # only the steps that are needed, compiled once
    program.run(data)["net_profit"]                  # shape: the line's dimensions, month, case

Lines that no varying input reaches are evaluated once, with a case axis of length 1. The others are evaluated
in blocks of cases, so that memory does not grow with the number of cases, and within a block only for the
cases that differ from the first one (`block`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from artplan.engine.arrays import Arrays, Indices, Numbers
from artplan.engine.block import Block
from artplan.engine.faults import Broken, ModelFault, broken, no_number
from artplan.engine.model import Model
from artplan.engine.numbers import Worker, aligned, compile_expression, grouping_name, place_name
from artplan.engine.steps import EngineStep, kept_with, steps_of
from artplan.texts.closest import nearest

BLOCK = 1024  # cases that are worked out together
THREADS = 2  # blocks at a time, unless told otherwise: numpy leaves Python to others while it computes
Values = dict[str, Numbers]
FIRST = np.zeros(1, dtype=np.int64)


class Data(Protocol):
    """The data that a plan provides to the engine."""

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the horizon, as '2027-01'."""
        ...

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The members of each dimension, in the order of the axes' entries."""
        ...

    @property
    def arrays(self) -> Arrays:
        """Inputs by name, shape (each dimension of `per`..., month 1 or T, case 1 or N)."""
        ...

    @property
    def groupings(self) -> Mapping[tuple[str, str], Indices]:
        """By (source, target), each member's group, -1 for none: (member,) or (member, month)."""
        ...


@dataclass(frozen=True)
class Program:
    """The steps that the requested lines need, with a compiled worker for each line.

    requested: the requested lines. kept: these, and the parts from which recomputed lines are rolled up to
    quarters and years. narrow: lines whose rule lacks a dimension of their card, so that the result has to be
    broadcast.
    """

    model: Model
    requested: tuple[str, ...]
    kept: tuple[str, ...]
    steps: tuple[EngineStep, ...]
    workers: Mapping[str, Worker]
    narrow: frozenset[str]

    @staticmethod
    def of(model: Model, lines: Iterable[str] | None = None) -> Program:
        """Compile all lines, or the named ones with their dependencies.

        Raises ModelFault for an unknown name.
        """
        wanted = tuple(model.lines) if lines is None else tuple(lines)
        for name in wanted:
            if name not in model.lines:
                raise ModelFault(f"no line '{name}': {nearest(name, model.lines)}")
        kept = kept_with(model, wanted)
        steps = steps_of(model, model.reach(wanted), kept)
        cards, workers, narrow = model.cards, {}, set()
        for name in (name for step in steps for name in step.names if name in model.expressions):
            worker, dims = compile_expression(model.expressions[name], cards, model.order)
            workers[name] = aligned(worker, dims, model.lines[name].per)
            if dims != model.lines[name].per:
                narrow.add(name)
        return Program(model, wanted, kept, steps, workers, frozenset(narrow))

    def run(self, data: Data, block: int = BLOCK, threads: int = THREADS) -> Values:
        """Evaluate the kept lines: arrays by name, shape (dimensions..., month 1 or T, case 1 or N).

        block: cases evaluated together. threads: blocks evaluated at a time, which changes no number. Raises
        NumberFault for NaN, infinity, overflow or a division by zero, and ModelFault for data of other
        references than the model's.
        """
        varying = self._varying(data)
        values = {**data.arrays, **_groups(data), **_places(self.model, data)}
        with _strict():
            for step in self.steps:
                if step.names[0] not in varying:
                    self._work(step, values, data, FIRST)
            result = {name: values[name] for name in self.kept if name not in varying}
            if varying:
                parts = self._blocks(values, varying, data, block, threads)
                for name in set(self.kept) & varying:
                    items = [part[name] for part in parts]
                    result[name] = np.concatenate(items, axis=-1) if len(items) > 1 else items[0]
        return {name: result[name] for name in self.kept}

    @property
    def keeps_all(self) -> bool:
        """Whether every evaluated line is kept, which `again` requires."""
        return len(self.kept) == sum(len(step.names) for step in self.steps)

    def again(self, data: Data, before: Data, known: Values) -> Values:
        """Evaluate like `run`, given the results for other data: only what a changed input reaches.

        known: what `run` returned for `before`, by a program with `keeps_all`. Both data have one case and
        the same months, members and groupings; this is not checked. Raises NumberFault as `run` does.
        """
        changed = {name for name, array in data.arrays.items() if not _equal(array, before.arrays[name])}
        values = {**known, **data.arrays}
        if not changed:
            return {name: known[name] for name in self.kept}
        values |= {**_groups(data), **_places(self.model, data)}
        with _strict():
            for step in self.steps:
                if changed.isdisjoint(step.reads):
                    continue
                self._work(step, values, data, FIRST)
                changed.update(name for name in step.kept if not _equal(values[name], known[name]))
        return {name: values[name] for name in self.kept}

    def _varying(self, data: Data) -> set[str]:
        """Lines that an input with more than one case reaches."""
        reached = {name for name, array in data.arrays.items() if array.shape[-1] > 1}
        if reached:
            for step in self.steps:
                if not reached.isdisjoint(step.reads):
                    reached.update(step.names)
        return reached & set(self.model.lines)

    def _blocks(self, fixed: Values, varying: set[str], data: Data, block: int, threads: int) -> list[Values]:
        """The kept lines of each block of cases, in order."""
        cases = max(array.shape[-1] for array in data.arrays.values())

        def work(start: int) -> Values:
            with _strict():
                return self._block(Block(start, min(start + block, cases)), fixed, varying, data)

        starts = range(0, cases, block)
        if len(starts) == 1 or threads == 1:
            return [work(start) for start in starts]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(work, starts))

    def _block(self, block: Block, fixed: Values, varying: set[str], data: Data) -> Values:
        """The kept lines of a block; each step is worked out for the cases that are its own."""
        own = {name: block.own(array) for name, array in fixed.items() if array.shape[-1] > 1}
        values = fixed | {name: block.held(fixed[name], mask) for name, mask in own.items()}
        for step in self.steps:
            if step.names[0] not in varying:
                continue
            mask = block.united(own[name] for name in step.reads if name in own)
            read = {
                name: block.spread(values[name], own[name], mask) if name in own else values[name]
                for name in step.reads
            }
            self._work(step, read, data, block.numbers(mask))
            for name in step.kept:
                values[name], own[name] = read[name], mask
            for name in step.done:  # what nobody reads any more makes room in the cache
                if name in varying:
                    del values[name], own[name]
        return {name: block.whole(values[name], own[name]) for name in self.kept if name in varying}

    def _work(self, step: EngineStep, values: Values, data: Data, cases: Indices) -> None:
        """Add the step's lines to the values. `cases`: their numbers by column, for messages."""
        if len(step.names) > 1:
            return self._loop(step, values, data, cases)
        (name,) = step.names
        values[name] = (
            self._line(name, values, data, cases)
            if name in self.workers
            else self._shifted(name, values, data)
        )

    def _line(self, name: str, values: Values, data: Data, cases: Indices, month: int = 0) -> Numbers:
        """One line, widened to every member of its dimensions."""
        worker = self.workers[name]
        try:
            result = np.asarray(worker(values), dtype=float)
        except Broken as reason:
            dims = self.model.lines[name].per
            with np.errstate(all="ignore"):
                numbers = np.asarray(worker(values), dtype=float)
            members, months = [data.members[dim] for dim in dims], data.months[month:]
            raise no_number(name, numbers, members, months, cases, reason.what) from None
        if name in self.narrow or result.ndim < 2:
            shape = tuple([len(data.members[dim]) for dim in self.model.lines[name].per])
            tail = result.shape[-2:] if result.ndim > 1 else (1, 1)
            result = np.broadcast_to(result, shape + tail)
        return result

    def _shifted(self, name: str, values: Values, data: Data) -> Numbers:
        """An opening whose closing does not rest on it: the closing one month on."""
        closing, first = values[self.model.lines[name].closing], self._first(name, values, data)
        cases = max(closing.shape[-1], first.shape[-1])
        result = np.empty(closing.shape[:-2] + (len(data.months), cases))
        result[..., :1, :] = first
        result[..., 1:, :] = closing[..., :-1, :] if closing.shape[-2] > 1 else closing
        return result

    def _loop(self, step: EngineStep, values: Values, data: Data, cases: Indices) -> None:
        """Month after month: openings take the month before, the rest follows in order."""
        lines = self.model.lines
        moving = {name: values[name] for name in step.reads if values[name].shape[-2] > 1}
        now = {name: values[name] for name in step.reads if values[name].shape[-2] == 1}
        kept: dict[str, list[Numbers]] = {name: [] for name in step.kept}
        closings = [lines[name].closing for name in step.names if lines[name].closing]
        before: Values = {}
        for month in range(len(data.months)):
            for name, array in moving.items():
                now[name] = array[..., month : month + 1, :]
            for name in step.names:
                line = lines[name]
                if not line.closing:
                    now[name] = self._line(name, now, data, cases, month)
                else:
                    now[name] = before[line.closing] if month else self._first(name, values, data)
            before = {name: now[name] for name in closings}
            for name, months in kept.items():
                months.append(now[name])
        for name, months in kept.items():
            values[name] = _joined(months)

    def _first(self, name: str, values: Values, data: Data) -> Numbers:
        """An opening in the plan's first month: its first value, or nothing."""
        line = self.model.lines[name]
        if line.first:
            return values[line.first][..., :1, :]
        return np.zeros(tuple(len(data.members[dim]) for dim in line.per) + (1, 1))


def _equal(one: Numbers, other: Numbers) -> bool:
    return one is other or (one.shape == other.shape and bool((one == other).all()))


def _strict() -> AbstractContextManager[None]:
    """A division by zero or an infinity is an error; each thread has to say so for itself."""
    return np.errstate(call=broken, divide="call", invalid="call", over="call")


def _joined(months: list[Numbers]) -> Numbers:
    """Months side by side; a month that does not vary is widened to the cases of those that do."""
    cases = max([array.shape[-1] for array in months])
    if all(array.shape[-1] == cases for array in months):
        return np.concatenate(months, axis=-2)
    result = np.empty(months[0].shape[:-2] + (len(months), cases))
    for month, array in enumerate(months):
        result[..., month : month + 1, :] = array
    return result


def _groups(data: Data) -> Values:
    """Each grouping as 0 and 1: (target, source, month, 1); the month's own as (target, month, 1)."""
    arrays = {}
    for (source, target), index in data.groupings.items():
        members = np.arange(len(data.members[target])).reshape((-1,) + (1,) * index.ndim)
        chosen = (members == index).astype(float)[..., None]
        name = grouping_name(source, target)
        arrays[name] = chosen if source == "month" or index.ndim == 2 else chosen[..., None]
    return arrays


def _places(model: Model, data: Data) -> Values:
    """Where the members stand that gathered lines name. Raises ModelFault for references to another plan."""
    result: Values = {}
    for name in model.gathered:
        elements = model.expressions[name].parts[:-1]
        dim = model.lines[name].per[0]
        if len(elements) != len(data.members[dim]):
            raise ModelFault(
                f"{name} gathers {len(elements)} lines for {len(data.members[dim])} members of {dim}: "
                "build the model with the references of this plan"
            )
        for element in elements:
            for dim, member in element.members:
                if member == "*":
                    continue
                if member not in data.members[dim]:
                    raise ModelFault(f"{name}: no {dim} '{member}': {nearest(member, data.members[dim])}")
                result[place_name(dim, member)] = np.full((1, 1), data.members[dim].index(member))
    return result
