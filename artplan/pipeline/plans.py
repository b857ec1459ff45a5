"""The plans of a command: all are read before any of them is worked out."""

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
    """The plans by name; the faults of all of them at once."""
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
    """The results of the plans, but for one that comes to no number somewhere.

    Notes are told in the language, or in each plan's own.
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
