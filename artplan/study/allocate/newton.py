"""The optimality conditions of concave division problems with few binding sums, several at a time.

A primal-dual interior point method (Boyd & Vandenberghe 2004, Convex Optimization, section 11.7) with the
predictor-corrector steps of Mehrotra (1992, SIAM Journal on Optimization 2). Each variable lies between a low
and a high bound: the spends, and the constrained sums (`A spends = sums`). Multipliers are called prices,
slacks rooms. Problems of the same items and sums are stacked along the first axis of all arrays: a step of
eight small problems costs little more than that of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Booleans, Indices, Numbers
from artplan.study.allocate.limits import Rows, Solver

HALVINGS = 24
TINY = 0.01  # relative to an even share of the total
ROOMY = 1.0  # softness above which a sum has much room
STEADY = 2  # limits the relative change of the required value, which enters as a logarithm
NOTHING = 1e-250  # lower bound of a spend that tends to 0
SHORT = 0.2  # below this step length, a centring step is tried instead
ROOM = 0.995  # fraction of the way to the nearest bound


@dataclass(frozen=True)
class Shape:
    """The marginal value of an item: gain x (spend / reference) ** bend - cost; all (problem, item)."""

    gain: Numbers
    bend: Numbers
    reference: Numbers
    cost: Numbers
    low: Numbers
    high: Numbers

    @staticmethod
    def stacked(items: Sequence[Shape]) -> Shape:
        """Return the problems as one."""
        return Shape(
            *(np.concatenate(each) for each in zip(*(vars(one).values() for one in items), strict=True))
        )

    def of(self, problems: Booleans | Indices, items: Booleans | slice = slice(None)) -> Shape:
        """Return some of the problems, with some of their items."""
        return Shape(*(array[problems][:, items] for array in vars(self).values()))


@dataclass(frozen=True)
class Point:
    """A point of the method: spends and sums, prices of the sums, prices of the low and high bounds."""

    at: Numbers
    prices: Numbers
    below: Numbers
    above: Numbers

    def where(self, these: Booleans, other: Point) -> Point:
        """Return this point for these problems, the other one for the rest."""
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Point(*(np.where(these[:, None], one, two) for one, two in pairs))


@dataclass(frozen=True)
class Faults:
    """The residuals of the optimality conditions at a point.

    pull: for each variable. missing: for each sum. mean: the average of room times price. required: the
    marginal value that each item needs. brings: its marginal value plus the price of its floor. alone:
    without that price.
    """

    pull: Numbers
    missing: Numbers
    mean: Numbers
    required: Numbers
    brings: Numbers
    alone: Numbers

    @property
    def worst(self) -> Numbers:
        """The largest residual of each problem."""
        off = np.abs(self.required - self.brings).max(axis=1, initial=0)
        pull, missing = (np.abs(each).max(axis=1, initial=0) for each in (self.pull, self.missing))
        return np.max([off, pull, missing, self.mean], axis=0)


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

    def move(self, aim: Numbers, under: Numbers | float = 0.0, over: Numbers | float = 0.0) -> Point:
        """Return the step to room times price = `aim`, less second-order terms (under, over)."""
        point, soft, count = self.point, self.soft, self.now.required.shape[1]
        aims = aim[:, None]
        down, up = (aims - under) / self.below - point.below, (aims - over) / self.above - point.above
        right = soft * (self.lean * down - up - self.now.pull)
        prices = self.solve(self.rows.forward(right[:, :count]) - right[:, count:] + self.now.missing)
        at = right - soft * np.concatenate([self.rows.back(prices), -prices], axis=1)
        # For precision, a sum with much room is computed from its spends, another one from its price.
        sums = self.rows.forward(at[:, :count]) + self.now.missing
        at[:, count:] = np.where(soft[:, count:] > ROOMY, sums, at[:, count:])
        return Point(at, prices, down - point.below * at / self.below, up + point.above * at / self.above)


class NewtonSearch:
    """The conditions of the optimum at a point, and the step from there."""

    def __init__(self, shape: Shape, rows: Rows) -> None:
        self.shape, self.rows = shape, rows
        self.items = shape.gain.shape[1]
        self.even = 1 / max(self.items, 1)  # an even share of the total
        self.bent = (shape.bend < 0) & (shape.gain > 0)
        # The marginal value of a bent item tends to infinity at spend 0, so it needs no bound at 0.
        low = np.where(self.bent & (shape.low <= 0), -np.inf, shape.low)
        self.low = np.concatenate([low, rows.low], axis=1)
        self.high = np.concatenate([shape.high, rows.high], axis=1)
        self.fixed = self.low == self.high
        self.low, self.high = np.where(self.fixed, -np.inf, self.low), np.where(self.fixed, np.inf, self.high)
        self.lows, self.highs = np.isfinite(self.low), np.isfinite(self.high)
        self.pairs = np.maximum(self.lows.sum(axis=1) + self.highs.sum(axis=1), 1)

    def start(self, room_price: float) -> Point:
        """Return the start: spends at the price of the total alone, moved inside all bounds.

        The sums need not match the spends yet.
        """
        shape, rows = self.shape, self.rows
        price, spends = self._priced()
        room = np.minimum((shape.high - shape.low) / 10, 0.1 * self.even)
        inside = np.clip(spends, shape.low + room, shape.high - room)
        spends = np.where(self.bent & (shape.low <= 0), np.clip(spends, 1e-12, shape.high - room), inside)
        sums, low, high = rows.forward(spends), rows.low, rows.high
        with np.errstate(invalid="ignore"):
            width = high - low
            width = np.where(np.isfinite(width), width, np.maximum(abs(sums), 0.1))
        sums = np.minimum(np.maximum(sums, low + 0.1 * width), high - 0.1 * width)
        at = np.concatenate([spends, np.where(low == high, low, sums)], axis=1)
        below, above = self.gaps(at)
        mean = np.maximum(spends.mean(axis=1), 1e-12) if self.items else np.full(len(at), 1 / room_price)
        size = (room_price * mean)[:, None]
        prices = np.zeros_like(low)
        prices[:, rows.count] = price
        return Point(at, prices, size / below, size / above)

    def _priced(self) -> tuple[Numbers, Numbers]:
        """Return the price at which all spends add up to the total, and these spends, by bisection."""
        shape = self.shape
        under, over = np.full((2, len(shape.gain)), [[-30.0], [30.0]])
        power = -1 / np.where(self.bent, shape.bend, -0.01)
        high = np.minimum(shape.high, np.maximum(shape.low, 1.0))
        for _ in range(HALVINGS):
            price = np.exp((under + over) / 2)
            spends = shape.gain / (shape.cost + price[:, None])
            spends = np.clip(shape.reference * np.maximum(spends, 1e-300) ** power, shape.low, high)
            dear = spends.sum(axis=1) > 1
            under, over = np.where(dear, np.log(price), under), np.where(dear, over, np.log(price))
        return price, spends

    def gaps(self, at: Numbers) -> tuple[Numbers, Numbers]:
        """Return the room to the low and to the high bound; infinite if there is no bound."""
        return at - self.low, self.high - at

    def required(self, point: Point) -> Numbers:
        """Return the marginal value that each item needs."""
        return self.shape.cost + self.rows.back(point.prices) + point.above[:, : self.items]

    def faults(self, point: Point) -> Faults:
        """Return the residuals at a point; those of bent items use logarithms, which are nearly linear."""
        shape, spends, wanted = self.shape, point.at[:, : self.items], self.required(point)
        alone = shape.gain * (spends / shape.reference) ** shape.bend
        brings = alone + point.below[:, : self.items]
        pull = np.where(self.bent, wanted * np.log(wanted / brings), wanted - brings)
        sums = (point.above - point.below)[:, self.items :] - point.prices
        pull = np.concatenate([pull, np.where(self.fixed[:, self.items :], 0.0, sums)], axis=1)
        missing = self.rows.forward(spends) - point.at[:, self.items :]
        return Faults(pull, missing, self.mean(point), wanted, brings, alone)

    def mean(self, point: Point) -> Numbers:
        """Return the average of room times price, which is 0 at the optimum."""
        below, above = self.gaps(point.at)
        low = np.where(self.lows, point.below * below, 0.0).sum(axis=1)
        return (low + np.where(self.highs, point.above * above, 0.0).sum(axis=1)) / self.pairs

    def step(self, point: Point, now: Faults) -> Point:
        """Take one predictor-corrector step (Mehrotra 1992).

        The predictor aims at the optimum; the corrector aims at room times price = mean times (predicted /
        present mean)^3, with the predictor's second-order terms. If that step is short, a step towards equal
        products of room and price replaces it.
        """
        slope = self.slope(point, now)
        guess = slope.move(np.zeros(len(now.mean)))
        ahead = self.moved(point, guess, self.far(point, guess, now.required, 1.0))
        left = np.clip(self.mean(ahead) / now.mean, 0.0, 1.0)
        whole = slope.move(now.mean * left**3, guess.at * guess.below, -guess.at * guess.above)
        far = self.far(point, whole, now.required, ROOM)
        if (far < SHORT).any():
            centre = slope.move(now.mean)
            other = self.far(point, centre, now.required, ROOM)
            better = (far < SHORT) & (other > far)
            whole, far = centre.where(better, whole), np.where(better, other, far)
        return self.moved(point, whole, far)

    def slope(self, point: Point, now: Faults) -> Slope:
        """Return the stiffness of each variable and the equations of the prices."""
        below, above = self.gaps(point.at)
        count = self.items
        lean = np.ones_like(now.pull)
        lean[:, :count] = np.where(self.bent, now.required / now.brings, 1.0)
        stiff = lean * point.below / below + point.above / above
        stiff[:, :count] -= lean[:, :count] * self.shape.bend * now.alone / point.at[:, :count]
        soft = np.where(self.fixed, 0.0, 1 / np.maximum(stiff, 1e-150))
        solve = self.rows.solver(soft[:, :count], soft[:, count:])
        return Slope(self.rows, point, now, below, above, lean, soft, solve)

    def far(self, point: Point, move: Point, wanted: Numbers, room: float) -> Numbers:
        """Return the longest step (at most 1) that keeps rooms, their prices and required values above 0."""
        below, above = self.gaps(point.at)
        more = self.rows.back(move.prices) + move.above[:, : self.items]
        rates = (
            (-move.at / below).max(axis=1, initial=0.0),
            (move.at / above).max(axis=1, initial=0.0),
            np.where(self.lows, -move.below / point.below, 0.0).max(axis=1, initial=0.0),
            np.where(self.highs, -move.above / point.above, 0.0).max(axis=1, initial=0.0),
            np.where(self.bent, -more / wanted, 0.0).max(axis=1, initial=0.0) * STEADY,
        )
        return np.minimum(1.0, room / np.maximum(np.max(rates, axis=0), 1e-300))

    def moved(self, point: Point, move: Point, far: Numbers) -> Point:
        """Return the point after the step.

        Bent items change by a factor if they shrink, or if they grow from nearly 0.
        """
        far, count = far[:, None], self.items
        at = point.at + far * move.at
        spends, moves = point.at[:, :count], move.at[:, :count]
        tiny = np.minimum(TINY * self.even, self.shape.high / 2)
        curved = spends * np.exp(np.clip(far * moves / spends, -200.0, 30.0))
        curved = np.where(moves < 0, curved, np.maximum(at[:, :count], np.minimum(curved, tiny)))
        free = self.bent & ~self.lows[:, :count]
        at[:, :count] = np.where(free, np.maximum(curved, NOTHING), at[:, :count])
        return Point(
            at,
            point.prices + far * move.prices,
            point.below + far * move.below,
            point.above + far * move.above,
        )
