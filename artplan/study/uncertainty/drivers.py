"""The parameters that drive the spread of a figure, estimated from the draws of the simulation.

Rank correlation: Spearman's (Spearman 1904), from -1 to 1, with the draw's probability in place of the
parameter's rank. First-order index: the share of the figure's variance explained by the parameter alone,
Var(E[Y|X]) / Var(Y) (Sobol 1993, 2001). It is estimated from the given draws (Plischke, Borgonovo & Smith
2013), not by the paired samples of Saltelli et al. (2010): draws are grouped by quantile of the parameter,
and the ratio of the variance between groups to all variance is corrected for chance as 1 - (1 - ratio) (n -
1) / (n - groups) (Kelley 1935), so that a parameter without effect has about 0, possibly slightly less. For
correlated parameters the indices overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from artplan.engine.arrays import Numbers
from artplan.study.ranking import SMALL, cleared, order

MOST_BINS, DRAWS_PER_BIN = 64, 32


class Drivers:
    """Accumulates the statistics block by block; a parameter's draws are its probabilities, from 0 to 1."""

    def __init__(self, inputs: Iterable[str], figures: Mapping[str, Numbers]) -> None:
        self.inputs = tuple(inputs)
        self.figures = {name: figure - figure.mean() for name, figure in figures.items()}
        self.ranks = {name: _ranks(figure) for name, figure in figures.items()}
        self.draws = len(next(iter(figures.values())))
        self.bins = int(np.clip(self.draws // DRAWS_PER_BIN, 2, MOST_BINS))
        self.sums = {(name, path): np.zeros(self.bins) for name in figures for path in self.inputs}
        self.products = dict.fromkeys(self.sums, 0.0)
        self.counts = {path: np.zeros(self.bins) for path in self.inputs}
        self.squares = dict.fromkeys(self.inputs, 0.0)

    def add(self, start: int, shares: Mapping[str, Numbers]) -> None:
        """Add a block of draws that begins at draw `start`: each parameter's probabilities, (draw,)."""
        for path, share in shares.items():
            part = slice(start, start + len(share))
            bins = np.minimum((share * self.bins).astype(int), self.bins - 1)
            self.counts[path] += np.bincount(bins, minlength=self.bins)
            self.squares[path] += float(((share - 0.5) ** 2).sum())
            for name, figure in self.figures.items():
                self.sums[name, path] += np.bincount(bins, figure[part], self.bins)
                self.products[name, path] += float((share - 0.5) @ self.ranks[name][part])

    def table(self, figure: str) -> pd.DataFrame:
        """Return parameters by rank correlation and first-order index, the largest index first."""
        rows = {path: (self._correlation(figure, path), self._index(figure, path)) for path in self.inputs}
        columns = ["rank_correlation", "first_order"]
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        first = cleared(frame["first_order"], SMALL)
        return frame.iloc[order(first, self.inputs)].rename_axis("input")

    def _correlation(self, figure: str, path: str) -> float:
        size = float((self.ranks[figure] ** 2).sum()) * self.squares[path]
        return self.products[figure, path] / size**0.5 if size else 0.0

    def _index(self, figure: str, path: str) -> float:
        whole = float((self.figures[figure] ** 2).sum())
        filled = self.counts[path] > 0
        between = float((self.sums[figure, path][filled] ** 2 / self.counts[path][filled]).sum())
        left = self.draws - int(filled.sum())
        if not whole or left <= 0:
            return 0.0
        return 1 - (1 - between / whole) * (self.draws - 1) / left


def _ranks(figure: Numbers) -> Numbers:
    """Return ranks scaled to -0.5 to 0.5; equal figures share the mean of their ranks."""
    values, at, counts = np.unique(figure, return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - (counts + 1) / 2
    if len(values) == 1:
        return np.zeros(len(figure))
    return (middles / (len(figure) - 1) - 0.5)[at]
