"""The sums of spends that limits constrain, and the linear equations of their prices.

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
    """Sums of items: first by group, then by rows of weights.

    There are `count` groups; an item with group number `count` is in no group.
    """

    names: tuple[str, ...]
    group: Indices
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
        """Return for each item the sum of the prices of all sums that contain it."""
        others = prices[self.count :] @ self.matrix
        return np.append(prices[: self.count], 0.0)[self.group] + others if self.count else others

    def solver(self, soft: Numbers, slack: Numbers) -> Solver:
        """Return a solver of (A diag(soft) A' + diag(slack)) prices = right."""
        count = self.count
        weighed = self.matrix * soft
        own = np.bincount(self.group, soft, count + 1)[:count] + slack[:count]
        across = np.empty((len(self.matrix), count))
        for place, row in enumerate(weighed if count else ()):
            across[place] = np.bincount(self.group, row, count + 1)[:count]
        own = np.where(own > 0, own, 1.0)  # a group of fixed items constrains nothing
        inner = weighed @ self.matrix.T + np.diag(slack[count:]) - (across / own) @ across.T
        scale = 1 / np.sqrt(np.maximum(np.diag(inner), 1e-300))
        return Solver(self, soft, slack, own, across, inner * scale * scale[:, None], scale)


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
        safe = self.even + SAFE * np.eye(len(self.scale))
        rest = self.scale * (others - self.across @ (groups / self.own))
        prices = self.scale * np.linalg.solve(safe, rest)
        return np.concatenate([(groups - prices @ self.across) / self.own, prices])
