"""Data in, arrays out.

    program = Program.of(model, ["net_profit"])      # only what is asked for, compiled once
    program.run(data)["net_profit"]                  # axes: the line's dimensions, month, case

Lines that no varying input reaches are worked out once, with a case axis of length 1; the others in
blocks of cases, so that memory stays flat however many cases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from artplan.engine.expression import Expression
from artplan.engine.faults import ModelFault, NumberFault, nearest
from artplan.engine.model import Model
from artplan.engine.numbers import Dims, Worker, aligned, compile_expression, grouping_name

BLOCK = 512
Values = dict[str, np.ndarray]


class Data(Protocol):
    """What the plan hands over. Arrays: (each dimension of `per`..., month 1 or T, case 1 or N)."""

    @property
    def months(self) -> tuple[str, ...]: ...
    @property
    def members(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def arrays(self) -> Mapping[str, np.ndarray]: ...
    @property
    def groupings(self) -> Mapping[tuple[str, str], np.ndarray]: ...


@dataclass(frozen=True)
class Program:
    """The steps that the asked lines need, each line with its compiled worker."""

    model: Model
    asked: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]
    workers: Mapping[str, Worker]

    @staticmethod
    def of(model: Model, lines: Iterable[str] | None = None) -> Program:
        """All lines, or the named ones with what they rest on. Raises ModelFault for an unknown name."""
        asked = tuple(model.lines) if lines is None else tuple(lines)
        for name in asked:
            if name not in model.lines:
                raise ModelFault(f"no line '{name}': {nearest(name, model.lines)}")
        reached = model.reach(asked)
        steps = tuple(step for step in model.steps if step[0] in reached)
        cards = model.cards
        workers = {}
        for name in (name for step in steps for name in step if name in model.expressions):
            worker, dims = compile_expression(model.expressions[name], cards, model.order)
            workers[name] = aligned(worker, dims, model.lines[name].per)
        return Program(model, asked, steps, workers)

    def run(self, data: Data, block: int = BLOCK) -> Values:
        """The asked lines' arrays. Raises NumberFault for NaN, infinity or a division by zero."""
        cases = max((array.shape[-1] for array in data.arrays.values()), default=1)
        varying = self._varying(data)
        values = {**data.arrays, **_groups(data)}
        with np.errstate(divide="raise", invalid="raise", over="raise"):
            for step in self.steps:
                if step[0] not in varying:
                    self._work(step, values, data, 0)
            result = {name: values[name] for name in self.asked if name not in varying}
            if varying:
                parts = list(self._blocks(values, varying, data, cases, block))
                for name in set(self.asked) & varying:
                    result[name] = np.concatenate([part[name] for part in parts], axis=-1)
        return {name: result[name] for name in self.asked}

    def _varying(self, data: Data) -> set[str]:
        """Lines that an input with more than one case reaches."""
        varying = {name for name, array in data.arrays.items() if array.shape[-1] > 1}
        for step in self.steps:
            if any(need in varying for name in step for need in self.model.needs(name)):
                varying.update(step)
        return varying & set(self.model.lines)

    def _blocks(
        self, fixed: Values, varying: set[str], data: Data, cases: int, block: int
    ) -> Iterator[Values]:
        for start in range(0, cases, block):
            values = {
                name: array[..., start : start + block] if array.shape[-1] > 1 else array
                for name, array in fixed.items()
            }
            for step in self.steps:
                if step[0] in varying:
                    self._work(step, values, data, start)
            yield {name: values[name] for name in self.asked if name in varying}

    def _work(self, step: tuple[str, ...], values: Values, data: Data, start: int) -> None:
        """Add the step's lines to the values. `start`: the block's first case, for messages."""
        if len(step) > 1:
            self._loop(step, values, data, start)
        elif step[0] in self.workers:
            values[step[0]] = self._line(step[0], values, data, start)
        else:
            values[step[0]] = self._shifted(step[0], values, data)

    def _line(self, name: str, values: Values, data: Data, start: int, month: int = 0) -> np.ndarray:
        """One line, widened to every member of its dimensions."""
        worker, dims = self.workers[name], self.model.lines[name].per
        try:
            result = np.asarray(worker(values), dtype=float)
        except FloatingPointError as reason:
            with np.errstate(all="ignore"):
                broken = np.asarray(worker(values), dtype=float)
            raise _number_fault(name, dims, broken, data, start, month, str(reason)) from None
        shape = tuple(len(data.members[dim]) for dim in dims)
        if result.ndim < 2 or result.shape[:-2] != shape:
            tail = result.shape[-2:] if result.ndim > 1 else (1, 1)
            result = np.broadcast_to(result, shape + tail)
        return result

    def _shifted(self, name: str, values: Values, data: Data) -> np.ndarray:
        """An opening whose closing does not rest on it: the closing one month on."""
        line = self.model.lines[name]
        closing, first = values[line.closing], self._first(name, values, data)
        months = len(data.months)
        if months == 1:
            return first
        before = np.broadcast_to(closing, closing.shape[:-2] + (months, closing.shape[-1]))[..., :-1, :]
        cases = max(before.shape[-1], first.shape[-1])
        first = np.broadcast_to(first, before.shape[:-2] + (1, cases))
        return np.concatenate([first, np.broadcast_to(before, before.shape[:-1] + (cases,))], axis=-2)

    def _loop(self, step: tuple[str, ...], values: Values, data: Data, start: int) -> None:
        """Month after month: openings take the month before, the rest follows in order."""
        months, lines = len(data.months), self.model.lines
        outside = {need for name in step for need in self._inputs_of(name)} - set(step)
        moving = {name: values[name] for name in outside if values[name].shape[-2] > 1}
        now = {name: values[name] for name in outside if values[name].shape[-2] == 1}
        past: Values = {}
        kept: dict[str, list[np.ndarray]] = {name: [] for name in step}
        for month in range(months):
            now.update({name: array[..., month : month + 1, :] for name, array in moving.items()})
            for name in step:
                line = lines[name]
                if line.closing:
                    now[name] = past[line.closing] if month else self._first(name, values, data)
                else:
                    now[name] = self._line(name, now, data, start, month)
                kept[name].append(now[name])
            past = {name: now[name] for name in step}
        for name in step:
            values[name] = _joined(kept[name])

    def _first(self, name: str, values: Values, data: Data) -> np.ndarray:
        """An opening in the plan's first month: its first value, or nothing."""
        line = self.model.lines[name]
        if line.first:
            return values[line.first][..., :1, :]
        return np.zeros(tuple(len(data.members[dim]) for dim in line.per) + (1, 1))

    def _inputs_of(self, name: str) -> list[str]:
        """Names and groupings that a line's worker looks up."""
        if name not in self.model.expressions:
            return []
        return [*self.model.reads(name), *_groupings_in(self.model.expressions[name])]


