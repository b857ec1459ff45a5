"""Which costs are selling expenses: pay by post, overheads, the depreciation of assets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.plan import Plan
from artplan.plan.schema.fields import Expense

INPUTS = (
    Input("post_sells", "1", ("post",), "岗位计入销售费用", "Post serves selling"),
    Input("overhead_sells", "1", ("overhead",), "日常运营费用计入销售费用", "Overhead serves selling"),
    Input("asset_sells", "1", ("asset",), "折旧计入销售费用", "Asset serves selling"),
)


class Spent(Protocol):
    """A member of a section whose cost is one of the two kinds of expense."""

    @property
    def expense(self) -> Expense: ...


def arrays(plan: Plan) -> dict[str, Numbers]:
    sections = plan.sections
    posts = [
        each.expense or sections.departments[each.department].expense for each in sections.posts.values()
    ]
    return {
        "post_sells": rows([(float(expense == "selling"),) for expense in posts], 1),
        "overhead_sells": _selling(sections.overheads.values()),
        "asset_sells": _selling(sections.assets.values()),
    }


def _selling(members: Iterable[Spent]) -> Numbers:
    return rows([(float(each.expense == "selling"),) for each in members], 1)
