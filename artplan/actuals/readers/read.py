"""The rows of an export as records, checked against what the export itself states.

Totals are never read as rows, but must be the sums of the rows; a balance must follow from the one before.
A kind of row that the declaration does not know is refused with its number and amount, since leaving it out
would go unnoticed. No fault repeats a cell that may name a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import cast

from artplan.actuals.readers import cells as texts
from artplan.actuals.readers.declaration import LEFT_OUT, NUMBERS, ExportColumn, Partner
from artplan.actuals.readers.ledger import leaves, signed, vouchers
from artplan.actuals.readers.names import kept_partner
from artplan.actuals.readers.record import Record, hashed
from artplan.actuals.readers.tally import Kind, Tally
from artplan.plan.written.calendar import month_of

IN_TEN_THOUSANDS = re.compile(r"单位\s*(?:[:：]\s*)?(人民币)?万元")
REMEMBERED = 2**16  # texts of cells; most stand in many rows
Parser = tuple[str, int, Callable[[str], object]]  # a column, its place in a row, and what reads its cells

read_number = lru_cache(REMEMBERED)(texts.read_number)
read_period = lru_cache(REMEMBERED)(texts.read_period)
plain = lru_cache(REMEMBERED)(texts.plain)


def read_sheet(tally: Tally, month: str | None) -> Iterable[Record]:
    """Return the records of a sheet; its faults are in the tally when all are read.

    month: the month in which all rows have to lie; None where each row says its own.
    """
    records = _read_rows(tally, month)
    if any(IN_TEN_THOUSANDS.search(text) for text in tally.sheet.above):
        tally.blame(0, "", "actuals.ten_thousands")
    if tally.reader.check == "trial_balance":
        return leaves(tally, records)
    return vouchers(tally, records) if tally.reader.check == "vouchers" else records


def _read_rows(tally: Tally, month: str | None) -> Iterator[Record]:
    at = tally.sheet.at
    last, heading = max(at.values()), [*tally.sheet.heading]
    stated = _stated_month(tally, month)
    parsers = [(name, place, _parser(tally.reader.columns[name])) for name, place in at.items()]
    for line, cells in tally.sheet.rows:
        if cells == heading or tally.no_row(line, cells):
            continue
        if len(cells) <= last:
            if len([cell for cell in cells if cell]) > 1:
                tally.blame(line, "", "actuals.short_row")
            continue
        values = _values(tally, line, _filled(tally, cells), parsers)
        if values is None:
            continue
        kind = _kind(tally, line, values)
        tally.add(line, {name: each for name, each in values.items() if isinstance(each, Decimal)})
        if kind is None or (kind == LEFT_OUT and tally.reader.check != "vouchers"):
            continue
        if not any(values.get(name) for name in tally.reader.key):
            tally.blame(line, tally.reader.columns[tally.reader.key[0]].header[0], "actuals.no_key")
            continue
        day = _day(tally, line, values, stated)
        numbers = _measures(tally, line, values)
        if day is not None and numbers is not None:
            yield _record(tally, line, kind, day, values, numbers, stated)


def _stated_month(tally: Tally, month: str | None) -> str | None:
    """Return the month of a sheet whose rows have no day: as given, or as it stands above the heading."""
    above = tally.sheet.month_above
    if tally.reader.day:
        return month
    if month and above and month != above:
        tally.blame(0, "", "actuals.other_month", month=above, wanted=month)
    if not (month or above):
        tally.blame(0, "", "actuals.no_month")
    return month or above


def _filled(tally: Tally, cells: list[str]) -> list[str]:
    """Return the cells with what columns said before that do not say it again in every row."""
    for at in (tally.sheet.at[name] for name in tally.reader.filled if name in tally.sheet.at):
        cells[at] = tally.said[at] = cells[at] or tally.said.get(at, "")
    return cells


def _values(
    tally: Tally, line: int, cells: Sequence[str], parsers: Sequence[Parser]
) -> dict[str, object] | None:
    """Return the values of the declared columns; None if one of them cannot be read."""
    result = {name: parse(cells[at]) for name, at, parse in parsers}
    if None in result.values():
        for name, value in result.items():
            if value is None:
                column = tally.reader.columns[name]
                tally.blame(line, column.header[0], _wrong(column))
        return None
    return result if _directed(tally, line, result) else None


def _directed(tally: Tally, line: int, values: dict[str, object]) -> bool:
    """Give the amounts the sign that another column tells; return whether it tells one."""
    sign = tally.reader.sign
    if sign is None:
        return True
    said = values.get(sign.column, "")
    if said not in sign.positive and said not in sign.negative:
        tally.blame(line, tally.reader.columns[sign.column].header[0], "actuals.no_direction")
        return False
    for name in sign.of:
        if isinstance(number := values.get(name), Decimal):
            values[name] = abs(number) if said in sign.positive else -abs(number)
    return True


def _parser(column: ExportColumn) -> Callable[[str], object]:
    """Return what reads a cell of the column; it returns None for a cell that cannot be read."""
    if column.holds in NUMBERS:
        return _absolute if column.absolute else read_number
    if column.holds in ("day", "period"):
        return read_period
    return partial(_identifier, column.without) if column.holds == "id" else plain


def _absolute(cell: str) -> Decimal | None:
    number = read_number(cell)
    return None if number is None else abs(number)


def _identifier(without: Sequence[str], cell: str) -> str | None:
    text = texts.plain(cell)
    if texts.is_rounded(text):
        return None
    return text.removeprefix(next((each for each in without if text.startswith(each)), ""))


def _wrong(column: ExportColumn) -> str:
    if column.holds in NUMBERS:
        return "actuals.no_number"
    return "actuals.no_day" if column.holds in ("day", "period") else "actuals.rounded"


def _measures(tally: Tally, line: int, values: dict[str, object]) -> dict[str, Decimal] | None:
    """Return the numbers that a record keeps; None where they cannot be told."""
    if tally.reader.check == "trial_balance":
        numbers = signed(values)
        if numbers is None:
            tally.blame(line, "", "actuals.no_side")
        return numbers
    kept = ((name, values.get(name)) for name in tally.reader.measures)
    return {name: value for name, value in kept if isinstance(value, Decimal)}


def _kind(tally: Tally, line: int, values: dict[str, object]) -> str | None:
    """Return the row's kind; None if the reader does not know it."""
    kinds = tally.reader.kind
    if kinds is None:
        return ""
    said = str(values.get(kinds.column, ""))
    word = kinds.word(said)
    if word is None:
        unknown = tally.unknown.setdefault(said, Kind(line))
        unknown.rows += 1
        unknown.amount += sum(cast(Decimal, values[name]) for name in kinds.amount if name in values)
    return word


