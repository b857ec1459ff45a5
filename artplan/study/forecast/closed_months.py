"""The closed months of a plan: what the ledger has of them, and what the open months begin with.

Everything that goes on from closed months is built on this: the forecast, and the panel with every move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from artplan.engine.arrays import Arrays
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.result import Result
from artplan.statement import ASSETS, SOURCES
from artplan.study.forecast.seam import Amounts, Placed, openings_after
from artplan.study.variance.variance import LINES, added, statement_of

PLACE = "forecast"
BALANCE = (*ASSETS, *SOURCES)
ROUNDED = 0.005  # CNY of each account


@dataclass(frozen=True)
class ClosedMonths:
    """The closed months of a plan.

    planned: the plan's result, of all lines. actuals: by month its amounts by line, in CNY: costs and
    balances of sources of funds positive. after: the last closed month. at: the position of the first open
    one.
    """

    planned: Result
    actuals: Mapping[str, Amounts]
    after: str
    at: int

    @staticmethod
    def of(planned: Result, actuals: Mapping[str, Amounts], after: str = "") -> ClosedMonths:
        """Return the closed months up to `after`, by default the last of the actuals.

        Raises PlanFault for months without actuals, where no month is open, and for a ledger whose balance
        sheet does not balance.
        """
        after = after or max(actuals, default="")
        at = first_open(planned, after, actuals)
        if at == len(planned.months):
            raise PlanFault([fault_at(PLACE, after, "forecast.nothing_open")])
        refuse_unbalanced(after, actuals[after])
        return ClosedMonths(planned, actuals, after, at)

    @property
    def months(self) -> tuple[str, ...]:
        """The closed months of the plan."""
        return self.planned.months[: self.at]

    @property
    def year(self) -> tuple[str, ...]:
        """The months of the fiscal year of the first open month."""
        return year_of(self.planned, self.at)

    @property
    def so_far(self) -> dict[str, float]:
        """The statement of the closed months of that year, in CNY."""
        return statement_of(added([self.actuals[month] for month in self._of_year]))

    @cached_property
    def known(self) -> Arrays:
        """What the ledger knows of the closed months, by line, shape (month, 1).

        These are the statement from net revenue on, the balances, and the openings that follow from them.
        """
        months = [self.actuals[month] for month in self.months]
        statements = [statement_of(each) for each in months]
        amounts = {line: [each[line] for each in statements] for line in LINES}
        amounts |= {line: [each.get(line, 0.0) for each in months] for line in BALANCE}
        for name, line in self.planned.lines.items():
            if line.closing in BALANCE:
                amounts[name] = [float(self.planned.by_month(name)[0]), *amounts[line.closing][:-1]]
        return {name: np.array(each)[:, None] for name, each in amounts.items()}

    def openings(self, modelled: Result) -> tuple[Arrays, tuple[Placed, ...]]:
        """Return the openings of the first open month, and where the ledger's balances were placed.

        modelled: what the open months follow, of all lines and the same months.
        """
        start, so_far = self.at - len(self._of_year), self.so_far
        differences = {
            line: so_far[line] - float(modelled.by_month(line)[start : self.at].sum())
            for line in (LINES if start < self.at else ())
        }
        return openings_after(modelled, self.at, self.actuals[self.after], differences)

    @property
    def _of_year(self) -> tuple[str, ...]:
        return tuple(month for month in self.year if month <= self.after)


def year_of(result: Result, at: int) -> tuple[str, ...]:
    """Return the months of the fiscal year of the month at that position."""
    _, spans = result.periods("year")
    return next(result.months[first:last] for first, last in spans if first <= at < last)


def first_open(result: Result, after: str, actuals: Mapping[str, Amounts]) -> int:
    """Return the position of the month after `after`. Raises PlanFault for months without actuals."""
    months = result.months
    if after not in months:
        raise PlanFault([fault_at(PLACE, after, "variance.no_month", first=months[0], last=months[-1])])
    at = months.index(after) + 1
    faults: list[Fault] = [
        fault_at(PLACE, month, "forecast.no_actuals", after=after)
        for month in months[:at]
        if month not in actuals
    ]
    if faults:
        raise PlanFault(faults)
    return at


def refuse_unbalanced(month: str, amounts: Amounts) -> None:
    """Raise PlanFault where assets and sources differ: a balance is missing."""
    assets, sources = (sum(amounts.get(line, 0.0) for line in lines) for lines in (ASSETS, SOURCES))
    if abs(assets - sources) > ROUNDED * len(BALANCE):
        words = {
            "assets": f"{assets:,.2f}",
            "sources": f"{sources:,.2f}",
            "difference": f"{assets - sources:,.2f}",
        }
        raise PlanFault([fault_at(PLACE, month, "forecast.unbalanced", **words)])
