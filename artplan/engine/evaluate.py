"""Evaluate steps of lines with numpy, the reference for every other machine.

Lines that no varying input reaches are evaluated once, with a case axis of length 1. The others are evaluated
in blocks of cases, so that memory does not grow with the number of cases, and within a block only for the
cases that differ from the first one (`block`).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from artplan.engine.arrays import Indices, Numbers
from artplan.engine.block import Block
from artplan.engine.data import Data, Values, groups, places
from artplan.engine.faults import Broken, broken, no_number
from artplan.engine.model import Model
from artplan.engine.numbers import Worker, aligned, compile_expression, place_name
from artplan.engine.steps import EngineStep

FIRST = np.zeros(1, dtype=np.int64)


@lru_cache(maxsize=4096)
def compiled(model: Model, name: str) -> tuple[Worker, bool]:
    """A line's rule as a function on arrays by name, and whether it lacks a dimension of the line's card."""
    per = model.lines[name].per
    worker, dims = compile_expression(model.expressions[name], model.cards, model.order)
    return aligned(worker, dims, per), dims != per


@dataclass(frozen=True)
class Numpy:
    """Steps that numpy evaluates. kept: the lines that are handed out."""

    model: Model
    steps: tuple[EngineStep, ...]
    kept: tuple[str, ...]

    def run(self, data: Data, block: int, threads: int) -> Values:
        """The kept lines, as `Program.run` returns them."""
        varying = self.varying(data)
        values = self.given(data)
        with strict():
            for step in self.steps:
                if step.names[0] not in varying:
                    self.step(step, values, data, FIRST)
            result = {name: values[name] for name in self.kept if name not in varying}
            if varying:
                parts = self._blocks(values, varying, data, block, threads)
                for name in set(self.kept) & varying:
                    items = [part[name] for part in parts]
                    result[name] = np.concatenate(items, axis=-1) if len(items) > 1 else items[0]
        return {name: result[name] for name in self.kept}

    def given(self, data: Data) -> Values:
        """What steps read from outside: inputs, groupings as 0 and 1, positions of named members, (1, 1)."""
        named = {
            place_name(*key): np.full((1, 1), each) for key, each in places(self.model, data.members).items()
        }
        return {**data.arrays, **groups(data), **named}

    def varying(self, data: Data) -> set[str]:
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
            with strict():
                return self.block(Block(start, min(start + block, cases)), fixed, varying, data)

        starts = range(0, cases, block)
        if len(starts) == 1 or threads == 1:
            return [work(start) for start in starts]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(work, starts))

    def block(self, block: Block, fixed: Values, varying: set[str], data: Data) -> Values:
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
            self.step(step, read, data, block.numbers(mask))
            for name in step.kept:
                values[name], own[name] = read[name], mask
            for name in step.done:  # what nobody reads any more makes room in the cache
                if name in varying:
                    del values[name], own[name]
        return {name: block.whole(values[name], own[name]) for name in self.kept if name in varying}

    def step(self, step: EngineStep, values: Values, data: Data, cases: Indices) -> None:
        """Add the step's lines to the values. `cases`: their numbers by column, for messages."""
        if len(step.names) > 1:
            return self._loop(step, values, data, cases)
        (name,) = step.names
        values[name] = (
            self._line(name, values, data, cases)
            if name in self.model.expressions
            else self._shifted(name, values, data)
        )

    def _line(self, name: str, values: Values, data: Data, cases: Indices, month: int = 0) -> Numbers:
        """One line, widened to every member of its dimensions."""
        worker, narrow = compiled(self.model, name)
        try:
            result = np.asarray(worker(values), dtype=float)
        except Broken as reason:
            dims = self.model.lines[name].per
            with np.errstate(all="ignore"):
                numbers = np.asarray(worker(values), dtype=float)
            members, months = [data.members[dim] for dim in dims], data.months[month:]
            raise no_number(name, numbers, members, months, cases, reason.what) from None
        if narrow or result.ndim < 2:
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


def strict() -> AbstractContextManager[None]:
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
