"""The closed months as their files tell them: the amounts by line that `close` has written.

The files are small and may be under version control, so that reports need no store.
"""

from __future__ import annotations

import csv
from math import isfinite
from pathlib import Path

from artplan.plan.written.calendar import is_month
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display

CLOSED = Path("actuals") / "closed"
HEADS = ("month", "line", "amount")


def closed_files(folder: Path = CLOSED) -> list[Path]:
    """Return the files with the amounts of closed months, in the order of their months."""
    return sorted(path for path in folder.glob("*.csv") if is_month(path.stem))


def closed_amounts(folder: Path = CLOSED) -> dict[str, dict[str, float]]:
    """Return by closed month its amounts by line, in CNY; nothing where no month is closed.

    Raises PlanFault for a file that `close` has not written.
    """
    faults: list[Fault] = []
    result = {path.stem: _amounts(path, faults) for path in closed_files(folder)}
    if faults:
        raise PlanFault(faults)
    return result


def _amounts(path: Path, faults: list[Fault]) -> dict[str, float]:
    try:
        heads, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
        amounts = {line: float(amount) for month, line, amount in rows if month == path.stem}
    except (OSError, ValueError):
        heads, rows, amounts = [], [], {}
    whole = tuple(heads) == HEADS and len(amounts) == len(rows) and all(map(isfinite, amounts.values()))
    if not whole:
        faults.append(fault_at(display(path), "", "actuals.closed_broken", month=path.stem))
    return amounts
