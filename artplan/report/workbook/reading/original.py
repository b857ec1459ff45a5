"""The hidden sheet of a workbook: what artplan wrote, before anybody edited it.

Its first cell names the plan with its hash and what was set besides its files; its second row names the
months of the columns. Each further row has the path of a row of the assumptions and that row's original
values, in the same columns. A month of a year, such as those of the season, is part of the path:
`season.weights.2`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from artplan.plan.written.faults import Fault, PlanFault, fault_at, shown
from artplan.report.workbook.assumptions import MARK
from artplan.report.workbook.layout import FIRST_ROW
from artplan.report.workbook.reading.sheets import ReadSheet, Value

MOST_TOLD = 500  # faults; a broken workbook may have one for every row
MOST_ROWS = 30_000  # the base plan has 1,600
MONTHS = 1  # the row with the names of the months
ENTRIES = {"scenario": str, "hash": str, "overrides": dict}
DEEPEST = 20  # levels of an override; a whole member has four
LONGEST_CELL = 32_767  # characters that a cell can hold
LONGEST = 100  # characters of a scenario's name


@dataclass(frozen=True)
class Original:
    """What artplan wrote: the plan, its months by column, and the original values of each row by its path."""

    sheet: ReadSheet
    scenario: str
    hash: str
    overrides: Mapping[str, Any]
    months: Mapping[int, str]
    rows: Mapping[str, int]

    @property
    def columns(self) -> range:
        """The columns of numbers: the one before the first month, and the months."""
        return range(min(self.months) - 1, max(self.months) + 1)

    @property
    def path_column(self) -> int:
        """The column of the assumptions that holds the path, two after the last month."""
        return max(self.months) + 2

    def name(self, path: str, column: int) -> str:
        """Return the path of one number: that of its row, and its month if there is one for each."""
        return f"{path}.{self.months[column]}" if column in self.months else path

    def values(self, path: str) -> Mapping[int, Value]:
        """Return the original values of a row, by column."""
        return {column: value for column, value in self.sheet.rows[self.rows[path]].items() if column}


def original(sheet: ReadSheet) -> Original:
    """Read the hidden sheet; raises PlanFault with each cell that artplan did not write like this."""
    entries = _entries(sheet)
    months = {column: name for column, name in sorted(sheet.rows.get(MONTHS, {}).items()) if column}
    names = [name for name in months.values() if isinstance(name, str)]
    whole = bool(months) and list(months) == list(range(min(months), max(months) + 1)) and min(months) > 1
    if not whole or len(set(names)) < len(months):
        raise PlanFault([fault_at(sheet.cell(MONTHS, 0), "", "workbook.hidden")])
    if len(sheet.rows) > MOST_ROWS:
        raise PlanFault([fault_at(sheet.place, "", "workbook.hidden")])
    rows: dict[str, int] = {}
    read = Original(sheet, months=dict(zip(months, names, strict=True)), rows=rows, **entries)
    faults: list[Fault] = []
    for row in sorted(row for row in sheet.rows if row >= FIRST_ROW):
        path = sheet.value(row, 0)
        if not isinstance(path, str) or path in rows:
            faults.append(fault_at(sheet.cell(row, 0), _shown(path), "workbook.hidden"))
            continue
        rows[path] = row
        faults += _of_row(read, path)
    if faults or not rows:
        raise PlanFault(faults[:MOST_TOLD] or [fault_at(sheet.cell(FIRST_ROW, 0), "", "workbook.hidden")])
    return read


def _of_row(read: Original, path: str) -> Iterator[Fault]:
    row = read.rows[path]
    for column, value in read.values(path).items():
        if column not in read.columns or isinstance(value, bool):
            yield fault_at(read.sheet.cell(row, column), _shown(path), "workbook.hidden")


def _entries(sheet: ReadSheet) -> dict[str, Any]:
    """Return scenario, hash and overrides from the first cell."""
    written = sheet.value(0, 0)
    try:
        text = written if isinstance(written, str) and len(written) <= LONGEST_CELL else ""
        entries = json.loads(text, parse_constant=_refused)
        json.dumps(entries, ensure_ascii=False).encode("utf-8")  # half of a character is none
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        raise PlanFault([fault_at(sheet.cell(0, 0), "", "workbook.hidden")])
    if entries.get("workbook") != MARK:
        raise PlanFault([fault_at(sheet.cell(0, 0), "", "workbook.other_version")])
    result: dict[str, Any] = {key: entries.get(key) for key in ENTRIES}
    wrong = [
        key
        for key, kind in ENTRIES.items()
        if not isinstance(result[key], kind) or not _within(result[key], DEEPEST)
    ]
    if not wrong and (len(result["scenario"]) > LONGEST or not result["scenario"].isprintable()):
        wrong = ["scenario"]
    if wrong:
        place = sheet.cell(0, 0)
        raise PlanFault(
            fault_at(place, key, "workbook.hidden_entry", value=shown(result[key])) for key in wrong
        )
    return result


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _within(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    held = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_within(each, levels - 1) for each in held)


def _shown(path: Value) -> str:
    return str(path or "")[:80]
