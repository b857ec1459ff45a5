"""Divide a budget among items with S-shaped responses: the global optimum, with a proven gap.

    answer = divide(Items(["a", "b"], Curves(top, half, steepness), total=100.0))
    answer.spends, answer.gap

With S-shaped responses a local search may end far from the optimum: half the budget in each of two items may
bring less than all of it in one. Each curve is replaced by its concave hull, for which a single price of the
budget gives the optimum and an upper bound (Lagrangian duality). If that optimum lies on the straight part of
a hull, the item's interval is divided there and both parts are solved: branch and bound (Land & Doig 1960) on
separable concave envelopes (Falk & Soland 1969), for sums of sigmoids as in Udell & Boyd (2013), the highest
bound first. The search ends when the best division reaches the highest remaining bound, or after MOST boxes;
the gap between the two is the guarantee.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import count

import numpy as np
from numpy.typing import ArrayLike

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.study.allocate.hill import HALVINGS, Curves
from artplan.texts.message import listed

PLACE = "allocate"
PROVED = 1e-9  # a gap up to this fraction of the answer's worth counts as zero
MOST = 2_000  # boxes evaluated before the search stops
NEAR = 1e-12  # relative; between prices this close, the remaining budget is distributed among the items


@dataclass(frozen=True)
class Items:
    """Items by name. cost: the cost of a yuan (1: itself only); floor, cap: CNY, each or one for all."""

    names: Sequence[str]
    curves: Curves
    total: float
    cost: ArrayLike = 1.0
    floor: ArrayLike = 0.0
    cap: ArrayLike = np.inf

    @cached_property
    def costs(self) -> Numbers:
        return self._each(self.cost)

    @cached_property
    def lows(self) -> Numbers:
        return self._each(self.floor)

    @cached_property
    def highs(self) -> Numbers:
        return np.minimum(self._each(self.cap), np.maximum(self.total, self.lows))

    @cached_property
    def alike(self) -> Indices:
        """The number of each item's class; items of a class differ only in their names."""
        curves = self.curves
        marks = [curves.top, curves.half, curves.steepness, self.costs, self.lows, self.highs]
        return np.unique(np.array(marks), axis=1, return_inverse=True)[1].ravel()

    def _each(self, given: ArrayLike) -> Numbers:
        return np.array(np.broadcast_to(np.asarray(given, dtype=float), (len(self.names),)))

    def worth(self, spends: Numbers) -> float:
        """Return the value of all spends less their cost."""
        return float(self.curves.value(spends).sum() - self.costs @ spends)


@dataclass(frozen=True)
class Divided:
    """Spends by item; no division has a worth above the bound. In CNY; tried: the boxes evaluated."""

    spends: Numbers
    worth: float
    bound: float
    idle: float
    tried: int

    @property
    def gap(self) -> float:
        """The most by which another division could be better, in CNY."""
        return max(self.bound - self.worth, 0.0)

    @property
    def proved(self) -> bool:
        """Whether this is the best division, up to rounding."""
        return self.gap <= PROVED * max(abs(self.worth), self.idle + float(self.spends.sum()))


@dataclass(frozen=True)
class Region:
    """A box: spends from `low` to `high` for each item, and the end of each hull's straight part."""

    items: Items = field(repr=False)
    low: Numbers
    high: Numbers
    touch: Numbers

    @cached_property
    def chord(self) -> Numbers:
        """The value per yuan along the straight part; infinite if there is none."""
        curves, width = self.items.curves, self.touch - self.low
        rise = curves.value(self.touch) - curves.value(self.low)
        return np.divide(rise, width, out=np.full_like(width, np.inf), where=width > 0)

    def best(self, toll: float) -> Numbers:
        """Return each item's best spend if a yuan costs `toll` more; never inside a straight part."""
        price = self.items.costs + toll
        costs = price > 0
        inner = np.where(costs, self.items.curves.at_slope(np.where(costs, price, 1.0)), np.inf)
        return np.where(price < self.chord, np.clip(inner, self.touch, self.high), self.low)

    def gaps(self, spends: Numbers) -> Numbers:
        """Return the height of the hull above the curve."""
        within = (spends > self.low) & (spends < self.touch)
        curves, low, chord = self.items.curves.of(within), self.low[within], self.chord[within]
        hull, result = curves.value(low) + chord * (spends[within] - low), np.zeros(len(spends))
        result[within] = np.maximum(hull - curves.value(spends[within]), 0.0)
        return result

    def cut(self, item: int, spend: float) -> Iterator[Region]:
        """Yield the box split at an item's spend; a part whose floors exceed the budget is left out.

        Items of one class have spends in falling order, so that no division is evaluated twice with names
        swapped.
        """
        alike, places = self.items.alike == self.items.alike[item], np.arange(len(self.low))
        high = np.where(alike & (places >= item), np.minimum(self.high, spend), self.high)
        low = np.where(alike & (places <= item), np.maximum(self.low, spend), self.low)
        for least, most in ((self.low, high), (low, self.high)):
            if least.sum() <= self.items.total:
                changed, touch = (least != self.low) | (most != self.high), self.touch.copy()
                touch[changed] = self.items.curves.of(changed).touch(least[changed], most[changed])
                yield Region(self.items, least, most, touch)


