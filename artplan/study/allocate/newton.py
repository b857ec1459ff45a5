"""Solve the optimality conditions of a concave division problem with few binding sums.

A primal-dual interior point method (Boyd & Vandenberghe 2004, Convex Optimization, section 11.7) with the
predictor-corrector steps of Mehrotra (1992, SIAM Journal on Optimization 2). Each variable lies between a low
and a high bound: the spends, and the constrained sums (`A spends = sums`). Multipliers are called prices,
slacks rooms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.study.allocate.limits import Rows, Solver

STEPS = 120
STARTS = (
    1.0,
    0.1,
    10.0,
    0.01,
    100.0,
)  # initial room times price, relative to the mean spend; the next is tried if one fails
EXACT = 1e-12  # relative to the total and to a yuan's usual value
SETTLED = 1e-8  # largest error of an accepted answer if `EXACT` is not reached
HALVINGS = 24
TINY = 0.01  # relative to an even share of the total
STEADY = 2  # limits the relative change of the required value, which enters as a logarithm
NOTHING = 1e-250  # lower bound of a spend that tends to 0
SHORT = 0.2  # below this step length, a centring step is tried instead
ROOM = 0.995  # fraction of the way to the nearest bound


@dataclass(frozen=True)
class Shape:
    """The marginal value of an item: gain x (spend / reference) ** bend - cost."""

    gain: Numbers
    bend: Numbers
    reference: Numbers
    cost: Numbers
    low: Numbers
    high: Numbers


@dataclass(frozen=True)
class Point:
    """A point of the method: spends and sums, prices of the sums, prices of the low and high bounds."""

    at: Numbers
    prices: Numbers
    below: Numbers
    above: Numbers


@dataclass(frozen=True)
class Found:
    spends: Numbers
    prices: Numbers
    steps: int
    settled: bool


@dataclass(frozen=True)
class Faults:
    """The residuals of the optimality conditions at a point.

    pull: for each variable. missing: for each sum. mean: the average of room times price. required: the
    marginal value that each item needs. brings: its marginal value plus the price of its floor. alone:
    without that price.
    """

    pull: Numbers
    missing: Numbers
    mean: float
    required: Numbers
    brings: Numbers
    alone: Numbers

    @property
    def worst(self) -> float:
        off = abs(self.required - self.brings).max(initial=0)
        pull, missing = abs(self.pull).max(initial=0), abs(self.missing).max(initial=0)
        return float(max(off, pull, missing, self.mean))


@dataclass(frozen=True)
class Slope:
    """The linearised conditions at a point; lean: the weight of a low bound's price, from the logarithms."""

    rows: Rows
    point: Point
    now: Faults
    below: Numbers
    above: Numbers
    lean: Numbers
    soft: Numbers
    solve: Solver

    def move(self, aim: float, under: Numbers | float, over: Numbers | float) -> Point:
        """Return the step to room times price = `aim`, less second-order terms (under, over)."""
        point, soft, count = self.point, self.soft, len(self.now.required)
        down, up = (aim - under) / self.below - point.below, (aim - over) / self.above - point.above
        right = soft * (self.lean * down - up - self.now.pull)
        prices = self.solve(self.rows.forward(right[:count]) - right[count:] + self.now.missing)
        at = right - soft * np.concatenate([self.rows.back(prices), -prices])
        # For precision, a sum with much room is computed from its spends, another one from its price.
        sums = self.rows.forward(at[:count]) + self.now.missing
        at[count:] = np.where(soft[count:] > 1, sums, at[count:])
        return Point(at, prices, down - point.below * at / self.below, up + point.above * at / self.above)


