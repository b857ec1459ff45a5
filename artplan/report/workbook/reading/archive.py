"""The file of a workbook: a regular file of bounded size, and the elements of the parts inside it.

A workbook comes from anywhere: from a colleague, a mail, a broken disk. So nothing is unpacked before its
size is known, only the parts that are asked for are unpacked at all, and none may contain a document type, by
which XML refers to other files and multiplies text. What cannot be read is refused by its name.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from artplan.plan.written import gate
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.texts.message import message

Attributes = dict[str, str]
Begin = Callable[[str, Attributes], bool]
MEGABYTE = 1_000_000
MOST_BYTES = 50 * MEGABYTE  # of the file; a plan of 60 months takes 7 MB
MOST_UNPACKED = 40 * MEGABYTE  # of one part; five parts are read at most
MOST_TAGS = 1_000_000  # of one part, and as many attributes; the largest of the base plan has 60,000
MOST_PARTS = 5_000
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of .xls, and of every workbook with a password
PART = b"PK\x01\x02"  # begins the entry of a part in the table of contents
DAMAGED = (
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    RuntimeError,  # a part with a password, or packed in a way that zipfile does not know
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
)


def _no_text(_: str) -> None:
    """Do nothing with the text of an element."""


@dataclass(frozen=True)
class Archive:
    """An open workbook. place: the file, as faults name it."""

    place: str
    file: zipfile.ZipFile

    def scan(self, name: str, begin: Begin, text: Callable[[str], None] = _no_text) -> None:
        """Go through the elements of a part.

        begin: gets the name and the attributes of each, and returns whether the text in it is wanted, which
        `text` gets then. Raises PlanFault where there is no such part, or none within bounds.
        """
        data = self._unpacked(name)
        if data.count(b"<") > MOST_TAGS or data.count(b"=") > MOST_TAGS:
            raise self.fault("too_many_cells", part=name)
        parser = ParserCreate("utf-8")  # whatever it names; only a byte order mark says otherwise
        parser.buffer_text = True
        held: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            if begin(tag.rpartition(":")[2], attributes):
                parser.CharacterDataHandler, parser.EndElementHandler = held.append, end

        def end(_: str) -> None:
            parser.CharacterDataHandler = parser.EndElementHandler = None
            text("".join(held))
            held.clear()

        def refuse(*_: object) -> NoReturn:
            raise self.fault("document_type", part=name)

        parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, refuse
        try:
            parser.Parse(data, True)
        except ExpatError:
            raise self.fault("damaged", part=name) from None

    def _unpacked(self, name: str) -> bytes:
        try:
            known = self.file.getinfo(name)
            if known.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ValueError("no spreadsheet packs in this way")
            if known.file_size > MOST_UNPACKED:
                raise self.fault("part_too_large", part=name, most=MOST_UNPACKED // MEGABYTE)
            with self.file.open(known) as part:
                return part.read(MOST_UNPACKED + 1)  # not all at once, which would trust the size it states
        except KeyError:
            raise self.fault("no_part", part=name) from None
        except DAMAGED:
            raise self.fault("damaged", part=name) from None

    def fault(self, key: str, /, **values: object) -> PlanFault:
        return PlanFault([fault_at(self.place, "", f"workbook.{key}", **values)])


def opened(path: Path) -> Archive:
    """Open a workbook; raises PlanFault if it is no file, too large, or no archive."""
    place = str(path)
    data = gate.read_bytes(path, place, MOST_BYTES)
    if data.startswith(OLD_FORMAT):
        raise PlanFault([fault_at(place, "", "workbook.password")])
    try:
        if data.count(PART) > MOST_PARTS:
            raise ValueError("a table of contents that would fill the memory")
        return Archive(place, zipfile.ZipFile(io.BytesIO(data)))
    except DAMAGED:
        no_workbook = message("shown.no_workbook")
        raise PlanFault([fault_at(place, "", "workbook.unreadable", error=no_workbook)]) from None
