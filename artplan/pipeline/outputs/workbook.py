"""Write the workbook of a plan, and replace an existing file only when the new one is complete."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from artplan import __version__
from artplan.engine.faults import NumberFault
from artplan.operating import load
from artplan.plan.read.chain import plan_names
from artplan.plan.written.faults import PlanFault
from artplan.report.tables import headline
from artplan.report.workbook.write import WrittenWorkbook, write
from artplan.result import Result

Figures = Mapping[str, Mapping[str, float]]


def side_by_side() -> Figures:
    """Return the headline figures of the base plan and of every scenario, without overrides.

    Scenarios with a fault are skipped.
    """
    result = {}
    for name in plan_names():
        try:
            result[name] = headline.figures(load(name).run())
        except (PlanFault, NumberFault):
            continue  # `artplan check` reports the fault
    return result


def write_workbook(
    result: Result, path: Path, lang: str, scenarios: Figures, overrides: Mapping[str, Any]
) -> WrittenWorkbook:
    """Write to a hidden file in the same folder and rename it to `path`. Raises OSError if this fails."""
    beside = path.with_name(f".{path.name}")
    try:
        written = write(result, beside, lang, __version__, scenarios, overrides)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return written
