"""A trial balance as the ledger of a shop would print it whose month went exactly as planned."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from artplan.demonstration.ledger import COSTS, PROFIT, account_rows, amounts_of, balanced
from artplan.demonstration.trial_balance import sides
from artplan.result import Result

HEADING = "科目代码,科目名称,期初余额借方,期初余额贷方,本期发生借方,本期发生贷方,期末余额借方,期末余额贷方\n"


def ledger(result: Result, month: str, changed: Mapping[str, str] | None = None) -> str:
    """Return the trial balance of a month after the first, in whole cents.

    changed: by line, what the month came to instead; cash and the year's profit follow.
    """
    planned = amounts_of(result, month)
    closing = planned | {line: Decimal(amount) for line, amount in (changed or {}).items()}
    more = {line: closing[line] - planned[line] for line in closing}
    for line in ("cash_closing", PROFIT):
        closing[line] += more["net_revenue"] - sum(more[cost] for _, _, cost in COSTS)
    opening = balanced(amounts_of(result, result.months[result.months.index(month) - 1]))
    rows = (
        [each.code, each.name, *sides(each.opening), each.debit, each.credit, *sides(each.closing)]
        for each in account_rows(opening, balanced(closing))
    )
    return f"{month[:4]}年{month[5:]}月\n{HEADING}" + "".join(f"{','.join(map(str, row))}\n" for row in rows)
