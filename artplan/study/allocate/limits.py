"""The sums of spends that limits constrain, and the linear equations of their prices, for stacked problems.

Groups share no item, so their block of the equations is diagonal and is eliminated first (Schur complement;
Boyd & Vandenberghe 2004, Convex Optimization, appendix C.4): 500 channels with a cap each cost hardly more
time than none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Indices, Numbers

SAFE = 1e-14  # added to the unit diagonal, so that redundant limits do not make the matrix singular


@dataclass(frozen=True)
class Rows:
    """Sums of items: first by group, then by rows of weights; low and high: (problem, sum).

    There are `count` groups; an item with group number `count` is in no group. Stacked problems have the same
    sums and differ in their bounds.
    """

    names: tuple[str, ...]
    group: Indices
    count: int
    matrix: Numbers
    low: Numbers
    high: Numbers

    def forward(self, spends: Numbers) -> Numbers:
        """Return the sums, (problem, sum), of spends, (problem, item)."""
        others = spends @ self.matrix.T
        return np.concatenate([self._by_group(spends), others], axis=-1) if self.count else others

    def back(self, prices: Numbers) -> Numbers:
        """Return for each item the sum of the prices of all sums that contain it, (problem, item)."""
        others = prices[:, self.count :] @ self.matrix
        if not self.count:
            return others
        none = np.zeros((len(prices), 1))
        return np.concatenate([prices[:, : self.count], none], axis=-1)[:, self.group] + others

    def solver(self, soft: Numbers, slack: Numbers) -> Solver:
        """Return a solver of (A diag(soft) A' + diag(slack)) prices = right, for each problem."""
        count, sums = self.count, len(self.matrix)
        weighed = self.matrix * soft[:, None, :]
        own = self._by_group(soft) + slack[:, :count]
        own = np.where(own > 0, own, 1.0)  # a group of fixed items constrains nothing
        flat = weighed.reshape(len(soft) * sums, soft.shape[1])
        across = self._by_group(flat).reshape(len(soft), sums, count)
        inner = weighed @ self.matrix.T + slack[:, count:, None] * np.eye(sums)
        inner -= (across / own[:, None, :]) @ across.transpose(0, 2, 1)
        scale = 1 / np.sqrt(np.maximum(np.diagonal(inner, axis1=1, axis2=2), 1e-300))
        even = inner * scale[:, None, :] * scale[:, :, None]
        return Solver(self, soft, slack, own, across, even, scale)

    def _by_group(self, items: Numbers) -> Numbers:
        """Return the sums by group, (row, group), of rows of items."""
        width = self.count + 1
        places = self.group + width * np.arange(len(items))[:, None]
        sums = np.bincount(places.reshape(-1), items.reshape(-1), width * len(items))
        return np.asarray(sums.reshape(len(items), width)[:, : self.count], dtype=float)


@dataclass(frozen=True)
class Solver:
    """Eliminates the groups and solves for the other prices, with up to two rounds of refinement."""

    rows: Rows
    soft: Numbers
    slack: Numbers
    own: Numbers
    across: Numbers
    even: Numbers
    scale: Numbers

    def __call__(self, right: Numbers) -> Numbers:
        """Return the prices, (problem, sum); NaN for a problem without a solution."""
        prices, missing = np.zeros_like(right), right
        open_ = np.ones((len(right), 1), dtype=bool)
        for _ in range(3):
            better = prices + self._once(missing)
            left = right - self.rows.forward(self.soft * self.rows.back(better)) - self.slack * better
            open_ = open_ & (_largest(left) < _largest(missing))
            prices, missing = np.where(open_, better, prices), np.where(open_, left, missing)
            open_ = open_ & ~(_largest(left) < 1e-13 * _largest(right))
            if not open_.any():
                break
        return prices

    def _once(self, right: Numbers) -> Numbers:
        count = self.own.shape[-1]
        groups, others = right[:, :count], right[:, count:]
        rest = self.scale * (others - (self.across @ (groups / self.own)[:, :, None])[:, :, 0])
        prices = self.scale * _solved(self.even + SAFE * np.eye(self.even.shape[-1]), rest)
        by_group = (groups - (prices[:, None, :] @ self.across)[:, 0]) / self.own
        return np.concatenate([by_group, prices], axis=-1)


def _largest(numbers: Numbers) -> Numbers:
    return np.abs(numbers).max(axis=-1, keepdims=True)


def _solved(matrices: Numbers, right: Numbers) -> Numbers:
    """Solve each problem's equations; NaN where they have no solution."""
    try:
        return np.asarray(np.linalg.solve(matrices, right[:, :, None])[:, :, 0], dtype=float)
    except np.linalg.LinAlgError:
        if len(right) == 1:
            return np.full_like(right, np.nan)
        return np.concatenate(
            [_solved(*each) for each in zip(matrices[:, None], right[:, None], strict=True)]
        )
