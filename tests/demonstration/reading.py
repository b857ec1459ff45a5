"""The invented exports as records, by the name of the file, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from artplan.actuals.readers.find import IdentifiedSheet, NoReader, find_reader
from artplan.actuals.readers.read import read_sheet
from artplan.actuals.readers.record import Record
from artplan.actuals.readers.tally import Tally
from artplan.exports.sheets import sheets_of
from tests.actuals.reading import READERS

Exports = Mapping[str, Sequence[Record]]  # by the name of the file


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def exports(files: Mapping[str, bytes], month: str) -> Exports:
    """The records of a month's files, which have no faults."""
    folder = f"exports/{month}/"
    return {
        Path(name).stem: records(name, content, month)
        for name, content in files.items()
        if name.startswith(folder)
    }


def records(name: str, content: bytes, month: str) -> list[Record]:
    """The records of a file."""
    result: list[Record] = []
    for identified in identified_sheets(name, content):
        tally = Tally(identified)
        result += read_sheet(tally, month)
        assert [fault.text("en") for fault in tally.all_faults()] == []
    return result


def reader_of(name: str, content: bytes) -> str:
    """The name of the reader that a file is for."""
    (reader,) = (each.reader for each in identified_sheets(name, content))
    return next(name for name, each in READERS.items() if each is reader)


def identified_sheets(name: str, content: bytes) -> Iterator[IdentifiedSheet]:
    """The sheets of a file; the summary that lies beside the rows in a ZIP has no reader."""
    for sheet in sheets_of(content, name):
        try:
            identified = find_reader(sheet, READERS)
        except NoReader:
            assert "汇总" in sheet.place
            continue
        assert identified
        yield identified


def total(rows: Sequence[Record], measure: str, *kinds: str) -> Decimal:
    """The sum of a measure over the records, or over those of these kinds."""
    return sum((each.measures[measure] for each in rows if not kinds or each.kind in kinds), Decimal(0))


def by_order(rows: Sequence[Record]) -> dict[tuple[str, str], Decimal]:
    """What each order received less what it paid, by its hash and the kind of movement."""
    result: dict[tuple[str, str], Decimal] = {}
    for each in rows:
        if each.refers:
            place = each.refers, each.kind
            moved = each.measures["received"] - each.measures["paid"]
            result[place] = result.get(place, Decimal(0)) + moved
    return result


def account(month: Exports, code: str, measure: str = "closing") -> Decimal:
    """An amount of an account of the trial balance."""
    (record,) = (each for each in month["科目余额表"] if each.item.startswith(f"{code} "))
    return record.measures[measure]


def advertising(month: Exports) -> list[Record]:
    """The invoices received for advertising and customers' benefits."""
    return [each for each in month["全量发票_取得"] if "推广" in each.item or "宣传" in each.item]


def invoiced(month: Exports, service: str) -> list[Record]:
    """The invoices received for what an advertising service spent."""
    return [each for each in month["全量发票_取得"] if service in each.item]
