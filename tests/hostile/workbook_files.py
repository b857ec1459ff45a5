"""The kinds of workbooks that are spoilt as files: formats, bombs, flipped bytes, pipes, hostile XML."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from functools import cache
from pathlib import Path
from random import Random

from tests.hostile.spoilt import (
    EITHER,
    MEGABYTE,
    READ,
    REFUSED,
    RELATIONS,
    STYLES,
    TEXTS,
    WORKBOOK,
    Book,
    Case,
    bomb,
    case,
    flipped,
)
from tests.hostile.workbook_kinds import Kind

OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bytes_flipped(good: Book, random: Random) -> Case:
    return case(flipped(good.zipped(), random, random.choice([1, 1, 5, 200])), EITHER)


def truncated(good: Book, random: Random) -> Case:
    data = good.zipped()
    return case(data[: random.choice([0, 1, 4, 100, random.randrange(len(data)), len(data) - 1])], REFUSED)


def byte_of_a_part_flipped(good: Book, random: Random) -> Case:
    """The zip is whole, so its checksum is right; one number may be another, as if somebody had typed it."""
    part = random.choice([good.now, good.before, good.before, TEXTS, TEXTS, WORKBOOK, RELATIONS, STYLES])
    return case(good.with_part(part, flipped(good.parts[part], random)), EITHER, int(part == good.now))


def another_format(good: Book, random: Random) -> Case:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", "<office:document-content/>")
    formats = [b"path,value\na,1\n", b"PK", b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, b"<html/>", b"%PDF-1.7"]
    old = OLD_FORMAT + random.randbytes(4_000)
    return case(random.choice([*formats, out.getvalue(), old, old, random.randbytes(3_000)]), REFUSED)


def no_file(good: Book, random: Random) -> Case:
    def sparse(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(3_000 * MEGABYTE)

    makes = [os.mkfifo, os.mkdir, sparse, lambda path: None]
    makes += [
        lambda path, target=target: os.symlink(target, path)
        for target in ("/dev/zero", "/dev/null", "/dev/random", "nowhere", "/proc/self/mem", "trial.xlsx")
    ]
    return Case(random.choice(makes), REFUSED)


@cache
def _bombs(good_parts: tuple[tuple[str, bytes], ...], part: str) -> tuple[bytes, bytes, bytes]:
    """Bombs of 900 MB: one that states its size, one that states 1,000 bytes, and one that states 30 MB."""
    whole = bomb(dict(good_parts), part, 900)
    states = []
    for size in (1_000, 30 * MEGABYTE):
        data = bytearray(whole)
        entry = data.rindex(b"PK\x01\x02", 0, data.rindex(part.encode()))
        data[entry + 24 : entry + 28] = struct.pack("<I", size)
        states.append(bytes(data))
    return whole, states[0], states[1]


def zip_bomb(good: Book, random: Random) -> Case:
    parts = tuple(good.parts.items())
    part = random.choice([good.now, TEXTS])
    return case(random.choice(_bombs(parts, part)), REFUSED)


def zip_bomb_in_an_unread_part(good: Book, random: Random) -> Case:
    return case(_bombs(tuple(good.parts.items()), "xl/worksheets/sheet1.xml")[0], READ)


def zip_entries(good: Book, random: Random) -> Case:
    """Parts by the ten thousand, a part twice, names that lead out of the folder, unknown ways of packing."""
    kind = random.randrange(6)
    data = good.zipped()
    if kind < 2:
        entry = data.index(b"PK\x01\x02")
        place = entry + (10 if kind else 8)  # the way of packing, or the flag of a password
        return case(data[:place] + (b"\x63\0" if kind else b"\x01\0") + data[place + 2 :], EITHER)
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as file:
        if kind == 2:
            for number in range(20_000):
                file.writestr(f"xl/{number}", "")
        elif kind == 3:
            file.writestr("../../../outside.txt", "outside")
            file.writestr("/tmp/outside.txt", "outside")
    if kind in (2, 3):
        return case(out.getvalue(), REFUSED if kind == 2 else READ)
    method = random.choice([zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
    return case(good.zipped(method), REFUSED)


def hostile_xml(good: Book, random: Random) -> Case:
    part = random.choice([good.now, good.before, TEXTS, WORKBOOK, RELATIONS, STYLES])
    xml = good.part(part)
    head, root = re.match(r"(<\?xml.*?\?>\s*)?(.*)", xml, re.DOTALL).groups()  # type: ignore[union-attr]
    entities = '<!ENTITY a0 "0123456789">' + "".join(
        f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10)
    )
    files = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    attributes = "".join(f'a{at}=">" ' for at in range(900_000))
    changed, fate = random.choice(
        [
            (f"{head}<!DOCTYPE r [{entities}]>{root.replace('>', '>&a9;', 1)}", REFUSED),
            (f"{head}<!DOCTYPE r [{files}]>{root.replace('>', '>&x;', 1)}", REFUSED),
            (f'{head}<!DOCTYPE r SYSTEM "http://localhost:1/x.dtd">{root}', REFUSED),
            (head + "<a>" * 990_000, REFUSED),
            (head + "<a>" * 1_100_000, REFUSED),
            (root.replace(">", f"><a {attributes}/>", 1), EITHER),
            (root.replace(">", ">" + "<c/>" * 900_000, 1) + "x", REFUSED),
            ("<?xml version='1.0' encoding='utf-7'?>" + root.replace("<", "+ADw-"), REFUSED),
            (xml + xml, REFUSED),
            ("", REFUSED),
            ("\0" * 1_000, REFUSED),
        ]
    )
    return case(good.with_part(part, changed), fate)


def odd_but_well_formed(good: Book, random: Random) -> Case:
    xml = good.part(good.now)
    inserts = ["<!-- <c r='F7'/> -->", "<?x y?>", "<c:x xmlns:c='c'/>", "\n\t ", "<![CDATA[<c/>]]>"]
    return case(
        good.with_part(good.now, xml.replace("<sheetData>", f"{random.choice(inserts)}<sheetData>")), READ
    )


def many_cells(good: Book, random: Random) -> Case:
    """Cells by the million, each with another text or number: more than is read, or just below."""
    count = random.choice([100_000, 900_000])
    cells = "".join(f"<row><c><v>{at}</v></c></row>" for at in range(count))
    sheet = random.choice([good.now, good.before])
    return case(
        good.with_part(sheet, good.part(sheet).replace("</sheetData>", cells + "</sheetData>")), EITHER
    )


def another_encoding(good: Book, random: Random) -> Case:
    part = random.choice([good.now, good.before, TEXTS])
    text = good.part(part).partition("?>")[2]
    name, fate = random.choice(
        [("utf-16", READ), ("utf-8-sig", READ), ("utf-16-le", EITHER), ("utf-32", REFUSED)]
    )
    return case(good.with_part(part, text.encode(name)), fate)


def hostile_names(good: Book, random: Random) -> Case:
    names = ["a" * 300, "../x", "=cmd", "base", "", "a/b", "a b", "名", "a\nb", "\ud800", "-x"]
    return case(good, REFUSED, arguments=[f"--name={random.choice(names)}"])


FILES: tuple[Kind, ...] = (
    bytes_flipped,
    truncated,
    byte_of_a_part_flipped,
    another_format,
    no_file,
    zip_bomb,
    zip_bomb_in_an_unread_part,
    zip_entries,
    hostile_xml,
    odd_but_well_formed,
    many_cells,
    another_encoding,
    hostile_names,
)
