"""Individual income tax on wages and service pay: what is free, and tiers by month; 0 if none is withheld."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single
from artplan.plan.inputs.prepare.statutory import numbers
from artplan.plan.people import Person
from artplan.plan.plan import Plan
from artplan.plan.schema.pay import own_or_firm
from artplan.plan.written import calendar

PER, SERVICE, PERSON = ("wage_tax_tier",), ("service_tax_tier",), ("person",)
MONTHS = 12

INPUTS = (
    Input("tax_year_begins", "1", (), "工资薪金纳税年度首月", "Wage tax year begins", "sum"),
    Input("tax_year_ends", "1", (), "工资薪金纳税年度末月", "Wage tax year ends", "sum"),
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
        *("bonus_apart", "1", PERSON, "年终奖单独计税", "Bonus is taxed apart", "average"),
        "1 where the plan or the person chooses so, in the months in which the law allows it.",
    ),
    Input(
        *("bonus_better", "1", PERSON, "年终奖择优计税", "Bonus is taxed the better way", "average"),
        "1 where the plan or the person chooses so, in the months in which the law allows both ways.",
    ),
    Input(
        *("wage_months_left", "1", PERSON, "本年剩余在职月数", "Months in post left in the year", "last"),
        "Months of the tax year after this one until the person's last day, beyond the plan too.",
    ),
    Input("service_pay_small", "CNY/person", (), "劳务报酬定额减除上限", "Service pay that counts as small"),
    Input(
        "service_pay_free_amount", "CNY/person", (), "劳务报酬定额减除", "Free amount of small service pay"
    ),
    Input("service_pay_free_share", "1", (), "劳务报酬定率减除", "Free share of service pay"),
    Input("service_tax_floor", "CNY/person", SERVICE, "劳务报酬级距下限", "Floor of the tier", "last"),
    Input("service_tax_ceiling", "CNY/person", SERVICE, "劳务报酬级距上限", "Ceiling of the tier", "last"),
    Input("service_tax_rate", "1", SERVICE, "劳务报酬预扣率", "Rate of the tier"),
)


def tiers(plan: Plan, tax: str) -> tuple[str, ...]:
    """Return the tiers, as many as the longest schedule that applies has; empty if no tax is withheld."""
    count = max((len(table.tiers) for table in plan.law.taxes[tax]), default=0)
    return tuple(str(i + 1) for i in range(count))


def arrays(plan: Plan) -> dict[str, Numbers]:
    """Return the arrays; tiers beyond the end of a schedule have zero width."""
    length, people = len(plan.months), plan.persons
    tables = _by_month(plan, "wage_tax")
    quick = [[_quick(table, i) for table in tables] for i in range(len(tiers(plan, "wage_tax")))]
    taxed = [plan.sections.pay.tax_month(month) for month in plan.months]
    return {
        "tax_year_begins": single([float(calendar.calendar_month(month) == 1) for month in taxed]),
        "tax_year_ends": single([float(calendar.calendar_month(month) == MONTHS) for month in taxed]),
        **numbers(plan, "wage_tax"),
        **numbers(plan, "service_tax"),
        **_schedule(plan, "wage_tax"),
        **_schedule(plan, "service_tax"),
        "bonus_quick_deduction": rows(quick, length),
        "bonus_apart": rows([_ways(each, plan, "apart") for each in people], length),
        "bonus_better": rows([_ways(each, plan, "better") for each in people], length),
        "wage_months_left": rows(_months_left(people, plan.months, taxed), length),
    }


def _by_month(plan: Plan, tax: str) -> Sequence[Any]:
    """The table of each month; once where it is the same in all of them."""
    tables = plan.law.taxes[tax]
    return tables[:1] if all(table is tables[0] for table in tables) else tables


def _schedule(plan: Plan, tax: str) -> dict[str, Numbers]:
    tables, count = _by_month(plan, tax), len(tiers(plan, tax))
    return {
        f"{tax}_{part}": rows(
            [[_part(table, i, part) for table in tables] for i in range(count)], len(plan.months)
        )
        for part in ("floor", "ceiling", "rate")
    }


def _months_left(people: Sequence[Person], months: Sequence[str], taxed: Sequence[str]) -> list[list[float]]:
    left = [float(MONTHS - calendar.calendar_month(month)) for month in taxed]
    number = [calendar.number(month) for month in months]

    def until(last: date) -> list[float]:
        end = calendar.number(calendar.month_of(last))
        return [max(min(each, float(end - at)), 0.0) for each, at in zip(left, number, strict=True)]

    return [left if each.last is None else until(each.last) for each in people]


def _quick(table: Any, tier: int) -> float:
    """Return a twelfth of the tier's floor at its rate, less the tax on it by the tiers below."""
    if tier >= len(table.tiers):
        return 0.0
    below = sum((each.ceiling - each.floor) * each.rate for each in table.tiers[:tier])
    return float(table.tiers[tier].floor * table.tiers[tier].rate - below) / MONTHS


def _ways(person: Person, plan: Plan, way: str) -> Sequence[float]:
    """Return 1 for each month in which the law leaves the choice and the way is chosen, else 0."""
    chosen = own_or_firm(plan.sections.positions[person.position], plan.sections.pay, "thirteenth_month_tax")
    if chosen != way:
        return (0.0,)
    tables = plan.law.taxes["wage_tax"] or [None] * len(plan.months)
    until = [(table and table.bonus_apart_until) or "" for table in tables]
    taxed = map(plan.sections.pay.tax_month, plan.months)
    return [float(month <= last) for month, last in zip(taxed, until, strict=True)]


def _part(table: Any, tier: int, part: str) -> float:
    if tier < len(table.tiers):
        return float(getattr(table.tiers[tier], part))
    return 0.0 if part == "rate" else float(table.tiers[-1].ceiling)
