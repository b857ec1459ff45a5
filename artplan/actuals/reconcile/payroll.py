"""The payroll that was declared for income tax against the pay in the ledger.

The ledger's pay has the employer's contributions and welfare beside it, which a payroll does not know. Pay is
declared in the month in which it is paid, often the one after that in which it is booked.
"""

from __future__ import annotations

from decimal import Decimal

from artplan.actuals.reconcile.answer import (
    Cause,
    SourceComparison,
    SourceSum,
    Standing,
    Uncompared,
    rest,
    weighed,
)
from artplan.actuals.reconcile.books import Books, fitting, total

NAME, LINE = "payroll", "payroll_total"
CONTRIBUTIONS = "社保|社会保险|公积金|养老|医疗|失业|工伤|生育"
WELFARE = "福利|招聘|补偿"


def compare_payroll(books: Books) -> SourceComparison | Uncompared:
    """Compare gross pay with the ledger's accounts of pay."""
    lacking = [source for source, there in (("payroll", books.of("payroll")), ("ledger", books.accounts))
               if not there]  # fmt: skip
    if lacking:
        return Uncompared(NAME, tuple(lacking))
    accounts = books.line(LINE)
    names = tuple(f"{each.code} {each.name}" for each in accounts)
    left = SourceSum("payroll", _gross(books), len(books.of("payroll")))
    right = SourceSum("ledger", total(each.debit for each in accounts), len(accounts), names)
    difference = left.amount - right.amount
    causes, left_over = [], list(accounts)  # an account may name both: it counts for the first
    for name, pattern in (("contributions", CONTRIBUTIONS), ("welfare", WELFARE)):
        beside = fitting(left_over, pattern)
        left_over = [each for each in left_over if each not in beside]
        causes.append(Cause(name, -total(each.debit for each in beside), len(beside), "explained"))
    if books.of("payroll", 1):
        shift = _gross(books) - _gross(books, 1)
        standing: Standing = "explained" if shift == rest(difference, causes) else "possible"
        causes.append(Cause("payroll_next_month", shift, len(books.of("payroll", 1)), standing))
    return SourceComparison(NAME, left, right, weighed(difference, causes))


def _gross(books: Books, later: int = 0) -> Decimal:
    return total(each.measures["gross_pay"] for each in books.of("payroll", later))
