"""A statement's rows against the entries that the journal has on its accounts, amount by amount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from artplan.actuals.readers.ledger import code_of
from artplan.actuals.reconcile.answer import Cause, largest
from artplan.actuals.reconcile.books import JOURNALS, Books, LedgerAccount, Movement, total

ONE_BY_ONE = 0.5  # of a statement's rows, from where the journal has them singly, and not in sums of days


def entries_apart(
    books: Books, accounts: Sequence[LedgerAccount], rows: Sequence[Movement], booked: Decimal
) -> list[Cause]:
    """Return what only the statement has, and what only the journal has, as causes of their difference.

    booked: what the accounts moved by trial balance. Nothing where the journal says another sum, or where it
    does not have most rows one by one.
    """
    entries = _entries(books, accounts)
    if total(amount for amount, _ in entries) != booked:
        return []
    only_rows = _beyond([(each.amount, each.place) for each in rows], entries)
    if len(rows) - len(only_rows) < ONE_BY_ONE * len(rows):
        return []
    only_entries = _beyond(entries, [(each.amount, each.place) for each in rows])
    return [
        _cause("not_in_journal", only_rows, 1),
        _cause("not_in_statement", only_entries, -1),
    ]


def _entries(books: Books, accounts: Sequence[LedgerAccount]) -> list[tuple[Decimal, str]]:
    """Return amount and place of each entry on the accounts; by name where the journal has no codes."""
    names = {name for each in accounts for name in (each.code, each.name)}
    return [
        (each.measures["debit"] - each.measures["credit"], each.place)
        for reader in JOURNALS
        for each in books.of(reader)
        if (code_of(each.item) or each.item) in names
    ]


def _beyond(
    these: Iterable[tuple[Decimal, str]], those: Iterable[tuple[Decimal, str]]
) -> list[tuple[Decimal, str]]:
    """Return what these have beyond those: an amount that stands twice here and once there counts once."""
    there = Counter(amount for amount, _ in those)
    result = []
    for amount, place in these:
        there[amount] -= 1
        if there[amount] < 0:
            result.append((amount, place))
    return result


def _cause(name: str, apart: Sequence[tuple[Decimal, str]], sign: int) -> Cause:
    return Cause(name, sign * total(amount for amount, _ in apart), len(apart), "open", largest(apart))
