"""Open a report and the studies of a plan from a notebook's parameters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from artplan.actuals.closed import closed_amounts, closed_drivers
from artplan.api.applicable import Questions
from artplan.api.lived import Lived
from artplan.api.versions import frozen_versions
from artplan.notebook.injected import read_overrides, unknown_parameters, wrong_types
from artplan.operating import load
from artplan.plan.read.chain import plan_names
from artplan.plan.written.faults import PlanFault
from artplan.report import answers as studies
from artplan.report.story import Story
from artplan.study.explain.explain import explain
from artplan.study.variance.answer import Variance


def open_report(
    scenario: str = "base",
    overrides: Mapping[str, Any] | str = "",
    lang: str = "zh",
    out: str = "",
    scenarios: str | None = None,
) -> Story:
    """Load the scenario with its overrides and evaluate it.

    overrides: a mapping of paths to values, or text: `path=value; path=value`. out: a folder to which charts
    and tables are also written. scenarios: names of scenarios to compare with, separated by spaces; empty
    means all scenarios, None means no comparison. Raises PlanFault with all faults.
    """
    faults = [*unknown_parameters(), *wrong_types(scenario, lang, out, scenarios)]
    chosen, troubles = read_overrides(overrides)
    if faults or troubles:
        raise PlanFault([*faults, *troubles])
    plan = load(scenario, chosen)
    result = plan.run()
    others = {} if scenarios is None else _results(result, scenario, chosen, scenarios)

    def compared() -> Variance | None:
        return Lived(plan, closed_amounts()).variance()

    return Story(result, lang, Path(out) if out else None, others, explain, compared)


def open_questions(scenario: str = "base", overrides: Mapping[str, Any] | str = "") -> Questions:
    """Return the studies of the scenario with its overrides. Raises PlanFault with all faults."""
    chosen, troubles = read_overrides(overrides)
    if troubles:
        raise PlanFault(troubles)
    return Questions(load(scenario, chosen), scenario, chosen)


def open_actuals(scenario: str = "base", overrides: Mapping[str, Any] | str = "") -> Lived:
    """Return closed months and frozen versions of the working directory, beside a scenario with overrides.

    Raises PlanFault with all faults.
    """
    chosen, troubles = read_overrides(overrides)
    if troubles:
        raise PlanFault(troubles)
    plan, versions = load(scenario, chosen), frozen_versions()
    return Lived(plan, closed_amounts(), closed_drivers(), versions)


def show(result: Any, lang: str = "zh") -> studies.Shown:
    """Return the charts and tables of a study's answer."""
    return studies.show(result, lang)


def _results(result: Any, scenario: str, overrides: Mapping[str, Any], scenarios: str) -> dict[str, Any]:
    """Return the results of the notebook's own plan and of the named scenarios.

    Its overrides apply to its own plan only.
    """
    own = f"{scenario} *" if overrides else scenario
    names = scenarios.split() or plan_names()
    return {own: result, **{name: load(name).run() for name in names if name != own}}