def _joined(months: list[np.ndarray]) -> np.ndarray:
    cases = max(array.shape[-1] for array in months)
    return np.concatenate([np.broadcast_to(array, array.shape[:-1] + (cases,)) for array in months], axis=-2)


def _groupings_in(expression: Expression) -> list[str]:
    found = []
    if expression.word == "total" and expression.by:
        found.append(grouping_name(expression.over, expression.by))
    if expression.word == "of":
        found.append(grouping_name(expression.per, expression.by))
    return found + [key for part in expression.parts for key in _groupings_in(part)]


def _groups(data: Data) -> Values:
    """Each grouping as 0 and 1: (target, source, month, 1); the month's own as (target, month, 1)."""
    arrays = {}
    for (source, target), index in data.groupings.items():
        chosen = (np.arange(len(data.members[target])).reshape((-1,) + (1,) * index.ndim) == index).astype(
            float
        )
        if source == "month":
            arrays[grouping_name(source, target)] = chosen[..., None]
        else:
            arrays[grouping_name(source, target)] = (
                chosen[..., None, None] if index.ndim == 1 else chosen[..., None]
            )
    return arrays


def _number_fault(
    name: str, dims: Dims, broken: np.ndarray, data: Data, start: int, month: int, reason: str
) -> NumberFault:
    """Say where the first value that is no number stands."""
    bad = np.argwhere(~np.isfinite(broken))
    if not len(bad):
        return NumberFault(name, "", "", start, f"{reason} in a branch that is not taken; use ratio() for it")
    *place, at, case = bad[0]
    member = ", ".join(data.members[dim][index] for dim, index in zip(dims, place, strict=True))
    at_month = data.months[month + int(at)] if broken.shape[-2] > 1 or month else data.months[month]
    return NumberFault(
        name, member, at_month, start + int(case), f"{reason}; use ratio() where a divisor may be 0"
    )
