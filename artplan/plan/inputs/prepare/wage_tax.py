"""Individual income tax on wages: allowance and tiers by month, if the plan withholds the tax."""

from __future__ import annotations

from typing import Any

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.inputs.prepare.statutory import numbers
from artplan.plan.people import Person, persons
from artplan.plan.plan import Plan
from artplan.plan.schema.pay import own_or_firm

PER = ("wage_tax_tier",)
MONTHS = 12

INPUTS = (
    Input("wage_tax_allowance", "CNY/person", (), "每月减除费用", "Monthly allowance of the wage tax"),
    Input("wage_tax_step", "CNY/person", (), "个税取整单位", "Rounding step of the wage tax", "last"),
    Input("wage_tax_floor", "CNY/person", PER, "个税级距下限", "Floor of the wage tax tier", "last"),
    Input("wage_tax_ceiling", "CNY/person", PER, "个税级距上限", "Ceiling of the wage tax tier", "last"),
    Input("wage_tax_rate", "1", PER, "个税预扣率", "Rate of the wage tax tier"),
    Input(
        *(
            "bonus_quick_deduction",
            "CNY/person",
            PER,
            "年终奖速算扣除数",
            "Quick deduction of the bonus",
            "last",
        ),
        "A twelfth of what the tier's rate on the whole amount takes too much.",
    ),
    Input(
        *("bonus_apart", "1", ("person",), "年终奖单独计税", "Bonus is taxed apart", "average"),
        "1 where the plan or the person chooses so, in the months in which the law allows it.",
    ),
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
    quick = [[_quick(table, i) for table in tables] for i in range(count)]
    return {
        **numbers(plan, "wage_tax"),
        **parts,
        "bonus_quick_deduction": rows(quick, len(plan.months)),
        "bonus_apart": rows([_apart(each, plan) for each in persons(plan)], len(plan.months)),
    }


def _quick(table: Any, tier: int) -> float:
    """Return a twelfth of the tier's floor at its rate, less the tax on it by the tiers below."""
    if tier >= len(table.tiers):
        return 0.0
    below = sum((each.ceiling - each.floor) * each.rate for each in table.tiers[:tier])
    return float(table.tiers[tier].floor * table.tiers[tier].rate - below) / MONTHS


def _apart(person: Person, plan: Plan) -> list[float]:
    way = own_or_firm(plan.sections.positions[person.position], plan.sections.pay, "thirteenth_month_tax")
    tables = plan.law.taxes["wage_tax"] or [None] * len(plan.months)
    until = [(table and table.bonus_apart_until) or "" for table in tables]
    return [float(way == "apart" and month <= last) for month, last in zip(plan.months, until, strict=True)]


def _part(table: Any, tier: int, part: str) -> float:
    if tier < len(table.tiers):
        return float(getattr(table.tiers[tier], part))
    return 0.0 if part == "rate" else float(table.tiers[-1].ceiling)
