"""Compare a month of the ledger with the plan, line by line.

The ledger has no orders and no refunds: the comparison begins with net revenue. Results (gross profit,
contribution margin, net profit) are the sums of the actual lines above them, as in the statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from artplan.operating import OperatingPlan
from artplan.plan.written.calendar import period_name
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

    actuals: by month its amounts by line, in CNY: costs and balances of sources of funds positive. budget:
    the amounts to compare with in place of the plan's own.

    Raises PlanFault for a month that is not of the budget or has no actuals.
    """
    result = plan.run([*LINES, *BALANCE])
    budget = budget or _of_plan(result)
    if month not in budget.months:
        first, last = budget.months[0], budget.months[-1]
        raise PlanFault([fault_at(PLACE, month, "variance.no_month", first=first, last=last)])
    if month not in actuals:
        raise PlanFault([fault_at(PLACE, month, "variance.no_actuals")])
    so_far = year_so_far(budget.months, budget.first_fiscal_month, month)
    known = [each for each in so_far if each in actuals]
    lines = (*LINES, *BALANCE)
    return Variance(
        month,
        tuple(known),
        tuple(each for each in so_far if each not in actuals),
        _shown(_statement_rows(result, budget, month, {each: actuals[each] for each in known})),
        _shown(_balance_rows(result, budget, month, actuals[month])),
        {line: {lang: result.label(line, lang) for lang in LANGUAGES} for line in lines},
        result.plan,
        budget.version,
        tuple(line for line in lines if line not in budget.amounts),
    )


def _statement_rows(
    result: Result, budget: Budget, month: str, actuals: Mapping[str, Amounts]
) -> tuple[LineVariance, ...]:
    """Return the rows of the statement. actuals: of the months of the year to date that have them."""
    own, to_date = statement_of(actuals[month]), statement_of(added(list(actuals.values())))
    return tuple(
        LineVariance(
            line, sign, _good(result, line), budget.amount(line, month), own[line],
            sum(budget.amount(line, each) for each in actuals), to_date[line])
        for line, sign in LINES.items()
    )  # fmt: skip


def _balance_rows(result: Result, budget: Budget, month: str, actual: Amounts) -> tuple[LineVariance, ...]:
    return tuple(
        LineVariance(
            line, 0, _good(result, line), budget.amount(line, month), actual.get(line, 0.0), 0.0, 0.0
        )
        for line in BALANCE
    )


def _of_plan(result: Result) -> Budget:
    amounts = {
        line: dict(zip(result.months, result.by_month(line).tolist(), strict=True))
        for line in (*LINES, *BALANCE)
    }
    return Budget("", result.months, result.plan.sections.plan.first_fiscal_month, amounts)


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
    )  # fmt: skip
