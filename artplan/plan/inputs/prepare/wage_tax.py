"""Individual income tax on wages: allowance and tiers by month, if the plan withholds the tax."""

from __future__ import annotations

from typing import Any

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.inputs.prepare.statutory import numbers
from artplan.plan.plan import Plan

PER = ("wage_tax_tier",)

INPUTS = (
    Input("wage_tax_allowance", "CNY/person", (), "每月减除费用", "Monthly allowance of the wage tax"),
    Input("wage_tax_step", "CNY/person", (), "个税取整单位", "Rounding step of the wage tax", "last"),
    Input("wage_tax_floor", "CNY/person", PER, "个税级距下限", "Floor of the wage tax tier", "last"),
    Input("wage_tax_ceiling", "CNY/person", PER, "个税级距上限", "Ceiling of the wage tax tier", "last"),
    Input("wage_tax_rate", "1", PER, "个税预扣率", "Rate of the wage tax tier"),
)


def tiers(plan: Plan) -> tuple[str, ...]:
    """Return the tiers, as many as the longest schedule that applies has; empty if no tax is withheld."""
    count = max((len(table.tiers) for table in plan.law.taxes["wage_tax"]), default=0)
    return tuple(str(i + 1) for i in range(count))


def arrays(plan: Plan) -> dict[str, Numbers]:
    """Return the arrays; tiers beyond the end of a schedule have zero width."""
    tables, count = plan.law.taxes["wage_tax"], len(tiers(plan))
    parts = {
        f"wage_tax_{part}": rows(
            [[_part(table, i, part) for table in tables] for i in range(count)], len(plan.months)
        )
        for part in ("floor", "ceiling", "rate")
    }
    return {**numbers(plan, "wage_tax"), **parts}


def _part(table: Any, tier: int, part: str) -> float:
    if tier < len(table.tiers):
        return float(getattr(table.tiers[tier], part))
    return 0.0 if part == "rate" else float(table.tiers[-1].ceiling)
