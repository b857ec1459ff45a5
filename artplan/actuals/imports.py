"""Import the exports of a month: all files of a call are in the store afterwards, or none of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from artplan.actuals.readers.declaration import Reader
from artplan.actuals.readers.find import NoReader, find_reader
from artplan.actuals.readers.known import known_readers
from artplan.actuals.readers.read import read_sheet
from artplan.actuals.readers.tally import Tally
from artplan.actuals.store.store import STORE, Added, Store, add_file, add_records, is_known, opened
from artplan.exports.sheets import MOST_BYTES, sheets_of
from artplan.plan.written import gate
from artplan.plan.written.calendar import is_month
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display

OWN_READERS = Path("actuals") / "readers"


@dataclass(frozen=True)
class SheetImport:
    """What an import of a sheet came to.

    reader: its name in both languages. sums: by the heading of each column of amounts, that of all rows.
    """

    reader: Mapping[str, str]
    rows: int
    added: Added
    sums: Mapping[str, Decimal]


@dataclass(frozen=True)
class FileImport:
    """What an import of a file came to: its sheets with a reader, and those that none knows.

    known: the file was imported before, and nothing is done.
    """

    name: str
    known: bool
    sheets: tuple[SheetImport, ...] = ()
    skipped: tuple[str, ...] = ()


def import_files(
    paths: Sequence[Path], month: str | None, *, store: Path = STORE, own: Path = OWN_READERS
) -> list[FileImport]:
    """Import the files and return what each came to.

    month: in which all rows have to lie; None for each row's own. own: the folder of the plan's own readers.
    Raises PlanFault with the faults of all files; then the store is as it was.
    """
    if month is not None and not is_month(month):
        raise PlanFault([fault_at("--month", month, "actuals.bad_month")])
    readers = known_readers(own)
    result, faults = [], list[Fault]()
    with opened(store) as opening:
        for path in paths:
            try:
                result.append(_import_file(opening, path, month, readers))
            except PlanFault as fault:
                faults += fault.faults
        if faults:
            raise PlanFault(faults)
    return result


def _import_file(store: Store, path: Path, month: str | None, readers: Mapping[str, Reader]) -> FileImport:
    place = display(path)
    content = gate.read_bytes(path, place, MOST_BYTES)
    content_hash = hashlib.sha256(content).hexdigest()
    if is_known(store, content_hash):
        return FileImport(path.name, known=True)
    file = add_file(store, path.name, content_hash, month or "", date.today().isoformat())
    sheets: list[SheetImport] = []
    unknown: list[NoReader] = []
    skipped: list[str] = []
    for sheet in sheets_of(content, place):
        try:
            identified = find_reader(sheet, readers)
        except NoReader as fault:
            unknown.append(fault)
            skipped.append(sheet.place)
            continue
        if identified is not None:
            sheets.append(_import_sheet(store, file, Tally(identified), month))
    if not sheets:  # a summary beside the rows is no fault, but something has to be read
        raise unknown[0] if unknown else PlanFault([fault_at(place, "", "actuals.no_rows")])
    return FileImport(path.name, False, tuple(sheets), tuple(skipped))


def _import_sheet(store: Store, file: int, tally: Tally, month: str | None) -> SheetImport:
    faults: list[Fault] = []
    added = Added(0, 0, 0)
    try:
        added = add_records(store, file, tally.sheet.place, tally.sheet.name, read_sheet(tally, month))
    except PlanFault as fault:
        faults += fault.faults
    faults += tally.all_faults()
    if faults:
        raise PlanFault(faults)
    return SheetImport(tally.reader.name.model_dump(), tally.rows, added, tally.amounts)