@dataclass(frozen=True)
class Relaxed:
    """The best division of a box by its hulls, whose worth is the box's bound, and one on the curves."""

    box: Region
    on_hulls: Numbers
    bound: float
    spends: Numbers
    worth: float


def divide(items: Items, most: int = MOST) -> Divided:
    """Return the best spends, after at most `most` boxes.

    Raises PlanFault with the item's name for invalid curves, and for floors above their cap or the budget.
    """
    _refuse(items)
    whole = Region(items, items.lows, items.highs, items.curves.touch(items.lows, items.highs))
    best = _relaxed(whole)
    number = count()
    waiting = [(-best.bound, next(number), best)]
    tried = 1
    while waiting and tried < most and not _divided(items, best, -waiting[0][0], tried).proved:
        _, _, node = heappop(waiting)
        gaps = node.box.gaps(node.on_hulls)
        item = int(gaps.argmax())
        for part in node.box.cut(item, float(node.on_hulls[item])) if gaps[item] else ():
            child = _relaxed(part)
            tried += 1
            best = max(best, child, key=lambda each: each.worth)
            heappush(waiting, (-child.bound, next(number), child))
    return _divided(items, best, -waiting[0][0] if waiting else best.worth, tried)


def _divided(items: Items, best: Relaxed, bound: float, tried: int) -> Divided:
    return Divided(best.spends, best.worth, bound, items.total - float(best.spends.sum()), tried)


def _relaxed(box: Region) -> Relaxed:
    """Return the best division by the hulls, with one price of the budget found by bisection."""
    total = box.items.total
    cheap, dear = 0.0, 0.0
    above = below = box.best(0.0)
    if below.sum() > total:
        dear = max(float(box.items.curves.top.sum()) / total, 1.0)
        while (below := box.best(dear)).sum() > total:
            cheap, above, dear = dear, below, 4 * dear
        for _ in range(HALVINGS):
            toll = (cheap + dear) / 2
            if dear - cheap <= NEAR * dear or not cheap < toll < dear:
                break
            middle = box.best(toll)
            if middle.sum() > total:
                cheap, above = toll, middle
            else:
                dear, below = toll, middle
    room, step = total - below.sum(), np.maximum(above - below, 0.0)
    # Items that jump at this price are filled one after the other, the last in part; on hulls this is
    # optimal.
    on_hulls = below + np.clip(room - (step.cumsum() - step), 0.0, step)
    bound = box.items.worth(below) + dear * float(room)
    spends = max(on_hulls, below, key=box.items.worth)
    return Relaxed(box, on_hulls, bound, spends, box.items.worth(spends))


def _refuse(items: Items) -> None:
    curves = items.curves
    faults: list[Fault] = []
    fits = np.isfinite(curves.top) & (curves.top >= 0) & (curves.half > 0) & (curves.steepness > 0)
    for place in np.flatnonzero(~fits).tolist():
        numbers = listed(f"{name} {values[place]:g}" for name, values in vars(curves).items())
        faults.append(fault_at(PLACE, items.names[place], "allocate.no_response", numbers=numbers))
    low, cap = items.lows, np.broadcast_to(np.asarray(items.cap, dtype=float), items.lows.shape)
    for place in np.flatnonzero(~((low >= 0) & (low <= cap))).tolist():
        floor, most = f"{low[place]:,.0f}", f"{cap[place]:,.0f}"
        faults.append(fault_at(PLACE, items.names[place], "allocate.floor", floor=floor, cap=most))
    if not (np.isfinite(items.total) and items.total > 0):
        faults.append(fault_at(PLACE, "total", "allocate.no_budget", total=f"{items.total:g}"))
    elif low.sum() > items.total:
        floors, total = f"{low.sum():,.0f}", f"{items.total:,.0f}"
        faults.append(fault_at(PLACE, "total", "allocate.floors", floors=floors, total=total))
    if faults:
        raise PlanFault(faults)
