"""From a plan to what the panel shows: the one place that knows that months may be closed.

Without closed months that is the plan's result. With them it is the forecast's: closed months as they were,
and the open ones resumed from their balances (`study/forecast/joined.py`), so that no move changes a closed
month.
"""

from __future__ import annotations

from dataclasses import dataclass

from artplan.actuals.closed import closed_amounts
from artplan.engine.faults import NumberFault
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.result import Result
from artplan.study.forecast.closed_months import ClosedMonths
from artplan.study.forecast.joined import joined


@dataclass(frozen=True)
class Evaluated:
    """What a plan comes to.

    modelled: by the model alone, from which the next plan is evaluated. shown: what is shown; without closed
    months the same.
    """

    modelled: Result
    shown: Result


def evaluate(
    plan: OperatingPlan,
    lines: tuple[str, ...] | None = None,
    after: Evaluated | None = None,
    closed: ClosedMonths | None = None,
) -> Evaluated:
    """Evaluate the named lines, or all. after: of the same lines, for a plan that differs little.

    Raises PlanFault if a value is not finite.
    """
    former = after.modelled if after else None
    try:
        if closed is None:
            result = plan.run(lines, after=former)
            return Evaluated(result, result)
        modelled = plan.run(after=former)  # the openings need all lines
        return Evaluated(modelled, joined(closed, modelled, lines))
    except NumberFault as fault:
        raise PlanFault([fault_at("panel", fault.line, "panel.no_number", what=fault.message)]) from None


def closed_of(planned: Result) -> ClosedMonths | None:
    """Return the closed months of the plan, None where none is closed or the last one is of another plan.

    planned: all lines of the plan without changes. Raises PlanFault where no forecast can begin.
    """
    actuals = closed_amounts()
    if max(actuals, default="") not in planned.months:
        return None
    return ClosedMonths.of(planned, actuals)
