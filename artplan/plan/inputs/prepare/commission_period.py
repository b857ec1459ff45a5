"""The periods of commission plans: where they begin, how long an earner has been in one, what it brings.

What was sold and credited before the plan is of the commission plan that a position begins with. Of a pool,
everybody counts on from what its positions bring together; a cap of its heads then counts from the plan's
first month, because what each of them was paid is not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.inputs.prepare.commission import earners, tiers
from artplan.plan.people import Stint
from artplan.plan.plan import Plan
from artplan.plan.schema.commission import MONTHS, Commission
from artplan.plan.written import calendar

STINT, BAND = ("stint",), ("stint", "commission_tier")
BROUGHT = ("sales", "quota", "paid")

INPUTS = (
    Input(
        *("commission_period_begins", "1", ("commission_plan",), "提成周期首月"),
        *("Commission period begins", "sum"),
    ),
    Input(
        *("commission_months", "1", STINT, "提成周期已历月数", "Months of the commission period", "last"),
        "The period's months so far in which the earner is under the plan; a cap is for all of them.",
    ),
    Input(
        *("commission_sales_start", "CNY/person", STINT, "建账累计计提销售额"),
        *("Sales of the commission period before the plan", "last"),
    ),
    Input(
        *("commission_quota_start", "CNY/person", STINT, "建账累计人均定额"),
        *("Quota of the commission period before the plan", "last"),
    ),
    Input(
        *("commission_by_band_start", "CNY/person", BAND, "建账累计分档提成"),
        *("Commission of the period by band before the plan", "last"),
        "What has been credited before, all in the first band; of a pool, to all of its heads.",
    ),
    Input(
        *("commission_paid_start", "CNY/person", STINT, "建账累计已计提成"),
        *("Commission of the period before the plan", "last"),
        "What has been credited to the head before; of a pool it is not known, and counts as 0.",
    ),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    length, times, own = len(plan.months), plan.stints, earners(plan)
    begins = [
        [float(each.begins(month)) for month in plan.months] for each in plan.sections.commissions.values()
    ]
    brought = _brought(plan, times, own)
    by_band = np.zeros((len(times), len(tiers(plan.sections)), 1, 1))
    by_band[:, 0, 0, 0] = brought["paid"]
    of_head = [
        0.0 if _in_pool(plan, each) else paid for each, paid in zip(times, brought["paid"], strict=True)
    ]
    return {
        "commission_period_begins": rows([(1.0,), *begins], length),
        "commission_months": rows(_months(plan, times, own), length),
        "commission_sales_start": _fixed(brought["sales"]),
        "commission_quota_start": _fixed(brought["quota"]),
        "commission_by_band_start": by_band,
        "commission_paid_start": _fixed(of_head),
    }


def _fixed(values: Sequence[float]) -> Numbers:
    return rows([(each,) for each in values], 1)


def _paid_by(plan: Plan, stint: Stint) -> Commission | None:
    return plan.sections.commissions.get(stint.state["commission"] or "")


def _in_pool(plan: Plan, stint: Stint) -> bool:
    by = _paid_by(plan, stint)
    return by is not None and by.shared_by == "pool"


def _brought(plan: Plan, times: Sequence[Stint], own: Mapping[str, str]) -> dict[str, list[float]]:
    """What each stint's earner counts on from: his position's, or what all bring that begin in his pool."""
    positions = plan.sections.positions
    begin: dict[str, list[str]] = {}
    for each in times:
        if each.name == each.position:
            begin.setdefault(each.state["commission"], []).append(each.position)
    result: dict[str, list[float]] = {key: [] for key in BROUGHT}
    for each in times:
        mine = [each.position] if own[each.name] == each.position else []
        names = begin.get(each.state["commission"], []) if _in_pool(plan, each) else mine
        for key, values in result.items():
            values.append(sum(getattr(positions[name], f"commission_{key}_start").at(0) for name in names))
    return result


def _months(plan: Plan, times: Sequence[Stint], own: Mapping[str, str]) -> list[Sequence[float]]:
    """For each stint, the months of the period so far that have a day of its earner's."""
    mine: dict[str, list[Stint]] = {}
    for each in times:
        mine.setdefault(own[each.name], []).append(each)
    counted = {name: _so_far(plan, together) for name, together in mine.items()}
    return [counted[own[each.name]] for each in times]


def _so_far(plan: Plan, mine: Sequence[Stint]) -> Sequence[float]:
    """Always 1 by the month, whatever the days in post; of a pool, none before the plan."""
    by = _paid_by(plan, mine[0])
    length = MONTHS[by.period] if by else 1
    if length == 1:
        return (1.0,)
    numbers = [calendar.number(month) for month in plan.months]
    earliest = numbers[0] if _in_pool(plan, mine[0]) else numbers[0] - length
    there = {
        number
        for number in range(earliest, numbers[-1] + 1)
        if any(calendar.days_within(calendar.from_number(number), each.first, each.last) for each in mine)
    }
    return [float(sum(number - back in there for back in range(number % length + 1))) for number in numbers]
