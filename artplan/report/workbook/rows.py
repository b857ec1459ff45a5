"""The sheets of lines, inputs and groupings, written row by row."""

from __future__ import annotations

from typing import Any

import numpy as np

from artplan.plan.inputs.lineage import ParameterOrigin
from artplan.report.workbook.book import Book
from artplan.report.workbook.columns import LABEL, MEMBER, UNIT, letters
from artplan.report.workbook.layout import FIRST_ROW, GROUPS, INPUTS, SheetBlock, adds_up
from artplan.report.workbook.styles import GREY, number_format

ROLLED = {"sum": "SUM({})", "average": "AVERAGE({})", "max": "MAX({})"}


def write_lines(book: Book, sheet_name: str) -> int:
    """Write all lines of a module; return the number of formulas."""
    sheet = book.sheet(sheet_name)
    book.prepare(sheet, book.titles[sheet_name])
    book.heads(sheet, 3)
    count, last = 0, 3
    for block in book.layout.of_sheet(sheet_name):
        if block.members:
            count += _line(book, sheet, block)
            last = block.first + len(block.members) - 1
    _guard(book, sheet, last)
    return count


def _guard(book: Book, sheet: Any, last: int) -> None:
    """Reject typing over a formula by mistake.

    Sheet protection is not used, since the outline groups of a protected sheet cannot be opened.
    """
    columns = book.layout.columns
    sheet.data_validation(
        FIRST_ROW,
        columns.year(0),
        max(last, FIRST_ROW),
        columns.how - 1,
        {
            "validate": "custom",
            "value": "=FALSE",
            "error_title": book.words("workbook.calculated_title")[:32],
            "error_message": book.words("workbook.calculated")[:255],
        },
    )


def _line(book: Book, sheet: Any, block: SheetBlock) -> int:
    line = book.result.program.model.lines[block.name]
    numbers = book.result.array(block.name)[..., 0].reshape(len(block.members), -1)
    yearly = _yearly(book, block)
    _heading(book, sheet, block, line.rolls, numbers, yearly)
    places = np.ndindex(*block.sizes) if block.sizes else [()]
    for at, place in enumerate(places):
        row = block.first + at
        _member_cells(book, sheet, block, row, at)
        shape = book.styles.number(number_format(block.name, line.unit))
        formula = book.formulas.of_line(block.name, tuple(place))
        before = book.formulas.before(block.name, tuple(place))
        if before:
            sheet.write_formula(row, book.layout.columns.before, before, shape, _before(book, block, place))
        for month, number in enumerate(numbers[at]):
            column = book.layout.columns.month(month)
            sheet.write_formula(row, column, book.filled(formula, column), shape, float(number))
        for year, number in enumerate(yearly[at]):
            _year(book, sheet, row, year, line.rolls, formula, shape, float(number))
    summed = block.has_total_row and adds_up(line.rolls, line.unit)
    per_row = len(book.layout.columns.months) + len(book.layout.columns.years)
    return (len(block.members) + summed) * per_row


def _yearly(book: Book, block: SheetBlock) -> Any:
    """Return the line by member and year; an undefined rate is 0 in its cell, which shows a dash."""
    return np.nan_to_num(book.result.numbers(block.name, "year"))


def _before(book: Book, block: SheetBlock, place: tuple[int, ...]) -> float:
    """Return the first value of the opening that belongs to this closing."""
    openings = book.result.program.model.lines.values()
    opening = next(each for each in openings if each.closing == block.name and each.first)
    return float(book.result.array(opening.name)[(*place, 0, 0)])


def _year(
    book: Book, sheet: Any, row: int, year: int, rolls: str, formula: str, shape: Any, number: float
) -> None:
    """Write a fiscal year: rolled up from its months, or computed from the year's other lines."""
    columns = book.layout.columns
    first, last = columns.span(year)
    months = f"{letters(first)}${row + 1}:{letters(last)}${row + 1}"
    own = {"first": f"={letters(first)}${row + 1}", "last": f"={letters(last)}${row + 1}"}
    if rolls in ROLLED:
        text = "=" + ROLLED[rolls].format(months)
    else:
        text = own.get(rolls) or book.filled(formula, columns.year(year))
    sheet.write_formula(row, columns.year(year), text, shape, number)


