"""The closed months as their files tell them: amounts by line and measured drivers, as `close` writes them.

The files are small and may be under version control, so that reports need no store.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from math import isfinite
from pathlib import Path
from typing import TypeVar

from artplan.actuals.drivers import DRIVER_HEADS, MeasuredMonth, measured_of
from artplan.plan.written.calendar import is_month
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display

CLOSED = Path("actuals") / "closed"
HEADS = ("month", "line", "amount")
DRIVERS_CSV = ".drivers.csv"
Of = TypeVar("Of")


def closed_files(folder: Path = CLOSED) -> list[Path]:
    """Return the files of closed months that reports rest on, in the order of their months."""
    kinds = (".csv", DRIVERS_CSV)
    paths = [*folder.glob("*.csv")]
    return sorted(path for path in paths if any(is_month(path.name.removesuffix(each)) for each in kinds))


def closed_amounts(folder: Path = CLOSED) -> dict[str, dict[str, float]]:
    """Return by closed month its amounts by line, in CNY; nothing where no month is closed.

    Raises PlanFault for a file that `close` has not written.
    """
    return _by_month(folder, ".csv", _amounts)


def closed_drivers(folder: Path = CLOSED) -> dict[str, MeasuredMonth]:
    """Return by closed month what its exports measured, which may be nothing.

    Raises PlanFault for a file that `close` has not written, and for one that is lacking.
    """
    return _by_month(folder, DRIVERS_CSV, _drivers)


def _by_month(folder: Path, suffix: str, read: Callable[[str, list[list[str]]], Of]) -> dict[str, Of]:
    """Return what the closed months' files of a kind hold. read: raises ValueError for wrong rows."""
    result: dict[str, Of] = {}
    faults: list[Fault] = []
    for month in sorted(path.stem for path in folder.glob("*.csv") if is_month(path.stem)):
        path = folder / f"{month}{suffix}"
        try:
            result[month] = read(month, list(csv.reader(path.read_text("utf-8-sig").splitlines())))
        except (OSError, ValueError, csv.Error):
            faults.append(fault_at(display(path), "", "actuals.closed_broken", month=month))
    if faults:
        raise PlanFault(faults)
    return result


def _amounts(month: str, rows: list[list[str]]) -> dict[str, float]:
    amounts = {line: float(amount) for of, line, amount in _below(HEADS, rows) if of == month}
    if len(amounts) != len(rows) - 1 or not all(map(isfinite, amounts.values())):
        raise ValueError(month)
    return amounts


def _drivers(month: str, rows: list[list[str]]) -> MeasuredMonth:
    return measured_of(month, _below(DRIVER_HEADS, rows))


def _below(heads: Sequence[str], rows: list[list[str]]) -> list[list[str]]:
    if not rows or tuple(rows[0]) != tuple(heads):
        raise ValueError(heads)
    return rows[1:]
