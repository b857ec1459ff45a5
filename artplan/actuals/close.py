"""Close a month: its amounts become facts, which change only when it is reopened with a reason.

A month can be closed when its trial balance is there, every account with an amount has its line, its opening
balances are the closing ones of the month before, and no earlier month is open. What is closed stands in
three small files beside the plan: the amounts by line, the drivers that exports measure (by member of the
plan), and the files that both rest on with their hashes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from artplan.actuals.closed import CLOSED, DRIVERS_CSV, HEADS
from artplan.actuals.drivers import DRIVER_HEADS, MeasuredMonth, driver_rows
from artplan.actuals.mapping.mapping import OWN_MAPPING
from artplan.actuals.measured import Known, measured_month
from artplan.actuals.month import ActualMonth, actual_month, ledger_months, ledger_of
from artplan.actuals.store.store import STORE, Event, closed_months, files_of, opened, set_closed
from artplan.plan.written.calendar import from_number, is_month, number
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display
from artplan.writing.table import csv_text
from artplan.writing.whole import write_all

ZERO = Decimal(0)
Read = TypeVar("Read")


def close(
    month: str, who: str, known: Known, *, store: Path = STORE, own: Path = OWN_MAPPING, folder: Path = CLOSED
) -> ActualMonth:
    """Close a month and return its amounts.

    who: the person who closes it. known: the members of the plan that an export may be about. Raises
    PlanFault for a month that cannot be closed, with all that is in the way.
    """
    result, measured = _facts(_month(month), known, store, own)
    faults = [*_open_before(month, store), *_seam(month, store)]
    with opened(store) as kept:
        if month in closed_months(kept):
            faults.append(fault_at("close", month, "actuals.closed_already"))
        if faults:
            raise PlanFault(faults)
        amounts = [(month, line, f"{amount:.2f}") for line, amount in result.lines.items()]
        files = [(each.name, each.hash, each.imported, each.records) for each in files_of(kept, month)]
        write_all({
            folder / f"{month}.csv": csv_text([HEADS, *amounts]),
            folder / f"{month}{DRIVERS_CSV}": csv_text([DRIVER_HEADS, *driver_rows(measured)]),
            folder / f"{month}.files.csv": csv_text([("file", "sha256", "imported", "records"), *files]),
        })  # fmt: skip
        set_closed(kept, True, Event(month, "close", who, "", date.today().isoformat()))
    return result


def reopen(month: str, who: str, why: str, *, store: Path = STORE, folder: Path = CLOSED) -> list[str]:
    """Reopen a month and those closed after it, and return them, the last one first.

    Raises PlanFault for a month that is not closed, and for an empty reason.
    """
    if not why.strip():
        raise PlanFault([fault_at("--why", "", "actuals.no_reason")])
    with opened(store) as kept:
        later = sorted((each for each in closed_months(kept) if each >= _month(month)), reverse=True)
        if month not in later:
            raise PlanFault([fault_at("reopen", month, "actuals.not_closed")])
        for each in later:
            set_closed(kept, False, Event(each, "reopen", who, why, date.today().isoformat()))
    for each in later:  # what they say is no fact any more
        for name in (f"{each}.csv", f"{each}{DRIVERS_CSV}", f"{each}.files.csv"):
            (folder / name).unlink(missing_ok=True)
    return later


def _facts(month: str, known: Known, store: Path, own: Path) -> tuple[ActualMonth, MeasuredMonth]:
    """Return the month's ledger and its drivers. Raises PlanFault with the faults of both."""
    if not store.is_file():
        raise PlanFault([fault_at(display(store), "", "actuals.nothing_imported")])
    faults: list[Fault] = []
    ledger = _blamed(faults, lambda: actual_month(month, store=store, own=own))
    measured = _blamed(faults, lambda: measured_month(month, known, store=store, own=own))
    if ledger is None or measured is None:
        raise PlanFault(faults)
    return ledger, measured


def _blamed(faults: list[Fault], read: Callable[[], Read]) -> Read | None:
    """Return what was read, or None and its faults in the list."""
    try:
        return read()
    except PlanFault as fault:
        faults += fault.faults
        return None


def _month(month: str) -> str:
    if not is_month(month):
        raise PlanFault([fault_at(month, "", "actuals.bad_month")])
    return month


def _open_before(month: str, store: Path) -> list[Fault]:
    """Return a fault for every earlier month with a ledger that is still open."""
    with opened(store) as kept:
        closed = closed_months(kept)
    return [
        fault_at("close", each, "actuals.still_open", month=month)
        for each in ledger_months(store=store)
        if each < month and each not in closed
    ]


def _seam(month: str, store: Path) -> list[Fault]:
    """Return a fault for every account that does not open with what it closed with the month before."""
    before = from_number(number(month) - 1)
    if before not in ledger_months(store=store):
        return []
    closing, opening = ({each.item: each for each in ledger_of(each, store)} for each in (before, month))
    faults = []
    for item in sorted(closing.keys() | opening.keys()):
        ended = closing[item].measures["closing"] if item in closing else ZERO
        begun = opening[item].measures["opening"] if item in opening else ZERO
        if ended != begun:
            place = (opening if item in opening else closing)[item].place
            said = {"opening": f"{begun:,}", "closing": f"{ended:,}", "before": before}
            faults.append(fault_at(place, item, "actuals.seam", **said))
    return faults
