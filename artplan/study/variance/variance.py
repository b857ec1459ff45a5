"""Compare a month of the ledger with the plan, line by line.

The ledger has no orders and no refunds: the comparison begins with net revenue. Results (gross profit,
contribution margin, net profit) are the sums of the actual lines above them, as in the statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from artplan.operating import OperatingPlan
from artplan.plan.written.calendar import from_number, number, period_name
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.result import Result
from artplan.statement import ASSETS, SOURCES, STATEMENT
from artplan.study.variance.answer import Budget, LineVariance, Variance
from artplan.texts.catalogue import LANGUAGES

PLACE = "variance"
Amounts = Mapping[str, float]  # by line, in CNY
FIRST = "net_revenue"

# What a ledger knows: the statement from net revenue on, which stands for all that is above it.
ROWS = {row.line: row.sign for row in STATEMENT[[row.line for row in STATEMENT].index(FIRST) + 1 :]}
LINES: Mapping[str, int] = {FIRST: 1, **ROWS}
BALANCE = (*ASSETS, *SOURCES)


def variance(
    plan: OperatingPlan, month: str, actuals: Mapping[str, Amounts], budget: Budget | None = None
) -> Variance:
    """Compare the month with the plan, or with a budget that was fixed before.

    actuals: by month its amounts by line, in CNY: costs and balances of sources of funds positive; those of a
    year before are last year's. budget: the amounts to compare with in place of the plan's own.

    Raises PlanFault for a month that is not of the budget or has no actuals.
    """
    result = plan.run([*LINES, *BALANCE])
    budget = budget or _of_plan(result)
    if month not in budget.months:
        first, last = budget.months[0], budget.months[-1]
        raise PlanFault([fault_at(PLACE, month, "variance.no_month", first=first, last=last)])
    if month not in actuals:
        raise PlanFault([fault_at(PLACE, month, "variance.no_actuals")])
    return _of_month(result, month, actuals, budget)


def variances(plan: OperatingPlan, actuals: Mapping[str, Amounts]) -> tuple[Variance, ...]:
    """Compare every month of the plan that has actuals, in order; none where no month has."""
    result = plan.run([*LINES, *BALANCE])
    budget = _of_plan(result)
    return tuple(_of_month(result, each, actuals, budget) for each in budget.months if each in actuals)


def _of_month(result: Result, month: str, actuals: Mapping[str, Amounts], budget: Budget) -> Variance:
    so_far = year_so_far(budget.months, budget.first_fiscal_month, month)
    known = [each for each in so_far if each in actuals]
    lines = (*LINES, *BALANCE)
    booked = {line for amounts in actuals.values() for line in amounts}
    return Variance(
        month,
        tuple(known),
        tuple(each for each in so_far if each not in actuals),
        _shown(_statement_rows(result, budget, known, actuals)),
        _shown(_balance_rows(result, budget, month, actuals)),
        {line: {lang: result.label(line, lang) for lang in LANGUAGES} for line in lines},
        result.plan,
        budget.version,
        tuple(line for line in lines if line not in budget.amounts),
        tuple(line for line in lines if line not in booked and LINES.get(line) != 0),
    )


def _statement_rows(
    result: Result, budget: Budget, months: Sequence[str], actuals: Mapping[str, Amounts]
) -> tuple[LineVariance, ...]:
    """Return the rows of the statement. months: those of the year to date that have actuals; the last one
    is the month itself."""
    own = statement_of(actuals[months[-1]])
    to_date = statement_of(added([actuals[each] for each in months]))
    last_year, last_to_date = (_a_year_before(part, actuals) for part in (months[-1:], months))
    return tuple(
        LineVariance(
            line, sign, _good(result, line), budget.amount(line, months[-1]), own[line],
            sum(budget.amount(line, each) for each in months), to_date[line],
            last_year.get(line), last_to_date.get(line))
        for line, sign in LINES.items()
    )  # fmt: skip


def _a_year_before(months: Sequence[str], actuals: Mapping[str, Amounts]) -> Amounts:
    """Return the statement of the same months a year before: what is booked, and the results; nothing
    unless all of them have actuals."""
    before = [year_before(each) for each in months]
    if not all(each in actuals for each in before):
        return {}
    amounts = added([actuals[each] for each in before])
    return {
        line: amount
        for line, amount in statement_of(amounts).items()
        if line in amounts or not LINES[line]
    }  # fmt: skip


def _balance_rows(
    result: Result, budget: Budget, month: str, actuals: Mapping[str, Amounts]
) -> tuple[LineVariance, ...]:
    own, last_year = actuals[month], actuals.get(year_before(month), {})
    return tuple(
        LineVariance(
            line, 0, _good(result, line), budget.amount(line, month), own.get(line, 0.0), 0.0, 0.0,
            last_year.get(line))
        for line in BALANCE
    )  # fmt: skip


def _of_plan(result: Result) -> Budget:
    amounts = {
        line: dict(zip(result.months, result.by_month(line).tolist(), strict=True))
        for line in (*LINES, *BALANCE)
    }
    return Budget("", result.months, result.plan.sections.plan.first_fiscal_month, amounts)


def year_before(month: str) -> str:
    """Return the same month a year before: 2027-03 -> 2026-03."""
    return from_number(number(month) - 12)


def year_so_far(months: Sequence[str], first_fiscal_month: int, month: str) -> list[str]:
    """Return those of the months that are of the month's fiscal year, up to itself."""
    year = period_name(month, "year", first_fiscal_month)
    return [
        each for each in months if period_name(each, "year", first_fiscal_month) == year and each <= month
    ]


def added(months: Sequence[Amounts]) -> Amounts:
    """Return the sum of the months' amounts by line, in CNY."""
    total: dict[str, float] = {}
    for each in months:
        for line, amount in each.items():
            total[line] = total.get(line, 0.0) + amount
    return total


def statement_of(amounts: Amounts) -> dict[str, float]:
    """Return the statement's lines in CNY, each result as the sum of the lines above it."""
    rows: dict[str, float] = {}
    level = 0.0
    for line, sign in LINES.items():
        level += sign * amounts.get(line, 0.0)
        rows[line] = amounts.get(line, 0.0) if sign else level
    return rows


def _good(result: Result, line: str) -> str:
    return str(result.program.model.lines[line].good)


def _shown(rows: tuple[LineVariance, ...]) -> tuple[LineVariance, ...]:
    """Return the rows that have an amount anywhere; results always stay."""
    return tuple(
        each for each in rows
        if (each.line in LINES and not each.sign)
        or any((each.budget, each.actual, each.budget_to_date, each.actual_to_date))
        or any((each.last_year, each.last_year_to_date))
    )  # fmt: skip
