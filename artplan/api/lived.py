"""What happened in the closed months of one scenario, with None where nothing can be said.

Notebooks are written against this, as against `artplan.api.applicable`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from artplan.engine.faults import NumberFault
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault
from artplan.study.forecast.answer import Forecast
from artplan.study.forecast.forecast import forecast
from artplan.study.variance.answer import DriverVariance, Variance
from artplan.study.variance.drivers import driver_variance
from artplan.study.variance.measures import Measured, measures_of
from artplan.study.variance.variance import variance
from artplan.versions.accuracy import former_forecasts
from artplan.versions.answer import FormerForecasts, FrozenVersion


@dataclass(frozen=True)
class Lived:
    """A plan and its closed months: each method returns the answer, or None where it does not apply.

    closed: by closed month its amounts by line, in CNY. measured: what its exports measured.
    versions: those that were frozen.

    >>> import artplan
    >>> Lived(artplan.load("base"), {}).variance() is None  # no month is closed
    True
    """

    plan: OperatingPlan
    closed: Mapping[str, Mapping[str, float]]
    measured: Mapping[str, Measured] = field(default_factory=dict)
    versions: Sequence[FrozenVersion] = ()

    def variance(self, month: str = "") -> Variance | None:
        """Compare a closed month with the plan, by default the last one.

        Returns None where no month is closed, and where the month is not of the plan.
        """
        chosen = month or max(self.closed, default="")
        if chosen not in self.closed or chosen not in self.plan.plan.months:
            return None
        return variance(self.plan, chosen, self.closed)

    def drivers(self, month: str = "") -> DriverVariance | None:
        """Divide a closed month's differences among its drivers, by default those of the last one.

        Returns None where no month is closed, where its exports measured none, or members that the plan
        does not have, and where the plan's decisions cannot be held.
        """
        try:
            return driver_variance(
                self.plan, month or max(self.closed, default=""),
                measures_of(self.plan.plan, self.measured), self.closed)  # fmt: skip
        except (PlanFault, NumberFault):
            return None

    def forecast(self, draws: int) -> Forecast | None:
        """Forecast the year after the last closed month.

        Returns None where no month is closed, and where the closed ones are not the plan's first months.
        """
        try:
            return forecast(self.plan, self.closed, draws=draws)
        except PlanFault:
            return None

    def former(self) -> FormerForecasts | None:
        """Return what frozen forecasts of the scenario said of the year; None where none of it is frozen."""
        name = self.plan.plan.name
        return former_forecasts([each for each in self.versions if each.card.scenario == name], self.closed)
