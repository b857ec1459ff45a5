"""Rows as the files that platforms export: CSV, workbooks, ZIPs; the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

import xlsxwriter

MADE = datetime(2000, 1, 1)  # a fixed date, so that the same rows give the same bytes
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Rows = Sequence[Sequence[str]]


def columns(names: str) -> list[str]:
    """Return the names of columns, which are separated by commas."""
    return names.split(",")


def as_csv(rows: Rows, encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    """Return the rows as CSV; exports of older tools are in gb18030, some between tabs."""
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode(encoding)


def as_html(rows: Rows) -> bytes:
    """Return the rows as a table of HTML, which some platforms call an .xls."""
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    table = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f'<html><meta charset="utf-8"><body><table border="1">\n{table}\n</table></body></html>'.encode()


def as_workbook(rows: Rows, merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Return the rows as an .xlsx of texts.

    merged: cells that are one cell, as (first row, first column, last row, last column) from 0; their text
    stands in the first.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {**AS_TEXT, "in_memory": True}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("Sheet1")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(at, column, cell)
        for first_row, first, last_row, last in merged:
            sheet.merge_range(first_row, first, last_row, last, rows[first_row][first])
    return content.getvalue()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the files, by name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # otherwise it is the system's own
            archive.writestr(entry, part)
    return content.getvalue()
