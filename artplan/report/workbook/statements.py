"""Profit and loss, cash flow by both methods and balance sheet, as links to the lines by month."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from artplan.report.tables.statement import statement
from artplan.report.tables.statements import (
    ASSETS,
    CURRENT_LIABILITIES,
    DIRECT,
    EQUITY,
    INDIRECT,
)
from artplan.report.workbook.book import Book
from artplan.report.workbook.columns import LABEL, UNIT, letters
from artplan.report.workbook.styles import GREY, number_format

STATEMENTS = "statements"


def write_statements(book: Book) -> int:
    sheet = book.sheet(STATEMENTS)
    book.prepare(sheet, book.titles[STATEMENTS])
    book.heads(sheet, 3)
    row = 4
    for key, rows in _parts(book):
        book.write_text(sheet, row, LABEL, book.words(f"workbook.statements.{key}"), bold=True)
        row += 1
        for name, strong in rows:
            _linked(book, sheet, row, name, strong)
            row += 1
        row += 1
    sheet.protect()
    columns = book.layout.columns
    return (len(columns.months) + len(columns.years)) * sum(len(list(rows)) for _, rows in _parts(book))


def _parts(book: Book) -> Iterable[tuple[str, list[tuple[str, bool]]]]:
    """Yield each statement's lines, with whether the line is a result, in bold."""
    yield "profit", [(row.line, row.sign == 0) for row in statement(book.result)]
    direct = []
    for result, parts in DIRECT.items():
        direct += [*((name, False) for name in parts), (result, True)]
    yield "direct", [*direct, ("cash_closing", True)]
    yield "indirect", [*((name, False) for name in INDIRECT), ("cash_from_operating", True)]
    yield "assets", [*((name, False) for name in ASSETS), ("assets_total", True)]
    liabilities = (*CURRENT_LIABILITIES, "loans_later_closing")
    yield "liabilities", [*((name, False) for name in liabilities), ("liabilities_total", True)]
    equity = [(name, False) for name in EQUITY]
    yield "equity", [*equity, ("equity_total", True), ("liabilities_and_equity_total", True)]


def _linked(book: Book, sheet: Any, row: int, name: str, strong: bool) -> None:
    block, columns = book.layout.blocks[name], book.layout.columns
    line = book.result.program.model.lines[name]
    looks: dict[str, Any] = {"bold": True, "top": 1, "top_color": "#C9CED6"} if strong else {}
    book.write_text(sheet, row, LABEL, book.label(name), **(looks if strong else {"indent": 1}))
    book.write_text(sheet, row, UNIT, book.unit(line.unit), font_color=GREY)
    formula = book.result.formula(name, book.one_language)
    book.write_text(sheet, row, columns.how, formula, font_color=GREY, indent=1)
    style = book.styles.number(number_format(name, line.unit), **looks)
    months = book.result.total(name).fillna(0).to_list()
    years = book.result.total(name, "year").fillna(0).to_list()
    cells = [(columns.year(at), value) for at, value in enumerate(years)]
    cells += [(columns.month(at), value) for at, value in enumerate(months)]
    for column, value in cells:
        link = f"={book.on(block.sheet)}{letters(column)}{block.head + 1}"
        sheet.write_formula(row, column, link, style, float(value))
