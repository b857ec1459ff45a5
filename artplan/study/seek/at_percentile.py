"""A percentile of a measure over draws of the uncertain parameters, as a function of another parameter.

Every trial uses the same draws, those of `simulate`. The percentile is therefore as smooth as the plan
itself, and a percentile found here equals the one that `simulate` shows for that plan. The lines that the
other parameter does not reach are the same in every trial, and evaluated once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.cases.moving import Moving
from artplan.study.cases.space import Space
from artplan.study.terms.measure import Measure
from artplan.study.terms.moved import PLACE, Knob
from artplan.study.uncertainty.draws import Draws
from artplan.study.uncertainty.percentiles import checked, percentile

MOST_DRAWS = 65_536  # the draws of every trial are kept
HELD = 4  # blocks of draws whose lines are kept from trial to trial; those of others are evaluated again


@dataclass(frozen=True)
class AtPercentile:
    """The measure at the percentile `percent` of the draws, as a function of the knob's number.

    ends: the range of that number.
    """

    space: Space
    measure: Measure
    knob: Knob
    ends: tuple[float, float]
    percent: float
    draws: Draws

    @staticmethod
    def of(
        space: Space,
        measure: Measure,
        knob: Knob,
        ends: tuple[float, float],
        percent: float,
        draws: int,
        seed: int,
    ) -> AtPercentile:
        """Return the function. Raises PlanFault for an invalid percentile and for what cannot be drawn."""
        checked((percent,), PLACE)
        if draws > MOST_DRAWS:
            many = {"draws": f"{draws:,}", "most": f"{MOST_DRAWS:,}"}
            raise PlanFault([fault_at(PLACE, "draws", "uncertainty.many_draws", **many)])
        certain = space if knob.factor else _certain(space, knob.leaves)
        return AtPercentile(
            certain, measure, knob, ends, percent, Draws.of(certain, "latin", seed, draws, {})
        )

    def __call__(self, numbers: Numbers) -> Numbers:
        """Return the percentile for each number."""
        return np.quantile(self._samples(numbers), self.percent / 100, axis=1)

    def error(self, number: float) -> float:
        """Return the standard error of the percentile at this number, as `simulate` gives it."""
        return percentile(self._samples(np.array([number]))[0], self.percent)[1]

    def _samples(self, numbers: Numbers) -> Numbers:
        """Return the measure, (number, draw)."""
        new = np.array([each for each in dict.fromkeys(numbers.tolist()) if each not in self._known])
        if new.size:
            rows = np.hstack([self._block(new, each) for each in range(self.draws.points.blocks)])
            self._known.update(zip(new.tolist(), rows, strict=True))
        return np.stack([self._known[each] for each in numbers.tolist()])

    @cached_property
    def _known(self) -> dict[float, Numbers]:
        """The draws of every number tried: the present one and the answers are asked for twice."""
        return {}

    def _block(self, numbers: Numbers, block: int) -> Numbers:
        moving = self._held[block] if block < HELD else self._moving(block)
        count = max(cases.shape[-1] for cases in moving.stay.values())
        rows = [self.measure.of(moving.run(self._given(each, moving.stay))) for each in numbers]
        return np.stack([np.broadcast_to(row, (count,)) for row in rows])

    @cached_property
    def _held(self) -> tuple[Moving, ...]:
        return tuple(map(self._moving, range(min(self.draws.points.blocks, HELD))))

    def _moving(self, block: int) -> Moving:
        drawn = {path: values[None, :] for path, values in self.draws.values(block).items()}
        some = [self._given(each, drawn) for each in (*self.ends, self.knob.present)]
        ends = {path: np.hstack([given[path] for given in some]) for path in some[0]}
        return Moving.of(self.space, drawn, ends, [self.measure.line])

    def _given(self, number: float, drawn: Mapping[str, Numbers]) -> dict[str, Numbers]:
        """Return the moved parameters' numbers, (place, case); the drawn ones in the case of each draw."""
        result = self.knob.cases(np.array([number]))
        scaled = {path: self.knob.within(drawn[path] * number) for path in result.keys() & drawn.keys()}
        return {**result, **scaled}


def _certain(space: Space, paths: Iterable[str]) -> Space:
    """Return the space without these parameters' distributions: a parameter set to a value is not drawn."""
    leaves = {path: replace(space.plan.leaves[path], uncertain=None) for path in paths}
    return replace(space, plan=replace(space.plan, leaves={**space.plan.leaves, **leaves}))
