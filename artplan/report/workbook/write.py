"""Writes the whole workbook to one file: the same plan gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from artplan.report.words.plans import plan_name
from artplan.report.workbook import front
from artplan.report.workbook.assumptions import ORIGINAL, write_assumptions
from artplan.report.workbook.book import Book
from artplan.report.workbook.closed import ACTUAL, VARIANCE, write_actual, write_variance
from artplan.report.workbook.columns import fits, letters
from artplan.report.workbook.formulas import Formulas
from artplan.report.workbook.layout import (
    ASSUMPTIONS,
    GROUPS,
    INPUTS,
    WorkbookLayout,
    layout,
    moving,
    rows_of,
    sheet_title,
)
from artplan.report.workbook.rows import write_groups, write_inputs, write_lines
from artplan.report.workbook.statements import STATEMENTS, write_statements
from artplan.report.workbook.styles import Styles
from artplan.result import Result
from artplan.study.variance.answer import Variance
from artplan.writing.whole import write_whole

MADE = datetime(2000, 1, 1)  # a fixed date, so that the same plan gives the same bytes
READ_FIRST = (front.FRONT, front.CONTENTS, ASSUMPTIONS, STATEMENTS)
READ_NEXT = (front.CHECKS, front.SCENARIOS)


class _Sheet(Worksheet):
    """A worksheet that writes formulas unchanged: xlsxwriter would search each for thirty newer functions."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


@dataclass(frozen=True)
class WrittenWorkbook:
    """What a workbook contains: the number of formulas by sheet, and the layout."""

    formulas: Mapping[str, int]
    places: WorkbookLayout


def write(
    result: Result,
    path: Path,
    lang: str,
    version: str,
    others: Mapping[str, Mapping[str, float]] | None = None,
    overrides: Mapping[str, Any] | None = None,
    closed: tuple[Variance, ...] = (),
) -> WrittenWorkbook:
    """Write the plan's workbook in `zh`, `en` or `both`.

    others: headline figures of further scenarios, by the name to show.
    overrides: what was set besides the plan's files; stored for reading the workbook back.
    closed: the closed months of the plan against it, in order; without any there are no sheets for them.
    The result must contain every line of the model, and one case.
    Raises FormulaTooLong, and Unwritten if the file cannot be written; a former file is then unchanged.
    """
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    content = BytesIO()
    with xlsxwriter.Workbook(content, {**as_text, "in_memory": True}) as file:
        book = _book(result, lang, file, overrides or {}, closed)
        counts = _write_all(book, version, others or {}, closed)
    write_whole(path, content.getvalue())
    return WrittenWorkbook(counts, book.layout)


def _book(
    result: Result, lang: str, file: Any, overrides: Mapping[str, Any], closed: tuple[Variance, ...]
) -> Book:
    one = result.plan.language if lang == "both" else lang
    file.set_properties({"title": plan_name(result.plan, one), "created": MADE})
    file.set_calc_mode("auto")
    items = result.origins
    where = layout(result, moving(result, items))
    modules = [name for name in where.sheets if name not in (INPUTS, GROUPS)]
    of_months = (ACTUAL, VARIANCE) if closed else ()
    names = (*READ_FIRST, *of_months, *READ_NEXT, *modules, INPUTS, GROUPS, ORIGINAL)
    titles = {name: sheet_title(name, one) for name in names}
    fits(list(titles.values()))
    for name in names:
        file.add_worksheet(titles[name], worksheet_class=_Sheet)
    formulas = Formulas(result, where, titles)
    rows = rows_of(result.plan)
    return Book(result, lang, where, formulas, Styles(file), titles, items, rows, file, overrides)


def _write_all(
    book: Book, version: str, others: Mapping[str, Mapping[str, float]], closed: tuple[Variance, ...]
) -> dict[str, int]:
    write_assumptions(book)
    counts = {INPUTS: write_inputs(book)}
    write_groups(book)
    for name in book.layout.sheets:
        if name not in (INPUTS, GROUPS):
            counts[name] = write_lines(book, name)
    counts[STATEMENTS] = write_statements(book)
    if closed:
        counts |= {ACTUAL: write_actual(book, closed), VARIANCE: write_variance(book, closed)}
    counts[front.CHECKS] = front.write_checks(book)
    front.write_scenarios(book, others)
    front.write_front(book, version)
    front.write_contents(book, counts)
    _names(book)
    book.sheet(front.FRONT).activate()
    return counts


def _names(book: Book) -> None:
    """Define a name, for use in formulas, for every input that is a single number."""
    column = letters(book.layout.columns.before)
    for block in book.layout.of_sheet(INPUTS):
        if block.constant and block.members == ((),):
            book.file.define_name(block.name, f"={book.on(INPUTS)}${column}${block.first + 1}")
