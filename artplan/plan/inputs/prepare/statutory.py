"""Inputs that a statutory table may give: the plan's own number, else the table's number for the month."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import single
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.statutory.taxes import TABLES, TIERS


def numbers(plan: Plan, table: str) -> dict[str, Numbers]:
    """Return the single numbers that a table gives, each (month, 1); 0 if the plan has no such tax."""
    given: dict[str, Numbers] = {}
    for name, each in TABLES[table].inputs.items():
        if each.field == TIERS:
            continue
        own = each.of_plan(plan.sections)
        if not each.applies(plan.sections):
            given[name] = single([0.0])
        elif isinstance(own, Leaf):
            given[name] = single(own.values)
        else:
            given[name] = single([getattr(entry, each.field) for entry in plan.law.taxes[table]])
    return given
