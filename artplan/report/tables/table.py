"""The `Table` class: name, caption, columns, rows as shown, and the exact numbers behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

import pandas as pd

from artplan.writing.table import csv_text, no_formula

MANY_COLUMNS, SOME_COLUMNS = 10, 7
Kind = Literal["", "result", "group", "note"]


@dataclass(frozen=True)
class Column:
    """A column's heading; numbers are aligned right."""

    head: str
    number: bool = True


@dataclass(frozen=True)
class TableRow:
    """A row as shown; a `result` has a line above it, a `group` is a heading within the table.

    how: the formula of the row's line, or the path of its parameter; shown as a tooltip of the label.
    """

    cells: tuple[str, ...]
    kind: Kind = ""
    how: str = ""


@dataclass(frozen=True)
class Table:
    """A table; a notebook displays it as HTML. `frame` holds the same numbers unrounded."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    frame: pd.DataFrame = field(compare=False)

    def html(self) -> str:
        if not self.columns:  # a study that does not apply: its caption says so
            return f"<p>{escape(self.caption)}</p>"
        head = "".join(
            f'<th scope="col"{_class(column.number)}>{escape(column.head)}</th>' for column in self.columns
        )
        body = "\n".join(self._row(row) for row in self.rows)
        counted = any(column.number for column in self.columns)
        kind = "numbers" if counted else "words"
        length = len(self.columns) if counted else 0
        wide = " wide" if length > MANY_COLUMNS else " dense" if length > SOME_COLUMNS else ""
        return (
            f'<div class="table {kind}{wide}" tabindex="0" role="region" aria-label="{escape(self.caption)}">'
            "<table>"
            f"<caption>{escape(self.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{body}\n</tbody></table></div>"
        )

    def text(self) -> str:
        """Return the cells as plain text, separated by tabs, which a spreadsheet program can take over."""
        heads = "\t".join(no_formula(column.head) for column in self.columns)
        rows = ("\t".join(self._texts(row)) for row in self.rows)
        return "\n".join([no_formula(self.caption), heads, *rows])

    def csv(self) -> str:
        """Return the unrounded values as CSV, with the names of the rows in front."""
        heads = [*(name or "" for name in self.frame.index.names), *self.frame.columns]
        levels = self.frame.index.nlevels
        rows = (
            (*(names if levels > 1 else (names,)), *values)
            for names, *values in self.frame.itertuples(name=None)
        )
        return csv_text([heads, *rows])

    def _texts(self, row: TableRow) -> list[str]:
        """Return the row's cells, in which numbers stay as they are shown."""
        kinds = [False, *(column.number for column in self.columns[1:])]
        return [cell if number else no_formula(cell) for cell, number in zip(row.cells, kinds, strict=False)]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def _row(self, row: TableRow) -> str:
        if row.kind == "group":
            span = len(self.columns)
            return f'<tr class="group"><th scope="rowgroup" colspan="{span}">{escape(row.cells[0])}</th></tr>'
        first, *others = row.cells
        how = f' title="{escape(row.how)}"' if row.how else ""
        cells = [f'<th scope="row"{how}>{escape(first)}</th>']
        cells += [
            f"<td{_class(column.number)}>{_lines(cell)}</td>"
            for column, cell in zip(self.columns[1:], others, strict=True)
        ]
        mark = f' class="{row.kind}"' if row.kind else ""
        return f"<tr{mark}>{''.join(cells)}</tr>"


@dataclass(frozen=True)
class Tables:
    """One table by several kinds of period: the first is shown, the others are folded below it."""

    tables: tuple[Table, ...]

    def html(self) -> str:
        first, *others = self.tables
        folded = [
            f'<details class="periods"><summary>{escape(each.caption)}</summary>{each.html()}</details>'
            for each in others
        ]
        return "\n".join([first.html(), *folded])

    def text(self) -> str:
        return "\n\n".join(each.text() for each in self.tables)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}


def columns(first: str, *numbers: str) -> tuple[Column, ...]:
    """Return a column of names, followed by columns of numbers."""
    return (Column(first, number=False), *(Column(each) for each in numbers))


def words(*heads: str) -> tuple[Column, ...]:
    """Return columns of text."""
    return tuple(Column(each, number=False) for each in heads)


def row(cells: Iterable[str], kind: Kind = "", how: str = "") -> TableRow:
    return TableRow(tuple(cells), kind, how)


def framed(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Return the exact values of a table whose cells do not come from a single line."""
    return pd.DataFrame([list(each) for each in rows], columns=list(names))


def _lines(cell: str) -> str:
    """Return a cell's text, or a list with one item per line."""
    if "\n" not in cell:
        return escape(cell)
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in cell.split("\n")) + "</ul>"


def _class(number: bool) -> str:
    return ' class="number"' if number else ""
