"""The kinds of workbooks with a forged or damaged hidden copy, and those that other programs write."""

from __future__ import annotations

import json
import re
from random import Random

from tests.hostile.spoilt import READ, REFUSED, RELATIONS, STYLES, TEXTS, WORKBOOK, Book, Case, case
from tests.hostile.workbook_kinds import CLICK, PAY, Kind


def hidden_entries(good: Book, random: Random) -> Case:
    entries = {"workbook": "artplan-workbook-2", "scenario": "base", "hash": "0", "overrides": {}}
    deep: object = 1
    for _ in range(30):
        deep = {"a": deep}
    change = random.choice(
        [
            {"scenario": wrong}
            for wrong in (None, 5, "", "x" * 300, "../x", "=cmd", "\ud800", "a\nb", "base/../base")
        ]
        + [
            {"overrides": wrong}
            for wrong in ([1], None, "x", {"no.such": 1}, {CLICK: -1}, {CLICK: deep}, deep)
        ]
        + [{"overrides": {CLICK: wrong}} for wrong in (float("nan"), float("inf"), "\ud800", [[]], True)]
        + [{"hash": 5}, {"workbook": "artplan-workbook-1"}, {"workbook": None}, {"scenario": ["base"]}]
    )
    whole = json.dumps({**entries, **change})
    texts = [whole] * 4 + ["", "no JSON", "[]", "{}", "null", "5", whole[:-1], '{"a":' * 5_000, "[" * 5_000]
    texts += [
        '"artplan-workbook-2"',
        '["artplan-workbook-2"]',
        "9" * 5_000,
        '{"workbook": "artplan-workbook-2"}',
    ]
    return case(good.text(good.before, "A1", random.choice(texts)), REFUSED)


def hidden_number_forged(good: Book, random: Random) -> Case:
    """As it is edited, which would lose the edit, or another, which would make one up."""
    path, value = random.choice([(PAY, "13333"), (CLICK, "12.5"), (CLICK, "11"), (PAY, "INF"), (PAY, "")])
    return case(good.number(good.cell(path), value, good.before), REFUSED)


def hidden_path_forged(good: Book, random: Random) -> Case:
    path = random.choice(list(good.rows))
    name = random.choice(["", PAY if path != PAY else CLICK, path + ".9", "x" * 1_000])
    return case(good.text(good.before, f"A{good.rows[path]}", name), REFUSED)


def hidden_months_forged(good: Book, random: Random) -> Case:
    column = re.sub(r"\d+", "", good.cell(PAY, random.randrange(good.months)))
    name = random.choice(["", "2027-13", "2027-01", "x", "2031-01"])
    book = good.text(good.before, f"{column}2", name)
    return case(book.text(good.now, f"{column}4", name) if random.random() < 0.5 else book, REFUSED)


def sheets_renamed_or_deleted(good: Book, random: Random) -> Case:
    xml, name = good.part(WORKBOOK), random.choice(["Assumptions", "Original"])
    new = random.choice(
        [
            re.sub(rf'<sheet name="{name}"[^>]*/>', "", xml),
            xml.replace(f'"{name}"', '"Annahmen"'),
            xml.replace(f'"{name}"', '"Front"'),
            xml.replace(f'"{name}"', '""'),
            re.sub(rf'(<sheet name="{name}"[^>]*) r:id="\w+"', r"\1", xml),
            re.sub("<sheets>.*</sheets>", "<sheets/>", xml),
        ]
    )
    return case(good.with_part(WORKBOOK, new), REFUSED)


def sheets_exchanged(good: Book, random: Random) -> Case:
    xml = good.part(RELATIONS)
    one, two = good.now.removeprefix("xl/"), good.before.removeprefix("xl/")
    other = random.choice(
        [two, "worksheets/sheet1.xml", "styles.xml", "../[Content_Types].xml", "../../../etc/passwd"]
    )
    return case(good.with_part(RELATIONS, xml.replace(f'"{one}"', f'"{other}"')), REFUSED)


def part_missing(good: Book, random: Random) -> Case:
    needed = [good.now, good.before, TEXTS, STYLES, WORKBOOK, RELATIONS]
    part = random.choice([*needed, "xl/worksheets/sheet1.xml", "xl/theme/theme1.xml", "[Content_Types].xml"])
    return case(good.without(part), REFUSED if part in needed else READ)


def edits_by_the_thousand(good: Book, random: Random) -> Case:
    """More than anybody edits, of people that nobody has, or as overrides that the hidden copy makes up."""
    if random.random() < 0.5:
        made_up = {f"{random.choice(['a', PAY, 'posts.a'])}{at}": 1 for at in range(900)}
        entries = {"workbook": "artplan-workbook-2", "scenario": "base", "hash": "0", "overrides": made_up}
        return case(good.text(good.before, "A1", json.dumps(entries)), REFUSED)
    book, path_cell, cell = good, re.sub(r"\d+", "", good.path_cell(PAY)), re.sub(r"\d+", "", good.cell(PAY))
    last = random.choice([30_000, 95_000])
    for sheet, column, value in ((good.now, path_cell, 2), (good.before, "A", 1)):
        rows = []
        for row in range(5_000, last):
            path = f'<c r="{column}{row}" t="str"><v>positions.p{row}.base_pay</v></c>'
            number = f'<c r="{cell}{row}"><v>{value}</v></c>'
            rows.append(f'<row r="{row}">{path}{number}</row>')
        book = book.with_part(sheet, book.part(sheet).replace("</sheetData>", "".join(rows) + "</sheetData>"))
    return case(book, REFUSED)


# As other programs write it


def prefixed_or_strict(good: Book, random: Random) -> Case:
    """Names of elements with a prefix, and the namespaces of the strict kind."""
    xml = good.part(good.now)
    if random.random() < 0.5:
        xml = re.sub(r"<(/?)([A-Za-z]+)", r"<\1x:\2", xml.partition("?>")[2]).replace(" xmlns=", " xmlns:x=")
    xml = xml.replace("schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml")
    return case(good.with_part(good.now, xml), READ)


def texts_in_their_cells(good: Book, random: Random) -> Case:
    texts = re.findall(r"<si>(.*?)</si>", good.part(TEXTS), re.DOTALL)
    book = good
    for sheet in (good.now, good.before):
        xml = re.sub(
            r' t="s"><v>(\d+)</v>',
            lambda cell: f' t="inlineStr"><is>{texts[int(cell[1])]}</is>',
            good.part(sheet),
        )
        book = book.with_part(sheet, xml)
    related = re.sub(r'<Relationship [^>]*sharedStrings"[^>]*/>', "", good.part(RELATIONS))
    return case(book.without(TEXTS).with_part(RELATIONS, related), READ)


def rich_and_spoken_texts(good: Book, random: Random) -> Case:
    xml = re.sub(
        rf"<si><t>{PAY}</t></si>",
        f"<si><r><t>{PAY[:5]}</t></r><r><rPr/><t>{PAY[5:]}</t></r><rPh sb='0' eb='1'><t>pay</t></rPh></si>",
        good.part(TEXTS),
    )
    return case(good.with_part(TEXTS, xml), READ)


COPIES: tuple[Kind, ...] = (
    hidden_entries,
    hidden_number_forged,
    hidden_path_forged,
    hidden_months_forged,
    edits_by_the_thousand,
    sheets_renamed_or_deleted,
    sheets_exchanged,
    part_missing,
    prefixed_or_strict,
    texts_in_their_cells,
    rich_and_spoken_texts,
)
