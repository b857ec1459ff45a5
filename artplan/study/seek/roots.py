"""Solve f(x) = target for a function of one number by repeated refinement of a grid.

Each round evaluates all its points in one call, so that a plan is evaluated for hundreds of values at once.
Intervals in which the function crosses the target are divided further, with guesses around the secant's root;
places where it comes near without crossing are refined too, since it may touch the target between two points.
Unlike Brent's method this finds every crossing that the grid can resolve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.study.ranking import first_best

Values = Callable[[Numbers], Numbers]  # the function at many numbers; NaN where it has no value
Cell = tuple[int, int]  # the indices of two points

PARTS = 32  # into which an interval is divided in each round
ALL_BITS, DIP_BITS = 60, 25  # bits by which crossings and touching points are refined
GUESSES = (-1e-3, -1e-6, -1e-9, 0, 1e-9, 1e-6, 1e-3)  # distances from a guess, relative to the interval
DIPS = 4  # most places without a crossing that are refined
MET = 1e-9  # tolerance of a met target, relative to the amounts around it: rounding error of sums
SETTLED = 1e-12  # relative: a root is refined until it is met and located this closely
ALIKE = 1e-9  # roots closer than this, relative to their size, count as one


@dataclass(frozen=True)
class Root:
    """A number at which the target is met; or, if the function jumps over it, at which it is passed.

    until: the end of an interval on which the target is met throughout, else the number itself. value: the
    function there. beyond: the function on the other side of a jump.
    """

    number: float
    until: float
    value: float
    beyond: float
    met: bool


@dataclass(frozen=True)
class Answer:
    """roots: all roots found, in order. nearest: the point at which the function is nearest to the target."""

    roots: tuple[Root, ...]
    nearest: Root
    numbers: Numbers  # the grid
    values: Numbers

    @property
    def flat(self) -> bool:
        """Whether the function has the same value on the whole grid."""
        known = self.values[np.isfinite(self.values)]
        return bool(np.ptp(known) <= 1e-12 * abs(known[0]))


def solve(
    values: Values, grid: Numbers, target: float, parts: int = PARTS, guesses: Sequence[float] = GUESSES
) -> Answer | None:
    """Return all crossings of the target within the grid; None if the function has no value anywhere.

    parts, guesses: smaller values take more rounds with fewer points in total, which is better if each point
    is expensive.
    """
    grid = np.unique(grid)
    known = values(grid)
    coarse = known - target
    if not np.isfinite(coarse).any():
        return None

    def size(at: float) -> float:
        """Return the largest of the amounts around a point."""
        place = max(int(np.searchsorted(grid, at)), 1)
        around = np.abs(known[place - 1 : place + 1])
        return float(max(abs(target), np.max(around, initial=0, where=np.isfinite(around))))

    points, gaps = grid, coarse
    for bits in np.arange(0, ALL_BITS, np.log2(parts)):
        crossings = [each for each in _crossings(gaps) if not _settled(points, gaps, each, size)]
        dips = _dips(gaps) if bits < DIP_BITS else []
        finer = [np.linspace(points[low], points[high], parts + 1) for low, high in (*crossings, *dips)]
        new = np.setdiff1d(np.concatenate([*finer, *_guessed(points, gaps, crossings, guesses)]), points)
        if not new.size:
            break
        points, gaps = _together(points, gaps, new, values(new) - target)

    result = [
        *_intervals(points, gaps, target),
        *_crossed(points, gaps, target, size),
        *_touched(points, gaps, target, size),
    ]
    best = int(np.nanargmin(np.abs(gaps)))
    if abs(gaps[best]) > MET * size(points[best]):  # of points equally near, the first
        best = first_best(np.abs(gaps), size(points[best]))
    # A gap to a far target has lost the digits of the value.
    there = float(values(points[[best]])[0])
    nearest = _point(points[best], there, abs(gaps[best]) <= MET * size(points[best]))
    return Answer(tuple(_merged(result, target)), nearest, grid, known)


def _guessed(
    points: Numbers, gaps: Numbers, crossings: list[Cell], guesses: Sequence[float]
) -> Iterator[Numbers]:
    """Yield points around the secant's root of each crossing; nearly linear functions need few rounds."""
    yield np.array([])
    for low, high in crossings:
        guess = _straight(points, gaps, low, high)
        around = guess + (points[high] - points[low]) * np.array(guesses)
        yield around[(around > points[low]) & (around < points[high])]


