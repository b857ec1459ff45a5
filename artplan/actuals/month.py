"""A month of the ledger as lines of the plan: what was imported, by what the mapping says of each account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from artplan.actuals.mapping.mapping import (
    LEFT_OUT,
    OWN_MAPPING,
    Takes,
    line_of,
    nearest,
    own_mapping,
    standard,
)
from artplan.actuals.store.store import STORE, Kept, months, opened, records_of
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display

LEDGERS = ("trial_balance", "trial_balance_one_row", "trial_balance_sides")
ZERO = Decimal(0)


@dataclass(frozen=True)
class AccountAmount:
    """What an account adds to a line. place: the file and line where it stands."""

    line: str
    account: str
    amount: Decimal
    place: str


@dataclass(frozen=True)
class ActualMonth:
    """A month of the ledger. amounts: by account, in the order of their codes."""

    month: str
    amounts: tuple[AccountAmount, ...]

    @property
    def lines(self) -> dict[str, Decimal]:
        """The month's amount of each line, in CNY."""
        result: dict[str, Decimal] = {}
        for each in self.amounts:
            result[each.line] = result.get(each.line, ZERO) + each.amount
        return result


@dataclass(frozen=True)
class Proposed:
    """An account and a line. known: the mapping has it; otherwise it is the line that comes nearest."""

    account: str
    line: str
    known: bool


def ledger_months(*, store: Path = STORE) -> list[str]:
    """Return the months with a trial balance, in order; none without a store."""
    if not store.is_file():
        return []
    with opened(store) as kept:
        return sorted({month for month, reader, _ in months(kept) if reader in LEDGERS})


def proposed_mapping(month: str, *, store: Path = STORE, own: Path = OWN_MAPPING) -> list[Proposed]:
    """Return the accounts of a month, each with the line that it belongs to, or else the nearest.

    Raises PlanFault for a month without a trial balance.
    """
    words, entries = own_mapping(own).accounts, standard().accounts
    lines = [(each.item, line_of(each.item, words, entries)) for each in ledger_of(month, store)]
    return [Proposed(account, line or nearest(account, entries), bool(line)) for account, line in lines]


def actual_month(month: str, *, store: Path = STORE, own: Path = OWN_MAPPING) -> ActualMonth:
    """Return the month's amounts by line.

    Raises PlanFault for a month without a trial balance, and for every account with an amount and without a
    line, with the nearest line.
    """
    words, mapping = own_mapping(own).accounts, standard()
    amounts: list[AccountAmount] = []
    faults: list[Fault] = []
    for record in ledger_of(month, store):
        line = line_of(record.item, words, mapping.accounts)
        if line == LEFT_OUT or not any(record.measures.values()):
            continue
        if not line:
            faults.append(_unmapped(record))
            continue
        amount = _amount(record.measures, mapping.takes[line])
        amounts.append(AccountAmount(line, record.item, amount, record.place))
    if faults:
        raise PlanFault(faults)
    return ActualMonth(month, tuple(amounts))


def amounts_of(
    months: Iterable[str], *, store: Path = STORE, own: Path = OWN_MAPPING
) -> dict[str, dict[str, float]]:
    """Return the months' amounts by line, in CNY, as studies take them. Raises as `actual_month` does."""
    return {
        month: {
            line: float(amount) for line, amount in actual_month(month, store=store, own=own).lines.items()
        }
        for month in months
    }


def ledger_of(month: str, store: Path) -> list[Kept]:
    """Return the accounts of a month's trial balance. Raises PlanFault for none, and for two of them."""
    if not store.is_file():
        raise PlanFault([fault_at(display(store), "", "actuals.nothing_imported")])
    with opened(store) as kept:
        by_reader = {reader: records for reader in LEDGERS if (records := records_of(kept, reader, month))}
    if not by_reader:
        raise PlanFault([fault_at(display(store), month, "actuals.no_ledger")])
    if len(by_reader) > 1:
        files = sorted({each.place.rpartition(":")[0] for records in by_reader.values() for each in records})
        raise PlanFault([fault_at(display(store), month, "actuals.two_ledgers", files=", ".join(files))])
    (records,) = by_reader.values()
    return records


def _amount(measures: Mapping[str, Decimal], takes: Takes) -> Decimal:
    if takes in ("debit", "credit"):
        return measures[takes]
    return measures["closing"] if takes == "asset" else -measures["closing"]


def _unmapped(record: Kept) -> Fault:
    amount = max(map(abs, record.measures.values()))
    return fault_at(record.place, record.item, "actuals.unmapped", amount=f"{amount:,.2f}",
                    near=nearest(record.item, standard().accounts))  # fmt: skip
