"""Solve stacked division problems: the interior point method (`newton`) followed to its end.

A problem whose answer is exact, or has become useless, stays where it is while the others go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from artplan.engine.arrays import Booleans, Indices, Numbers
from artplan.study.allocate.limits import Rows
from artplan.study.allocate.newton import NewtonSearch, Point, Shape

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


@dataclass(frozen=True)
class Found:
    """Spends, (problem, item), prices, (problem, sum), and by problem the steps and whether it is settled."""

    spends: Numbers
    prices: Numbers
    steps: Indices
    settled: Booleans

    def of(self, place: int) -> Found:
        """Return what was found for one of the problems."""
        return Found(*(array[place : place + 1] for array in vars(self).values()))


def solved(shape: Shape, rows: Rows, starts: Sequence[float] = STARTS) -> Found:
    """Return the optimum of each problem to the attainable precision.

    Items without room are left out while solving; problems in which the same items have room are solved
    together.
    """
    free = shape.low < shape.high
    spends, prices = np.where(free, 0.0, shape.low), np.zeros_like(rows.low)
    spent, steps = rows.forward(spends), np.zeros(len(free), dtype=int)
    settled = np.zeros(len(free), dtype=bool)
    for start in starts:
        (open_,) = np.nonzero(~settled)
        for mask in np.unique(free[open_], axis=0):
            these = open_[(free[open_] == mask).all(axis=1)]
            some = replace(
                rows,
                group=rows.group[mask],
                matrix=rows.matrix[:, mask],
                low=(rows.low - spent)[these],
                high=(rows.high - spent)[these],
            )
            search = NewtonSearch(shape.of(these, mask), some)
            point, error, more = _followed(search, start)
            spends[np.ix_(these, np.flatnonzero(mask))] = point.at[:, : search.items]
            prices[these], settled[these] = point.prices, error < SETTLED
            steps[these] += more
    return Found(spends, prices, steps, settled)


def _followed(search: NewtonSearch, start: float) -> tuple[Point, Numbers, Indices]:
    """Return the best point of each problem on the way, its largest residual, and the number of steps."""
    with np.errstate(all="ignore"):
        best = point = search.start(start)
        error, steps = np.full(len(point.at), np.inf), np.zeros(len(point.at), dtype=int)
        open_ = np.ones(len(point.at), dtype=bool)
        for _ in range(STEPS):
            steps += open_
            faults = search.faults(point)
            now = faults.worst
            better = open_ & (now < error)
            best, error = point.where(better, best), np.where(better, now, error)
            open_ = open_ & ~(error < EXACT) & np.isfinite(now)
            if not open_.any():
                break
            point = search.step(point, faults).where(open_, point)
    return best, error, steps
