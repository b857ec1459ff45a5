"""The answer of `artplan forecast`: what the year comes to, line by line and month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from artplan.plan.plan import Plan
from artplan.study.forecast.seam import Placed


@dataclass(frozen=True)
class LineForecast:
    """A line of the statement over the fiscal year, in CNY.

    sign: -1 for a cost, which stands as a positive amount; 1 for income; 0 for a result. actual: of the
    closed months; rest: of the open ones.
    """

    line: str
    sign: int
    budget: float
    actual: float
    rest: float

    @property
    def forecast(self) -> float:
        """What the year comes to, in CNY."""
        return self.actual + self.rest

    @property
    def difference(self) -> float:
        """The forecast less the budget, in CNY."""
        return self.forecast - self.budget


@dataclass(frozen=True)
class BalanceForecast:
    """A balance in CNY: at the end of the last closed month, and at the year's end by budget and forecast."""

    line: str
    actual: float
    budget: float
    forecast: float


@dataclass(frozen=True)
class FigureRange:
    """Percentiles of a figure over the draws of the uncertain parameters, in CNY."""

    line: str
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class Outlook:
    """What draws of the uncertain parameters say of the year: bands, and the share that ends in a loss.

    cash: the tenth and the ninetieth percentile of the cash at the end of each open month.
    """

    draws: int
    bands: tuple[FigureRange, ...]
    cash: tuple[tuple[float, ...], tuple[float, ...]]
    chance_of_loss: float


@dataclass(frozen=True)
class Forecast:
    """The fiscal year of the last closed month.

    months: of the year, those up to `after` closed. figures: by line of the statement and of the balance
    sheet and by month, the ledger's amounts and then the forecast's, in CNY. cash: by month, the budget's
    closing cash and the ledger's or forecast's. placed: balances that the ledger has otherwise than the
    plan. outlook: None without draws. rest: the name of the plan of the open months. follow: by parameter,
    what its planned value is multiplied by in the open months.
    """

    after: str
    months: tuple[str, ...]
    figures: Mapping[str, Mapping[str, float]]
    statement: tuple[LineForecast, ...]
    balance: tuple[BalanceForecast, ...]
    cash: Mapping[str, tuple[float, float]]
    placed: tuple[Placed, ...]
    outlook: Outlook | None
    labels: Mapping[str, Mapping[str, str]]
    plan: Plan
    rest: str
    follow: Mapping[str, float]

    @property
    def closed(self) -> tuple[str, ...]:
        """The closed months of the year."""
        return tuple(each for each in self.months if each <= self.after)

    @property
    def lowest(self) -> tuple[str, float]:
        """The open month with the lowest cash at its end, and that cash in CNY."""
        rest = {month: cash for month, (_, cash) in self.cash.items() if month > self.after}
        return min(rest.items(), key=lambda each: each[1])

    def record(self) -> Mapping[str, Any]:
        """The answer as plain data for JSON."""
        return {
            "scenario": self.plan.name,
            "rest": self.rest,
            "follow": dict(self.follow),
            "after": self.after,
            "months": list(self.months),
            "figures": {line: dict(row) for line, row in self.figures.items()},
            "statement": [
                {**vars(each), "forecast": each.forecast, "difference": each.difference}
                for each in self.statement
            ],
            "balance": [vars(each) for each in self.balance],
            "cash": {month: {"budget": b, "forecast": f} for month, (b, f) in self.cash.items()},
            "placed": [vars(each) for each in self.placed],
            "bands": [vars(each) for each in self.outlook.bands] if self.outlook else [],
            "chance_of_loss": self.outlook.chance_of_loss if self.outlook else None,
        }
