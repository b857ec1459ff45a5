"""What a notebook opens: a plan, worked out and ready to be told.

    from artplan.notebook import open_report
    story = open_report(scenario, overrides, lang, out)
    story.say("profit")

    ask = open_questions(scenario, overrides)
    story.chart("tornado", ask.sensitivity())

    show(artplan.simulate("base"))      # charts and tables of any study, in one call

Whatever papermill injects is checked before anything runs: an unknown parameter, an override of no
leaf, a language nobody speaks fail the notebook with a fault of one line each.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from artplan.operating import load
from artplan.plan.read.chain import plan_names
from artplan.plan.written.faults import Fault, PlanFault, shown, suggest
from artplan.questions import Questions
from artplan.report import studies
from artplan.report.story import Story
from artplan.report.texts import LANGUAGES
from artplan.study.explain.explain import explain

PLACE = "parameters"
INJECTED = "# Parameters"  # the line that papermill puts on top of what it injects


def open_report(
    scenario: str = "base",
    overrides: Mapping[str, Any] | str = "",
    lang: str = "zh",
    out: str = "",
    scenarios: str | None = None,
) -> Story:
    """Load the scenario with its overrides and work it out.

    overrides: a mapping of paths to values, or text: `path=value; path=value`. out: a folder for charts
    and tables besides. scenarios: names to compare with, by spaces; empty means all there are.
    Raises PlanFault with everything that is wrong.
    """
    faults = [*_unknown_parameters(), *_wrong_types(scenario, lang, out, scenarios)]
    chosen, troubles = _overrides(overrides)
    if faults or troubles:
        raise PlanFault([*faults, *troubles])
    result = load(scenario, chosen).run()
    others = {} if scenarios is None else _results(result, scenario, chosen, scenarios)
    return Story(result, lang, Path(out) if out else None, others, explain)


def open_questions(scenario: str = "base", overrides: Mapping[str, Any] | str = "") -> Questions:
    """The studies of the scenario with its overrides. Raises PlanFault with everything that is wrong."""
    chosen, troubles = _overrides(overrides)
    if troubles:
        raise PlanFault(troubles)
    return Questions(load(scenario, chosen), scenario, chosen)


def show(found: Any, lang: str = "zh") -> studies.Shown:
    """The charts and tables of what a study found."""
    return studies.show(found, lang)


def _results(result: Any, scenario: str, overrides: Mapping[str, Any], scenarios: str) -> dict[str, Any]:
    """The notebook's own plan first, then the named ones as they stand in their files."""
    own = f"{scenario} *" if overrides else scenario
    names = scenarios.split() or plan_names()
    return {own: result, **{name: load(name).run() for name in names if name != own}}


def _overrides(given: object) -> tuple[dict[str, Any], list[Fault]]:
    """`a.b=x1.5; c.d=null` -> {"a.b": "x1.5", "c.d": None}"""
    if isinstance(given, Mapping):
        odd = [key for key in given if not isinstance(key, str)]
        return dict(given), [
            _fault("overrides", f"{shown(key)} is no path", "write path: value") for key in odd
        ]
    if not isinstance(given, str):
        remedy = "write path=value; path=value, or a mapping of paths to values"
        return {}, [_fault("overrides", f"{shown(given)} is neither text nor a mapping", remedy)]
    found: dict[str, Any] = {}
    faults = []
    for part in filter(None, (each.strip() for each in given.split(";"))):
        path, equals, value = (each.strip() for each in part.partition("="))
        if not (path and equals and value):
            faults.append(
                _fault("overrides", f"{shown(part)} is no override", "write path=value; path=value")
            )
        elif path in found:
            faults.append(_fault("overrides", f"{path} is given twice", "give each path once"))
        found[path] = value
    return found, faults


def _wrong_types(scenario: object, lang: object, out: object, scenarios: object) -> list[Fault]:
    given = {
        "scenario": scenario,
        "lang": lang,
        "out": out,
        "scenarios": "" if scenarios is None else scenarios,
    }
    faults = [
        _fault(name, f"{shown(value)} is no text", f'write {name} = "..."')
        for name, value in given.items()
        if not isinstance(value, str)
    ]
    if isinstance(lang, str) and lang not in LANGUAGES:
        faults.append(
            _fault("lang", f"unknown language {shown(lang)}", suggest(lang, LANGUAGES, "languages"))
        )
    return faults


def _unknown_parameters() -> list[Fault]:
    """Parameters that papermill injected and that the notebook's own parameters cell does not have.

    papermill itself only warns, so that a misspelt name would leave the default in force unnoticed.
    """
    main = vars(sys.modules["__main__"])
    cells = [str(cell) for cell in main.get("In", ())]
    places = [place for place, cell in enumerate(cells) if cell.lstrip().startswith(INJECTED)]
    if not places:
        return []
    known = {name for cell in cells[: places[0]] for name in _assigned(cell)}
    unknown = [name for name in _assigned(cells[places[-1]]) if name not in known]
    return [
        _fault(name, "the notebook has no such parameter", suggest(name, sorted(known))) for name in unknown
    ]


def _assigned(cell: str) -> list[str]:
    """Names that a cell sets."""
    try:
        tree = ast.parse(cell)
    except SyntaxError:
        return []
    return [
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]


def _fault(name: str, fault: str, remedy: str) -> Fault:
    return Fault(PLACE, name, fault, remedy)
