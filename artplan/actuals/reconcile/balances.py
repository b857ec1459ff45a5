"""Statements against their accounts in the ledger: what moved in the month, and the balance at its end.

A statement's rows carry a balance forward. Whatever their order, the balances before and after each row form
a chain whose end is the closing balance; statements of two banks, or days left out, are two chains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from artplan.actuals.reconcile.answer import (
    Cause,
    Remark,
    SourceComparison,
    SourceSum,
    Uncompared,
    largest,
    weighed,
)
from artplan.actuals.reconcile.books import ALIPAY, Books, LedgerAccount, Movement, fitting, total
from artplan.actuals.reconcile.journal import entries_apart

PLATFORMS = "支付宝|微信|抖音|京东|小红书"


@dataclass(frozen=True)
class StatementBalances:
    """Opening and closing balance of a statement, in CNY. chains: one for each account, if no day lacks."""

    opening: Decimal
    closing: Decimal
    chains: int


def compare_balances(books: Books) -> list[SourceComparison | Uncompared]:
    """Compare 支付宝 and the banks with the ledger: the month's movement, and the closing balance."""
    alipay = fitting(books.accounts, "支付宝")
    alipay = [each for each in alipay if each.line == "cash_closing" or each.code.startswith("1012")]
    others = [each for each in books.accounts if each.code.startswith("1012")]
    platforms = fitting(books.accounts, PLATFORMS)
    bank = [each for each in books.accounts if each.code.startswith("1002") or "银行存款" in each.name]
    return [
        *_compare(books, "alipay", ALIPAY, alipay or [each for each in others if each not in platforms]),
        *_compare(books, "bank", tuple(books.banks), [each for each in bank if each not in platforms]),
    ]


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
    names = tuple(f"{each.code} {each.name}" for each in accounts)
    moved = total(each.amount for each in rows)
    booked = total(each.debit - each.credit for each in accounts)
    stated = balances(rows)
    opened = total(each.opening for each in accounts)
    carried = [
        Cause("opening_balance", stated.opening - opened, 1, "open"),
        Cause("movement", moved - booked, 1, "explained"),
    ]
    closed = total(each.closing for each in accounts)
    remark = Remark("chains", {"count": str(stated.chains)})
    guessed = _causes(rows, moved - booked)
    causes = weighed(moved - booked, entries_apart(books, accounts, rows, booked) or guessed)
    return [
        SourceComparison(
            f"{name}_movement", SourceSum(name, moved, len(rows)),
            SourceSum("ledger", booked, len(accounts), names), causes),
        SourceComparison(
            f"{name}_balance", SourceSum(name, stated.closing, stated.chains),
            SourceSum("ledger", closed, len(accounts), names), weighed(stated.closing - closed, carried),
            (remark,) if stated.chains > 1 else ()),
    ]  # fmt: skip


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
