"""Social insurance and housing fund: bounds and rates of each scheme by month."""

from __future__ import annotations

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, indices, rows
from artplan.plan.plan import Plan
from artplan.plan.statutory.tables import KINDS, Scheme
from artplan.plan.written import calendar

PER = ("scheme",)

INPUTS = (
    Input("scheme_floor", "CNY/person", PER, "缴费基数下限", "Floor of the contribution base", "last"),
    Input("scheme_cap", "CNY/person", PER, "缴费基数上限", "Cap of the contribution base", "last"),
    Input("scheme_employer_rate", "1", PER, "单位缴费比例", "Employer rate"),
    Input("scheme_employee_rate", "1", PER, "个人缴费比例", "Employee rate"),
    Input("scheme_employer_fixed", "CNY/person", PER, "单位定额缴费", "Employer fixed amount"),
    Input("scheme_employee_fixed", "CNY/person", PER, "个人定额缴费", "Employee fixed amount"),
    Input("scheme_rounding_step", "CNY/person", PER, "取整单位", "Rounding step"),
    Input("scheme_rounds_up", "1", PER, "向上取整", "Rounds up"),
    Input("contribution_reset", "1", PER, "缴费基数调整月", "Contribution base is renewed", "sum"),
)
NO_STEP = 0.01


def arrays(plan: Plan) -> dict[str, Numbers]:
    """Return the arrays; in a month in which a scheme does not exist, its rates are 0."""
    length = len(plan.months)
    result: dict[str, list[list[float]]] = {entry.name: [] for entry in INPUTS}
    for name, each in plan.law.schemes.items():
        by_month = [
            _values(plan, name, entry.scheme if entry else None, i) for i, entry in enumerate(each.entries)
        ]
        for key, column in result.items():
            column.append([values[key] for values in by_month])
    return {name: rows(values, length) for name, values in result.items()}


def _values(plan: Plan, name: str, scheme: Scheme | None, month: int) -> dict[str, float]:
    if scheme is None:
        return {entry.name: NO_STEP if entry.name == "scheme_rounding_step" else 0.0 for entry in INPUTS}
    firm = plan.sections.contributions
    resets = firm.reset_month if scheme.reset_month is None else scheme.reset_month
    employer, employee = firm.employer_rates.get(name), firm.employee_rates.get(name)
    return {
        "scheme_floor": scheme.floor,
        "scheme_cap": scheme.cap,
        "scheme_employer_rate": scheme.employer_rate if employer is None else employer.at(month),
        "scheme_employee_rate": scheme.employee_rate if employee is None else employee.at(month),
        "scheme_employer_fixed": scheme.employer_fixed,
        "scheme_employee_fixed": scheme.employee_fixed,
        "scheme_rounding_step": scheme.rounding_step,
        "scheme_rounds_up": float(scheme.rounds == "up"),
        "contribution_reset": float(calendar.calendar_month(plan.months[month]) == resets),
    }


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    """Map each scheme to its kind, as its newest table gives it."""
    newest = [next(e for e in reversed(each.entries) if e) for each in plan.law.schemes.values()]
    return {("scheme", "contribution_kind"): indices([KINDS.index(entry.scheme.kind) for entry in newest])}
