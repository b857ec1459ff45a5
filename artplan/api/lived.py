"""What happened in the closed months of one scenario, with None where nothing can be said.

Notebooks are written against this, as against `artplan.api.applicable`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault
from artplan.study.forecast.answer import Forecast
from artplan.study.forecast.forecast import forecast
from artplan.study.variance.answer import Variance
from artplan.study.variance.variance import variance


@dataclass(frozen=True)
class Lived:
    """A plan and its closed months: each method returns the answer, or None where it does not apply.

    closed: by closed month its amounts by line, in CNY.

    >>> import artplan
    >>> Lived(artplan.load("base"), {}).variance() is None  # no month is closed
    True
    """

    plan: OperatingPlan
    closed: Mapping[str, Mapping[str, float]]

    def variance(self, month: str = "") -> Variance | None:
        """Compare a closed month with the plan, by default the last one.

        Returns None where no month is closed, and where the month is not of the plan.
        """
        chosen = month or max(self.closed, default="")
        if chosen not in self.closed or chosen not in self.plan.plan.months:
            return None
        return variance(self.plan, chosen, self.closed)

    def forecast(self, draws: int) -> Forecast | None:
        """Forecast the year after the last closed month.

        Returns None where no month is closed, and where the closed ones are not the plan's first months.
        """
        try:
            return forecast(self.plan, self.closed, draws=draws)
        except PlanFault:
            return None
