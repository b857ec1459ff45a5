"""Check the parameters that papermill has injected into a notebook, before anything runs.

An unknown parameter, an override whose path is not a parameter or an unsupported language stops the notebook
with a fault of one line each.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from typing import Any

from artplan.plan.written.faults import Fault, fault_at, shown
from artplan.texts.catalogue import LANGUAGES
from artplan.texts.closest import suggest

PLACE = "parameters"
INJECTED = "# Parameters"  # the first line of the cell that papermill injects


def read_overrides(given: object) -> tuple[dict[str, Any], list[Fault]]:
    """Parse overrides given as a mapping or as text, and return them with the faults found.

    The text `a.b=x1.5; c.d=null` gives {"a.b": "x1.5", "c.d": None}.
    """
    if isinstance(given, Mapping):
        odd = [key for key in given if not isinstance(key, str)]
        return dict(given), [fault_at(PLACE, "overrides", "injected.no_path", key=shown(key)) for key in odd]
    if not isinstance(given, str):
        return {}, [fault_at(PLACE, "overrides", "injected.no_overrides", value=shown(given))]
    result: dict[str, Any] = {}
    faults: list[Fault] = []
    for part in filter(None, (each.strip() for each in given.split(";"))):
        path, equals, value = (each.strip() for each in part.partition("="))
        if not (path and equals and value):
            faults.append(fault_at(PLACE, "overrides", "injected.no_override", part=shown(part)))
        elif path in result:
            faults.append(fault_at(PLACE, "overrides", "injected.twice", path=path))
        result[path] = value
    return result, faults


def wrong_types(scenario: object, lang: object, out: object, scenarios: object) -> list[Fault]:
    given = {
        "scenario": scenario,
        "lang": lang,
        "out": out,
        "scenarios": "" if scenarios is None else scenarios,
    }
    faults = [
        fault_at(PLACE, name, "injected.no_text", value=shown(value), name=name)
        for name, value in given.items()
        if not isinstance(value, str)
    ]
    if isinstance(lang, str) and lang not in LANGUAGES:
        near = suggest(lang, LANGUAGES, "languages")
        faults.append(fault_at(PLACE, "lang", "injected.no_language", value=shown(lang), near=near))
    return faults


def unknown_parameters() -> list[Fault]:
    """Return a fault for each injected parameter that the notebook's own parameters cell does not set.

    papermill itself only warns, so that a misspelt name would leave the default value in use unnoticed.
    """
    main = vars(sys.modules["__main__"])
    cells = [str(cell) for cell in main.get("In", ())]
    places = [place for place, cell in enumerate(cells) if cell.lstrip().startswith(INJECTED)]
    if not places:
        return []
    known = {name for cell in cells[: places[0]] for name in _assigned(cell)}
    unknown = [name for name in _assigned(cells[places[-1]]) if name not in known]
    near = {name: suggest(name, sorted(known)) for name in unknown}
    return [fault_at(PLACE, name, "injected.unknown", near=near[name]) for name in unknown]


def _assigned(cell: str) -> list[str]:
    """Return the names that a cell assigns."""
    try:
        tree = ast.parse(cell)
    except SyntaxError:
        return []
    return [
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
