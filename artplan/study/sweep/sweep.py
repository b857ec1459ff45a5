"""A plan at many points: every combination of some parameters' values, in every scenario.

    swept = sweep(read_spec(find_spec("conversion_and_click_price")))
    swept.frame()

Parameters that are numbers of the plan become cases of one evaluation, thousands at a time. A value that
changes members, months or choices gives another plan, which is read and evaluated separately; lines are
joined by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from artplan.engine.arrays import Indices, Numbers
from artplan.operating import OperatingPlan, load
from artplan.plan.read.relative import read_relative
from artplan.plan.written.faults import OVERRIDE, Fault, PlanFault, fault_at
from artplan.study.cases.space import Space
from artplan.study.sweep.answer import Axis, Swept
from artplan.study.sweep.spec import SweepSpec
from artplan.study.terms import parameters
from artplan.study.terms.measure import Measure, read_measure, where_possible
from artplan.study.workers.kept import Parts, part_key
from artplan.study.workers.spread import Spread, local

Rows = Indices  # (point, 1 + axis): the scenario's index, then the index of each axis's value
Places = Indices  # (point,): indices among all points
Step = Callable[[str], None]

PART = 4096  # points that are evaluated, and stored, together


def sweep(
    spec: SweepSpec,
    overrides: Mapping[str, Any] | None = None,
    folder: Path | str | None = None,
    keep: Path | None = None,
    step: Step | None = None,
    spread: Spread = local,
) -> Swept:
    """Evaluate the lines at every point. Raises PlanFault before the evaluation begins.

    overrides: changes of all plans. keep: folder in which parts are stored and looked up. step: called with a
    text for each part. spread: runs the parts, by default in this process.
    """
    plans = _Plans(spec, dict(overrides or {}), folder)
    measures, rows = tuple(plans.checked()), _rows(spec)
    numbers, kept = np.full((len(rows), len(measures)), np.nan), Parts(keep) if keep else None
    counted = [0, 0]  # parts evaluated, parts found in the folder

    def put(part: _Part, result: Numbers, there: bool) -> None:
        numbers[part.at] = result
        counted[there] += 1
        if step is not None:
            step(f"{plans.name(part.rows[0])} {len(part.at)}")

    def missing() -> Iterator[tuple[_Group, _Part]]:
        for group, at in plans.groups(rows, measures):
            for part in group.parts(rows, at):
                there = kept.read(part.key, (len(part.at), len(measures))) if kept else None
                if there is None:
                    yield group, part
                else:
                    put(part, there, True)

    for part, result in spread(missing()):
        if kept:
            kept.write(part.key, result)
        put(part, result, False)
    read = tuple(plans.read(name).plan for name in spec.scenarios)
    total = sum(counted), counted[True]
    return Swept(spec.name, spec.how, read, spec.scenarios, spec.axes, measures, rows, numbers, *total)


def _rows(spec: SweepSpec) -> Rows:
    """Return every point; the first parameter varies slowest within a scenario, scenarios slowest of all."""
    sizes = [range(len(axis.values)) for axis in spec.axes]
    places = list(product(*sizes) if spec.how == "grid" else zip(*sizes, strict=True)) or [()]
    return np.array([(name, *each) for name in range(len(spec.scenarios)) for each in places], dtype=np.int64)


@dataclass(frozen=True)
class _Part:
    """Points of one plan that are evaluated, and stored, together; `at`: their indices among all points."""

    at: Places
    rows: Rows
    key: str


@dataclass(frozen=True)
class _Group:
    """A plan whose points differ only in the numbers of `axes`."""

    plan: OperatingPlan
    axes: Mapping[int, Axis]
    measures: tuple[Measure, ...]

    def parts(self, rows: Rows, points: Places) -> Iterator[_Part]:
        for at in np.array_split(points, -(-len(points) // PART)):
            lines = [each.text for each in self.measures]
            yield _Part(at, rows[at], part_key(self.plan.plan.hash, lines, self._given(rows[at])))

    def __call__(self, part: _Part) -> Numbers:
        """Evaluate the part and return its numbers, (point, measure)."""
        lines, space = [each.line for each in self.measures], self.space

        def work(some: Rows) -> Numbers:
            result = space.run(self._given(some), lines)
            items = [np.broadcast_to(each.of(result), (len(some),)) for each in self.measures]
            return np.stack(items, axis=-1)

        return where_possible(work, part.rows, (len(self.measures),))

    @cached_property
    def space(self) -> Space:
        return Space.of(self.plan)

    def _given(self, rows: Rows) -> dict[str, Numbers]:
        """Return the numbers of each parameter at the points."""
        given: dict[str, Numbers] = {}
        for at, axis in self.axes.items():
            cases = parameters.numbers(self.plan.plan, axis.path, axis.values)
            assert cases is not None
            given |= {path: numbers[:, rows[:, 1 + at]] for path, numbers in cases.items()}
        return given


@dataclass(frozen=True)
class _Plans:
    """Reads and caches the plans that the points need."""

    spec: SweepSpec
    overrides: dict[str, Any]
    folder: Path | str | None
    bases: dict[str, OperatingPlan] = field(default_factory=dict)

    def name(self, row: Sequence[int]) -> str:
        return self.spec.scenarios[row[0]]

    def read(self, name: str, settings: Mapping[str, Any] | None = None) -> OperatingPlan:
        if settings:
            return load(name, {**self.overrides, **settings}, self.folder)
        if name not in self.bases:
            self.bases[name] = load(name, self.overrides, self.folder)
        return self.bases[name]

    def groups(self, rows: Rows, measures: tuple[Measure, ...]) -> Iterator[tuple[_Group, Places]]:
        """Yield groups of points that share a plan, by their indices."""
        for number, name in enumerate(self.spec.scenarios):
            apart = self._apart(name)
            own = np.flatnonzero(rows[:, 0] == number)
            _, first, of = np.unique(
                rows[own][:, [0, *(1 + at for at in apart)]], axis=0, return_index=True, return_inverse=True
            )
            for group, start in enumerate(first):
                at = own[of.reshape(-1) == group]
                for plan, axes, points in self._group(name, apart, rows, at, rows[own[start]]):
                    yield _Group(plan, axes, measures), points

    def _group(
        self, name: str, apart: Sequence[int], rows: Rows, at: Places, row: Any
    ) -> Iterator[tuple[OperatingPlan, dict[int, Axis], Places]]:
        plan = self.read(name, self._settings(row, apart))
        axes = {each: axis for each, axis in enumerate(self.spec.axes) if each not in apart}
        if all(_numeric(plan, axis) for axis in axes.values()):
            yield plan, axes, at
            return
        # A parameter that is a number in the scenario may not be one in this variant of it.
        for point in at:
            alone = self.read(name, self._settings(rows[point], range(len(self.spec.axes))))
            yield alone, {}, np.array([point])

    def _settings(self, row: Any, axes: Sequence[int]) -> dict[str, Any]:
        return {self.spec.axes[at].path: self.spec.axes[at].values[row[1 + at]] for at in axes}

    def _apart(self, name: str) -> list[int]:
        """Return the axes that need separate plans.

        Axes that reach the same parameter are among them, since the order of their changes matters.
        """
        plan, axes = self.read(name), self.spec.axes
        return [
            at
            for at, axis in enumerate(axes)
            if not _numeric(plan, axis)
            or any(_overlap(axis.path, other.path) for other in axes if other is not axis)
        ]

    def checked(self) -> list[Measure]:
        """Return the measures of the lines. Raises PlanFault with all faults in plans, values and lines."""
        faults = [
            fault_at(axis.place, axis.path, "sweep.set_too")
            for axis in self.spec.axes
            if axis.path in self.overrides
        ]
        plans: list[OperatingPlan] = []
        for name in self.spec.scenarios:
            try:
                plans.append(self.read(name))
            except PlanFault as fault:
                faults += fault.faults
        faults += [] if faults else self._reaching_nothing()
        if faults:
            raise PlanFault(faults)
        for name, settings in self._tries():
            try:
                plans.append(self.read(name, settings))
            except PlanFault as fault:
                faults += [self._placed(each) for each in fault.faults]
        measures: list[Measure] = []
        for text, place in self.spec.lines:
            try:
                measures.append(read_measure(text, plans, place))
            except PlanFault as fault:
                faults += fault.faults
        if faults:
            raise PlanFault(faults)
        return measures

    def _reaching_nothing(self) -> Iterator[Fault]:
        """Yield a fault for each wildcard that reaches no parameter in any of the plans."""
        for axis in self.spec.axes:
            change = any(read_relative(value) is not None for value in axis.values)
            plans = [self.read(name).plan for name in self.spec.scenarios]
            result = [parameters.reached(plan, axis.path, change) for plan in plans]
            known = parameters.spec_of(axis.path) is not None
            if parameters.EVERY in axis.path and known and change and not any(result):
                yield fault_at(axis.place, axis.path, "sweep.not_given")

    def _tries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the settings to validate by reading: every choice, and the ends of every range."""
        for name in self.spec.scenarios:
            plan, apart = self.read(name), self._apart(name)
            if self.spec.how == "together" and apart:
                for row in _rows(replace(self.spec, scenarios=(name,))):
                    yield name, self._settings(row, apart)
            for at, axis in enumerate(self.spec.axes):
                if at in apart and self.spec.how == "together":
                    continue
                values = axis.values if at in apart else _doubtful(plan, axis)
                yield from ((name, {axis.path: value}) for value in values)

    def _placed(self, fault: Fault) -> Fault:
        """Return a fault about a value with the place at which the sweep lists the value."""
        axis = next((each for each in self.spec.axes if _overlap(each.path, fault.path)), None)
        return replace(fault, place=axis.place) if axis and fault.place == OVERRIDE else fault


def _numeric(plan: OperatingPlan, axis: Axis) -> bool:
    return parameters.numbers(plan.plan, axis.path, axis.values) is not None


def _doubtful(plan: OperatingPlan, axis: Axis) -> list[Any]:
    """Return the first and last value, and those that give the parameters' extreme numbers."""
    cases = parameters.numbers(plan.plan, axis.path, axis.values) or {}
    ends = {0, len(axis.values) - 1}
    for numbers in cases.values():
        ends |= {int(numbers.min(axis=0).argmin()), int(numbers.max(axis=0).argmax())}
    return [axis.values[at] for at in sorted(ends)]


def _overlap(one: str, other: str) -> bool:
    """Return whether one path may equal, contain or lie inside what the other reaches."""
    steps = zip(one.split("."), other.split("."), strict=False)
    return all(a == b or parameters.EVERY in (a, b) for a, b in steps)