class NewtonSearch:
    """The conditions of the optimum at a point, and the step from there."""

    def __init__(self, shape: Shape, rows: Rows) -> None:
        self.shape, self.rows = shape, rows
        self.items = len(shape.gain)
        self.bent = (shape.bend < 0) & (shape.gain > 0)
        # The marginal value of a bent item tends to infinity at spend 0, so it needs no bound at 0.
        low = np.where(self.bent & (shape.low <= 0), -np.inf, shape.low)
        self.low = np.concatenate([low, rows.low])
        self.high = np.concatenate([shape.high, rows.high])
        self.fixed = self.low == self.high
        self.low, self.high = np.where(self.fixed, -np.inf, self.low), np.where(self.fixed, np.inf, self.high)
        self.lows, self.highs = np.isfinite(self.low), np.isfinite(self.high)
        self.pairs = max(int(self.lows.sum() + self.highs.sum()), 1)

    def start(self, room_price: float) -> Point:
        """Return the start: spends at the price of the total alone, moved inside all bounds.

        The sums need not match the spends yet.
        """
        shape, rows = self.shape, self.rows
        price, spends = self._priced()
        room = np.minimum((shape.high - shape.low) / 10, 0.1 / max(self.items, 1))
        inside = np.clip(spends, shape.low + room, shape.high - room)
        spends = np.where(self.bent & (shape.low <= 0), np.clip(spends, 1e-12, shape.high - room), inside)
        sums, low, high = rows.forward(spends), rows.low, rows.high
        with np.errstate(invalid="ignore"):
            width = np.where(np.isfinite(high - low), high - low, np.maximum(abs(sums), 0.1))
        sums = np.minimum(np.maximum(sums, low + 0.1 * width), high - 0.1 * width)
        at = np.concatenate([spends, np.where(low == high, low, sums)])
        below, above = self.gaps(at)
        size = room_price * max(float(spends.mean()), 1e-12) if self.items else 1.0
        prices = np.zeros(len(low))
        prices[rows.count] = price
        return Point(at, prices, size / below, size / above)

    def _priced(self) -> tuple[float, Numbers]:
        """Return the price at which all spends add up to the total, and these spends, by bisection."""
        shape, under, over = self.shape, -30.0, 30.0
        power = np.where(self.bent, -1 / np.where(self.bent, shape.bend, -1), 1e2)
        for _ in range(HALVINGS):
            price = np.exp((under + over) / 2)
            spends = shape.reference * np.maximum(shape.gain / (shape.cost + price), 1e-300) ** power
            spends = np.clip(spends, shape.low, np.minimum(shape.high, np.maximum(shape.low, 1.0)))
            under, over = (np.log(price), over) if spends.sum() > 1 else (under, np.log(price))
        return float(price), spends

    def gaps(self, at: Numbers) -> tuple[Numbers, Numbers]:
        """Return the room to the low and to the high bound; infinite if there is no bound."""
        return at - self.low, self.high - at

    def required(self, point: Point) -> Numbers:
        """Return the marginal value that each item needs."""
        return self.shape.cost + self.rows.back(point.prices) + point.above[: self.items]

    def faults(self, point: Point) -> Faults:
        """Return the residuals at a point; those of bent items use logarithms, which are nearly linear."""
        shape, spends, wanted = self.shape, point.at[: self.items], self.required(point)
        alone = shape.gain * (spends / shape.reference) ** shape.bend
        brings = alone + point.below[: self.items]
        pull = np.where(self.bent, wanted * np.log(wanted / brings), wanted - brings)
        sums = (point.above - point.below)[self.items :] - point.prices
        pull = np.concatenate([pull, np.where(self.fixed[self.items :], 0.0, sums)])
        missing = self.rows.forward(spends) - point.at[self.items :]
        return Faults(pull, missing, self.mean(point), wanted, brings, alone)

    def mean(self, point: Point) -> float:
        """Return the average of room times price, which is 0 at the optimum."""
        lows, highs = self.lows, self.highs
        below = point.below[lows] @ (point.at[lows] - self.low[lows])
        return float(below + point.above[highs] @ (self.high[highs] - point.at[highs])) / self.pairs

    def step(self, point: Point, now: Faults) -> Point:
        """Take one predictor-corrector step (Mehrotra 1992).

        The predictor aims at the optimum; the corrector aims at room times price = mean times (predicted /
        present mean)^3, with the predictor's second-order terms. If that step is short, a step towards equal
        products of room and price replaces it.
        """
        slope = self._slope(point, now)
        guess = slope.move(0.0, 0.0, 0.0)
        ahead = self._moved(point, guess, self._far(point, guess, now.required, 1.0))
        left = min(max(self.mean(ahead) / now.mean, 0.0), 1.0)
        whole = slope.move(now.mean * left**3, guess.at * guess.below, -guess.at * guess.above)
        far = self._far(point, whole, now.required, ROOM)
        if far < SHORT:
            centre = slope.move(now.mean, 0.0, 0.0)
            other = self._far(point, centre, now.required, ROOM)
            if other > far:
                whole, far = centre, other
        return self._moved(point, whole, far)

    def _slope(self, point: Point, now: Faults) -> Slope:
        """Return the stiffness of each variable and the equations of the prices."""
        below, above = self.gaps(point.at)
        items = slice(self.items)
        lean = np.ones(len(now.pull))
        lean[items] = np.where(self.bent, now.required / now.brings, 1.0)
        stiff = lean * point.below / below + point.above / above
        stiff[items] -= lean[items] * self.shape.bend * now.alone / point.at[items]
        soft = np.where(self.fixed, 0.0, 1 / np.maximum(stiff, 1e-150))
        solve = self.rows.solver(soft[items], soft[self.items :])
        return Slope(self.rows, point, now, below, above, lean, soft, solve)

    def _far(self, point: Point, move: Point, wanted: Numbers, room: float) -> float:
        """Return the longest step (at most 1) that keeps rooms, their prices and required values above 0."""
        below, above = self.gaps(point.at)
        more = self.rows.back(move.prices) + move.above[: self.items]
        rates = (
            np.max(-move.at / below, initial=0.0),
            np.max(move.at / above, initial=0.0),
            np.max(-move.below[self.lows] / point.below[self.lows], initial=0.0),
            np.max(-move.above[self.highs] / point.above[self.highs], initial=0.0),
            np.max(-(more / wanted)[self.bent], initial=0.0) * STEADY,
        )
        return min(1.0, room / max(*rates, 1e-300))

    def _moved(self, point: Point, move: Point, far: float) -> Point:
        """Return the point after the step.

        Bent items change by a factor if they shrink, or if they grow from nearly 0.
        """
        at = point.at + far * move.at
        items, free = slice(self.items), self.bent & ~self.lows[: self.items]
        spends, tiny = point.at[items], np.minimum(TINY / max(self.items, 1), self.shape.high / 2)
        curved = spends * np.exp(np.clip(far * move.at[items] / spends, -200.0, 30.0))
        curved = np.where(move.at[items] < 0, curved, np.maximum(at[items], np.minimum(curved, tiny)))
        at[items] = np.where(free, np.maximum(curved, NOTHING), at[items])
        return Point(
            at,
            point.prices + far * move.prices,
            point.below + far * move.below,
            point.above + far * move.above,
        )


