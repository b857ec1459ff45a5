"""The paid orders of a shop's exports, as pairs of a buyer and a month.

Buyers are numbered in the order in which they appear; their names stay in here, and no fault repeats a cell,
since the column that is taken for a time may hold names. An order that stands in several rows, or in two
files that overlap, counts once where there is a column of order numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from artplan.exports.columns import OrderColumns, find_columns, plain_heading
from artplan.exports.few import first_few
from artplan.exports.sheets import Row, read_sheets
from artplan.plan.written.calendar import FIRST_YEAR, LAST_YEAR, month_of
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display

TIME = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})([ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?")
UNPAID = ("", "-", "--", "null", "0000-00-00 00:00:00")
ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")  # 3.14159E+18: what a spreadsheet makes of a long number
MASK = "**"
Faults = dict[str, list[Fault]]  # by their key


@dataclass(frozen=True)
class PaidOrders:
    """Paid orders, each as its buyer's number and its month.

    unpaid: rows without a payment time. further: rows of orders that an earlier row has. numbered: whether
    every file has a column of order numbers.
    """

    pairs: tuple[tuple[int, str], ...]
    files: int
    unpaid: int
    further: int
    numbered: bool


@dataclass
class _Reading:
    """What has been read so far.

    columns: those of the first file. orders: buyer and month by order number. pairs: orders without a number.
    """

    columns: OrderColumns | None = None
    buyers: dict[str, int] = field(default_factory=dict)
    orders: dict[str, tuple[int, str]] = field(default_factory=dict)
    pairs: list[tuple[int, str]] = field(default_factory=list)
    unpaid: int = 0
    further: int = 0
    numbered: bool = True


def read_orders(paths: Sequence[Path], buyer: str | None = None, paid: str | None = None) -> PaidOrders:
    """Read the paid orders of exports, which may overlap.

    buyer, paid: the headings of the buyer's and the payment time's column, where they are none of the known
    ones. Raises PlanFault with the faults of all files.
    """
    reading, faults = _Reading(), list(_given_twice(paths))
    for path in dict.fromkeys(paths):
        try:
            faults += _read_file(reading, path, buyer, paid)
        except PlanFault as fault:
            faults += fault.faults
    pairs = (*reading.pairs, *reading.orders.values())
    if not pairs and not faults:
        faults.append(fault_at(display(paths[0]), "", "exports.nothing_paid"))
    if faults:
        raise PlanFault(faults)
    return PaidOrders(pairs, len(paths), reading.unpaid, reading.further, reading.numbered)


def _given_twice(paths: Sequence[Path]) -> Iterator[Fault]:
    known: set[Path] = set()
    for path in paths:
        full = path.absolute()
        if full in known:
            yield fault_at(display(path), "", "exports.twice")
        known.add(full)


def _read_file(reading: _Reading, path: Path, buyer: str | None, paid: str | None) -> list[Fault]:
    """Add a file to what has been read, and return the faults of its rows."""
    place = display(path)
    rows = next(read_sheets(path, place)).rows
    line, heading = next(rows, (1, [""]))
    columns = find_columns(heading, buyer, paid, f"{place}:{line}")
    first = reading.columns = reading.columns or columns
    reading.numbered = reading.numbered and columns.number is not None
    faults = _read_rows(reading, rows, columns, place)
    if plain_heading(columns.buyer_heading) != plain_heading(first.buyer_heading):
        name, other = columns.buyer_heading, first.buyer_heading
        faults.append(fault_at(f"{place}:{line}", name, "exports.other_buyer", first=other))
    return faults


def _read_rows(reading: _Reading, rows: Iterator[Row], columns: OrderColumns, place: str) -> list[Fault]:
    """Add rows to what has been read, and return a few of their faults of each kind."""
    faults: Faults = {}
    try:
        for line, cells in rows:
            key = _read_row(reading, cells, columns)
            if key:
                faults.setdefault(key, []).append(fault_at(f"{place}:{line}", "", key))
    except PlanFault as fault:
        faults["reading"] = list(fault.faults)
    return [each for alike in faults.values() for each in first_few(alike)]


def _read_row(reading: _Reading, cells: list[str], columns: OrderColumns) -> str:
    """Add a row to what has been read; return the key of its fault, empty if there is none."""
    if len(cells) <= columns.last:
        return "exports.short_row"
    buyer, paid = cells[columns.buyer], cells[columns.paid]
    if paid.lower() in UNPAID:
        reading.unpaid += 1
        return ""
    month = _month(paid)
    if month is None:
        return "exports.bad_time"
    if key := _no_buyer(buyer):
        return key
    order = reading.buyers.setdefault(buyer, len(reading.buyers)), month
    if columns.number is None:
        reading.pairs.append(order)
        return ""
    return _number_order(reading, cells[columns.number], order)


def _no_buyer(buyer: str) -> str:
    if not buyer:
        return "exports.empty_buyer"
    if MASK in buyer:
        return "exports.masked"
    return "exports.rounded" if ROUNDED.fullmatch(buyer) else ""


def _number_order(reading: _Reading, number: str, order: tuple[int, str]) -> str:
    """Add an order unless it is known by its number."""
    if not number:
        return "exports.empty_number"
    if ROUNDED.fullmatch(number):
        return "exports.rounded"
    known = reading.orders.setdefault(number, order)
    if known[0] != order[0]:
        return "exports.two_buyers"
    if known is not order:
        reading.further += 1
        reading.orders[number] = min(known, order)  # an order paid in parts belongs to the first of them
    return ""


def _month(paid: str) -> str | None:
    """Return the month of a time such as 2027-01-05 21:14:02 or 2027/1/5; None for anything else."""
    match = TIME.fullmatch(paid)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
    return month_of(day) if FIRST_YEAR <= day.year <= LAST_YEAR else None