def _heading(book: Book, sheet: Any, block: SheetBlock, rolls: str, numbers: Any, yearly: Any) -> None:
    """Write the line's own row: label, unit and rule; above members also their total, if they add up."""
    card = book.result.program.model.cards[block.name]
    book.write_text(sheet, block.head, LABEL, book.label(block.name), bold=block.has_total_row)
    book.write_text(sheet, block.head, UNIT, book.unit(card.unit), font_color=GREY)
    if block.sheet not in (INPUTS, GROUPS):
        formula = book.result.formula(block.name, book.one_language)
        book.write_text(sheet, block.head, book.layout.columns.how, formula, font_color=GREY, indent=1)
    if not block.has_total_row:
        return
    sheet.set_row(block.head, None, None, {"collapsed": True})
    if not adds_up(rolls, card.unit):
        return
    shape = book.styles.number(number_format(block.name, card.unit), bold=True)
    rows = block.first + 1, block.first + len(block.members)
    columns = book.layout.columns
    cells = [(columns.year(at), value) for at, value in enumerate(yearly.sum(axis=0))]
    cells += [(columns.month(at), value) for at, value in enumerate(numbers.sum(axis=0))]
    for column, value in cells:
        text = f"=SUM({letters(column)}{rows[0]}:{letters(column)}{rows[1]})"
        sheet.write_formula(block.head, column, text, shape, float(value))


def _member_cells(book: Book, sheet: Any, block: SheetBlock, row: int, at: int) -> None:
    names = block.members[at]
    if not names:
        return
    book.write_text(sheet, row, LABEL, book.block_label(block, names), indent=1)
    for offset, name in enumerate(names):
        book.write_text(sheet, row, MEMBER + offset, name, font_color=GREY)
    sheet.set_row(row, None, None, {"level": 1, "hidden": True})


def write_inputs(book: Book) -> int:
    """Write the inputs of the rules: a link to the blue cell, or a value prepared from dates and choices."""
    sheet = book.sheet(INPUTS)
    book.prepare(sheet, book.titles[INPUTS])
    book.heads(sheet, 3)
    count = 0
    last = FIRST_ROW
    for block in book.layout.of_sheet(INPUTS):
        if block.members:
            count += _input(book, sheet, block)
            last = block.first + len(block.members) - 1
    _guard(book, sheet, last)
    return count


def _input(book: Book, sheet: Any, block: SheetBlock) -> int:
    card = book.result.program.model.inputs[block.name]
    numbers = book.result.array(block.name)[..., 0].reshape(len(block.members), -1)
    yearly = _yearly(book, block)
    shape = number_format(block.name, card.unit)
    _heading(book, sheet, block, "none", numbers, yearly)
    count, linked = 0, False
    places = np.ndindex(*block.sizes) if block.sizes else [()]
    for at, place in enumerate(places):
        row = block.first + at
        _member_cells(book, sheet, block, row, at)
        months = [0] if block.constant else range(numbers.shape[1])
        for month in months:
            column = book.layout.columns.before if block.constant else book.layout.columns.month(month)
            origin = _origin(book, block.name, tuple(place), month)
            value = float(numbers[at, month])
            if origin is None:
                sheet.write_number(row, column, value, book.styles.number(shape, font_color=GREY))
            else:
                link = "=" + book.address_of_leaf(origin.path, origin.place)
                sheet.write_formula(row, column, link, book.styles.number(shape), value)
                count, linked = count + 1, True
        if not block.constant:
            for year, value in enumerate(yearly[at]):
                style = book.styles.number(shape)
                _year(book, sheet, row, year, card.rolls, "", style, float(value))
                count += 1
    if not linked:
        prepared = book.described(card.describe) or book.words("workbook.prepared")
        book.write_text(sheet, block.head, book.layout.columns.how, prepared, font_color=GREY, indent=1)
    return count


def _origin(book: Book, name: str, place: tuple[int, ...], month: int) -> ParameterOrigin | None:
    stored = book.result.data.arrays[name]
    at = month if stored.shape[-2] > 1 else 0
    return book.origins.get((name, (*place, at)))


def write_groups(book: Book) -> None:
    """Write the name of each member's group; the groups of months are written month by month."""
    sheet = book.sheet(GROUPS)
    book.prepare(sheet, book.titles[GROUPS])
    book.heads(sheet, 3)
    columns = book.layout.columns
    for (source, target), block in book.layout.groups.items():
        index, names = book.result.data.groupings[source, target], book.result.members[target]
        head = f"{book.label(source)} → {book.label(target)}"
        book.write_text(sheet, block.head, LABEL, head, bold=True)
        for at, (member,) in enumerate(block.members):
            row = block.first + at
            book.write_text(sheet, row, LABEL, book.member(source, member), indent=1)
            book.write_text(sheet, row, MEMBER, member, font_color=GREY)
            groups = index if source == "month" else index[at]
            for month, group in enumerate(np.atleast_1d(groups)):
                moves = source == "month" or index.ndim > 1
                column = columns.month(month) if moves else columns.before
                name = names[int(group)] if group >= 0 else ""
                book.write_text(sheet, row, column, name, font_color=GREY)
    sheet.protect()
