"""The rules as one compiled model, cached and shared by all plans with the same scorecard references."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module

from artplan.engine.cut import cut
from artplan.engine.faults import CircleFault
from artplan.engine.gather import wrong
from artplan.engine.model import Model, build, gathering
from artplan.engine.program import Program
from artplan.machine import library
from artplan.plan.inputs import build as inputs
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.renamed import line, suggest_line
from artplan.rules import SHEETS

MOST_BEHIND = 6  # parameters that a message names


@lru_cache(maxsize=8)
def model(references: inputs.References = ()) -> Model:
    """Trace and check all rules against the declared inputs.

    references: the lines and members that a plan's scorecards read (`inputs.references`), empty for a plan
    without scorecards. The lines' cards do not depend on it. Raises ModelFault where the rules do not fit
    together.
    """
    if references:
        return gathering(model(), dict(references))
    modules = [import_module(f"artplan.rules.{sheet}") for sheet in SHEETS]
    return build(modules, inputs.declared())


@lru_cache(maxsize=32)
def program(lines: tuple[str, ...] | None = None, references: inputs.References = ()) -> Program:
    """The steps for the named lines and their dependencies, or for all lines, on this process's machine.

    Raises ModelFault for an unknown name, and PlanFault as `machine.library` does.
    """
    return Program.of(model(references), lines, library())


@lru_cache(maxsize=32)
def program_below(
    moved: frozenset[str], lines: tuple[str, ...], references: inputs.References = ()
) -> Program:
    """The steps from the moved inputs to the named lines; other lines that they need are inputs.

    Raises ModelFault for an unknown name.
    """
    return Program.of(cut(model(references), moved, program(lines, references).kept), lines, library())


def upstream(lines: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """The lines that the named ones depend on, themselves included, in the order of the model."""
    rules = model(inputs.references(plan))
    reached = rules.reach(lines)
    return tuple(name for name in rules.lines if name in reached)


def behind(plan: Plan, line: str, member: str) -> list[str]:
    """The parameters on which a line first rests, at most `MOST_BEHIND`; the member's if it has any."""
    rules, names, seen = model(inputs.references(plan)), [line], {line}
    while names:
        fed = [path for path in plan.leaves if _feeds(path) in names]
        own = [path for path in fed if set(path.split(".")) & set(re.split("[@, ]+", member))]
        if fed:
            return (own or fed)[:MOST_BEHIND]
        names = [each for name in names for each in rules.needs(name) if each not in seen]
        seen.update(names)
    return []


def _feeds(path: str) -> str | None:
    spec = follow(Sections, path.split("."))[-1].spec
    return spec.feeds if spec is not None else None


def check_references(plan: Plan) -> None:
    """Check that the lines and members that the plan's scorecards refer to exist, in the stated unit.

    Raises PlanFault with every faulty reference, and where an indicator depends on its own score in the same
    month.
    """
    references = inputs.references(plan)
    if not references:
        return
    plain, read = model(), dict(references)
    faults = []
    for each in wrong(plain.lines, plain.cards, read, inputs.members(plan)):
        reference = read[each.gathered][each.place]
        assert reference is not None
        renamed = reference.line not in plain.cards and line(reference.line) in plain.cards
        remedy = suggest_line(reference.line, plain.cards) if renamed else each.remedy
        faults.append(Fault(plan.places[reference.path], reference.path, each.fault, remedy))
    if faults:
        raise PlanFault(faults)
    try:
        model(references)
    except CircleFault as fault:
        first = next(each for _, items in references for each in items if each is not None)
        place, circle = plan.places[first.path], " → ".join(fault.names)
        raise PlanFault([fault_at(place, "indicators", "gather.circle", circle=circle)]) from None
