"""Newton's method on the conditions of the optimum, for items that are bound together by few limits.

A primal-dual interior point after Mehrotra. Everything is a variable between a low and a high: the spends,
and the sums that limits bind (`A spends = sums`). Groups share no item, so that their part of the equations
is diagonal and eliminated first: 500 channels with a cap each cost hardly more than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
STEPS = 120
STARTS = (
    1.0,
    0.1,
    10.0,
    0.01,
    100.0,
)  # rooms times prices at the start, in mean spends; the next where one fails
EXACT = 1e-12  # of the total, and of a yuan's usual value
SETTLED = 1e-8  # what counts as an answer where the last digits do not come
HALVINGS = 24
TINY = 0.01  # of an even share of the total
STEADY = 2  # what is asked changes less at a time, since its logarithm counts
ROOM = 0.995  # of the way to the nearest low or high


@dataclass(frozen=True)
class Shape:
    """What the next yuan of an item brings: gain x (spend / reference) ** bend - cost."""

    gain: Numbers
    bend: Numbers
    reference: Numbers
    cost: Numbers
    low: Numbers
    high: Numbers


@dataclass(frozen=True)
class Rows:
    """Sums of items: by group (`count` of them; what lies at `count` is in none), then by rows of weights."""

    names: tuple[str, ...]
    group: NDArray[np.int_]
    count: int
    matrix: Numbers
    low: Numbers
    high: Numbers

    def forward(self, spends: Numbers) -> Numbers:
        if not self.count:
            return self.matrix @ spends
        by_group = np.bincount(self.group, spends, self.count + 1)[: self.count]
        return np.concatenate([by_group, self.matrix @ spends])

    def back(self, prices: Numbers) -> Numbers:
        """What the prices of all sums come to for each item."""
        others = prices[self.count :] @ self.matrix
        return np.append(prices[: self.count], 0.0)[self.group] + others if self.count else others

    def solver(self, soft: Numbers, slack: Numbers) -> Solver:
        """Of (A diag(soft) A' + diag(slack)) prices = right."""
        count = self.count
        weighed = self.matrix * soft
        own = np.bincount(self.group, soft, count + 1)[:count] + slack[:count]
        across = np.empty((len(self.matrix), count))
        for place, row in enumerate(weighed if count else ()):
            across[place] = np.bincount(self.group, row, count + 1)[:count]
        own = np.where(own > 0, own, 1.0)  # a group of fixed items binds nothing
        inner = weighed @ self.matrix.T + np.diag(slack[count:]) - (across / own) @ across.T
        scale = 1 / np.sqrt(np.maximum(np.diag(inner), 1e-300))
        return Solver(self, soft, slack, own, across, inner * scale * scale[:, None], scale)


@dataclass(frozen=True)
class Solver:
    """The groups eliminated, the others solved; what is lost in digits is put right twice."""

    rows: Rows
    soft: Numbers
    slack: Numbers
    own: Numbers
    across: Numbers
    even: Numbers
    scale: Numbers

    def __call__(self, right: Numbers) -> Numbers:
        prices, missing = np.zeros_like(right), right
        for _ in range(3):
            better = prices + self._once(missing)
            left = right - self.rows.forward(self.soft * self.rows.back(better)) - self.slack * better
            if not abs(left).max() < abs(missing).max():
                break
            prices, missing = better, left
            if abs(left).max() < 1e-13 * abs(right).max():
                break
        return prices

    def _once(self, right: Numbers) -> Numbers:
        groups, others = right[: len(self.own)], right[len(self.own) :]
        safe = self.even + 1e-14 * np.eye(len(self.scale))
        rest = self.scale * (others - self.across @ (groups / self.own))
        prices = self.scale * np.linalg.solve(safe, rest)
        return np.concatenate([(groups - prices @ self.across) / self.own, prices])


@dataclass(frozen=True)
class Point:
    """Where the method stands: spends and sums, prices of the sums, prices of lows and highs."""

    at: Numbers
    prices: Numbers
    below: Numbers
    above: Numbers


@dataclass(frozen=True)
class Found:
    spends: Numbers
    prices: Numbers
    steps: int
    error: float

    @property
    def settled(self) -> bool:
        return self.error < SETTLED


class Search:
    """The conditions of the optimum at a point, and the step from there."""

    def __init__(self, shape: Shape, rows: Rows) -> None:
        self.shape, self.rows = shape, rows
        self.items = len(shape.gain)
        self.bent = (shape.bend < 0) & (shape.gain > 0)
        # The first yuan of a bent item brings more than any price: it needs nothing to keep it above 0.
        low = np.where(self.bent & (shape.low <= 0), -np.inf, shape.low)
        self.low = np.concatenate([low, rows.low])
        self.high = np.concatenate([shape.high, rows.high])
        self.fixed = self.low == self.high
        self.low, self.high = np.where(self.fixed, -np.inf, self.low), np.where(self.fixed, np.inf, self.high)
        self.lows, self.highs = np.isfinite(self.low), np.isfinite(self.high)
        self.pairs = max(int(self.lows.sum() + self.highs.sum()), 1)

    def start(self, room_price: float) -> Point:
        """Where the total alone has its price, moved inside all lows and highs; sums need not fit yet."""
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
        """By halving: the price at which all spends come to the total, and these spends."""
        shape, under, over = self.shape, -30.0, 30.0
        power = np.where(self.bent, -1 / np.where(self.bent, shape.bend, -1), 1e2)
        for _ in range(HALVINGS):
            price = np.exp((under + over) / 2)
            spends = shape.reference * np.maximum(shape.gain / (shape.cost + price), 1e-300) ** power
            spends = np.clip(spends, shape.low, np.minimum(shape.high, np.maximum(shape.low, 1.0)))
            under, over = (np.log(price), over) if spends.sum() > 1 else (under, np.log(price))
        return float(price), spends

    def gaps(self, at: Numbers) -> tuple[Numbers, Numbers]:
        """Room to the low and to the high; without end where there is none."""
        return at - self.low, self.high - at

    def sides(self, point: Point) -> tuple[Numbers, Numbers]:
        """What the next yuan of each item must bring, and what it brings with the price of its floor."""
        items = slice(self.items)
        asked = self.shape.cost + self.rows.back(point.prices) + point.above[items]
        return asked, self.brings(point.at[items]) + point.below[items]

    def brings(self, spends: Numbers) -> Numbers:
        return self.shape.gain * (spends / self.shape.reference) ** self.shape.bend

    def faults(self, point: Point) -> tuple[Numbers, Numbers, float]:
        """What is missing: at each variable, at each sum, and on average between rooms and their prices.

        Bent items are compared by logarithms, in which what they bring is a straight line.
        """
        asked, brings = self.sides(point)
        pull = np.where(self.bent, asked * np.log(asked / brings), asked - brings)
        sums = (point.above - point.below)[self.items :] - point.prices
        pull = np.concatenate([pull, np.where(self.fixed[self.items :], 0.0, sums)])
        missing = self.rows.forward(point.at[: self.items]) - point.at[self.items :]
        return pull, missing, self.mean(point)

    def mean(self, point: Point) -> float:
        """Room times price, on average: 0 at the optimum, where one of the two is 0."""
        lows, highs = self.lows, self.highs
        below = point.below[lows] @ (point.at[lows] - self.low[lows])
        return float(below + point.above[highs] @ (self.high[highs] - point.at[highs])) / self.pairs

    def step(self, point: Point, pull: Numbers, missing: Numbers, mean: float) -> Point:
        """Towards the optimum as far as it can be seen, then so that no room closes before the others."""
        below, above = self.gaps(point.at)
        spends, (asked, brings) = point.at[: self.items], self.sides(point)
        lean = np.ones(len(pull))
        lean[: self.items] = np.where(self.bent, asked / brings, 1.0)
        stiff = lean * point.below / below + point.above / above
        stiff[: self.items] -= lean[: self.items] * self.shape.bend * self.brings(spends) / spends
        soft = np.where(self.fixed, 0.0, 1 / np.maximum(stiff, 1e-150))
        solve = self.rows.solver(soft[: self.items], soft[self.items :])

        def move(aim: float, under: Numbers | float, over: Numbers | float) -> Point:
            down, up = (aim - under) / below - point.below, (aim - over) / above - point.above
            right = soft * (lean * down - up - pull)
            prices = solve(self.rows.forward(right[: self.items]) - right[self.items :] + missing)
            at = right - soft * np.concatenate([self.rows.back(prices), -prices])
            # A sum with much room follows its spends; one without follows its price: each keeps its digits.
            sums = self.rows.forward(at[: self.items]) + missing
            at[self.items :] = np.where(soft[self.items :] > 1, sums, at[self.items :])
            return Point(at, prices, down - point.below * at / below, up + point.above * at / above)

        guess = move(0.0, 0.0, 0.0)
        ahead = self._moved(point, guess, self._far(point, guess, 1.0))
        left = self.mean(ahead) / mean
        aim = mean * min(max(left, 0.0), 1.0) ** 3
        whole = move(aim, guess.at * guess.below, -guess.at * guess.above)
        far = self._far(point, whole, ROOM)
        if far < 0.2:
            centre = move(mean, 0.0, 0.0)
            other = self._far(point, centre, ROOM)
            if other > far:
                whole, far = centre, other
        return self._moved(point, whole, far)

    def _far(self, point: Point, move: Point, room: float) -> float:
        """How far the step may go so that all rooms, their prices and what is asked stay above 0."""
        below, above = self.gaps(point.at)
        asked, more = self.sides(point)[0], self.rows.back(move.prices) + move.above[: self.items]
        rates = (
            np.max(-move.at / below, initial=0.0),
            np.max(move.at / above, initial=0.0),
            np.max(-move.below[self.lows] / point.below[self.lows], initial=0.0),
            np.max(-move.above[self.highs] / point.above[self.highs], initial=0.0),
            np.max(-(more / asked)[self.bent], initial=0.0) * STEADY,
        )
        return min(1.0, room / max(*rates, 1e-300))

    def _moved(self, point: Point, move: Point, far: float) -> Point:
        """Bent items change by a factor where they shrink, or grow from nearly nothing."""
        at = point.at + far * move.at
        items, free = slice(self.items), self.bent & ~self.lows[: self.items]
        spends, tiny = point.at[items], np.minimum(TINY / max(self.items, 1), self.shape.high / 2)
        curved = spends * np.exp(np.clip(far * move.at[items] / spends, -30.0, 30.0))
        curved = np.where(move.at[items] < 0, curved, np.maximum(at[items], np.minimum(curved, tiny)))
        at[items] = np.where(free, curved, at[items])
        return Point(
            at,
            point.prices + far * move.prices,
            point.below + far * move.below,
            point.above + far * move.above,
        )


def solved(shape: Shape, rows: Rows, starts: Sequence[float] = STARTS) -> Found:
    """The optimum, to the last digits that can be had. Items without room are left out on the way."""
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
    search, steps = Search(some, rest), 0
    for start in starts:
        point, error, more = _followed(search, start)
        steps += more
        if error < SETTLED:
            break
    spends = fixed.copy()
    spends[free] = point.at[: search.items]
    return Found(spends, point.prices, steps, error)


def _followed(search: Search, start: float) -> tuple[Point, float, int]:
    """The best point that the steps lead to, what it lacks at most, and how many steps it took."""
    error, steps = np.inf, 0
    with np.errstate(all="ignore"):
        best = point = search.start(start)
        while steps < STEPS:
            steps += 1
            pull, missing, mean = search.faults(point)
            asked, brings = search.sides(point)
            off = abs(asked - brings).max(initial=0)
            now = max(off, abs(pull).max(initial=0), abs(missing).max(initial=0), mean)
            if now < error:
                best, error = point, float(now)
            if error < EXACT or not np.isfinite(now):
                break
            try:
                point = search.step(point, pull, missing, mean)
            except np.linalg.LinAlgError:
                break
    return best, error, steps
