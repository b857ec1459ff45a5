"""A file as a platform exports it, whatever its kind: sheets of rows, in which every cell is a text.

Text in UTF-8 or GB18030, separated by commas, tabs or semicolons; workbooks (.xlsx, .xls); tables of HTML
that are called .xls; a ZIP of such files. What a file is, its content tells, never its name.
Cells come without what spreadsheets and platforms wrap around long numbers: ="123", '123, `123, a tab behind.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from artplan.exports.html_table import html_rows
from artplan.exports.workbook import book_sheets
from artplan.plan.written import gate
from artplan.plan.written.faults import PlanFault, fault_at

MOST_BYTES = 200_000_000  # of a file, and of all in a ZIP; 200,000 orders with every column take 90 MB
MOST_FILES = 50  # in a ZIP
ENCODINGS = ("utf-8-sig", "gb18030")
BEFORE_THE_HEADING = 30  # rows among which the separator is looked for, and the heading
SEPARATORS = ",\t;"
MOST_ROWS = 2_000_000  # of a sheet
MOST_COLUMNS = 16_384  # as many as a spreadsheet has
GROUPS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")  # the commas of 1,234.56, which separate no cells
WRAPS = re.compile(r"[='`]")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how .xlsx and ZIPs begin, and .xls
Row = tuple[int, list[str]]  # the line where the row begins, or its number in the sheet; its cells


@dataclass(frozen=True)
class ExportSheet:
    """Rows with a place for faults: the file, and the sheet or the file in a ZIP where there are several.

    Rows without any text are skipped. While rows are read, PlanFault is raised for a quotation mark that is
    never closed and for a workbook that turns out to be damaged.
    """

    place: str
    rows: Iterator[Row]


def read_sheets(path: Path, place: str) -> Iterator[ExportSheet]:
    """Yield the sheets of a file, each to be read before the next.

    place: the file's name in faults. Raises PlanFault for no file, one that is too large or damaged, and one
    that is neither text nor a workbook.
    """
    return sheets_of(gate.read_bytes(path, place, MOST_BYTES), place)


def sheets_of(content: bytes, place: str) -> Iterator[ExportSheet]:
    """Yield the sheets of a file's content, as `read_sheets` does."""
    if content.startswith(ZIP) and (archive := _archive(content, place)):
        for name, part in archive:
            yield from _sheets(part, f"{place}/{name}")
    else:
        yield from _sheets(content, place)


def _sheets(content: bytes, place: str) -> Iterator[ExportSheet]:
    if content.startswith((ZIP, OLE)):
        for name, rows in book_sheets(content, place):
            yield ExportSheet(f"{place}[{name}]", _filled(rows, f"{place}[{name}]"))
        return
    text = _text(content, place)
    if text.lstrip()[:1] == "<":
        yield ExportSheet(place, _filled(_table_rows(text, place), place))
    else:
        yield ExportSheet(place, _filled(_csv_rows(text, place), place))


def _archive(content: bytes, place: str) -> list[tuple[str, bytes]]:
    """Return the files of a ZIP by name; none if it is a workbook. Raises PlanFault for what is no ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.filename.endswith("/")]
            if any(part.filename == "[Content_Types].xml" for part in parts):
                return []
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_BYTES:
                most = f"{MOST_BYTES // 10**6}"
                raise PlanFault([fault_at(place, "", "exports.large_zip", files=MOST_FILES, most=most)])
            files = [(_name(part), _part(archive, part, place)) for part in parts]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        raise PlanFault([fault_at(place, "", "exports.damaged")]) from None
    if any(part.startswith(ZIP) and b"[Content_Types].xml" not in part for _, part in files):
        raise PlanFault([fault_at(place, "", "exports.zip_in_zip")])
    return files


def _name(part: zipfile.ZipInfo) -> str:
    """Return a file's name; platforms write Chinese names in GBK without saying so."""
    name = part.filename
    if not part.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.rpartition("/")[2]


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: str) -> bytes:
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    with archive.open(part) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > part.file_size:
        raise PlanFault([fault_at(place, "", "exports.damaged")])
    return content


def _text(content: bytes, place: str) -> str:
    for encoding in ENCODINGS if b"\0" not in content else ():
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise PlanFault([fault_at(place, "", "exports.no_text")])


def _table_rows(text: str, place: str) -> Iterator[Row]:
    try:
        return html_rows(text)
    except ValueError:
        raise PlanFault([fault_at(place, "", "exports.damaged")]) from None


def _csv_rows(text: str, place: str) -> Iterator[Row]:
    first = [GROUPS.sub("", line) for line in islice(io.StringIO(text), BEFORE_THE_HEADING)]
    separator = max(SEPARATORS, key=lambda sign: max((line.count(sign) for line in first), default=0))
    # Not strict, an open quotation mark would silently make one cell of the whole rest.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise PlanFault([fault_at(f"{place}:{begins}", "", "exports.open_quote")]) from None


def _filled(rows: Iterator[Row], place: str) -> Iterator[Row]:
    for count, (line, cells) in enumerate(rows):
        if len(cells) > MOST_COLUMNS or count == MOST_ROWS:
            raise PlanFault([fault_at(f"{place}:{line}", "", "exports.damaged")])
        plain = [cell.strip() for cell in cells]
        if WRAPS.search("".join(plain)):
            plain = [unwrapped(cell) for cell in plain]
        if any(plain):
            yield line, plain


def unwrapped(cell: str) -> str:
    """Return what a cell says, without what keeps a spreadsheet from rounding it."""
    plain = cell.strip()
    if plain.startswith('="') and plain.endswith('"'):
        plain = plain[2:-1]
    return plain.lstrip("'`").strip()
