"""Reading a workbook back: the blue cells that a user has changed, as settings of a scenario.

A hidden sheet of the workbook keeps the original values; a cell that differs from them was edited. So the
scenario contains only what the user changed, and takes everything else from its base.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from artplan.plan.written.faults import Fault, PlanFault, fault_at, shown
from artplan.report.workbook.assumptions import MARK, ORIGINAL, limits, spec_at
from artplan.report.workbook.columns import address
from artplan.report.workbook.layout import ASSUMPTIONS, FIRST_ROW, sheet_title
from artplan.texts.catalogue import LANGUAGES
from artplan.texts.message import Both, message

SAME = 1e-12  # relative tolerance: programs write a number with fifteen digits


@dataclass(frozen=True)
class Edited:
    """The edits of a workbook: its scenario with hash and overrides, and the new numbers by path.

    A path may end in a month (`channels.a.spend.2027-03`) or a calendar month (`season.weights.2`).
    """

    scenario: str
    hash: str
    overrides: Mapping[str, Any]
    settings: Mapping[str, float]


Rows = list[list[Any]]


def edited(path: Path) -> Edited:
    """Return what differs from the original values; raises PlanFault with every wrong cell."""
    now, before, tab = _sheets(path)
    message = json.loads(before[0][0])
    settings: dict[str, float] = {}
    faults: list[Fault] = []
    for row, column, name in _numbers(before):
        was, value = before[row][column], _cell(now, row, column)
        if isinstance(value, bool) or not isinstance(value, int | float):
            place = f"{path} {tab}!{address(row, column)}"
            faults.append(fault_at(place, name, "workbook.no_number", value=shown(value)))
        elif abs(value - was) > SAME * max(abs(was), abs(value)):
            faults += _out_of_range(f"{path} {tab}!{address(row, column)}", name, float(value))
            settings[name] = float(value)
    if faults:
        raise PlanFault(faults)
    return Edited(message["scenario"], message["hash"], message["overrides"], settings)


def _sheets(path: Path) -> tuple[Rows, Rows, str]:
    """Return the sheet of assumptions, the hidden sheet of original values, and the former's name."""
    try:
        book = CalamineWorkbook.from_path(path)
    except (OSError, CalamineError, zipfile.BadZipFile) as error:
        raise PlanFault(
            [fault_at(str(path), "", "workbook.unreadable", error=Both(message("shown.no_workbook"), error))]
        ) from None
    for lang in LANGUAGES:
        names = sheet_title(ASSUMPTIONS, lang), sheet_title(ORIGINAL, lang)
        if set(names) <= set(book.sheet_names):
            now, before = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names)
            if before and MARK in str(before[0][0]):
                return now, before, names[0]
    raise PlanFault([fault_at(str(path), "", "workbook.foreign")])


def _numbers(before: Rows) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and path of each number.

    The path of a value by month or calendar month ends in that month.
    """
    months = before[1]
    rows: dict[str, list[int]] = {}
    for row, cells in enumerate(before[FIRST_ROW:], start=FIRST_ROW):
        if cells and cells[0]:
            rows.setdefault(str(cells[0]), []).append(row)
    for name, items in rows.items():
        for place, row in enumerate(items, start=1):
            for column, value in enumerate(before[row]):
                if column and isinstance(value, int | float):
                    ending = f".{place}" if len(items) > 1 else ""
                    ending = ending or (f".{months[column]}" if _cell(before, 1, column) else "")
                    yield row, column, name + ending


def _cell(rows: Rows, row: int, column: int) -> Any:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _out_of_range(place: str, name: str, value: float) -> list[Fault]:
    path = tuple(name.split("."))
    spec = spec_at(path)
    inside = (spec.ge is None or value >= spec.ge) and (spec.gt is None or value > spec.gt)
    if inside and (spec.le is None or value <= spec.le):
        return []
    return [fault_at(place, name, "workbook.out_of_range", value=f"{value:g}", limits=limits(spec))]
