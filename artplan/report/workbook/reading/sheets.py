"""The cells of a sheet: those with a value, by row and column.

Cells are kept by their address, in no table with room for all that lie between: one cell that was touched in
the last row and column costs nothing. A value that a spreadsheet shows as a date is a text here, since who
types 3-1 into a cell for a number has given no number.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from artplan.plan.written.faults import PlanFault, fault_at
from artplan.report.workbook.columns import address
from artplan.report.workbook.reading.archive import Archive, Attributes, opened

Value = float | bool | str | None  # None: the cell is empty
ROW, COLUMN = re.compile("[1-9][0-9]{0,6}"), re.compile("[A-Z]{1,3}")
DIGITS = "0123456789"
INDEX = re.compile("[0-9]{1,9}")
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
LONGEST_NUMBER = 64
# How a cell stores a character that XML does not have; half of a character (D800 to DFFF) is none.
ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
NO_PATTERN = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')  # what a number format shows as it is
DATE_FORMATS = frozenset(map(str, [*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)]))
FIRST_DAY = datetime(1899, 12, 30)
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class ReadSheet:
    """The cells of a sheet that are not empty, by row and column, both counted from 0.

    place: file and sheet, as faults name them.
    """

    place: str
    rows: Mapping[int, Mapping[int, Value]]

    def value(self, row: int, column: int) -> Value:
        return self.rows.get(row, {}).get(column)

    def cell(self, row: int, column: int) -> str:
        """Return the place of a cell for a fault: `plan.xlsx Assumptions!F12`."""
        return f"{self.place}!{address(row, column)}"


@dataclass(frozen=True)
class Tabs:
    """A workbook whose sheets are known by their names, and unread.

    parts: the name of each sheet's part. texts: what cells refer to by its index. dates: the styles that show
    a number as a date or a time of day.
    """

    archive: Archive
    parts: Mapping[str, str]
    texts: Sequence[str]
    dates: frozenset[str]

    def sheet(self, name: str, columns: Container[int] | None = None) -> ReadSheet:
        """Read a sheet, or some of its columns; raises PlanFault with the damaged cell or part."""
        cells = _Cells(self, f"{self.archive.place} {name}", columns)
        self.archive.scan(self.parts[name], cells.begin, cells.text)
        return cells.sheet


@dataclass
class _Cells:
    """Reads the cells of a sheet one after another. cell: the present one, None if it is not asked for."""

    tabs: Tabs
    place: str
    columns: Container[int] | None
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    row: int = -1
    row_text: str = ""
    column: int = -1
    cell: Attributes | None = None

    @property
    def sheet(self) -> ReadSheet:
        return ReadSheet(self.place, self.rows)

    def begin(self, tag: str, attributes: Attributes) -> bool:
        if tag == "c":
            self._cell(attributes)
        elif tag == "row":
            self._row(attributes.get("r") or str(self.row + 2))
        elif tag == "rPh":  # how the text of the cell is pronounced
            self.cell = None
        return self.cell is not None and tag in ("v", "t")

    def _row(self, text: str) -> None:
        if not ROW.fullmatch(text):
            raise self._no_address(text)
        self.row, self.row_text, self.column, self.cell = int(text) - 1, text, -1, None

    def _cell(self, attributes: Attributes) -> None:
        name = attributes.get("r")
        letters = name.rstrip(DIGITS) if name else ""
        if name and (name[len(letters) :] != self.row_text or not COLUMN.fullmatch(letters)):
            raise self._no_address(name)
        self.column = _column(letters) if name else self.column + 1
        wanted = self.columns is None or self.column in self.columns
        self.cell = attributes if wanted else None
        if wanted and self.column in self.rows.get(self.row, ()):
            raise self._fault("cell_twice")

    def _no_address(self, text: str) -> PlanFault:
        return PlanFault([fault_at(self.place, text[:12], "workbook.no_address")])

    def _fault(self, key: str) -> PlanFault:
        return PlanFault([fault_at(self.sheet.cell(self.row, self.column), "", f"workbook.{key}")])

    def text(self, text: str) -> None:
        if self.cell is None or not text:
            return
        cells = self.rows.setdefault(self.row, {})
        if self.cell.get("t") == "inlineStr":
            cells[self.column] = str(cells.get(self.column, "")) + _unescaped(text)
            return
        if self.column in cells:
            raise self._fault("cell_twice")
        try:
            cells[self.column] = self._value(self.cell, text)
        except IndexError:
            raise self._fault("no_text") from None

    def _value(self, cell: Attributes, text: str) -> Value:
        kind = cell.get("t", "n")
        if kind == "n":
            return _number(text.strip(), cell.get("s", "0") in self.tabs.dates)
        if kind == "s":
            texts = self.tabs.texts
            return texts[int(text) if INDEX.fullmatch(text) else len(texts)]
        return text == "1" if kind == "b" else _unescaped(text)


def tabs(path: Path) -> Tabs:
    """Open a workbook and list its sheets; raises PlanFault if it is none."""
    archive = opened(path)
    related = {}
    for _, each in _elements(archive, RELATIONS, ("Relationship",)):
        target = posixpath.normpath(posixpath.join("/xl", each.get("Target", ""))).lstrip("/")
        related[each.get("Id")] = each.get("Type", "").rpartition("/")[2], target
    sheets = [each for _, each in _elements(archive, WORKBOOK, ("sheet",))]
    parts = {each.get("name", ""): related.get(_relation(each), ("", WORKBOOK))[1] for each in sheets}
    if len(parts) < len(sheets):
        raise archive.fault("damaged", part=WORKBOOK)
    others = dict(related.values())
    texts = _texts(archive, others["sharedStrings"]) if "sharedStrings" in others else []
    dates = _dates(archive, others["styles"]) if "styles" in others else frozenset()
    return Tabs(archive, parts, texts, dates)


def _relation(sheet: Attributes) -> str | None:
    """Return the attribute `r:id`, whatever is written for the r."""
    return next((value for key, value in sheet.items() if key.endswith(":id")), None)


def _elements(archive: Archive, part: str, tags: Container[str]) -> list[tuple[str, Attributes]]:
    elements: list[tuple[str, Attributes]] = []

    def begin(tag: str, attributes: Attributes) -> bool:
        if tag in tags:
            elements.append((tag, attributes))
        return False

    archive.scan(part, begin)
    return elements


def _texts(archive: Archive, part: str) -> list[str]:
    """Return the texts that cells refer to; each may have parts that look different."""
    texts: list[str] = []
    spoken = False

    def begin(tag: str, _: Attributes) -> bool:
        nonlocal spoken
        if tag == "si":
            texts.append("")
        spoken = tag == "rPh" or (spoken and tag != "si")  # how the text is pronounced follows it
        return tag == "t" and not spoken and bool(texts)

    def text(written: str) -> None:
        texts[-1] += _unescaped(written)

    archive.scan(part, begin, text)
    return texts


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _dates(archive: Archive, part: str) -> frozenset[str]:
    """Return the styles that show a number as a date or a time of day."""
    dates, used, here = set(DATE_FORMATS), [], ""
    for tag, each in _elements(archive, part, ("numFmt", "cellXfs", "cellStyleXfs", "xf")):
        key = each.get("numFmtId", "0")
        if tag == "numFmt" and not here:
            pattern = NO_PATTERN.sub("", each.get("formatCode", "")).lower()
            (dates.add if re.search("[dmyhs]", pattern) else dates.discard)(key)
        elif tag == "xf" and here == "cellXfs":
            used.append(key)
        here = tag if tag.endswith("Xfs") else here
    return frozenset(str(at) for at, key in enumerate(used) if key in dates)


@cache
def _column(letters: str) -> int:
    result = 0
    for letter in letters:
        result = 26 * result + ord(letter) - 64
    return result - 1


def _number(text: str, date: bool) -> Value:
    """Return a finite number; anything else stays the text that it is."""
    number = float(text) if len(text) <= LONGEST_NUMBER and NUMBER.fullmatch(text) else math.inf
    if not math.isfinite(number):
        return text
    return _date(number) if date else number


def _date(number: float) -> str:
    try:
        return (FIRST_DAY + timedelta(days=number)).isoformat(" ").removesuffix(" 00:00:00")
    except OverflowError:
        return f"{number:g}"
