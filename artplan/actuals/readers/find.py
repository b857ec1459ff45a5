"""Which reader an export is for: by the names of its columns, wherever its heading stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from artplan.actuals.readers.cells import month_named, plain
from artplan.actuals.readers.declaration import Reader
from artplan.exports.sheets import BEFORE_THE_HEADING, ExportSheet, Row
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.texts.message import Both, listed

NEARLY = 0.5  # of a reader's columns, from where it is named as the one that a file may be for


@dataclass(frozen=True)
class IdentifiedSheet:
    """A sheet with its reader.

    at: by column its place in a row. heading: the heading's cells. above: the texts of the rows above it.
    rows: those below it.
    """

    place: str
    name: str
    reader: Reader
    at: Mapping[str, int]
    heading: tuple[str, ...]
    above: tuple[str, ...]
    rows: Iterator[Row]

    @property
    def month_above(self) -> str | None:
        """The month that the rows above the heading name; None if they name none or two."""
        months = {month for month in map(month_named, self.above) if month}
        return months.pop() if len(months) == 1 else None


class NoReader(PlanFault):
    """The exception for a sheet whose columns no reader knows."""


def find_reader(sheet: ExportSheet, readers: Mapping[str, Reader]) -> IdentifiedSheet | None:
    """Return the sheet with the reader that knows most of its columns; None for a sheet without any row.

    Raises NoReader where no reader finds its columns, with the nearest one and what it lacks, and PlanFault
    for rows that cannot be read.
    """
    first = list(islice(sheet.rows, BEFORE_THE_HEADING))
    if not first:
        return None
    best: tuple[int, int, str, dict[str, int]] | None = None
    near: tuple[float, str, list[str]] = (0.0, "", [])
    for row in range(len(first)):
        names = {rows: _names([cells for _, cells in first[row : row + rows]]) for rows in (1, 2)}
        for name, reader in readers.items():
            at = (
                _places(reader, names[reader.heading_rows]) if row + reader.heading_rows <= len(first) else {}
            )
            lacking = [column for column in reader.required if column not in at]
            if not lacking and (best is None or len(at) > best[0]):
                best = (len(at), row, name, at)
            part = 1 - len(lacking) / len(reader.required)
            near = max(near, (part, name, lacking), key=lambda each: each[0])
    if best is None:
        raise NoReader([_unknown(sheet.place, readers, *near)])
    _, row, name, at = best
    reader = readers[name]
    above = tuple(cell for _, cells in first[:row] for cell in cells if cell)
    below = chain(first[row + reader.heading_rows :], sheet.rows)
    return IdentifiedSheet(sheet.place, name, reader, at, tuple(first[row][1]), above, below)


def header(cell: str) -> str:
    """Return a column's name without what is written either way: blanks, *, the width of signs."""
    return re.sub(r"[\s*_\ufeff]", "", plain(cell)).casefold()


def _places(reader: Reader, names: Mapping[str, int]) -> dict[str, int]:
    """Return where the reader's columns stand in a heading with these names."""
    places: dict[str, int] = {}
    for column, each in reader.columns.items():
        known = next((header(name) for name in each.header if header(name) in names), None)
        if known is not None:
            places[column] = names[known]
    return places


def _names(rows: list[list[str]]) -> dict[str, int]:
    """Return the columns by name; of two rows, the upper cells are merged over those that follow empty."""
    cells = rows[0]
    if len(rows) == 2:
        upper, last = [], ""
        lower = [*rows[1], *[""] * (len(cells) - len(rows[1]))]
        for cell, below in zip([*cells, *[""] * (len(lower) - len(cells))], lower, strict=True):
            last = cell or last
            upper.append(f"{last}{below}" if below else cell)
        cells = upper
    names: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = header(cell)
        if name:
            names.setdefault(name if name not in names else f"{name}#{at}", at)
    return names


def _unknown(place: str, readers: Mapping[str, Reader], part: float, name: str, lacking: list[str]) -> Fault:
    if part < NEARLY:
        return fault_at(place, "", "actuals.unknown_file")
    wanted = listed(readers[name].columns[column].header[0] for column in lacking)
    called = Both(**readers[name].name.model_dump())
    return fault_at(place, "", "actuals.column_lacking", reader=called, columns=wanted)
