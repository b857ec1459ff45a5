"""Write the files of a run other than its pages: the table of lines, and the manifest that describes the run.

Only the manifest contains times; all other files are identical whenever the inputs are identical. It contains
no path of the machine that made the run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from math import isnan
from pathlib import Path
from typing import Any

from artplan.plan.plan import Plan
from artplan.plan.written.files import display
from artplan.report.pages import comparable
from artplan.report.tables import headline
from artplan.report.words.plans import plan_name
from artplan.result import Result
from artplan.study import SEED
from artplan.texts.catalogue import LANGUAGES
from artplan.writing.table import csv_text

COLUMNS = ("scenario", "line", "unit", "member", "month", "value")


def write_lines(result: Result, scenario: str, path: Path) -> None:
    """Write the values of every line, member and month as CSV, in full precision; empty where undefined."""
    rows = ((scenario, *row) for row in result.tidy().itertuples(index=False, name=None))
    write_text(csv_text([COLUMNS, *rows]), path)


def manifest(
    result: Result,
    scenario: str,
    overrides: Mapping[str, Any],
    lang: str,
    version: str,
    former: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Return a description of the run that identifies it and supplies its row in the index."""
    plan = result.plan
    return {
        "artplan": version,
        "scenario": scenario,
        "name": {lang: plan_name(plan, lang) for lang in LANGUAGES},
        "title": {lang: getattr(plan.describe or plan.title, lang) for lang in LANGUAGES},
        "chain": list(plan.chain),
        "overrides": dict(overrides),
        "lang": lang,
        "parameter_hash": plan.hash,
        "seed": SEED,
        "months": [result.months[0], result.months[-1]],
        "checks": [check.record() for check in result.checks()],
        "placeholders": sorted(plan.placeholders),
        "headline": {key: value for key, value in headline.figures(result).items() if not isnan(value)},
        **comparable.labelled(result),
        "former": former and {"headline": former["headline"], "finished": former["times"]["finished"]},
    }


def times(
    begun: datetime, notebooks: Mapping[str, float], cells: Mapping[str, Mapping[str, float]] | None = None
) -> dict[str, Any]:
    """Return when the run began and ended, and the seconds of its notebooks and, by id, of their cells."""
    ended = datetime.now().astimezone()
    return {
        "started": begun.isoformat(timespec="seconds"),
        "finished": ended.isoformat(timespec="microseconds"),
        "seconds": round((ended - begun).total_seconds(), 3),
        "notebooks": {name: round(seconds, 3) for name, seconds in sorted(notebooks.items())},
        "cells": {
            name: {cell: round(seconds, 3) for cell, seconds in each.items()}
            for name, each in sorted((cells or {}).items())
            if each
        },
    }


def unplaced(text: str, plan: Plan) -> str:
    """Replace the path of the parameter folder by `params`, because outputs name no path of the machine."""
    return text.replace(f"{display(plan.folder)}/", "params/")


def write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(value: Any, path: Path) -> None:
    write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", path)
