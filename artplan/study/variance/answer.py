"""The answer of `artplan variance`: budget, actual and difference of each line of the statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from artplan.plan.plan import Plan

CENT = 0.01  # what a ledger can tell


@dataclass(frozen=True)
class Budget:
    """What a month is compared with. amounts: by line and month, in CNY.

    version: the id of the frozen version that it comes from; "" for the present plan.
    """

    version: str
    months: tuple[str, ...]
    first_fiscal_month: int
    amounts: Mapping[str, Mapping[str, float]]

    def amount(self, line: str, month: str) -> float:
        """The budget of a line in a month, in CNY; 0 where it has none."""
        return self.amounts.get(line, {}).get(month, 0.0)


@dataclass(frozen=True)
class LineVariance:
    """A line's budget and actual in CNY: of the month, and of the year to date.

    sign: -1 for a cost, which stands as a positive amount; 1 for income; 0 for a result or a balance. good:
    `up` or `down`, the direction that is favourable, or "". A balance has no year to date: both are 0.
    """

    line: str
    sign: int
    good: str
    budget: float
    actual: float
    budget_to_date: float
    actual_to_date: float

    @property
    def difference(self) -> float:
        """The actual less the budget, in CNY."""
        return self.actual - self.budget

    @property
    def rate(self) -> float | None:
        """The difference in parts of the budget; None where the budget is 0."""
        return self.difference / abs(self.budget) if self.budget else None

    @property
    def completion(self) -> float | None:
        """The actual of the year to date in parts of its budget; None where that is not above 0."""
        return self.actual_to_date / self.budget_to_date if self.budget_to_date > 0 else None

    @property
    def favourable(self) -> bool | None:
        """Whether the difference is good for the business; None where there is none, or no good direction."""
        if not self.good or abs(self.difference) < CENT:
            return None
        return (self.difference > 0) == (self.good == "up")


@dataclass(frozen=True)
class Variance:
    """A month against the plan. to_date: the months of the fiscal year so far that have actuals.

    statement, balance: their rows in order. labels: of their lines, in `zh` and `en`. missing: months of the
    year so far without actuals; the year to date leaves them out on both sides. version: the id of the frozen
    version whose figures are the budget; "" for the present plan. lacking: lines that the budget does not
    know.
    """

    month: str
    to_date: tuple[str, ...]
    missing: tuple[str, ...]
    statement: tuple[LineVariance, ...]
    balance: tuple[LineVariance, ...]
    labels: Mapping[str, Mapping[str, str]]
    plan: Plan
    version: str = ""
    lacking: tuple[str, ...] = ()

    def record(self) -> Mapping[str, Any]:
        """The answer as plain data for JSON."""

        def row(each: LineVariance) -> dict[str, Any]:
            more = {"difference": each.difference, "rate": each.rate, "completion": each.completion}
            return {**vars(each), **more, "favourable": each.favourable}

        return {
            "scenario": self.plan.name,
            "version": self.version,
            "lacking": list(self.lacking),
            "month": self.month,
            "to_date": list(self.to_date),
            "missing": list(self.missing),
            "statement": [row(each) for each in self.statement],
            "balance": [row(each) for each in self.balance],
        }
