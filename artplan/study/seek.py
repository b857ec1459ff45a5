"""What a parameter would have to be: the values at which a number of the plan meets a target.

    found = seek(artplan.load("base"), "net_profit", 500_000, "storefronts.pc_store.conversion_rate")
    found.solutions

One parameter with one value is moved itself; all that a wildcard reaches, and a parameter that differs by
month, are moved by one common factor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from artplan.operating import OperatingPlan
from artplan.plan.faults import Fault, PlanFault, suggest
from artplan.plan.leaf import Leaf, Spec
from artplan.plan.plan import Plan
from artplan.study import lever
from artplan.study.cases import Space
from artplan.study.measure import Measure, read_measure, where_possible
from artplan.study.roots import Array, solve
from artplan.study.sought import Sought

Given = Mapping[str, NDArray[np.float64]]  # by parameter, (place, case)
Worked = Callable[[Space, Measure, Given], Array]  # the measure of each case

MANY, FEW = (128, 32), (16, 4)  # points on a stretch of the range, and on each finer one; few where
# a point is a plan built anew
FAR = 1000.0  # where the schema sets no end: as many times the present value
JUST_ABOVE = 1e-9  # an open end is approached to this part of the range


def seek(
    plan: OperatingPlan,
    measure: str,
    target: float,
    by: str,
    *,
    low: float | None = None,
    high: float | None = None,
    worked: Worked | None = None,
) -> Sought:
    """Every value of `by` at which the measure is the target, within its range or from `low` to `high`.

    `worked` takes cases and gives the measure of each, in place of one plain evaluation: a percentile over
    draws of each case, say. Raises PlanFault.
    """
    asked = read_measure(measure, [plan], "seek")
    knob = _knob(plan.plan, by)
    ends = knob.range(low, high)
    space, work = Space.of(plan), worked or plain
    first, finer = MANY if all(path in space.spots for path in knob.leaves) else FEW

    def values(numbers: Array) -> Array:
        return where_possible(lambda part: work(space, asked, knob.cases(part)), numbers, ())

    now = float(values(np.array([knob.present]))[0])
    answer = solve(values, knob.grid(*ends, first), target, finer)
    if answer is None:
        remedy = "narrow the range with --from and --to"
        raise _wrong(by, f"{measure} comes to no number anywhere in the range", remedy)
    numbers = {path: leaf.values for path, leaf in knob.leaves.items()}
    return Sought(plan.plan, asked, target, by, knob.factor, numbers, knob.present, now, answer)


def plain(space: Space, measure: Measure, given: Given) -> Array:
    """The measure of each case in one evaluation."""
    count = next(iter(given.values())).shape[-1]
    return np.broadcast_to(measure.of(space.run(given, [measure.line])), (count,))


@dataclass(frozen=True)
class _Knob:
    """What is moved: the leaves, and whether by their value or by a common factor."""

    path: str
    leaves: Mapping[str, Leaf]
    spec: Spec
    factor: bool

    @property
    def present(self) -> float:
        return 1.0 if self.factor else next(iter(self.leaves.values())).values[0]

    def cases(self, numbers: Array) -> dict[str, Array]:
        """The parameters' numbers in each case."""
        if not self.factor:
            return {path: numbers[None, :] for path in self.leaves}
        wide = {path: np.array(leaf.values)[:, None] * numbers for path, leaf in self.leaves.items()}
        # At the very end of the range a product may round to a hair beyond it.
        return {path: np.clip(values, self.spec.ge, self.spec.le) for path, values in wide.items()}

    def ends(self) -> tuple[float | None, float | None]:
        """The ends of the range that the schema sets; an open one is left by a hair."""
        spec = self.spec
        low, high = spec.gt if spec.gt is not None else spec.ge, spec.le
        if not self.factor:
            hair = JUST_ABOVE * (abs(self.present) or 1.0) if spec.gt is not None else 0.0
            return (None if low is None else low + hair), high
        values = [each for leaf in self.leaves.values() for each in leaf.values if each]
        lows = [end / each for each in values for end in (low if each > 0 else high,) if end is not None]
        highs = [end / each for each in values for end in (high if each > 0 else low,) if end is not None]
        return max([0.0 if spec.gt is None else JUST_ABOVE, *lows]), min(highs, default=None)

    def range(self, low: float | None, high: float | None) -> tuple[float, float]:
        """As asked for, else the schema's, else far from the present value. Raises PlanFault."""
        least, most = self.ends()
        for name, end in (("--from", low), ("--to", high)):
            if end is not None and not (_or(least, -np.inf) <= end <= _or(most, np.inf) and np.isfinite(end)):
                remedy = f"stay within {_told(least)} to {_told(most)}"
                raise _wrong(name, f"{end:g} is out of range", remedy)
        size = FAR * (abs(self.present) or 1.0)
        start = _or(low, _or(least, self.present - size))
        stop = _or(high, _or(most, self.present + size))
        if start >= stop:
            raise _wrong(self.path, f"{start:g} to {stop:g} is no range", "give --from below --to")
        return start, stop

    def grid(self, start: float, stop: float, parts: int) -> Array:
        """Points close together around the present value and further apart far from it."""
        size = abs(self.present) or 1.0
        even = np.linspace(start, stop, parts + 1)
        near = self.present + np.linspace(-2 * size, 2 * size, parts + 1)
        far = size * np.geomspace(1e-6, FAR, parts + 1)
        points = np.concatenate([even, near, self.present + far, self.present - far])
        return np.unique(points[(points >= start) & (points <= stop)])


def _or(end: float | None, other: float) -> float:
    return other if end is None else end


def _told(end: float | None) -> str:
    return "any number" if end is None else f"{end:g}"


def _knob(plan: Plan, path: str) -> _Knob:
    spec, many = lever.spec_of(path), lever.EVERY in path
    paths = lever.reached(plan, path, change=True) if spec is not None else []
    if spec is None or not paths:
        raise _wrong(path, *_unreached(plan, path))
    leaves = {each: plan.leaves[each] for each in paths}
    factor = many or len(leaves[paths[0]].values) > 1
    if factor and not any(any(leaf.values) for leaf in leaves.values()):
        raise _wrong(path, "0 throughout: a factor changes nothing", "give it a value first, with --set")
    return _Knob(path, leaves, spec, factor)


def _unreached(plan: Plan, path: str) -> tuple[str, str]:
    """Why the path moves nothing, and what to do."""
    if lever.spec_of(path) is not None and lever.expanded(plan, path):
        return "no file gives it a value to change", "give one with --set, or name another parameter"
    return "no such parameter", suggest(path, _known(plan, path), "known")


def _known(plan: Plan, path: str) -> Sequence[str]:
    """Parameters; for a path with wildcards, with wildcards in the same places."""
    many = [step == lever.EVERY for step in path.split(".")]
    found: dict[str, None] = {}
    for leaf in plan.leaves:
        steps = leaf.split(".")
        if len(steps) == len(many):
            found[".".join(lever.EVERY if m else s for m, s in zip(many, steps, strict=True))] = None
    return list(found) or list(plan.leaves)


def _wrong(what: str, fault: str, remedy: str) -> PlanFault:
    return PlanFault([Fault("seek", what, fault, remedy)])
