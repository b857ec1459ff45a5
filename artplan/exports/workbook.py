"""The sheets of a workbook, read by calamine in a process of its own.

A damaged workbook may end the process that reads it, or take all memory: calamine fills a table up to the
last cell that was ever touched. The process has limits of time and memory, and writes each sheet as CSV.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from artplan.plan.written.faults import PlanFault, fault_at

SECONDS = 60  # of processor time
MEMORY = 2**31  # bytes
MOST_SHEETS = 50
WHOLE = 10**15  # a spreadsheet keeps fifteen digits of a number: one that is longer has lost its last ones
LONGEST = 100_000  # characters of a cell, below what the module csv reads
BOOK, NAMES = "book", "names.csv"
COMMAND = "import sys; from artplan.exports.workbook import convert; convert(sys.argv[1])"
Row = tuple[int, list[str]]


def book_sheets(content: bytes, place: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield each sheet's name and its rows with their numbers, to be read before the next sheet.

    Raises PlanFault for what cannot be read within the limits.
    """
    with TemporaryDirectory() as folder:
        (Path(folder) / BOOK).write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if done.returncode:
            raise PlanFault([fault_at(place, "", "exports.damaged")])
        names = [cells[0] for _, cells in _rows(Path(folder) / NAMES)]
        for number, name in enumerate(names):
            yield name, _rows(Path(folder) / f"{number}.csv")


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, *cells in csv.reader(file):
            yield int(number), cells


def convert(folder: str) -> None:
    """Write the sheets of the workbook in the folder beside it: `names.csv`, `0.csv`, `1.csv`."""
    _limit()
    from python_calamine import CalamineWorkbook

    place = Path(folder)
    book = CalamineWorkbook.from_path(str(place / BOOK))
    names = book.sheet_names[:MOST_SHEETS]
    with (place / NAMES).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(enumerate(names))
    for number in range(len(names)):
        with (place / f"{number}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = enumerate(book.get_sheet_by_index(number).iter_rows(), 1)
            csv.writer(file).writerows(
                [row, *map(_text, cells)] for row, cells in rows if any(cell != "" for cell in cells)
            )


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):  # some systems have no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _text(cell: object) -> str:
    """Return a cell as an export in text has it; a long number shows that its last digits are lost."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and abs(cell) >= WHOLE:
        return f"{cell:.11E}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:LONGEST]
