"""Find the notebooks and check whether they can be run.

This module only reads their text and needs neither a kernel nor papermill. papermill injects parameters after
the first cell tagged `parameters` and merely warns if that cell does not set a parameter, so both are checked
before anything runs.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display
from artplan.plan.written.shipped import shipped
from artplan.texts.message import listed

ACTUAL = "actual"  # the method of a story that shows the last closed month
PARAMETERS = ("scenario", "overrides", "lang", "out")


def find(lived: bool) -> tuple[Path, ...]:
    """Return the notebooks of the working directory, else those shipped with the package, sorted by name.

    Notebooks that show the panel are excluded, because they are interactive, and those on closed months
    unless months of the plans are closed (`lived`). Raises PlanFault if no notebook is found or one cannot
    be run.
    """
    visible = sorted(path for path in folder().glob("*.ipynb") if not path.name.startswith((".", "_")))
    left_out = explores if lived else lambda path: explores(path) or looks_back(path)
    result = tuple(path for path in visible if not left_out(path))
    faults = [fault for path in result for fault in inspected(path)]
    if not result:
        faults = [fault_at(display(folder()), "", "notebooks.none")]
    if faults:
        raise PlanFault(faults)
    return result


def folder() -> Path:
    own = Path("notebooks")
    return own if own.is_dir() else shipped("notebooks")


def inspected(path: Path) -> Iterator[Fault]:
    """Yield the faults that prevent the notebook from being run with a plan's parameters."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        tagged = [_source(cell) for cell in cells if "parameters" in cell["metadata"].get("tags", ())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"
        yield fault_at(display(path), "", "notebooks.unreadable", error=reason)
        return
    if not tagged:
        yield fault_at(display(path), "", "notebooks.untagged")
        return
    if len(tagged) > 1:
        yield fault_at(display(path), "", "notebooks.tagged", count=len(tagged))
        return
    missing = [name for name in PARAMETERS if name not in _assigned(tagged[0])]
    if missing:
        names, known = listed(missing), listed(PARAMETERS)
        yield fault_at(display(path), "", "notebooks.unset", names=names, known=known)


def explores(path: Path) -> bool:
    """Return whether the notebook shows the panel."""
    return any(name.startswith("artplan.app") for name in _imported(path))


def _imported(path: Path) -> set[str]:
    """Return the names that the notebook imports from artplan."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        code = [_source(cell) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()  # `inspected` reports it
    return {name for cell in code for name in _called(cell)}


def looks_back(path: Path) -> bool:
    """Return whether the notebook is about the closed months, so that it is left out while there are none."""
    return "artplan.notebook.open_actuals" in _imported(path)


def shows_actuals(path: Path) -> bool:
    """Return whether the page depends on the closed months: it is about them, or calls `story.actual`."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = [_source(cell) for cell in cells if cell["cell_type"] == "code"]
    return looks_back(path) or any(f".{ACTUAL}(" in cell for cell in code)


def compares(path: Path) -> bool:
    """Return whether the notebook may read other plans.

    This is assumed if it sets `scenarios` or imports anything from artplan other than `open_report`.
    """
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = [_source(cell) for cell in cells if cell["cell_type"] == "code"]
    return any(
        "scenarios" in _assigned(cell) or _called(cell) - {"artplan.notebook.open_report"} for cell in code
    )


def _called(source: str) -> set[str]:
    """Return the names that a cell imports from artplan; `artplan` itself if the cell cannot be parsed."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return {"artplan"}
    result = [each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            result += [f"{node.module}.{each.name}" for each in node.names]
    return {name for name in result if name.split(".")[0] == "artplan"}


def _source(cell: dict[str, Any]) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def _assigned(source: str) -> set[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}
