"""Many plans at once: parameters that differ between cases become the case axis of the inputs.

    space = Space.of(artplan.load("base"))
    result = space.run({"channels.keyword_ads.cost_per_click": np.linspace(8, 12, 1000)}, ["net_profit"])

A parameter that reaches the rules unchanged (`inputs.lineage`) is inserted directly into the arrays,
thousands of cases at a time. For a parameter that is counted or compared first, the parts of the inputs that
count it are built for each of its values (`counted`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan, evaluated
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.build import Part
from artplan.plan.inputs.form import Inputs
from artplan.plan.inputs.lineage import origins
from artplan.plan.leaf.number import in_range
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.variants.substitute import with_numbers
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.renamed import suggest_path
from artplan.result import Result
from artplan.study.cases.counted import Cases, counted, counted_again, looked_at

Given = Mapping[str, ArrayLike]  # by path: (case,) for all months of the parameter, or (place, case)
Spot = tuple[str, tuple[int, ...], int]  # an input, the index in its array, the place of the parameter


@dataclass(frozen=True)
class Space:
    """A plan, and the position of each of its parameters in the inputs."""

    plan: Plan
    data: Inputs
    spots: Mapping[str, tuple[Spot, ...]]

    @staticmethod
    def of(plan: OperatingPlan) -> Space:
        spots: dict[str, list[Spot]] = {}
        data = inputs.build(plan.plan)
        for (name, index), origin in origins(plan.plan).items():
            spots.setdefault(origin.path, []).append((name, index, origin.place))
        return Space(plan.plan, data, {path: tuple(items) for path, items in spots.items()})

    def run(self, given: Given, lines: Iterable[str] | None = None) -> Result:
        """Evaluate the plan for all cases. Raises PlanFault for unknown paths and numbers out of range."""
        return evaluated(self.plan, self.inputs(given), lines)

    def inputs(self, given: Given) -> Inputs:
        """Return the inputs of all cases."""
        checked = wide(self.checked(given))
        if not checked:
            return self.data
        arrays = self.put(self.data.arrays, checked)
        for part, paths in counted(self, checked).items():
            arrays |= counted_again(self, part, paths, checked)
        return replace(self.data, arrays=arrays)

    def put(self, arrays: Mapping[str, Numbers], given: Mapping[str, Cases]) -> dict[str, Numbers]:
        """Return the arrays with the parameters' numbers inserted at their positions."""
        touched: dict[str, list[tuple[tuple[int, ...], Cases]]] = {}
        for path, cases in given.items():
            for name, index, place in self.spots.get(path, ()):
                if name in arrays:
                    touched.setdefault(name, []).append((index, cases[place]))
        result = dict(arrays)
        for name, items in touched.items():
            array = arrays[name]
            count = max(array.shape[-1], *(numbers.shape[-1] for _, numbers in items))
            one_for_all = array.shape[-2] == 1 and not any(index[-1] for index, _ in items)
            months = 1 if one_for_all else len(self.data.months)
            result[name] = np.broadcast_to(array, (*array.shape[:-2], months, count)).copy()
            for index, numbers in items:
                result[name][index] = numbers
        return result

    def standing(self, names: Iterable[str]) -> set[str]:
        """Return the parameters that appear unchanged in these inputs."""
        return {path for name in names for path in self._paths.get(name, ())}

    @cached_property
    def _paths(self) -> dict[str, set[str]]:
        result: dict[str, set[str]] = {}
        for path, spots in self.spots.items():
            for name, _, _ in spots:
                result.setdefault(name, set()).add(path)
        return result

    def reading(self, paths: Iterable[str]) -> list[Part]:
        """Return the parts of the inputs that read any of these parameters."""
        wanted = set(paths)
        return [part for part, read in self._read.items() if not read.isdisjoint(wanted)]

    @cached_property
    def _read(self) -> dict[Part, set[str]]:
        return looked_at(self.plan, self.plan.leaves)

    def at(self, one: Mapping[str, Cases]) -> Plan:
        """Return the plan with the first case's numbers."""
        return with_numbers(self.plan, {path: tuple(cases[:, 0].tolist()) for path, cases in one.items()})

    def checked(self, given: Given) -> dict[str, Cases]:
        """Return a number for each place of a parameter. Raises PlanFault as `run` does."""
        result: dict[str, Cases] = {}
        faults = []
        for path, numbers in given.items():
            if path not in self.plan.leaves:
                near = suggest_path(path, self.plan.leaves)
                faults.append(fault_at("study", path, "asked.no_parameter", near=near))
                continue
            cases = np.atleast_2d(np.asarray(numbers, dtype=float))
            leaf, spec = self.plan.leaves[path], follow(Sections, path.split("."))[-1].spec
            assert spec is not None
            low, high = cases.min(), cases.max()
            if not (in_range(low, spec) and in_range(high, spec) and np.isfinite(cases).all()):
                ends = fault_at("study", path, "asked.out_of_range", low=f"{low:g}", high=f"{high:g}")
                faults.append(ends)
            result[path] = np.broadcast_to(cases, (len(leaf.values), cases.shape[-1]))
        if faults:
            raise PlanFault(faults)
        return result


def wide(given: Mapping[str, Cases]) -> dict[str, Cases]:
    """Return the numbers in as many cases for each parameter; those of one case stand in all."""
    count = max((cases.shape[-1] for cases in given.values()), default=1)
    return {path: np.broadcast_to(cases, (len(cases), count)) for path, cases in given.items()}
