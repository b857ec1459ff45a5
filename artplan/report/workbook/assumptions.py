"""The blue cells: every number of the parameter files, in their order, with unit, range, source and place.

A parameter that the rules read only after preparation (days that become shares of months) is grey, since
changing it in the workbook would have no effect. Dates and choices are grey for the same reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow, leaves_of
from artplan.plan.schema.root import DIMENSIONS, Sections
from artplan.report.words.values import published_in
from artplan.report.workbook.book import Book
from artplan.report.workbook.columns import LABEL, MEMBER, UNIT, address
from artplan.report.workbook.layout import ASSUMPTIONS
from artplan.report.workbook.styles import GREY, number_format
from artplan.texts.catalogue import text
from artplan.texts.message import Listed, listed, message
from artplan.writing.table import visible

BEHIND = ("describe", "path", "lowest", "highest", "source", "published", "place")
WIDE = {"describe": 44, "path": 40, "lowest": 9, "highest": 9, "source": 24, "published": 34, "place": 34}
ORIGINAL = "original"  # a hidden sheet: each cell's original value, with the path of its row
MARK = "artplan-workbook-2"


def write_assumptions(book: Book) -> None:
    sheet, original = book.sheet(ASSUMPTIONS), book.sheet(ORIGINAL)
    columns = book.layout.columns
    book.prepare(sheet, book.titles[ASSUMPTIONS], {LABEL: 46})
    book.heads(sheet, 3, last="workbook.describe")
    for offset, key in enumerate(BEHIND):
        sheet.write_string(3, columns.how + offset, book.words(f"workbook.{key}"), book.styles.head)
        sheet.set_column(columns.how + offset, columns.how + offset, WIDE[key])
    live = {origin.path for origin in book.origins.values()}
    plan = book.result.plan
    for section in (each for each in Sections.model_fields if each in book.leaf_rows):
        head = book.words(f"section.{section}")
        book.write_text(sheet, book.leaf_rows[section], LABEL, head, bold=True)
    for path, _ in leaves_of(plan.sections):
        _parameter(book, sheet, original, path, ".".join(path) in live)
    for name in plan.stated:
        _stated(book, sheet, original, name)
    _write_origin(book, original)
    sheet.autofilter(3, LABEL, max(book.leaf_rows.values()), columns.how + len(BEHIND) - 1)
    sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
    original.very_hidden()


def _write_origin(book: Book, original: Any) -> None:
    """Store plan, overrides and the names of the months on the hidden sheet, for reading back."""
    plan, columns = book.result.plan, book.layout.columns
    entries = {"workbook": MARK, "scenario": plan.name, "hash": plan.hash}
    original.write_string(0, 0, json.dumps({**entries, "overrides": dict(book.overrides)}, default=str))
    for index, month in enumerate(columns.months):
        original.write_string(1, columns.month(index), month)


def _of_member(book: Book, path: tuple[str, ...]) -> str:
    """Return `双11 · start`: the member's name and the keys of the path, which have no other label."""
    words = [each.replace("_", " ") for each in path[2 if path[0] in DIMENSIONS else 1 :]]
    owner = [book.member(DIMENSIONS[path[0]], path[1])] if path[0] in DIMENSIONS else []
    return " · ".join([*owner, *words])


def _stated(book: Book, sheet: Any, original: Any, name: str) -> None:
    """Write a date or a choice, which cannot be changed here; on the hidden sheet too, so that it is told."""
    row, stated = book.leaf_rows[name], book.result.plan.stated[name]
    path, before = tuple(name.split(".")), book.layout.columns.before
    book.write_text(sheet, row, LABEL, _of_member(book, path), indent=1)
    book.write_text(sheet, row, before, stated.text, font_color=GREY, align="right")
    original.write_string(row, 0, name)
    original.write_string(row, before, visible(stated.text))
    texts = {"describe": book.words("workbook.stated"), "path": name, "place": _unplaced(stated.place)}
    for key, value in texts.items():
        column = book.layout.columns.how + BEHIND.index(key)
        book.write_text(sheet, row, column, value, font_color=GREY, indent=int(key == "describe"))


def _parameter(book: Book, sheet: Any, original: Any, path: tuple[str, ...], live: bool) -> None:
    """Write one parameter, and its numbers on the hidden sheet of original values too."""
    name, plan = ".".join(path), book.result.plan
    leaf, spec = plan.leaves[name], spec_at(path)
    for offset, (named, row, column, value) in enumerate(_cells(book, name, leaf)):
        shape = number_format(path[-1], spec.unit)
        style = book.styles.blue(shape) if live else book.styles.number(shape, font_color=GREY)
        sheet.write_number(row, column, value, style)
        original.write_string(row, 0, named)
        original.write_number(row, column, value)
        if live:
            _validate(book, sheet, row, column, spec)
        if leaf.by == "calendar" or offset == 0:
            calendar = offset if leaf.by == "calendar" else None
            _describe(book, sheet, row, path, named, spec, leaf, live, calendar)


