"""What counts as a difference, and the order of differences: no answer depends on the last digits of a sum.

The same sum in another order, or by another engine, differs in its last digits. Differences within that
tolerance are no differences; what is equal but for it is ordered by name.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from artplan.engine.arrays import Numbers
from artplan.plan.leaf.leaf import HALF_A_CENT

SMALL = 1e-9  # relative to the size of the numbers compared
MONEY = "CNY"


def dust(size: ArrayLike, unit: str = "", allowed: float = HALF_A_CENT) -> Numbers:
    """Return how far numbers of this size may differ by rounding alone, in their unit.

    allowed: for amounts of money, which may be sums of much larger ones, the least that counts
    (`Result.tolerance`).
    """
    return np.maximum(SMALL * np.abs(np.asarray(size, dtype=float)), allowed if unit == MONEY else 0.0)


def cleared(numbers: ArrayLike, tolerance: ArrayLike) -> Numbers:
    """Return the numbers, with 0 in place of those within the tolerance."""
    array = np.asarray(numbers, dtype=float)
    return np.where(np.abs(array) <= tolerance, 0.0, array)


def order(sizes: Sequence[float] | Numbers, names: Sequence[str]) -> list[int]:
    """Return the places from the largest size to the least; equal sizes by name, nan last."""
    ranks = np.nan_to_num(-np.asarray(sizes, dtype=float), nan=np.inf)
    places = np.argsort(ranks, kind="stable")
    falling = ranks[places]
    finite = np.isfinite(falling[1:])
    gaps = np.subtract(falling[1:], falling[:-1], out=np.full(len(finite), np.inf), where=finite)
    apart = np.where(finite, gaps > SMALL * np.abs(falling[:-1]), np.isfinite(falling[:-1]))
    groups = np.concatenate([[0], np.cumsum(apart)])[: len(places)]
    return [
        int(at)
        for _, _, at in sorted((group, names[at], at) for group, at in zip(groups, places, strict=True))
    ]


def first_best(numbers: Numbers, size: float) -> int:
    """Return the first place whose number is the least of all but for rounding. size: of the amounts."""
    return int(np.flatnonzero(numbers <= np.nanmin(numbers) + SMALL * size)[0])
