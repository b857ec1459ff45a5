"""Read and evaluate the plans of a command; all of them are read before any is evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from artplan.engine.faults import NumberFault
from artplan.operating import OperatingPlan, load
from artplan.pipeline.terminal import say
from artplan.plan.written.faults import Fault, PlanFault
from artplan.result import Result
from artplan.texts.catalogue import text


def loaded(scenarios: Sequence[str], overrides: Mapping[str, Any]) -> dict[str, OperatingPlan]:
    """Return the plans by name. Raises one PlanFault with the faults of all plans."""
    plans: dict[str, OperatingPlan] = {}
    faults: list[Fault] = []
    for name in dict.fromkeys(scenarios):
        try:
            plans[name] = load(name, overrides)
        except PlanFault as fault:
            faults += fault.faults
    if faults:
        raise PlanFault(faults)
    return plans


def worked_out(plans: Mapping[str, OperatingPlan], lang: str | None = None) -> dict[str, Result]:
    """Evaluate the plans, print their notes, and return the results by name.

    A plan is left out, and its fault printed, if one of its values is not finite. lang: the language of the
    messages, by default that of each plan.
    """
    results = {}
    for name, plan in plans.items():
        spoken = lang or plan.plan.language
        for note in plan.plan.notes:
            say(text("progress.of_plan", spoken, plan=name, what=note.text(spoken)))
        try:
            results[name] = plan.run()
        except NumberFault as fault:
            say(text("progress.of_plan", spoken, plan=name, what=fault.text(spoken)))
    return results
