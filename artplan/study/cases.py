"""Many plans at once: parameters that differ from case to case become the case axis of the inputs.

    space = Space.of(artplan.load("base"))
    result = space.run({"channels.zhitongche.cost_per_click": np.linspace(8, 12, 1000)}, ["net_profit"])

A parameter that reaches the rules unchanged (`plan.origins`) is put straight into the arrays, thousands of
cases at a time. One that is counted or compared on the way is found out by building the plan anew with
the outermost numbers; then the plan is built for each of its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from artplan.operating import OperatingPlan, program
from artplan.plan import inputs
from artplan.plan.faults import Fault, PlanFault, suggest
from artplan.plan.input_form import Inputs
from artplan.plan.origins import origins
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.substitute import with_numbers
from artplan.result import Result

Cases = NDArray[np.float64]  # (place, case): a number for each place of the parameter, or one for all
Given = Mapping[str, ArrayLike]  # by path, (case,) for all of its months or (place, case)
Spot = tuple[str, tuple[int, ...], int]  # an input, the index of its array, the place of the parameter


@dataclass(frozen=True)
class Space:
    """A plan and where each of its parameters stands in the inputs."""

    plan: Plan
    data: Inputs
    spots: Mapping[str, tuple[Spot, ...]]

    @staticmethod
    def of(plan: OperatingPlan) -> Space:
        spots: dict[str, list[Spot]] = {}
        for (name, index), origin in origins(plan.plan).items():
            spots.setdefault(origin.path, []).append((name, index, origin.place))
        held = {path: tuple(several) for path, several in spots.items()}
        return Space(plan.plan, inputs.build(plan.plan), held)

    def run(self, given: Given, lines: Iterable[str] | None = None) -> Result:
        """The plan worked out for all cases. Raises PlanFault for what is no parameter or out of range."""
        data = self.inputs(given)
        chosen = program(tuple(lines) if lines is not None else None, inputs.references(self.plan))
        return Result(self.plan, chosen, data, {**data.arrays, **chosen.run(data)})

    def inputs(self, given: Given) -> Inputs:
        """The inputs of all cases."""
        checked = self._checked(given)
        if not checked:
            return self.data
        prepared = self._prepared(checked)
        if not prepared:
            return self._put(self.data, checked)
        return self._built(checked, prepared)

    def _checked(self, given: Given) -> dict[str, Cases]:
        found: dict[str, Cases] = {}
        faults = []
        for path, numbers in given.items():
            if path not in self.plan.leaves:
                faults.append(
                    Fault("study", path, "no such parameter", suggest(path, self.plan.leaves, "known"))
                )
                continue
            cases = np.atleast_2d(np.asarray(numbers, dtype=float))
            leaf, spec = self.plan.leaves[path], follow(Sections, path.split("."))[-1].spec
            assert spec is not None
            low, high = cases.min(), cases.max()
            outside = (spec.ge is not None and low < spec.ge) or (spec.le is not None and high > spec.le)
            if outside or (spec.gt is not None and low <= spec.gt) or not np.isfinite(cases).all():
                remedy = "stay within the parameter's range"
                faults.append(Fault("study", path, f"{low:g} to {high:g} is out of range", remedy))
            found[path] = np.broadcast_to(cases, (len(leaf.values), cases.shape[-1]))
        if faults:
            raise PlanFault(faults)
        return found

    def _put(self, data: Inputs, given: Mapping[str, Cases]) -> Inputs:
        """The numbers of parameters that reach the rules unchanged, put into the arrays."""
        arrays = dict(data.arrays)
        count = max((cases.shape[-1] for cases in given.values()), default=1)
        touched: dict[str, list[tuple[tuple[int, ...], Cases]]] = {}
        for path, cases in given.items():
            for name, index, place in self.spots.get(path, ()):
                touched.setdefault(name, []).append((index, cases[place]))
        for name, several in touched.items():
            array = arrays[name]
            months = max(array.shape[-2], 1 + max(index[-1] for index, _ in several))
            if months > 1:
                months = len(data.months)
            wide = np.broadcast_to(array, (*array.shape[:-2], months, count)).copy()
            for index, numbers in several:
                wide[index] = numbers
            arrays[name] = wide
        return replace(data, arrays=arrays)

    def _prepared(self, given: Mapping[str, Cases]) -> set[str]:
        """The parameters that do more than stand in the arrays; halved until they are found."""
        if self._agrees(given):
            return set()
        if len(given) == 1:
            return set(given)
        paths = sorted(given, key=lambda path: (path in self.spots, path))
        halves = paths[: len(paths) // 2], paths[len(paths) // 2 :]
        found = {each for half in halves for each in self._prepared({path: given[path] for path in half})}
        return found or set(given)

    def _agrees(self, given: Mapping[str, Cases]) -> bool:
        """Whether the plan built anew is the same, with each parameter at its lowest and at its highest.

        Each for itself: where one parameter is moved at a time, no case has them all at their outermost.
        """
        for outermost in (np.argmin, np.argmax):
            at = {path: int(outermost(cases.mean(axis=0))) for path, cases in given.items()}
            one = {path: cases[:, at[path] : at[path] + 1] for path, cases in given.items()}
            put, built = self._put(self.data, one).arrays, inputs.build(self._with(one)).arrays
            if any(not _same(put[name], array) for name, array in built.items()):
                return False
        return True

    def _with(self, one: Mapping[str, Cases]) -> Plan:
        return with_numbers(self.plan, {path: tuple(cases[:, 0].tolist()) for path, cases in one.items()})

    def _built(self, given: Mapping[str, Cases], prepared: set[str]) -> Inputs:
        """Built anew for each combination of what is prepared, the other parameters put in."""
        count = max(cases.shape[-1] for cases in given.values())
        wide = {path: np.broadcast_to(c, (len(c), count)) for path, c in given.items()}
        keys = np.concatenate([wide[path] for path in sorted(prepared)])
        kinds, of = np.unique(keys, axis=1, return_inverse=True)
        others = {path: cases for path, cases in wide.items() if path not in prepared}
        parts, order = [], []
        for kind in range(kinds.shape[1]):
            (cases,) = np.nonzero(of.reshape(-1) == kind)
            first = {path: wide[path][:, cases[:1]] for path in prepared}
            base = inputs.build(self._with(first))
            parts.append(_wide(self._put(base, {p: c[:, cases] for p, c in others.items()}), len(cases)))
            order.append(cases)
        joined = inputs.stack(parts)
        back = np.argsort(np.concatenate(order))
        arrays = {n: a[..., back] if a.shape[-1] > 1 else a for n, a in joined.arrays.items()}
        return replace(joined, arrays=arrays)


def _same(one: Cases, other: Cases) -> bool:
    return bool(np.all(np.broadcast_arrays(one, other)[0] == np.broadcast_arrays(one, other)[1]))


def _wide(data: Inputs, count: int) -> Inputs:
    """At least one array tells how many cases there are, so that parts can be joined."""
    name = next(iter(data.arrays))
    array = data.arrays[name]
    if count == 1 or any(each.shape[-1] > 1 for each in data.arrays.values()):
        return data
    return replace(data, arrays={**data.arrays, name: np.repeat(array, count, axis=-1)})
