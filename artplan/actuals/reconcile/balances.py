"""Statements against their accounts in the ledger: what moved in the month, and the balance at its end.

A statement's rows carry a balance forward. Whatever their order, the balances before and after each row form
a chain whose end is the closing balance; statements of two banks, or days left out, are two chains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from artplan.actuals.platforms import NAMED, PLATFORMS, TMALL, Platform
from artplan.actuals.reconcile.answer import (
    Cause,
    Remark,
    SourceComparison,
    SourceSum,
    Uncompared,
    largest,
    weighed,
)
from artplan.actuals.reconcile.books import Books, LedgerAccount, Movement, fitting, total
from artplan.actuals.reconcile.journal import entries_apart


@dataclass(frozen=True)
class StatementBalances:
    """Opening and closing balance of a statement, in CNY. chains: one for each account, if no day lacks."""

    opening: Decimal
    closing: Decimal
    chains: int


def compare_balances(books: Books) -> list[SourceComparison | Uncompared]:
    """Compare platforms and banks with the ledger: the month's movement, and the closing balance.

    Of platforms other than 支付宝, only those whose statements were imported.
    """
    named = fitting(books.accounts, NAMED)
    bank = [each for each in books.accounts if each.code.startswith("1002") or "银行存款" in each.name]
    compared = [
        _compare(books, each.account, each.statements, _money(books, each))
        for each in PLATFORMS
        if each is TMALL or books.has(each.statements)
    ]
    compared.append(_compare(books, "bank", tuple(books.banks), [each for each in bank if each not in named]))
    return [comparison for each in compared for comparison in each]


def _money(books: Books, platform: Platform) -> list[LedgerAccount]:
    """Return the accounts of the money at a platform; 支付宝 may have one that names no platform."""
    held = [each for each in books.accounts if each.line == "cash_closing" or each.code.startswith("1012")]
    pattern = "支付宝" if platform is TMALL else platform.pattern
    named = fitting(held, pattern)
    others = [each for each in held if each.code.startswith("1012") and each not in fitting(held, NAMED)]
    return named or (others if platform is TMALL else [])


def balances(rows: Sequence[Movement]) -> StatementBalances:
    """Return the balances before the first row and after the last one, in whatever order the rows are."""
    nodes: Counter[Decimal] = Counter()
    for each in rows:
        nodes[each.balance] += 1
        nodes[each.balance - each.amount] -= 1
    ends = {balance: count for balance, count in nodes.items() if count}
    if not ends:  # nothing is left of a chain that ends as it began
        return StatementBalances(rows[-1].balance, rows[-1].balance, 1)
    opening = total(-count * balance for balance, count in ends.items() if count < 0)
    closing = total(count * balance for balance, count in ends.items() if count > 0)
    return StatementBalances(opening, closing, sum(count for count in ends.values() if count > 0))


def _compare(
    books: Books, name: str, readers: Sequence[str], accounts: Sequence[LedgerAccount]
) -> list[SourceComparison | Uncompared]:
    rows = books.movements(readers)
    sources = (
        (name, rows),
        ("ledger", books.accounts),
        (f"{name}_in_ledger", accounts or not books.accounts),
    )
    if lacking := tuple(source for source, there in sources if not there):
        return [Uncompared(f"{name}_balance", lacking)]
    has_balances = any(each.balance for each in rows)
    compared = [_compare_movement(books, name, rows, accounts)]
    return [*compared, *([_compare_balance(name, rows, accounts)] if has_balances else [])]


def _compare_movement(
    books: Books, name: str, rows: Sequence[Movement], accounts: Sequence[LedgerAccount]
) -> SourceComparison:
    moved = total(each.amount for each in rows)
    booked = total(each.debit - each.credit for each in accounts)
    guessed = _causes(rows, moved - booked)
    causes = weighed(moved - booked, entries_apart(books, accounts, rows, booked) or guessed)
    left, right = SourceSum(name, moved, len(rows)), _in_ledger(accounts, booked)
    return SourceComparison(f"{name}_movement", left, right, causes)


def _compare_balance(
    name: str, rows: Sequence[Movement], accounts: Sequence[LedgerAccount]
) -> SourceComparison:
    stated = balances(rows)
    opened, closed = (total(getattr(each, which) for each in accounts) for which in ("opening", "closing"))
    moved = total(each.amount for each in rows) - total(each.debit - each.credit for each in accounts)
    carried = [
        Cause("opening_balance", stated.opening - opened, 1, "open"),
        Cause("movement", moved, 1, "explained"),
    ]
    remarks = (Remark("chains", {"count": str(stated.chains)}),) if stated.chains > 1 else ()
    left, right = SourceSum(name, stated.closing, stated.chains), _in_ledger(accounts, closed)
    return SourceComparison(
        f"{name}_balance", left, right, weighed(stated.closing - closed, carried), remarks
    )


def _in_ledger(accounts: Sequence[LedgerAccount], amount: Decimal) -> SourceSum:
    names = tuple(f"{each.code} {each.name}" for each in accounts)
    return SourceSum("ledger", amount, len(accounts), names)


def _causes(rows: Sequence[Movement], difference: Decimal) -> list[Cause]:
    """Return the rows, and the kinds of row, whose amount is exactly the difference."""
    if not difference:
        return []
    causes = []
    for name, wanted in (("row_not_booked", difference), ("row_booked_twice", -difference)):
        if same := [each for each in rows if each.amount == wanted]:
            causes.append(_cause(name, difference, same))
    for kind in sorted({each.kind for each in rows} - {""}):
        of_kind = [each for each in rows if each.kind == kind]
        if len(of_kind) > 1 and total(each.amount for each in of_kind) == difference:
            causes.append(_cause("kind_not_booked", difference, of_kind))
    return causes


def _cause(name: str, amount: Decimal, rows: Sequence[Movement]) -> Cause:
    return Cause(name, amount, len(rows), "possible", largest((each.amount, each.place) for each in rows))
