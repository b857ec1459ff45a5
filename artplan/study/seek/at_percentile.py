"""A percentile of a measure over draws of the uncertain parameters, as a function of another parameter.

Every trial uses the same draws, those of `simulate`. The percentile is therefore as smooth as the plan
itself, and a percentile found here equals the one that `simulate` shows for that plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.study.cases.space import Space
from artplan.study.terms.measure import Measure
from artplan.study.terms.moved import PLACE, Knob
from artplan.study.uncertainty.draws import Draws
from artplan.study.uncertainty.percentiles import checked, percentile

TOGETHER = 32_768  # draws of several trials evaluated at a time


@dataclass(frozen=True)
class AtPercentile:
    """The measure at the percentile `percent` of the draws, as a function of the knob's number."""

    space: Space
    measure: Measure
    knob: Knob
    percent: float
    draws: Draws

    @staticmethod
    def of(space: Space, measure: Measure, knob: Knob, percent: float, draws: int, seed: int) -> AtPercentile:
        """Return the function. Raises PlanFault for an invalid percentile and for what cannot be drawn."""
        checked((percent,), PLACE)
        certain = space if knob.factor else _certain(space, knob.leaves)
        return AtPercentile(certain, measure, knob, percent, Draws.of(certain, "latin", seed, draws, {}))

    def __call__(self, numbers: Numbers) -> Numbers:
        """Return the percentile for each number; the draws of several numbers are cases of one evaluation."""
        parts = -(-len(numbers) * self.draws.points.draws // TOGETHER)
        samples = (self._samples(each) for each in np.array_split(numbers, min(parts, len(numbers))))
        return np.concatenate([np.quantile(each, self.percent / 100, axis=1) for each in samples])

    def error(self, number: float) -> float:
        """Return the standard error of the percentile at this number, as `simulate` gives it."""
        return percentile(self._samples(np.array([number]))[0], self.percent)[1]

    def _samples(self, numbers: Numbers) -> Numbers:
        """Return the measure, (number, draw)."""
        return np.hstack([self._block(numbers, each) for each in range(self.draws.points.blocks)])

    def _block(self, numbers: Numbers, block: int) -> Numbers:
        drawn = self.draws.values(block)
        count = len(next(iter(drawn.values())))
        moved = np.repeat(numbers, count)
        given = self.knob.cases(moved)
        for path, values in drawn.items():
            every = np.tile(values, len(numbers))
            given[path] = self.knob.within(every * moved)[None, :] if path in given else every[None, :]
        result = self.measure.of(self.space.run(given, [self.measure.line]))
        return np.broadcast_to(result, moved.shape).reshape(len(numbers), count)


def _certain(space: Space, paths: Iterable[str]) -> Space:
    """Return the space without these parameters' distributions: a parameter set to a value is not drawn."""
    leaves = {path: replace(space.plan.leaves[path], uncertain=None) for path in paths}
    return replace(space, plan=replace(space.plan, leaves={**space.plan.leaves, **leaves}))