def _day(tally: Tally, line: int, values: dict[str, object], month: str | None) -> str | None:
    """Return the row's day, its month or its span, as `Record` has it; empty where the export has no day.

    None if it lies in another month.
    """
    if tally.reader.day is None:
        return ""
    first, last = cast("tuple[date, date]", values[tally.reader.day])
    own = month_of(first)
    if own != month_of(last) or (month and own != month):
        tally.blame(line, "", "actuals.outside", day=first.isoformat(), month=month or own)
        return None
    if first.day == 1 and last == texts.month_end(first):
        return own
    return "~".join(dict.fromkeys(day.isoformat() for day in (first, last)))


def _record(
    tally: Tally,
    line: int,
    kind: str,
    day: str,
    values: dict[str, object],
    numbers: dict[str, Decimal],
    month: str | None,
) -> Record:
    reader = tally.reader
    own = day[:7] if day else month or ""
    identity = [_written(values.get(name, "")) for name in reader.key]
    if not day:
        identity.append(own)
    if reader.repeats:
        tally.alike[tuple(identity)] += 1
        identity.append(str(tally.alike[tuple(identity)]))
    columns = (reader.refers,) if reader.refers else reader.voucher
    refers = [str(values[name]) for name in columns if values.get(name)]
    return Record(
        line=line,
        key=hashed(*identity),
        month=own,
        day=day,
        kind=kind,
        item=" ".join(str(values[name]) for name in reader.item if values.get(name)),
        refers=hashed(*refers) if refers else "",
        measures=numbers,
        partner=_partner(reader.partner, values) if reader.partner else "",
    )


def _partner(columns: Partner, values: dict[str, object]) -> str:
    name, number = (str(values.get(column, "")) for column in (columns.name, columns.number))
    return kept_partner(name, number.upper())


def _written(value: object) -> str:
    """Return a value as it identifies a row: 330.00 and 330 are one."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