def _cells(book: Book, name: str, leaf: Leaf) -> Iterator[tuple[str, int, int, float]]:
    """Yield each number of a parameter with the path of its row, its row and its column."""
    columns, row = book.layout.columns, book.leaf_rows[name]
    for place, value in enumerate(leaf.values):
        if leaf.by == "calendar":
            named = f"{name}.{place + 1}" if len(leaf.values) > 1 else name
            yield named, row + place, columns.before, value
        else:
            yield name, row, columns.before if len(leaf.values) == 1 else columns.month(place), value


def numbers_of(plan: Plan) -> dict[str, float]:
    """Return every number of the parameters by its path, which ends in its month if there is one for each."""
    numbers: dict[str, float] = {}
    for name, leaf in plan.leaves.items():
        months = range(1, 13) if leaf.by == "calendar" else plan.months
        one = len(leaf.values) == 1
        numbers |= {
            name if one else f"{name}.{month}": value
            for month, value in zip(months, leaf.values, strict=not one)
        }
    return numbers


def _describe(
    book: Book,
    sheet: Any,
    row: int,
    path: tuple[str, ...],
    named: str,
    spec: LeafSpec,
    leaf: Leaf,
    live: bool,
    calendar: int | None,
) -> None:
    label = book.parameter(".".join(path))
    if calendar is not None and len(leaf.values) > 1:
        label += f" · {book.member('base_month', f'{calendar + 1:02d}')}"
    book.write_text(sheet, row, LABEL, label, indent=1)
    book.write_text(sheet, row, UNIT, book.unit(spec.unit), font_color=GREY)
    source = leaf.source or ("placeholder" if leaf.given else "standard")
    known = source if leaf.source else book.words(f"workbook.{source}")
    texts = {
        "describe": book.described(spec.describe) if live else book.words("workbook.shown_only"),
        "path": named,
        "lowest": _bound(spec.ge, spec.gt, ">"),
        "highest": _bound(spec.le, None, ""),
        "source": known,
        "published": published_in(book.result.plan, ".".join(path), book.one_language),
        "place": _unplaced(leaf.place),
    }
    for offset, key in enumerate(BEHIND):
        column = book.layout.columns.how + offset
        book.write_text(sheet, row, column, texts[key], font_color=GREY, indent=int(offset == 0))
    book.write_text(sheet, row, MEMBER, path[1] if len(path) > 2 else "", font_color=GREY)


def _unplaced(place: str) -> str:
    """Return the file's path from `params/` on, without the folder that contains the project."""
    head, _, tail = place.partition("params/")
    return f"params/{tail}" if tail else head


def _bound(closed: float | None, open_: float | None, sign: str) -> str:
    if closed is not None:
        return f"{closed:g}"
    return f"{sign} {open_:g}" if open_ is not None else ""


def spec_at(path: tuple[str, ...]) -> LeafSpec:
    """Return the schema's specification of the parameter at a path."""
    spec = follow(Sections, path)[-1].spec
    assert spec is not None
    return spec


def _validate(book: Book, sheet: Any, row: int, column: int, spec: LeafSpec) -> None:
    """Let the spreadsheet reject a number outside the schema's range when it is entered."""
    low, high = spec.gt if spec.gt is not None else spec.ge, spec.le
    rule: dict[str, Any] = {"validate": "decimal", "ignore_blank": False}
    if low is not None and high is not None and spec.gt is None:
        rule |= {"criteria": "between", "minimum": low, "maximum": high}
    elif low is not None and high is not None:
        cell = address(row, column)
        rule |= {"validate": "custom", "value": f"=AND({cell}>{low:g},{cell}<={high:g})"}
    elif low is not None:
        rule |= {"criteria": ">" if spec.gt is not None else ">=", "value": low}
    elif high is not None:
        rule |= {"criteria": "<=", "value": high}
    else:
        rule |= {"criteria": "between", "minimum": -1e15, "maximum": 1e15}
    lang = book.one_language
    rule["error_title"] = text("workbook.range_title", lang)
    rule["error_message"] = text("workbook.range_message", lang, range=range_text(spec, lang))
    sheet.data_validation(row, column, row, column, rule)


def range_text(spec: LeafSpec, lang: str) -> str:
    """Describe the range of a parameter: `at least 0, at most 1`."""
    return limits(spec).text(lang) or spec.unit


def limits(spec: LeafSpec) -> Listed:
    """Return the ends of the range that the schema sets."""
    parts = []
    if spec.gt is not None:
        parts.append(message("workbook.range_above", low=f"{spec.gt:g}"))
    if spec.ge is not None:
        parts.append(message("workbook.range_from", low=f"{spec.ge:g}"))
    if spec.le is not None:
        parts.append(message("workbook.range_to", high=f"{spec.le:g}"))
    return listed(parts)
