"""Reading a workbook back: the blue cells that a user has changed, as settings of a scenario.

A hidden sheet of the workbook keeps the original values; a cell that differs from them was edited. So the
scenario contains only what the user changed, and takes everything else from its base. A row is known by the
path that stands in it: rows that were sorted are read right, and a row that is missing or there twice is
refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import OVERRIDE, Fault, PlanFault, fault_at, shown
from artplan.report.workbook.assumptions import ORIGINAL, limits, numbers_of
from artplan.report.workbook.layout import ASSUMPTIONS, sheet_title
from artplan.report.workbook.reading.original import MONTHS, MOST_TOLD, Original, original
from artplan.report.workbook.reading.sheets import ReadSheet, Value, tabs
from artplan.texts.catalogue import LANGUAGES

SAME = 1e-12  # relative tolerance: programs write a number with fifteen digits


@dataclass(frozen=True)
class Edited:
    """The edits of a workbook: its scenario with hash and overrides, and the new numbers by path.

    A path may end in a month (`channels.a.spend.2027-03`) or a calendar month (`season.weights.2`).
    places: the cell of each new number. sorted: whether rows stand elsewhere than artplan wrote them.
    """

    scenario: str
    hash: str
    overrides: Mapping[str, Any]
    settings: Mapping[str, float]
    places: Mapping[str, str]
    sorted: bool
    original: Original


def edited(path: Path) -> Edited:
    """Return what differs from the original values; raises PlanFault with every wrong cell."""
    now, before = _sheets(path)
    rows = _rows(now, before)
    settings: dict[str, float] = {}
    places: dict[str, str] = {}
    faults: list[Fault] = []
    for name, cell, was, value in _cells(now, before, rows):
        wrong = list(_wrong(cell, name, was, value))
        faults += wrong
        if not wrong and isinstance(value, float) and isinstance(was, float) and _differ(was, value):
            settings[name], places[name] = value, cell
    if faults:
        raise PlanFault(faults[:MOST_TOLD])
    moved = any(rows[name] != row for name, row in before.rows.items())
    return Edited(before.scenario, before.hash, before.overrides, settings, places, moved, before)


def contradictions(cells: Edited, plan: Plan) -> list[Fault]:
    """Return the cells of the hidden sheet that are not what artplan wrote.

    plan: the plan that the workbook names, with its overrides, unchanged since.
    """
    read, numbers = cells.original, numbers_of(plan)
    if tuple(read.months.values()) != plan.months:
        return [fault_at(read.sheet.cell(MONTHS, min(read.months)), "", "workbook.hidden")]
    faults = [
        fault_at(read.sheet.cell(read.rows[path], column), name, "workbook.contradiction", was=f"{true:.12g}")
        for path in read.rows
        for column, value in read.values(path).items()
        if (true := numbers.get(name := read.name(path, column))) is not None
        and (not isinstance(value, float) or _differ(value, true))
    ]
    return faults[:MOST_TOLD]


def unknown(cells: Edited, plan: Plan) -> list[Fault]:
    """Return the edited cells whose parameter the plan does not have, which has changed since, perhaps."""
    months = {*plan.months, *map(str, range(1, 13))}
    faults = [
        fault_at(cells.places[name], name, "workbook.no_parameter")
        for name in cells.settings
        if name not in plan.leaves
        and not (name.rpartition(".")[0] in plan.leaves and name.rpartition(".")[2] in months)
    ]
    return faults[:MOST_TOLD]


def at_cells(fault: PlanFault, cells: Edited) -> PlanFault:
    """Return the faults of a plan, those of an edited number with the number's cell as their place."""
    return PlanFault(
        [
            replace(each, place=cells.places[each.path])
            if each.place == OVERRIDE and each.path in cells.places
            else each
            for each in fault.faults
        ],
        fault.language,
    )


def _sheets(path: Path) -> tuple[ReadSheet, Original]:
    """Return the sheet of assumptions, and the original values."""
    book = tabs(path)
    for lang in LANGUAGES:
        names = sheet_title(ASSUMPTIONS, lang), sheet_title(ORIGINAL, lang)
        if set(names) <= set(book.parts):
            before = original(book.sheet(names[1]))
            return book.sheet(names[0], {*before.columns, before.path_column}), before
    raise PlanFault([fault_at(str(path), "", "workbook.foreign")])


def _rows(now: ReadSheet, before: Original) -> Mapping[str, int]:
    """Return the row of each path on the sheet of assumptions."""
    heads = before.months.items()
    if not any(all(cells.get(column) == name for column, name in heads) for cells in now.rows.values()):
        raise PlanFault([fault_at(now.place, "", "workbook.headings")])
    rows: dict[str, int] = {}
    faults: list[Fault] = []
    for row in sorted(now.rows):
        path = now.value(row, before.path_column)
        if not isinstance(path, str):
            continue
        if path in rows:
            place, other = now.cell(row, before.path_column), now.cell(rows[path], before.path_column)
            faults.append(fault_at(place, path[:80], "workbook.row_twice", other=other.rpartition("!")[2]))
        elif path not in before.rows and any(_is_number(now.value(row, each)) for each in before.columns):
            faults.append(fault_at(now.cell(row, before.path_column), path[:80], "workbook.row_unknown"))
        rows[path] = row
    missing = [path for path in before.rows if path not in rows]
    if len(missing) == len(before.rows):
        raise PlanFault([fault_at(now.place, "", "workbook.no_paths")])
    faults += [fault_at(now.place, path, "workbook.row_missing") for path in missing]
    if faults:
        raise PlanFault(faults[:MOST_TOLD])
    return rows


def _cells(
    now: ReadSheet, before: Original, rows: Mapping[str, int]
) -> Iterator[tuple[str, str, Value, Value]]:
    """Yield path, place, original and present value of each cell that held something or holds a number."""
    for path in before.rows:
        values, cells = before.values(path), now.rows[rows[path]]
        for column in sorted(values.keys() | cells.keys() - {before.path_column}):
            was, value = values.get(column), cells.get(column)
            if was is not None or _is_number(value):
                yield before.name(path, column), now.cell(rows[path], column), was, value


def _wrong(cell: str, name: str, was: Value, value: Value) -> Iterator[Fault]:
    """Yield what is wrong with a cell: no number, one out of its range, or one where none is asked for."""
    if was is None:
        yield fault_at(cell, name, "workbook.not_asked", value=shown(value))
    elif isinstance(was, str):
        if value != was:
            yield fault_at(cell, name, "workbook.shown_only", value=shown(value), was=shown(was))
    elif not isinstance(value, float):
        yield fault_at(cell, name, "workbook.no_number", value=shown(value))
    elif isinstance(was, float) and _differ(was, value):
        yield from _out_of_range(cell, name, value)


def _is_number(value: Value) -> bool:
    return isinstance(value, float)


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > SAME * max(abs(one), abs(other))


def _out_of_range(place: str, name: str, value: float) -> Iterator[Fault]:
    spec = follow(Sections, name.split("."))[-1].spec
    if spec is None:
        yield fault_at(place, name, "workbook.no_parameter")
        return
    inside = (spec.ge is None or value >= spec.ge) and (spec.gt is None or value > spec.gt)
    if not inside or (spec.le is not None and value > spec.le):
        yield fault_at(place, name, "workbook.out_of_range", value=f"{value:g}", limits=limits(spec))
