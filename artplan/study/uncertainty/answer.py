"""The answers of `artplan.simulate`, `artplan.sensitivity` and `artplan.stress`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from artplan.engine.arrays import Numbers
from artplan.engine.line import Line
from artplan.plan.leaf.leaf import HALF_A_CENT, Uncertain
from artplan.plan.plan import Plan
from artplan.study.defaults import PERCENTS
from artplan.study.uncertainty.percentiles import checked, defined, percentile

FIGURES = ("net_profit", "cash_low", "cash_low_month")  # of a shock
FOLLOWING = "paid_visits"  # the shock under which the plan follows its targets anew


@dataclass(frozen=True)
class Simulation:
    """The draws of a Monte Carlo simulation.

    committed: whether the plan's decisions were held in all draws, instead of following its targets anew.
    inputs: the uncertain parameters' distributions by path. stands: each line's figure in the plan itself.
    samples: each line's figure over the whole horizon, (draw,). months: by month, (month, draw), for at most
    the first 131072 draws. chances: the share of draws in which an event occurs (cash below zero, a loss,
    ...). drivers: for each line a table of parameters with rank correlation and first-order Sobol index.

    >>> import artplan
    >>> answer = artplan.simulate("base", ["net_profit"], draws=64)
    >>> answer.fan("net_profit").shape  # percentiles by months
    (3, 12)
    >>> list(answer.drivers["net_profit"].columns)
    ['rank_correlation', 'first_order']
    """

    plan: Plan
    committed: bool
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

    def numbers(self, line: str) -> Numbers:
        """The line's figure in the draws that have one, (draw,), in the line's unit. Raises KeyError."""
        return defined(self.samples[line])

    def percentile(self, line: str, percent: float) -> tuple[float, float]:
        """A percentile of a line over the draws, and its standard error, in the line's unit.

        Raises KeyError for a line that was not simulated and PlanFault for a percent outside 0 to 100 (both
        ends excluded).
        """
        return percentile(self.samples[line], *checked((percent,)))

    def table(self, percents: Sequence[float] = PERCENTS) -> pd.DataFrame:
        """Each line's plan figure, mean, standard deviation and percentiles, with their standard errors.

        All in the line's unit. Standard errors are those of independent draws. Raises PlanFault for a percent
        outside 0 to 100.

        >>> import artplan
        >>> list(artplan.simulate("base", ["net_profit"], draws=64).table([50]).columns)
        ['plan', 'mean', 'mean_error', 'deviation', 'p50', 'p50_error']
        """
        rows = {}
        for line, every in self.samples.items():
            sample = defined(every)
            deviation = float(sample.std(ddof=1)) if len(sample) > 1 else np.nan
            row = {"plan": self.stands[line], "mean": float(sample.mean()) if len(sample) else np.nan}
            row |= {"mean_error": deviation / max(len(sample), 1) ** 0.5, "deviation": deviation}
            for percent in checked(percents):
                row[f"p{percent:g}"], row[f"p{percent:g}_error"] = self.percentile(line, percent)
            rows[line] = row
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("line")

    def fan(self, line: str, percents: Sequence[float] = PERCENTS) -> pd.DataFrame:
        """Percentiles of a line by month: a table, percentiles by months.

        Raises KeyError for a line that was not simulated and PlanFault for a percent outside 0 to 100.
        """
        by_month = [defined(month) for month in self.months[line]]
        shares = [each / 100 for each in checked(percents)]
        nothing = np.full(len(shares), np.nan)
        result = np.array([np.quantile(each, shares) if len(each) else nothing for each in by_month]).T
        return pd.DataFrame(result, index=[f"p{each:g}" for each in percents], columns=list(self.plan.months))

    def chance_error(self, name: str) -> float:
        """The standard error of a chance, sqrt(p (1 - p) / draws), as a share. Raises KeyError."""
        share = self.chances[name]
        return (share * (1 - share) / self.draws) ** 0.5


@dataclass(frozen=True)
class Sensitivity:
    """The effect of moving one parameter at a time.

    committed: whether the plan's decisions were held, instead of following its targets anew.
    by_distribution: by the 10th and 90th percentile of distributions, else by -10 % and +10 %. stands: each
    line's figure in the plan itself. tornado: for each line a table of parameters, the largest swing first:
    value_low and value_high of the parameter (nan where it has a value for each month), the line's figure at
    each (low, high), and their distance (swing).

    >>> import artplan
    >>> swing = artplan.sensitivity("base").tornado["net_profit"]["swing"]
    >>> bool(swing.is_monotonic_decreasing)
    True
    """

    plan: Plan
    committed: bool
    lines: Mapping[str, Line]
    by_distribution: bool
    stands: Mapping[str, float]
    tornado: Mapping[str, pd.DataFrame] = field(repr=False)


@dataclass(frozen=True)
class Stress:
    """Net profit and the lowest month-end cash under shocks, each alone.

    stands: net_profit, cash_low (both in CNY) and cash_low_month of the plan itself. shocks: a table of the
    same figures by shock: `refunds` (rates doubled), `conversion` (rates halved), `pay` (base pay up by 40 %)
    with the plan's decisions held, and `paid_visits` (60 % of visits paid) with the plan following its
    targets. A shock that moves no parameter of the plan is left out.

    >>> import artplan
    >>> answer = artplan.stress("base")
    >>> list(answer.shocks.index)
    ['refunds', 'conversion', 'pay', 'paid_visits']
    """

    plan: Plan
    stands: Mapping[str, Any]
    shocks: pd.DataFrame = field(repr=False)

    @property
    def losing(self) -> list[str]:
        """The shocks that end in a loss."""
        return list(self.shocks.index[self.shocks["net_profit"] <= -HALF_A_CENT])

    @property
    def sinking(self) -> list[str]:
        """The shocks under which cash is below zero at some month's end."""
        return list(self.shocks.index[self.shocks["cash_low"] <= -HALF_A_CENT])

    def committed(self, shock: str) -> bool:
        """Whether the plan's decisions are held under the shock, instead of following its targets anew."""
        return shock != FOLLOWING

    def table(self) -> pd.DataFrame:
        """The plan, then the shocks: net_profit, change (against the plan), cash_low, cash_low_month.

        >>> import artplan
        >>> artplan.stress("base").table()["change"].idxmax()
        'plan'
        """
        plan = pd.DataFrame([self.stands], index=["plan"])
        table = pd.concat([plan, self.shocks]).rename_axis("shock")
        table.insert(1, "change", table["net_profit"] - self.stands["net_profit"])
        return table

    def record(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        rows = self.table().to_dict("index")
        return {
            "scenario": self.plan.name,
            "plan": dict(self.stands),
            "shocks": {
                name: {"committed": self.committed(name), **rows[name]}
                for name in map(str, self.shocks.index)
            },
            "placeholders": len(self.plan.placeholders),
        }
