"""A CSV file as platforms export it: its first row, and every other row with its line in the file.

Encoding (UTF-8 or GB18030) and separator (comma or tab) are told from the file. Cells come without what
spreadsheets and platforms wrap around long numbers: ="123", '123, `123, a tab behind.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from artplan.plan.written import gate
from artplan.plan.written.faults import PlanFault, fault_at

MOST_BYTES = 50_000_000  # of a file; three months of 100,000 orders with every column take 40 MB
ENCODINGS = ("utf-8-sig", "gb18030")
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # how .xlsx and .xls begin
Row = tuple[int, list[str]]  # the line where the row begins, its cells


def read_rows(path: Path, place: str) -> Iterator[Row]:
    """Return the rows with their lines, the heading first; rows without any text are skipped.

    place: the file's name in faults. Raises PlanFault at once for no file, one that is too large, and one
    that is no CSV; while rows are read, for a quotation mark that is never closed.
    """
    return _rows(_text(gate.read_bytes(path, place, MOST_BYTES), place), place)


def _text(content: bytes, place: str) -> str:
    if content.startswith(SPREADSHEETS):
        raise PlanFault([fault_at(place, "", "exports.spreadsheet")])
    for encoding in ENCODINGS if b"\0" not in content else ():
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise PlanFault([fault_at(place, "", "exports.no_text")])


def _rows(text: str, place: str) -> Iterator[Row]:
    first = text.lstrip().partition("\n")[0]
    separator = "\t" if first.count("\t") > first.count(",") else ","
    # Not strict, an open quotation mark would silently make one cell of the whole rest.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            plain = [unwrapped(cell) for cell in cells]
            if any(plain):
                yield begins, plain
            begins = reader.line_num + 1
    except csv.Error:
        raise PlanFault([fault_at(f"{place}:{begins}", "", "exports.open_quote")]) from None


def unwrapped(cell: str) -> str:
    """Return what a cell says, without what keeps a spreadsheet from rounding it."""
    plain = cell.strip()
    if plain.startswith('="') and plain.endswith('"'):
        plain = plain[2:-1]
    return plain.lstrip("'`").strip()
