"""Inputs that depend only on the horizon: days, the start of the year, months of tax payment."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, single
from artplan.plan.plan import Plan
from artplan.plan.written import calendar

TAX_MONTHS = (1, 4, 7, 10)

INPUTS = (
    Input("days_in_month", "day", (), "当月天数", "Days in month", "sum"),
    Input(
        "year_begins",
        "1",
        (),
        "财年首月",
        "Year begins",
        "sum",
        "1 in the first month of a business year.",
    ),
    Input(
        *("year_turns", "1", (), "财年更替", "A fiscal year has ended", "sum"),
        "1 in the first month of a business year but the plan's first.",
    ),
    Input(
        *("year_ends", "1", (), "财年末月", "Year ends", "sum"),
        "1 in the last month of a business year.",
    ),
    Input("plan_begins", "1", (), "计划首月", "Plan begins", "sum", "1 in the plan's first month."),
    Input(
        "month_number",
        "month_number",
        (),
        "计划月序",
        "Number of the month",
        "last",
        "1 in the plan's first month.",
    ),
    Input(
        "tax_payment_month",
        "1",
        (),
        "预缴所得税月份",
        "Tax payment month",
        "sum",
        "1 in January, April, July and October, when the income tax of the quarter before is paid.",
    ),
    Input(
        "impressions_per_thousand",
        "impression/thousand_impressions",
        (),
        "每千次展现",
        "Impressions per thousand",
    ),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    first = plan.sections.plan.first_fiscal_month
    number = [calendar.calendar_month(month) for month in plan.months]
    return {
        "days_in_month": single([plan.sections.plan.days_in(month) for month in plan.months]),
        "year_begins": single([float(n == first) for n in number]),
        "year_turns": single([float(i > 0 and n == first) for i, n in enumerate(number)]),
        "year_ends": single([float(n % 12 + 1 == first) for n in number]),
        "plan_begins": single([float(i == 0) for i in range(len(number))]),
        "month_number": single([i + 1.0 for i in range(len(number))]),
        "tax_payment_month": single([float(n in TAX_MONTHS) for n in number]),
        "impressions_per_thousand": single([1000.0]),
    }
