"""Compare a month of the ledger with the plan, line by line.

The ledger has no orders and no refunds: the comparison begins with net revenue. Results (gross profit,
contribution margin, net profit) are the sums of the actual lines above them, as in the statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.result import Result
from artplan.statement import ASSETS, SOURCES, STATEMENT
from artplan.study.variance.answer import LineVariance, Variance
from artplan.texts.catalogue import LANGUAGES

PLACE = "variance"
Amounts = Mapping[str, float]  # by line, in CNY
FIRST = "net_revenue"

# What a ledger knows: the statement from net revenue on, which stands for all that is above it.
ROWS = {row.line: row.sign for row in STATEMENT[[row.line for row in STATEMENT].index(FIRST) + 1 :]}
LINES: Mapping[str, int] = {FIRST: 1, **ROWS}
BALANCE = (*ASSETS, *SOURCES)


def variance(plan: OperatingPlan, month: str, actuals: Mapping[str, Amounts]) -> Variance:
    """Compare the month with the plan.

    actuals: by month its amounts by line, in CNY: costs and balances of sources of funds positive.

    Raises PlanFault for a month that is not of the plan or has no actuals.
    """
    result = plan.run([*LINES, *BALANCE])
    if month not in result.months:
        first, last = result.months[0], result.months[-1]
        raise PlanFault([fault_at(PLACE, month, "variance.no_month", first=first, last=last)])
    if month not in actuals:
        raise PlanFault([fault_at(PLACE, month, "variance.no_actuals")])
    so_far = _year_so_far(result, month)
    known = [each for each in so_far if each in actuals]
    own, to_date = statement_of(actuals[month]), statement_of(added([actuals[each] for each in known]))
    budgets = {line: result.total(line) for line in (*LINES, *BALANCE)}
    statement = tuple(
        LineVariance(
            line, sign, _good(result, line), float(budgets[line][month]), own[line],
            float(budgets[line][known].sum()), to_date[line])
        for line, sign in LINES.items()
    )  # fmt: skip
    balance = tuple(
        LineVariance(
            line, 0, _good(result, line), float(budgets[line][month]), actuals[month].get(line, 0.0), 0.0, 0.0
        )
        for line in BALANCE
    )
    missing = tuple(each for each in so_far if each not in actuals)
    labels = {line: {lang: result.label(line, lang) for lang in LANGUAGES} for line in budgets}
    return Variance(month, tuple(known), missing, _shown(statement), _shown(balance), labels, result.plan)


def _year_so_far(result: Result, month: str) -> Sequence[str]:
    """Return the months of the plan from the beginning of the month's fiscal year to itself."""
    names, spans = result.periods("year")
    at = result.months.index(month)
    begins = next(first for _, (first, last) in zip(names, spans, strict=True) if first <= at < last)
    return result.months[begins : at + 1]


def added(months: Sequence[Amounts]) -> Amounts:
    """Add months up, line by line."""
    total: dict[str, float] = {}
    for each in months:
        for line, amount in each.items():
            total[line] = total.get(line, 0.0) + amount
    return total


def statement_of(amounts: Amounts) -> dict[str, float]:
    """Return the statement's lines, each result as the sum of the lines above it."""
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
