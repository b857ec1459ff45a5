"""What a plan comes to when its parameters are drawn many times, or moved one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from artplan.engine.arrays import Numbers
from artplan.engine.line import Line
from artplan.plan.leaf.leaf import Uncertain
from artplan.plan.plan import Plan
from artplan.study.uncertainty.percentiles import checked, percentile

PERCENTILES = (5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0)


@dataclass(frozen=True)
class Simulation:
    """The draws of a plan. `samples`: of each line its figure of the whole horizon, (draw,).

    months: of each line (month, draw) for the first draws. chances: how often something happened.
    """

    plan: Plan
    lines: Mapping[str, Line]
    inputs: Mapping[str, Uncertain]
    points: str
    seed: int
    draws: int
    stands: Mapping[str, float]
    samples: Mapping[str, Numbers] = field(repr=False)
    months: Mapping[str, Numbers] = field(repr=False)
    chances: Mapping[str, float]
    drivers: Mapping[str, pd.DataFrame] = field(repr=False)

    def percentile(self, line: str, percent: float) -> tuple[float, float]:
        """The figure below which so many percent of the draws lie, and its standard error."""
        return percentile(self.samples[line], *checked((percent,)))

    def table(self, percents: Sequence[float] = PERCENTILES) -> pd.DataFrame:
        """Each line with its plan figure, mean, deviation and percentiles, each with a standard error."""
        rows = {}
        for line, sample in self.samples.items():
            deviation = float(sample.std(ddof=1))
            row = {"plan": self.stands[line], "mean": float(sample.mean())}
            row |= {"mean_error": deviation / self.draws**0.5, "deviation": deviation}
            for percent in checked(percents):
                row[f"p{percent:g}"], row[f"p{percent:g}_error"] = self.percentile(line, percent)
            rows[line] = row
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("line")

    def fan(self, line: str, percents: Sequence[float] = PERCENTILES) -> pd.DataFrame:
        """Percentiles by month."""
        found = np.quantile(self.months[line], [each / 100 for each in checked(percents)], axis=-1)
        return pd.DataFrame(found, index=[f"p{each:g}" for each in percents], columns=list(self.plan.months))

    def chance_error(self, name: str) -> float:
        share = self.chances[name]
        return (share * (1 - share) / self.draws) ** 0.5


@dataclass(frozen=True)
class Sensitivity:
    """Of each line, the plan's figure and a table of parameters, the strongest first.

    tornado: value_low and value_high of the parameter (nan where it has one by month), the figure at each,
    and how far they lie apart.
    """

    plan: Plan
    lines: Mapping[str, Line]
    by_distribution: bool
    stands: Mapping[str, float]
    tornado: Mapping[str, pd.DataFrame] = field(repr=False)
