"""Samples of exports as rows, and rows written as any kind of file that a platform may export."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from artplan.actuals.readers.find import find_reader
from artplan.exports.sheets import read_sheets, unwrapped
from tests.actuals.reading import READERS

SAMPLES = Path(__file__).parent / "samples"
NAMES = tuple(sorted(path.stem for path in SAMPLES.glob("*.csv")))
Rows = list[list[str]]


def sample(name: str) -> Rows:
    """The rows of a sample, with what keeps spreadsheets from rounding numbers."""
    text = (SAMPLES / f"{name}.csv").read_text("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if name == "tmall_bill" else ","))


def heading_at(name: str) -> int:
    """The place of a sample's heading among its rows."""
    (sheet,) = read_sheets(SAMPLES / f"{name}.csv", name)
    found = find_reader(sheet, READERS)
    assert found
    return [[unwrapped(cell) for cell in row] for row in sample(name)].index(list(found.heading))


def parted(name: str) -> tuple[Rows, Rows, Rows]:
    """The titles of a sample, its heading and the rows below it."""
    rows, at = sample(name), heading_at(name)
    below = at + READERS[name].heading_rows
    return rows[:at], rows[at:below], rows[below:]


def body(name: str) -> Rows:
    """The rows of a sample that are records: neither totals nor lines of text."""
    _, heading, rows = parted(name)
    return [row for row in rows if len(row) == len(heading[0]) and row[0] not in ("合计",) and any(row[1:])]


def as_csv(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\n").writerows(rows)
    return file.getvalue()


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """A table as back offices download it under the name of an .xls."""
    lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    table = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f'<html><meta charset="utf-8"><body><table border="1">\n{table}\n</table></body></html>'


def as_workbook(*sheets: Sequence[Sequence[str]]) -> bytes:
    """A workbook whose cells are texts, even those that begin with an equals sign."""
    book, file = Workbook(write_only=True), io.BytesIO()
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([unwrapped(cell) for cell in row])
    book.save(file)
    return file.getvalue()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()
