"""What was imported of a month and of the months before and after it, as the comparisons read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from artplan.actuals.mapping.mapping import OWN_MAPPING, Own, line_of, own_mapping, standard
from artplan.actuals.month import LEDGERS, ledger_of
from artplan.actuals.platforms import ADS, ANALYTICS, TMALL
from artplan.actuals.readers.declaration import Running
from artplan.actuals.readers.known import known_readers
from artplan.actuals.reconcile.answer import ZERO
from artplan.actuals.store.store import STORE, Kept, months, opened, records_of
from artplan.plan.written.calendar import from_number, is_month, number
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display

OWN_READERS = Path("actuals") / "readers"
ALIPAY, BILLS = TMALL.statements, TMALL.bills
BANKS = ("bank", "bank_marked", "bank_signed")
JOURNALS = ("journal", "journal_list")
# What is read of each export, by the names of its columns: a plan's own reader may have others.
COLUMNS = {
    **dict.fromkeys(ANALYTICS, ("paid",)),
    **dict.fromkeys(ADS, ("spend",)),
    "tmall_orders": ("paid",),
    "wechat_shop_orders": ("paid", "refund"),
    "douyin_orders": ("paid",),
    "wechat_trades": ("settled", "refund"),
    "invoices": ("net", "vat", "gross"),
    "payroll": ("gross_pay",),
    "tmall_account": ("received", "paid"),
    "tmall_bill": ("amount", "refund"),
    "alipay_flow": ("received", "paid", "balance"),
    "alipay_account": ("received", "paid", "balance"),
    "wechat_shop_account": ("amount", "balance"),
    "wechat_funds": ("amount", "balance"),
    "douyin": ("amount",),
    "xiaohongshu_account": ("received", "paid", "balance"),
    "journal": ("debit", "credit"),
    "journal_list": ("debit", "credit"),
}
ASIDE = (-1, 0, 1)  # the month before, the month, and the one after it


@dataclass(frozen=True)
class Movement:
    """A row that moves money. amount: received less paid, in CNY. order: a hash of its number, or empty."""

    kind: str
    amount: Decimal
    order: str
    balance: Decimal
    place: str


@dataclass(frozen=True)
class LedgerAccount:
    """An account of the trial balance with none below it, and its line; balances are positive as debits."""

    code: str
    name: str
    line: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal


@dataclass(frozen=True)
class Books:
    """A month's records.

    records: by reader and by months from the month on: -1, 0, 1. banks: by reader. words: the plan's own
    mapping.
    """

    month: str
    records: Mapping[tuple[str, int], Sequence[Kept]]
    accounts: Sequence[LedgerAccount]
    banks: Mapping[str, Running]
    words: Own

    def of(self, reader: str, later: int = 0) -> Sequence[Kept]:
        """Return a reader's records. later: months after the month."""
        return self.records.get((reader, later), ())

    def has(self, readers: Iterable[str], later: int = 0) -> bool:
        """Return whether there are records of one of the readers."""
        return any(self.of(each, later) for each in readers)

    def movements(self, readers: Iterable[str], later: int = 0) -> list[Movement]:
        """Return the rows of readers that tell of the same account; what two of them tell counts once."""
        rows: dict[tuple[str, str, Decimal, Decimal], Movement] = {}
        for reader in readers:
            for each in self.of(reader, later):
                moved = _movement(each, self.banks.get(reader))
                rows.setdefault((each.key, each.day, moved.amount, moved.balance), moved)
        return list(rows.values())

    def billed(self, reader: str) -> list[Movement]:
        """Return the rows of a bill; one that states what was sold, and what was kept of it, is two."""
        rows = []
        for each, moved in ((each, _movement(each, None)) for each in self.of(reader)):
            kept = ZERO
            if each.kind == "sale" and "gross" in each.measures:
                sold = each.measures["gross"] + each.measures.get("order_refund", ZERO)
                kept = moved.amount - sold
                rows.append(replace(moved, kind="fee", amount=kept))
            rows.append(replace(moved, amount=moved.amount - kept))
        return rows

    def line(self, name: str) -> list[LedgerAccount]:
        """Return the ledger's accounts of a line."""
        return [each for each in self.accounts if each.line == name]


def books(month: str, *, store: Path = STORE, own: Path = OWN_MAPPING, readers: Path = OWN_READERS) -> Books:
    """Return what was imported of a month.

    own, readers: the plan's own mapping, and the folder of its readers. Raises PlanFault for what is no
    month, for a store without records of the month, for records without the columns that are compared, and
    for two trial balances.
    """
    if not is_month(month):
        raise PlanFault([fault_at("reconcile", month, "actuals.bad_month")])
    if not store.is_file():
        raise PlanFault([fault_at(display(store), "", "actuals.nothing_imported")])
    banks = _banks(readers)
    with opened(store) as kept:
        imported = {(each, reader) for each, reader, _ in months(kept)}
        if not any(each == month for each, _ in imported):
            raise PlanFault([fault_at(display(store), month, "actuals.nothing_of_month")])
        records = {
            (reader, later): records_of(kept, reader, wanted)
            for reader in (*COLUMNS, *banks)
            for later in ASIDE
            if ((wanted := from_number(number(month) + later)), reader) in imported
        }
    if faults := _faults(records, banks):
        raise PlanFault(faults)
    ledger = any((month, each) in imported for each in LEDGERS)
    words = own_mapping(own)
    return Books(month, records, _accounts(month, store, words) if ledger else (), banks, words)


def fitting(accounts: Iterable[LedgerAccount], pattern: str) -> list[LedgerAccount]:
    """Return the accounts in whose name the pattern is found."""
    return [each for each in accounts if re.search(pattern, each.name)]


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum as a decimal, also of nothing."""
    return sum(amounts, ZERO)


def _banks(folder: Path) -> dict[str, Running]:
    """Return the statements with a running balance: those of the package, and a plan's own."""
    shipped = known_readers()
    return {
        name: reader.running
        for name, reader in known_readers(folder).items()
        if reader.running and (name in BANKS or name not in shipped)
    }


def _faults(records: Mapping[tuple[str, int], Sequence[Kept]], banks: Mapping[str, Running]) -> list[Fault]:
    """Return a fault for each reader whose records lack a column that is compared."""
    faults = []
    for (reader, _), rows in records.items():
        named = banks[reader].model_dump().values() if reader in banks else COLUMNS[reader]
        lacking = [name for name in named if name and name not in rows[0].measures]
        if lacking:
            said = {"reader": reader, "columns": ", ".join(lacking)}
            faults.append(fault_at(rows[0].place, "", "actuals.columns_not_kept", **said))
    return faults


def _accounts(month: str, store: Path, words: Own) -> list[LedgerAccount]:
    entries = standard().accounts
    result = []
    for each in ledger_of(month, store):
        code, _, name = each.item.partition(" ")
        result.append(LedgerAccount(code, name, line_of(each.item, words.accounts, entries), **each.measures))
    return result


def _movement(each: Kept, running: Running | None) -> Movement:
    numbers = each.measures
    if running:
        amount = numbers[running.received] - (numbers[running.paid] if running.paid else ZERO)
    elif "received" in numbers:
        amount = numbers["received"] - numbers["paid"]
    else:  # a bill may state what is refunded in a column of its own
        amount = numbers["amount"] - numbers.get("refund", ZERO)
    balance = numbers[running.balance if running else "balance"] if running or "balance" in numbers else ZERO
    return Movement(each.kind, amount, each.refers, balance, each.place)
