"""Exports read as a month's import reads them: their records, and the texts of their faults."""

from __future__ import annotations

from pathlib import Path

from artplan.actuals.readers.find import find_reader
from artplan.actuals.readers.known import known_readers
from artplan.actuals.readers.read import read_sheet
from artplan.actuals.readers.record import Record
from artplan.actuals.readers.tally import Tally
from artplan.exports.sheets import read_sheets
from artplan.plan.written.faults import PlanFault

READERS = known_readers()


def read(path: Path, month: str | None = None) -> tuple[list[Record], list[str]]:
    """The records of all sheets of a file, and its faults in English."""
    records: list[Record] = []
    faults: list[str] = []
    try:
        for sheet in read_sheets(path, path.name):
            if found := find_reader(sheet, READERS):
                tally = Tally(found)
                records += read_sheet(tally, month)
                faults += [fault.text("en") for fault in tally.all_faults()]
    except PlanFault as refused:
        faults += [fault.text("en") for fault in refused.faults]
    return records, faults


def read_text(
    folder: Path, text: str, month: str | None = None, encoding: str = "utf-8", name: str = "export.csv"
) -> tuple[list[Record], list[str]]:
    """The same of a file with this text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read(path, month)
