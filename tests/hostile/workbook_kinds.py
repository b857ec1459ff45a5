"""The kinds of damaged and hostile workbooks: each makes a case from a good workbook by chance.

A kind is a function of the good workbook and a random generator. Its first word says what is spoilt.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from random import Random

from tests.hostile.spoilt import (
    READ,
    REFUSED,
    STYLES,
    Book,
    Case,
    case,
    rows_in,
)

Kind = Callable[[Book, Random], Case]
CLICK = "channels.zhitongche.cost_per_click"
PAY = "positions.marketing_director.base_pay"
SEASON = "season.last_year_sales"
EDITS = {CLICK: 12.5, PAY: 13_333.0, "channels.weibo.followers_new.2027-04": 77.0, f"{SEASON}.3": 321_000.0}
NO_NUMBERS = ("INF", "-INF", "NaN", "nan", "1e999", "-1e999", "Infinity", "0x10", "1_000", "1,5", "٣", "1 2")
NO_NUMBERS = (*NO_NUMBERS, "9" * 5_000, "1e", "--1", "", "#DIV/0!", "1" * 65)


def untouched(good: Book, random: Random) -> Case:
    return case(good.zipped(random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])), READ)


# Rows and columns


def rows_swapped(good: Book, random: Random) -> Case:
    pays = [path for path in good.rows if path.endswith(".base_pay")]
    one, two = (good.rows[path] for path in random.sample(pays, 2))
    return case(good.moved({one: two, two: one}), READ)


def rows_shuffled(good: Book, random: Random) -> Case:
    rows = sorted(good.rows.values())
    return case(good.moved(dict(zip(rows, random.sample(rows, len(rows)), strict=True))), READ)


def months_of_the_season_shuffled(good: Book, random: Random) -> Case:
    rows = [good.rows[f"{SEASON}.{month}"] for month in range(1, 13)]
    return case(good.moved(dict(zip(rows, random.sample(rows, 12), strict=True))), READ)


def rows_inserted(good: Book, random: Random) -> Case:
    rows = [number for number, _ in rows_in(good.part(good.now))]
    first, by = random.choice(rows), random.randint(1, 1_000_000 - max(rows))
    return case(good.moved({row: row + by for row in rows if row >= first}), READ)


def row_without(good: Book, random: Random) -> Case:
    path = random.choice(list(good.rows))
    xml = good.part(good.now)
    row = dict(rows_in(xml))[good.rows[path]]
    return case(good.with_part(good.now, xml.replace(row, "")), REFUSED)


def path_of_another_row(good: Book, random: Random) -> Case:
    one, two = random.sample(list(good.rows), 2)
    return case(good.text(good.now, good.path_cell(one), two), REFUSED)


def path_spoilt(good: Book, random: Random) -> Case:
    path = random.choice(list(good.rows))
    names = ["", path.upper(), path + ".x", "../" + path, "=" + path, "no.such", "\u202e" + path, path[:-1]]
    return case(good.text(good.now, good.path_cell(path), random.choice(names)), REFUSED)


def path_of_another_version(good: Book, random: Random) -> Case:
    name = random.choice(
        ["channels.zhitongche.price", "x", "channels", "positions.nobody.base_pay", "a." * 200]
    )
    book = good.text(good.now, good.path_cell(CLICK), name)
    return case(book.text(good.before, f"A{good.rows[CLICK]}", name), REFUSED)


def row_added(good: Book, random: Random) -> Case:
    xml = good.part(good.now)
    row = dict(rows_in(xml))[good.rows[PAY]]
    added = re.sub(rf'r="([A-Z]*){good.rows[PAY]}"', r'r="\g<1>9999"', row)
    book = good.with_part(good.now, xml.replace("</sheetData>", added + "</sheetData>"))
    if random.random() < 0.5:
        book = book.text(good.now, re.sub(r"\d+", "9999", good.path_cell(PAY)), "positions.ghost.base_pay")
    return case(book, REFUSED)


def headings_exchanged(good: Book, random: Random) -> Case:
    columns = [re.sub(r"\d+", "", good.cell(PAY, month)) for month in random.sample(range(good.months), 2)]
    xml = good.part(good.now)
    names = [re.search(rf'<c r="{column}4"[^>]*><v>(\d+)</v>', xml)[1] for column in columns]  # type: ignore[index]
    book = good.put(good.now, f"{columns[0]}4", f"<v>{names[1]}</v>", "s")
    return case(book.put(good.now, f"{columns[1]}4", f"<v>{names[0]}</v>", "s"), REFUSED)


# Cells


def blue_cell_no_number(good: Book, random: Random) -> Case:
    path, value = random.choice([CLICK, PAY]), random.choice(NO_NUMBERS)
    return case(good.number(good.cell(path), value), REFUSED)


def blue_cell_of_another_type(good: Book, random: Random) -> Case:
    kind, inner = random.choice(
        [
            ("b", "<v>1</v>"),
            ("e", "<v>#REF!</v>"),
            ("str", "<v>12</v>"),
            ("d", "<v>2027-03-01</v>"),
            ("inlineStr", "<is><t>12</t></is>"),
            ("n", "<f>1/0</f>"),
            ("n", ""),
            ("zzz", "<v>12</v>"),
            ("n", "<v>1</v><v>2</v>"),
            ("s", "<v>7</v>"),
        ]
    )
    return case(good.put(good.now, good.cell(CLICK), inner, kind), REFUSED)


def blue_cell_with_a_formula(good: Book, random: Random) -> Case:
    return case(good.put(good.now, good.cell(CLICK), "<f>10+2.5</f><v>12.5</v>"), READ)


def blue_cell_shown_as_a_date(good: Book, random: Random) -> Case:
    styles = good.part(STYLES)
    last = len(re.findall("<xf ", styles[styles.index("<cellXfs") : styles.index("</cellXfs>")]))
    xf = f'<xf numFmtId="{random.choice([14, 22, 31, 57])}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    book = good.with_part(STYLES, styles.replace("</cellXfs>", xf + "</cellXfs>"))
    there = re.search(rf'<c r="{good.cell(CLICK)}"[^>]*>', good.part(good.now))[0]  # type: ignore[index]
    dated = good.part(good.now).replace(there, f'<c r="{good.cell(CLICK)}" s="{last}">')
    return case(book.with_part(good.now, dated), REFUSED)


def blue_cell_out_of_range(good: Book, random: Random) -> Case:
    return case(good.number(good.cell(CLICK), random.choice(["-1", "-1e-300", "-1e308"])), REFUSED)


def number_where_none_is(good: Book, random: Random) -> Case:
    place = random.randrange(good.months)
    xml, cell = good.part(good.now), good.cell(PAY, place)
    row = dict(rows_in(xml))[good.rows[PAY]]
    after = re.search(r'<c r="' + good.cell(PAY) + r'".*?</c>', row)[0]  # type: ignore[index]
    return case(good.with_part(good.now, xml.replace(after, f'{after}<c r="{cell}"><v>5</v></c>')), REFUSED)


def date_or_choice_changed(good: Book, random: Random) -> Case:
    path = random.choice(["plan.start", "storefronts.pc_store.driven_by", "plan.months"])
    if path not in good.rows:
        path = "plan.start"
    return case(good.text(good.now, good.cell(path), random.choice(["2031-01", "visits", "=1+1"])), REFUSED)


def text_that_is_not_there(good: Book, random: Random) -> Case:
    sheet, cell = random.choice([(good.now, good.path_cell(PAY)), (good.before, "A1"), (good.before, "A9")])
    index = random.choice(["99999999", "-1", "1e3", "x", "9" * 400])
    return case(good.put(sheet, cell, f"<v>{index}</v>", "s"), REFUSED)


def text_with_hostile_characters(good: Book, random: Random) -> Case:
    sign = random.choice(["_xD800_", "_x0000_", "_x001B_", "\u202e", "_xFFFF_", "&#xD800;", "&#0;", "\ufffe"])
    if random.random() < 0.5 and not sign.startswith(("&", "\ufffe")):
        return case(good.text(good.now, f"A{good.rows[PAY]}", sign), READ)
    inner = f"<is><t>{sign}{PAY}</t></is>"
    return case(good.put(good.now, good.path_cell(PAY), inner, "inlineStr"), REFUSED)


def cell_far_out(good: Book, random: Random) -> Case:
    inner = random.choice(["", "<v>1</v>", "<f>1</f>"])
    row = random.choice([1_048_576, 9_999_999, 500_000])
    far = f'<row r="{row}"><c r="XFD{row}">{inner}</c></row></sheetData>'
    sheet = random.choice([good.now, good.before])
    fate = READ if sheet == good.now or not inner.startswith("<v>") else REFUSED
    return case(good.with_part(sheet, good.part(sheet).replace("</sheetData>", far)), fate)


def addresses_spoilt(good: Book, random: Random) -> Case:
    cell = good.cell(PAY)
    wrong = random.choice(["", "F", "7", "f7", "AAAA7", "F0", "F-1", "F" + "9" * 400, "XFD99999999", "F٣"])
    xml = good.part(good.now)
    return case(good.with_part(good.now, xml.replace(f'<c r="{cell}"', f'<c r="{wrong}"')), REFUSED)


def addresses_left_out(good: Book, random: Random) -> Case:
    """Where no cell has an address, a cell that is left out moves those behind it."""
    return case(good.with_part(good.now, re.sub(r'<c r="[A-Z]+\d+"', "<c", good.part(good.now))), REFUSED)


def cell_twice(good: Book, random: Random) -> Case:
    sheet = random.choice([good.now, good.before])
    there = re.search(rf'<c r="{good.cell(PAY)}".*?</c>', good.part(sheet))[0]  # type: ignore[index]
    return case(good.with_part(sheet, good.part(sheet).replace(there, there + there)), REFUSED)


CELLS: tuple[Kind, ...] = (
    untouched,
    rows_swapped,
    rows_shuffled,
    months_of_the_season_shuffled,
    rows_inserted,
    row_without,
    path_of_another_row,
    path_spoilt,
    path_of_another_version,
    row_added,
    headings_exchanged,
    blue_cell_no_number,
    blue_cell_of_another_type,
    blue_cell_with_a_formula,
    blue_cell_shown_as_a_date,
    blue_cell_out_of_range,
    number_where_none_is,
    date_or_choice_changed,
    text_that_is_not_there,
    text_with_hostile_characters,
    cell_far_out,
    addresses_spoilt,
    addresses_left_out,
    cell_twice,
)
