"""Break-even values: the value of each parameter at which a figure becomes 0, all others unchanged.

Each parameter's range is scanned for a change of sign, and the nearest interval is divided repeatedly, into
even parts and closely around the secant's zero. Each round evaluates all parameters whose zero is not yet
known, together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.cases.space import Space
from artplan.study.terms.lines import known_lines
from artplan.study.uncertainty.sensitivity import given, one_at_a_time, spec_of
from artplan.texts.closest import suggest

AWAY = 10.0  # search range relative to the value, if the parameter has no limit
STEPS = 16  # parts of the range on either side of the value
PARTS = 8  # even parts of an interval in each round
CLOSE = np.array([0, 1e-8, 1e-5, 1e-2])  # distances from the secant's zero, relative to the interval
ROUNDS = 20  # for jumps, where only the even parts help: full floating-point precision
ZERO = 1e-14  # a figure this small, relative to the largest in the range, is 0


def break_even(
    plan: OperatingPlan, line: str = "net_profit", *, paths: Sequence[str] = (), replan: bool = False
) -> pd.DataFrame:
    """Return for each parameter its value, the nearest value at which the line is 0, and their ratio.

    NaN if the figure does not become 0 within the parameter's range or ten times its value, or if the
    parameter has a number for each month. paths: default: the uncertain parameters. Raises PlanFault.
    """
    (wanted,), space = known_lines("sensitivity", [line]), Space.of(plan if replan else plan.committed())
    leaves = space.plan.leaves
    chosen = paths or [path for path, leaf in leaves.items() if leaf.uncertain]
    known = given(space.plan)
    faults = [
        fault_at("sensitivity", path, "sensitivity.not_given", near=suggest(path, known))
        for path in chosen
        if path not in known
    ]
    if faults or not chosen:
        raise PlanFault(faults or [fault_at("sensitivity", space.plan.name, "sensitivity.nothing_to_move")])
    single = [path for path in chosen if len(leaves[path].values) == 1 and path in space.spots]
    result = _zeros(space, wanted, {path: _steps(path, leaves[path].values[0]) for path in single})
    rows = {}
    for path in chosen:
        value = leaves[path].values[0] if len(leaves[path].values) == 1 else float("nan")
        zero = result.get(path, float("nan"))
        rows[path] = (value, zero, zero / value if value else float("nan"))
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["value", "break_even", "factor"]
    ).rename_axis("input")


def _steps(path: str, value: float) -> Numbers:
    """Return values from one end of the parameter's range to the other, denser around its value."""
    spec = spec_of(path)
    reach = AWAY * max(abs(value), 1e-9)
    bounded = spec.ge is not None or spec.gt is not None
    least = spec.lowest if bounded else max(spec.lowest, value - reach)
    most = min(spec.highest, value + reach)
    near = np.linspace(0, 1, STEPS + 1)[1:] ** 2
    below, above = value - (value - least) * near, value + (most - value) * near
    if spec.gt is not None:
        below = below[below > spec.gt]
    return np.unique([*below, value, *above])


@dataclass(frozen=True)
class Interval:
    """Two values of a parameter between which the figure changes sign, and the figures there."""

    low: float
    high: float
    at_low: float
    at_high: float

    @staticmethod
    def of(numbers: Numbers, figure: Numbers, crossing: int) -> Interval:
        """Return the interval that begins at this number."""
        ends = slice(crossing, crossing + 2)
        return Interval(*numbers[ends].tolist(), *figure[ends].tolist())

    @property
    def zero(self) -> float:
        """The end at which the figure is nearer to 0."""
        return self.low if abs(self.at_low) <= abs(self.at_high) else self.high

    def settled(self, size: float) -> bool:
        """Return whether the better end is a zero; size: the largest figure."""
        return min(abs(self.at_low), abs(self.at_high)) <= ZERO * size

    def points(self) -> Numbers:
        """Return the ends and points between them, in order."""
        width = self.high - self.low
        guess = self.low + self.at_low / (self.at_low - self.at_high) * width
        near = np.concatenate([guess - width * CLOSE, guess + width * CLOSE])
        points = np.concatenate([np.linspace(self.low, self.high, PARTS + 1), near])
        return np.unique(np.clip(points, self.low, self.high))


def _zeros(space: Space, line: str, steps: Mapping[str, Numbers]) -> dict[str, float]:
    """Return the nearest zero of each parameter's curve."""
    intervals, sizes = {}, {}
    for path, figure in _figures(space, line, steps).items():
        crossed = _crossings(figure)
        if len(crossed):
            own = int(np.searchsorted(steps[path], space.plan.leaves[path].values[0]))
            # The interval to the left of the plan's value ends there; the one to the right begins there.
            nearest = min(crossed, key=lambda at: abs(at + 0.5 - own))
            intervals[path] = Interval.of(steps[path], figure, nearest)
            sizes[path] = float(np.abs(figure).max())
    for _ in range(ROUNDS):
        cut = {path: each.points() for path, each in intervals.items() if not each.settled(sizes[path])}
        for path, figure in _figures(space, line, cut).items():
            crossed = _crossings(figure)
            if crossed:  # none where an end is a zero but for the last digits
                intervals[path] = Interval.of(cut[path], figure, crossed[0])
    return {path: each.zero for path, each in intervals.items()}


def _crossings(figure: Numbers) -> list[int]:
    """Return the places at which an interval begins in which the figure is 0 or changes sign."""
    return np.flatnonzero(np.sign(figure[:-1]) * np.sign(figure[1:]) <= 0).tolist()


def _figures(space: Space, line: str, steps: Mapping[str, Numbers]) -> dict[str, Numbers]:
    if not steps:
        return {}
    moves = {path: values[None, :] for path, values in steps.items()}
    return one_at_a_time(space, moves, [line])[1][line]