def _straight(points: Numbers, gaps: Numbers, low: Any, high: Any) -> Any:
    """Return the point at which the straight line through two points crosses the target."""
    return points[low] + gaps[low] / (gaps[low] - gaps[high]) * (points[high] - points[low])


def _together(points: Numbers, gaps: Numbers, more: Numbers, their: Numbers) -> tuple[Numbers, Numbers]:
    numbers = np.concatenate([points, more])
    order = np.argsort(numbers)
    return numbers[order], np.concatenate([gaps, their])[order]


def _crossings(gaps: Numbers) -> list[Cell]:
    """Return neighbouring points on opposite sides of the target."""
    signs = np.sign(gaps)
    (at,) = np.nonzero(signs[:-1] * signs[1:] < 0)
    return [(int(each), int(each) + 1) for each in at]


def _settled(points: Numbers, gaps: Numbers, cell: Cell, size: Callable[[float], float]) -> bool:
    """Return whether the better end of a crossing meets the target and is where the secant's root is."""
    best = min(cell, key=lambda each: abs(gaps[each]))
    off = abs(_straight(points, gaps, *cell) - points[best])
    return bool(
        abs(gaps[best]) <= SETTLED * size(points[best]) and off <= SETTLED * np.abs(points[list(cell)]).max()
    )


def _dips(gaps: Numbers) -> list[Cell]:
    """Return the neighbours of points nearer to the target than both, on the same side; nearest first."""
    signs, sizes = np.sign(gaps), np.abs(gaps)
    same = (signs[:-2] == signs[1:-1]) & (signs[1:-1] == signs[2:])
    lower = (sizes[1:-1] < sizes[:-2] * (1 - 1e-12)) & (sizes[1:-1] <= sizes[2:])
    at = 1 + np.flatnonzero(same & lower)
    return [(int(each) - 1, int(each) + 1) for each in at[np.argsort(sizes[at])][:DIPS]]


def _intervals(points: Numbers, gaps: Numbers, target: float) -> Iterator[Root]:
    """Yield points that meet the target exactly; neighbours among them form one interval."""
    at = np.flatnonzero(gaps == 0)
    for run in np.split(at, 1 + np.flatnonzero(np.diff(at) > 1)) if at.size else ():
        first, last = float(points[run[0]]), float(points[run[-1]])
        yield Root(first, last if last - first > ALIKE * abs(last) else first, target, target, True)


def _crossed(points: Numbers, gaps: Numbers, target: float, size: Callable[[float], float]) -> Iterator[Root]:
    """Yield the better end of each remaining crossing."""
    for low, high in _crossings(gaps):
        near, far = (low, high) if abs(gaps[low]) <= abs(gaps[high]) else (high, low)
        if abs(gaps[near]) <= MET * size(points[near]):
            yield _point(points[near], gaps[near] + target, True)
        else:
            number = float(points[near])
            yield Root(number, number, float(gaps[near] + target), float(gaps[far] + target), False)


def _touched(points: Numbers, gaps: Numbers, target: float, size: Callable[[float], float]) -> Iterator[Root]:
    """Yield points at which the function touches the target and turns back.

    Between two of them it leaves the target: what turns by rounding alone is one of them, the nearest.
    """
    kept: list[int] = []
    for at in (low + 1 for low, _ in _dips(gaps)):
        allowed = MET * size(points[at])
        if abs(gaps[at]) <= allowed and all(_farthest(gaps, at, other) > allowed for other in kept):
            kept.append(at)
            yield _point(points[at], gaps[at] + target, True)


def _farthest(gaps: Numbers, one: int, other: int) -> float:
    """Return the largest distance from the target between two points."""
    return float(np.abs(gaps[min(one, other) : max(one, other)]).max())


def _point(number: float, value: float, met: bool) -> Root:
    return Root(float(number), float(number), float(value), float(value), bool(met))


def _merged(roots: list[Root], target: float) -> list[Root]:
    """Return the roots in order; of roots that differ only by rounding, the best one."""
    kept: list[Root] = []
    for root in sorted(roots, key=lambda each: each.number):
        last = kept[-1] if kept else None
        if last is None or root.number - last.until > ALIKE * abs(root.number):
            kept.append(root)
        elif abs(root.value - target) < abs(last.value - target):
            kept[-1] = root
    return kept
