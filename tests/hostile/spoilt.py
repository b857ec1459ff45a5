"""A good workbook in its parts, and tools to spoil it: a cell, an order of rows, a zip that lies."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import artplan
from artplan.report.workbook.columns import address
from artplan.report.workbook.layout import rows_of
from artplan.report.workbook.write import write
from tests.hostile.inputs import PARAMS

ASSUMPTIONS, ORIGINAL = "Assumptions", "Original"
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
TEXTS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
READ, REFUSED, EITHER = "read", "refused", "either"
MEGABYTE = 1_000_000
EMPTY = b"""<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"""


@dataclass(frozen=True)
class Book:
    """A workbook in which somebody has edited some cells.

    edits: the new numbers by path. rows: the row of each path, counted from 1. now, before: the parts of the
    assumptions and of the original values.
    """

    parts: Mapping[str, bytes]
    edits: Mapping[str, float]
    rows: Mapping[str, int]
    before_column: int
    months: int
    now: str
    before: str

    def part(self, name: str) -> str:
        return self.parts[name].decode()

    def with_part(self, name: str, content: str | bytes) -> Book:
        data = content.encode() if isinstance(content, str) else content
        return replace(self, parts={**self.parts, name: data})

    def without(self, name: str) -> Book:
        return replace(self, parts={key: data for key, data in self.parts.items() if key != name})

    def cell(self, path: str, month: int = -1) -> str:
        """The address of a number; month: which one, counted from 0, of a parameter by month."""
        return address(self.rows[path] - 1, self.before_column + 1 + month)

    def path_cell(self, path: str) -> str:
        return address(self.rows[path] - 1, self.before_column + self.months + 2)

    def put(self, sheet: str, cell: str, inner: str, kind: str = "n") -> Book:
        """Another content for a cell that has one."""
        pattern = re.compile(rf'<c r="{cell}"((?: s="\d+")?)(?: t="\w+")?(?:/>|>.*?</c>)')
        there = pattern.search(self.part(sheet))
        assert there, f"{sheet} has no {cell}"
        new = f'<c r="{cell}"{there[1]} t="{kind}">{inner}</c>'
        return self.with_part(sheet, self.part(sheet).replace(there[0], new, 1))

    def number(self, cell: str, value: object, sheet: str = "") -> Book:
        return self.put(sheet or self.now, cell, f"<v>{value}</v>")

    def text(self, sheet: str, cell: str, value: str) -> Book:
        signs = {"&": "&amp;", "<": "&lt;"}
        return self.put(
            sheet, cell, f"<is><t>{''.join(signs.get(c, c) for c in value)}</t></is>", "inlineStr"
        )

    def moved(self, places: Mapping[int, int]) -> Book:
        """Rows of the assumptions at other places."""
        rows = dict(rows_in(self.part(self.now)))
        kept = {number: row for number, row in rows.items() if number not in places}
        for number, place in places.items():
            row = re.sub(rf'r="([A-Z]*){number}"', rf'r="\g<1>{place}"', rows[number])
            assert place not in kept, "two rows at one place"
            kept[place] = row
        body = "".join(kept[number] for number in sorted(kept))
        xml = self.part(self.now)
        start, end = xml.index("<sheetData>") + 11, xml.index("</sheetData>")
        return self.with_part(self.now, xml[:start] + body + xml[end:])

    def zipped(self, method: int = zipfile.ZIP_DEFLATED) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method, compresslevel=1) as file:
            for name, data in self.parts.items():
                file.writestr(name, data)
        return out.getvalue()


@dataclass(frozen=True)
class Case:
    """A workbook and what is to become of it.

    make: writes it at a path. fate: read, refused or either; read means with the book's edits. slack: how
    many numbers may be others, as a changed byte could be anybody's edit. arguments: of the command.
    """

    make: Callable[[Path], object]
    fate: str
    slack: int = 0
    arguments: Sequence[str] = ()


def case(book: Book | bytes, fate: str, slack: int = 0, arguments: Sequence[str] = ()) -> Case:
    data = book if isinstance(book, bytes) else book.zipped()
    return Case(lambda path: path.write_bytes(data), fate, slack, arguments)


def rows_in(xml: str) -> list[tuple[int, str]]:
    found = re.finditer(r'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', xml, re.DOTALL)
    return [(int(row[1]), row[0]) for row in found]


def edited_book(name: str, edits: Mapping[str, float], folder: Path) -> Book:
    """Write a plan as a workbook and type numbers into its blue cells."""
    result = artplan.load(name, folder=PARAMS).run()
    path = folder / "good.xlsx"
    places = write(result, path, "en", version="0").places
    with zipfile.ZipFile(path) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    found = re.findall(r'<sheet name="([^"]+)"', parts[WORKBOOK].decode())
    sheet = {title: f"xl/worksheets/sheet{at}.xml" for at, title in enumerate(found, start=1)}
    for each in set(sheet.values()) - {sheet[ASSUMPTIONS], sheet[ORIGINAL]}:
        parts[each] = EMPTY  # the sheets of formulas are not read back, and would take the time of the test
    rows: dict[str, int] = {}
    for path_, row in rows_of(result.plan).items():
        if path_ in result.plan.leaves or path_ in result.plan.stated:
            leaf = result.plan.leaves.get(path_)
            calendar = leaf is not None and leaf.by == "calendar" and len(leaf.values) > 1
            named = [f"{path_}.{at}" for at in range(1, 13)] if calendar else [path_]
            rows |= {each: row + 1 + at for at, each in enumerate(named)}
    columns = places.columns
    book = Book(parts, edits, rows, columns.before, len(columns.months), sheet[ASSUMPTIONS], sheet[ORIGINAL])
    for path_, value in edits.items():
        base, _, month = path_.rpartition(".")
        at = columns.months.index(month) if month in columns.months else -1
        book = book.number(book.cell(base if at >= 0 else path_, at), value)
    return book


def flipped(data: bytes, random: Random, count: int = 1) -> bytes:
    changed = bytearray(data)
    for _ in range(count):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def bomb(parts: Mapping[str, bytes], name: str, megabytes: int, states: int | None = None) -> bytes:
    """A zip whose part unpacks to so much white space; states: the size that it tells instead."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for other, data in parts.items():
            if other != name:
                file.writestr(other, data)
        with file.open(name, "w", force_zip64=True) as part:
            head, tail = parts[name][:60], parts[name][60:]
            part.write(head)
            for _ in range(megabytes):
                part.write(b" " * MEGABYTE)
            part.write(tail)
    data = bytearray(out.getvalue())
    if states is not None:
        entry = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
        data[entry + 24 : entry + 28] = struct.pack("<I", states)
    return bytes(data)
