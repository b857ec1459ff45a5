"""What a fiscal year closes with: its closed months as the ledger has them, and the model from there.

This is where the plan of the next year begins. Without closed months the year closes as planned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan
from artplan.plan.inputs.form import from_month
from artplan.plan.written.calendar import calendar_month, from_number, number
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.result import Result
from artplan.study.forecast.closed_months import first_open, refuse_unbalanced, year_of
from artplan.study.forecast.seam import Amounts, openings_after
from artplan.study.variance.variance import LINES, added, statement_of


@dataclass(frozen=True)
class YearEnd:
    """A fiscal year's months, as they are and as they are forecast.

    result: of the plan. after: the last closed month, empty without one. values: every line and input by
    month of the year, shape (dimensions..., month), in its unit; of closed months as planned, but for what
    `openings_after` takes from the ledger into the last one.
    """

    result: Result
    months: tuple[str, ...]
    after: str
    values: Mapping[str, Numbers]

    @property
    def last(self) -> str:
        """The year's last month."""
        return self.months[-1]

    @property
    def next(self) -> str:
        """The month after it, with which the next plan begins."""
        return from_number(number(self.last) + 1)

    def closing(self, line: str) -> Numbers:
        """Return a line in the last month, shape (dimensions...)."""
        return self.values[line][..., -1]

    def total(self, line: str) -> float:
        """Return a line in the last month, added up over its members."""
        return float(self.closing(line).sum())

    def by_member(self, line: str) -> dict[str, float]:
        """Return a line of one dimension in the last month, by member."""
        (dimension,) = self.result.per(line)
        return dict(zip(self.result.members[dimension], self.closing(line).tolist(), strict=True))


def year_end(plan: OperatingPlan, actuals: Mapping[str, Amounts]) -> YearEnd:
    """Return the fiscal year of the plan's last closed month, or its first one where none is closed.

    actuals: by closed month its amounts by line, in CNY; months outside the plan do not count. Raises
    PlanFault for a year that does not end inside the plan, for months without actuals, and for a ledger whose
    balance sheet does not balance.
    """
    result = plan.run()
    known = {month: amounts for month, amounts in actuals.items() if month in result.months}
    after = max(known, default="")
    at = first_open(result, after, known) if after else 0
    months = year_of(result, max(at - 1, 0))
    first = result.plan.sections.plan.first_fiscal_month
    if calendar_month(months[-1]) % 12 + 1 != first:
        words = {"year": months[0][:4], "last": months[-1]}
        raise PlanFault([fault_at("plan.months", str(len(result.months)), "next_year.ends_outside", **words)])
    values = {name: _of_months(result, name, months) for name in result.values}
    if after:
        refuse_unbalanced(after, known[after])
        values |= _from_seam(result, at, months, known)
    return YearEnd(result, months, after, values)


def _of_months(result: Result, name: str, months: tuple[str, ...]) -> Numbers:
    first = result.months.index(months[0])
    return result.array(name)[..., first : first + len(months), 0]


def _from_seam(
    result: Result, at: int, months: tuple[str, ...], actuals: Mapping[str, Amounts]
) -> dict[str, Numbers]:
    """Return the lines of which the ledger changes anything, by month of the year."""
    closed = [month for month in months if month < result.months[at]] if at < len(result.months) else months
    so_far = statement_of(added([actuals[month] for month in closed]))
    differences = {line: so_far[line] - float(result.total(line)[list(closed)].sum()) for line in LINES}
    openings, _ = openings_after(result, at, actuals[closed[-1]], differences)
    changed = {}
    cards = result.program.model.lines
    if len(closed) < len(months):
        left = from_month(result.data, at)
        opened = result.program.resume(left, openings)
        for name, array in opened.items():
            wide = np.broadcast_to(array, (*array.shape[:-2], len(left.months), array.shape[-1]))
            old = _of_months(result, name, months)[..., : len(closed)]
            changed[name] = np.concatenate([old, wide[..., : len(months) - len(closed), 0]], axis=-1)
        return changed
    for name, opening in openings.items():
        line = cards[name].closing
        old = _of_months(result, line, months)[..., :-1]
        changed[line] = np.concatenate([old, opening[..., 0, 0][..., None]], axis=-1)
    return changed
