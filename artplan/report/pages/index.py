"""The index page of all runs, newest first.

Without scripts it is a plain table; the script in `templates/index.js` adds search and the comparison of any
two runs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files as package_files
from typing import Any

from markupsafe import Markup

from artplan.report.pages.comparable import Labelled, compared
from artplan.report.pages.frame import page
from artplan.report.tables import headline
from artplan.report.words.format import number, short
from artplan.report.words.plans import apart
from artplan.texts.catalogue import text

FIGURES = ("gross_sales", "net_profit", "cash_lowest", "cash_closing", "headcount_closing")
# Texts of the script: catalogue keys below pages.index.
WORDS = ("found", "change", "relative", "same", "of_figures", "of_parameters", "line", "parameter", "points")


@dataclass(frozen=True)
class RunRow:
    """A run in the index, as read from its manifest.

    scenario: what commands call it. name: what readers call it; empty in a manifest that has none.
    """

    scenario: str
    title: str
    href: str
    made_at: str
    headline: dict[str, float]
    former: dict[str, float] = field(default_factory=dict)
    statement: dict[str, Labelled] = field(default_factory=dict)
    parameters: dict[str, Labelled] = field(default_factory=dict)
    checks_failed: int = 0
    alerts: int = 0
    placeholders: int = 0
    name: str = ""


def index_page(rows: Sequence[RunRow], lang: str) -> str:
    """Return the page with all runs in the given order."""
    heads = [text(f"pages.index.{key}", lang) for key in ("scenario", "made_at")]
    heads += [text(f"headline.{key}", lang) for key in FIGURES]
    heads += [text(f"pages.index.{key}", lang) for key in ("checks", "alerts", "placeholders")]
    names = apart({row.scenario: row.name or row.scenario for row in rows}, lang)
    shown = [{"name": names[row.scenario], "row": row, "cells": _cells(row, lang)} for row in rows]
    return page(
        "index",
        lang,
        title=text("pages.index.title", lang),
        heads=heads,
        rows=shown,
        data=_script_data(rows, lang) if rows else "",
        script=_script() if rows else "",
    )


def _cells(row: RunRow, lang: str) -> list[tuple[str, str, str]]:
    """Return a run's cells: (figure, change against the previous run, `good` or `bad`)."""
    cells = [(row.made_at, "", "")]
    for key in FIGURES:
        if key not in row.headline:
            cells.append(("", "", ""))
            continue
        change = headline.change(key, row.headline, row.former, lang)
        mark = headline.mark(key, row.headline, row.former) if change else ""
        cells.append((short(row.headline[key], headline.unit_of(key), lang), change, mark))
    failed = text("pages.index.failed", lang, count=row.checks_failed)
    checks = failed if row.checks_failed else text("pages.index.passed", lang)
    counts = (number(row.alerts), number(row.placeholders))
    return [*cells, (checks, "", ""), *((each, "", "") for each in counts)]


def _script_data(rows: Sequence[RunRow], lang: str) -> Markup:
    """Return the script's data as JSON in which no name can close the script element."""
    data: dict[str, Any] = compared(rows, lang)
    data["words"] = {key: text(f"pages.index.{key}", lang) for key in WORDS}
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _script() -> str:
    return package_files(__package__).joinpath("templates", "index.js").read_text("utf-8")
