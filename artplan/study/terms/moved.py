"""The parameter that a search moves: one number by its value, or several by a common factor.

A value makes an uncertain parameter certain; a factor scales its distribution, as in a scenario.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.leaf.uncertain import reach
from artplan.plan.plan import Plan
from artplan.plan.schema.pricing import pricing
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.renamed import suggest_path
from artplan.study.terms import parameters

FAR = 1000.0  # search range relative to the present value, if the schema sets no limit
JUST_ABOVE = 1e-9  # distance from an open end, relative to the range
PLACE = "seek"


@dataclass(frozen=True)
class Knob:
    """The leaves that are moved, and whether by their value or by a common factor."""

    path: str
    leaves: Mapping[str, Leaf]
    spec: LeafSpec
    factor: bool
    drawn: bool = False  # whether the distributions must stay within the range, too

    @property
    def present(self) -> float:
        return 1.0 if self.factor else next(iter(self.leaves.values())).values[0]

    def cases(self, numbers: Numbers) -> dict[str, Numbers]:
        """Return the parameters' numbers in each case, (place, case)."""
        if not self.factor:
            return {path: numbers[None, :] for path in self.leaves}
        return {
            path: self.within(np.array(leaf.values)[:, None] * numbers) for path, leaf in self.leaves.items()
        }

    def within(self, values: Numbers) -> Numbers:
        """Clip values to the range: a product at the end of the range may round to just beyond it."""
        clipped: Numbers = np.clip(values, self.spec.lowest, self.spec.highest)
        return clipped

    def ends(self) -> tuple[float, float]:
        """Return the ends of the parameter's range; an open end is approached up to a small distance."""
        spec = self.spec
        low, high = spec.lowest, spec.highest
        if not self.factor:
            hair = JUST_ABOVE * (abs(self.present) or 1.0) if spec.gt is not None else 0.0
            return low + hair, high
        values = [each for leaf in self.leaves.values() for each in self._reached(leaf) if each]
        lows = [(low if each > 0 else high) / each for each in values]
        highs = [(high if each > 0 else low) / each for each in values]
        return max([0.0 if spec.gt is None else JUST_ABOVE, *lows]), min(highs)

    def _reached(self, leaf: Leaf) -> tuple[float, ...]:
        return (*leaf.values, *reach(leaf.uncertain)) if self.drawn and leaf.uncertain else leaf.values

    def range(self, low: float | None, high: float | None) -> tuple[float, float]:
        """Return the requested range, else the parameter's own, else one far around the present value.

        Raises PlanFault.
        """
        least, most = self.ends()
        for name, end in (("--from", low), ("--to", high)):
            if end is not None and not least <= end <= most:
                raise unmovable(
                    name, "moved.out_of_range", end=f"{end:g}", least=f"{least:g}", most=f"{most:g}"
                )
        size = FAR * (abs(self.present) or 1.0)
        if self.spec.ge is None and self.spec.gt is None:
            least = max(least, self.present - size)
        if self.spec.le is None:
            most = min(most, self.present + size)
        start, stop = least if low is None else low, most if high is None else high
        if start >= stop:
            raise unmovable(self.path, "moved.no_range", start=f"{start:g}", stop=f"{stop:g}")
        return start, stop

    def grid(self, start: float, stop: float, parts: int) -> Numbers:
        """Return points that are dense around the present value and sparse far from it."""
        size, close = abs(self.present) or 1.0, 10.0 ** -min(6, parts // 2)
        even = np.linspace(start, stop, parts + 1)
        near = self.present + np.linspace(-2 * size, 2 * size, parts + 1)
        far = size * np.geomspace(close, FAR, parts + 1)
        points = np.concatenate([even, near, self.present + far, self.present - far])
        return np.unique(points[(points >= start) & (points <= stop)])


def read_knob(plan: Plan, path: str, drawn: bool = False) -> Knob:
    """Return the parameters that the path reaches. Raises PlanFault if they cannot change any line."""
    spec, many = parameters.spec_of(path), parameters.EVERY in path
    if spec is not None and _unread(plan, path):
        raise unmovable(path, "moved.unread")
    paths = parameters.reached(plan, path, change=True) if spec is not None else []
    if spec is None or not paths:
        raise _unreached(plan, path)
    leaves = {each: plan.leaves[each] for each in paths}
    factor = many or len(leaves[paths[0]].values) > 1
    if factor and not any(any(leaf.values) for leaf in leaves.values()):
        raise unmovable(path, "moved.zero")
    return Knob(path, leaves, spec, factor, drawn)


def unmovable(what: str, key: str, /, **values: object) -> PlanFault:
    return PlanFault([fault_at(PLACE, what, key, **values)])


def _unread(plan: Plan, path: str) -> bool:
    """Return whether the path is the spend of channels whose storefronts are all driven by targets."""
    steps = [each.split(".") for each in parameters.expanded(plan, path)]
    named = [plan.sections.channels[each[1]] for each in steps if each[::2] == ["channels", "spend"]]
    shops = plan.sections.storefronts
    driven = {shops[each.storefront].driven_by for each in named if "spend" in pricing(each.prices_by).takes}
    return driven == {"target"}


def _unreached(plan: Plan, path: str) -> PlanFault:
    """Return the fault of a path that reaches nothing, with its remedy."""
    if parameters.spec_of(path) is not None and parameters.expanded(plan, path):
        return unmovable(path, "moved.not_given")
    return unmovable(path, "asked.no_parameter", near=suggest_path(path, _known(plan, path)))


def _known(plan: Plan, path: str) -> Sequence[str]:
    """Return known parameters for suggestions, with wildcards at the same steps as in the path."""
    many = [step == parameters.EVERY for step in path.split(".")]
    result: dict[str, None] = {}
    for leaf in plan.leaves:
        steps = leaf.split(".")
        if len(steps) == len(many):
            result[".".join(parameters.EVERY if m else s for m, s in zip(many, steps, strict=True))] = None
    return list(result) or list(plan.leaves)