def solved(shape: Shape, rows: Rows, starts: Sequence[float] = STARTS) -> Found:
    """Return the optimum to the attainable precision; items without room are left out while solving."""
    free = shape.low < shape.high
    fixed = np.where(free, 0.0, shape.low)
    spent = rows.forward(fixed)
    some = Shape(*(getattr(shape, name)[free] for name in Shape.__dataclass_fields__))
    rest = replace(
        rows,
        group=rows.group[free],
        matrix=rows.matrix[:, free],
        low=rows.low - spent,
        high=rows.high - spent,
    )
    search, steps = NewtonSearch(some, rest), 0
    for start in starts:
        point, error, more = _followed(search, start)
        steps += more
        if error < SETTLED:
            break
    spends = fixed.copy()
    spends[free] = point.at[: search.items]
    return Found(spends, point.prices, steps, error < SETTLED)


def _followed(search: NewtonSearch, start: float) -> tuple[Point, float, int]:
    """Return the best point on the way, its largest residual, and the number of steps."""
    error, steps = np.inf, 0
    with np.errstate(all="ignore"):
        best = point = search.start(start)
        while steps < STEPS:
            steps += 1
            faults = search.faults(point)
            now = faults.worst
            if now < error:
                best, error = point, now
            if error < EXACT or not np.isfinite(now):
                break
            try:
                point = search.step(point, faults)
            except np.linalg.LinAlgError:
                break
    return best, error, steps
