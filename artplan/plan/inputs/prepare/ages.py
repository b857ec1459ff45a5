"""The dimension `age`: months since something began. The last age also holds everything older."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.plan import Plan

AGES = tuple(str(age) for age in range(13))

INPUTS = (
    Input("age_is_new", "1", ("age",), "当月新增", "New in the month"),
    Input("age_months", "1", ("age",), "已过月数", "Months of age"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    return {
        "age_is_new": rows([(float(age == AGES[0]),) for age in AGES], 1),
        "age_months": rows([(float(age),) for age in AGES], 1),
    }
