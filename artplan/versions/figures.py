"""The figures of a version by month, to twelve significant digits.

Those of a plan are all its lines without dimensions, those of a forecast the lines that a ledger knows.

Engines agree in twelve digits, and not in the last ones of a double; what remains of sums that are 0 differs.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from math import isfinite

from artplan.model import model
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.renamed import line as current
from artplan.result import Result
from artplan.texts.catalogue import LANGUAGES
from artplan.versions.answer import Figures, Labels
from artplan.writing.table import BOM, csv_text

COLUMNS = ("line", "unit", "month", "value")


def figures_of(result: Result) -> tuple[Figures, Mapping[str, str]]:
    """Return the figures and units of the lines without dimensions, without what is undefined."""
    lines = [line for line in result.lines if not result.per(line)]
    figures = {
        line: dict(zip(result.months, result.numbers(line)[0].tolist(), strict=True)) for line in lines
    }
    return rounded(figures), {line: result.unit(line) for line in lines}


def rounded(figures: Figures) -> Figures:
    """Return the figures to twelve significant digits, without what is undefined."""
    return {
        line: {month: float(f"{value:.12g}") for month, value in row.items() if isfinite(value)}
        for line, row in figures.items()
    }


def written(figures: Figures, units: Mapping[str, str]) -> str:
    """Return the figures as CSV."""
    rows = ((line, units[line], month, value) for line in figures for month, value in figures[line].items())
    return csv_text([COLUMNS, *rows])


def read(text: str, place: str) -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    """Return figures and units from CSV, with the names that lines have today.

    place: the file's name in faults. Raises PlanFault for a text that is no such table.
    """
    figures: dict[str, dict[str, float]] = {}
    units: dict[str, str] = {}
    try:
        head, *rows = csv.reader(text.removeprefix(BOM).splitlines())
        for name, unit, month, value in rows:
            units[current(name)] = unit
            figures.setdefault(current(name), {})[month] = float(value)
    except (ValueError, csv.Error):
        head = []
    if tuple(head) != COLUMNS:
        raise PlanFault([fault_at(place, "", "versions.no_figures", columns=", ".join(COLUMNS))])
    return figures, units


def labels_of(lines: tuple[str, ...]) -> Labels:
    """Return the labels of lines of the model, in both languages."""
    cards = model().lines
    return {line: {lang: getattr(cards[line], lang) for lang in LANGUAGES} for line in lines}
