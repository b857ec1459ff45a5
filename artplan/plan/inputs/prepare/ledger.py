"""Which costs are selling expenses: pay by department, overheads, the depreciation of assets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.plan import Plan
from artplan.plan.schema.fields import Expense

INPUTS = (
    Input("department_sells", "1", ("department",), "部门计入销售费用", "Department sells"),
    Input("overhead_sells", "1", ("overhead",), "日常运营费用计入销售费用", "Overhead serves selling"),
    Input("asset_sells", "1", ("asset",), "折旧计入销售费用", "Asset serves selling"),
)


class Spent(Protocol):
    """A member of a section whose cost is one of the two kinds of expense."""

    @property
    def expense(self) -> Expense: ...


def arrays(plan: Plan) -> dict[str, Numbers]:
    sections = plan.sections
    return {
        "department_sells": _selling(sections.departments.values()),
        "overhead_sells": _selling(sections.overheads.values()),
        "asset_sells": _selling(sections.assets.values()),
    }


def _selling(members: Iterable[Spent]) -> Numbers:
    return rows([(float(each.expense == "selling"),) for each in members], 1)
