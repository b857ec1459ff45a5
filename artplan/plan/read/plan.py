"""Read a plan from its files.

`read_plan("growth")` follows the chain of plans that the scenario extends, applies their settings, checks
every value against the schema, and returns an immutable `Plan`. All faults are raised together as one
`PlanFault`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from artplan.plan.checks import (
    amount_unpaid,
    campaigns_outside,
    company_target,
    correlations,
    months_left_out,
    months_missing,
    opening_balance,
    paid_before,
    price_unused,
    refund_rates,
    scorecards,
    service_unknown,
    spend_unused,
    two_raises,
    write_down_unused,
)
from artplan.plan.checks.references import check
from artplan.plan.display.stated import Stated, stated
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.leaf.reading import Reading
from artplan.plan.plan import Plan, WrittenPlan
from artplan.plan.read import histories, overlay
from artplan.plan.read.chain import Chain, find_folder, read_chain
from artplan.plan.read.reuse import TakenOver, taken_over
from artplan.plan.schema.paths import leaves_of
from artplan.plan.schema.refusals import faults_of
from artplan.plan.schema.root import Sections
from artplan.plan.statutory.chosen import faults_of_tables, read_law, uncharged
from artplan.plan.written.faults import OVERRIDE, Fault, PlanFault, fault_at
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest, plain


def read_plan(
    name: str = "base",
    folder: str | Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    origin: str = OVERRIDE,
    former: Plan | None = None,
) -> Plan:
    """Read the named plan, with overrides on top.

    folder: the parameter folder (`find_folder`). overrides: value by path. origin: what overrides are called
    in faults. former: the same plan with other overrides, from which unchanged parts are reused. Raises
    PlanFault with all faults.
    """
    place = find_folder(folder)
    chain = read_chain(name, place)
    chain.layers.append(overlay.settings_of(overrides or {}, origin))
    return plan_of(name, chain, place, former)


def overridden(
    plan: Plan, settings: Mapping[str, Any], *, under: Plan | None = None, former: Plan | None = None
) -> Plan:
    """The plan as it was read, with more settings laid over it, by path.

    under: a plan that this one may extend; then its own settings lie over the new ones. former: a plan from
    which unchanged parts are reused, this one by default. Raises PlanFault with all faults.
    """
    written = plan.written
    if written is None:
        raise PlanFault([fault_at("plan", plan.name, "steps.changed")])
    layers, new = [*map(list, written.layers)], overlay.settings_of(settings)
    at = _extended(written, under)
    if at < len(layers):
        layers[at] = [*new, *layers[at]]
    else:
        layers[-1] = [*layers[-1], *new]
    chain = Chain(list(plan.chain), written.root, layers, called=plan.called)
    return plan_of(plan.name, chain, plan.folder, former or plan)


def _extended(written: WrittenPlan, under: Plan | None) -> int:
    """How many of the layers are those of the other plan; all, where it is no plan that this one extends."""
    if under is None or under.written is None or under.written.root != written.root:
        return len(written.layers)
    below = list(under.written.layers)
    while below and not below[-1]:
        below.pop()
    return len(below) if list(written.layers[: len(below)]) == below else len(written.layers)


def overrides_of(plan: Plan) -> dict[str, Any]:
    """What was laid over the plan's files when it was read, by path: not what a scenario's file sets."""
    written = plan.written
    extending = len(plan.chain) - 1
    layers = written.layers[extending:] if written is not None else ()
    return {path: plain(value) for layer in layers for path, value in layer}


def plan_of(name: str, chain: Chain, place: Path, former: Plan | None = None) -> Plan:
    """The plan of a chain of files. Raises PlanFault with all faults.

    place: the parameter folder. former: a plan from which unchanged parts are reused.
    """
    if chain.root is None:
        raise PlanFault(chain.faults)
    laid = _lay(chain)
    data, months = _plain(laid.root, former), overlay.months_of(laid.root)
    faults = [*chain.faults, *laid.faults, *check(laid.root, data)]
    language = overlay.language_of(laid.root)
    kept = None if faults else taken_over(former, laid.root, months)
    given = kept.data(data) if kept else data
    sections = _validate(laid.root, given, _reading(chain, laid.root, data), faults, chain.complete)
    if sections is None or faults:
        raise PlanFault([*faults, *faults_of_tables(data, place)], language)
    where = _where(laid.root)
    leaves = _placed(sections, laid.root, kept)
    kept_law = kept.law(sections) if kept else None
    law, law_faults = (kept_law, []) if kept_law else read_law(sections, months, place, where)
    faults = [*law_faults, *_misfits(sections, months, leaves, where)]
    if faults:
        raise PlanFault(faults, language)
    return Plan(
        name=name,
        chain=tuple(chain.names),
        sections=sections,
        months=months,
        leaves=leaves,
        law=law,
        overrides=tuple(laid.changes),
        notes=(*laid.notes, *_notes(sections, months, leaves, laid.root), *uncharged(law, where)),
        describe=chain.describe,
        called=chain.called,
        folder=place,
        places=scorecards.places(sections, where),
        stated=_stated(sections, where, kept),
        written=WrittenPlan(chain.root, tuple(map(tuple, chain.layers)), laid.root, data),
    )


def _misfits(
    sections: Sections, months: tuple[str, ...], leaves: Mapping[str, Leaf], where: Callable[[str], str]
) -> list[Fault]:
    """What does not fit together though each value is well written."""
    return [
        *scorecards.faults(sections, months, where),
        *company_target.faults(sections, where),
        *opening_balance.faults(sections, months, where),
        *correlations.faults(sections, leaves, where),
        *service_unknown.faults(sections, months, where),
        *refund_rates.faults(sections, where),
    ]


def _notes(
    sections: Sections, months: tuple[str, ...], leaves: Mapping[str, Leaf], root: YamlNode
) -> Iterator[Note]:
    yield from campaigns_outside.notes(sections, months, root)
    yield from paid_before.notes(sections, months, root)
    yield from amount_unpaid.notes(sections, months, root)
    yield from spend_unused.notes(sections, root)
    yield from price_unused.notes(sections, root)
    yield from write_down_unused.notes(sections, root)
    yield from months_left_out.notes(leaves, months, root)
    yield from months_missing.notes(leaves, months, root)
    yield from two_raises.notes(sections, months, root)


def _plain(root: YamlNode, former: Plan | None) -> dict[str, Any]:
    """The sections without their places; what stands in the same node is the same."""
    known = former.written if former else None
    return {
        name: known.data[name] if known and known.tree.value.get(name) is node else plain(node)
        for name, node in root.value.items()
    }


def _where(root: YamlNode) -> Callable[[str], str]:
    return lambda path: nearest(root, path.split(".")).place


def _lay(chain: Chain) -> overlay.Laid:
    assert chain.root is not None
    laid = overlay.Laid(chain.root)
    for settings in chain.layers:
        # What a file that could not be read may hold is not called unknown.
        known = [(p, v) for p, v in settings if chain.complete or p.split(".")[0] in laid.root.value]
        step = overlay.lay(laid.root, known)
        laid = overlay.Laid(
            step.root, laid.changes + step.changes, laid.notes + step.notes, laid.faults + step.faults
        )
    root, faults = histories.spelled_out(laid.root, overlay.first_month_of(laid.root))
    return overlay.Laid(root, laid.changes, laid.notes, laid.faults + faults)


def _reading(chain: Chain, root: YamlNode, data: Mapping[str, Any]) -> Reading:
    ids = {key: tuple(value) for key, value in data.items() if isinstance(value, dict)}
    months = overlay.months_of(root)
    allowed = frozenset(months)
    if chain.root is not None:
        allowed |= frozenset(overlay.months_of(chain.root))
    return Reading(months, allowed, ids if chain.complete else None, overlay.first_month_of(root))


def _validate(
    root: YamlNode, data: Any, reading: Reading, faults: list[Fault], complete: bool
) -> Sections | None:
    try:
        return Sections.model_validate(data, context=reading)
    except ValidationError as error:
        result = faults_of(error, Sections, root)
        # A section that could not be read is not a section that is missing.
        faults += result if complete else [fault for fault in result if fault.path != "plan"]
        return None


def _placed(sections: Sections, root: YamlNode, kept: TakenOver | None) -> dict[str, Leaf]:
    """Every number by its path, with the file and line it comes from (none for the schema's own)."""

    def read(part: Any, at: tuple[str, ...]) -> dict[str, Leaf]:
        result: dict[str, Leaf] = {}
        for steps, leaf in leaves_of(part):
            path = (*at, *steps)
            result[".".join(path)] = replace(leaf, place=nearest(root, path).place) if leaf.given else leaf
        return result

    known = kept.by_path(kept.former.leaves, sections, read) if kept else None
    return read(sections, ()) if known is None else known


def _stated(sections: Sections, where: Callable[[str], str], kept: TakenOver | None) -> Mapping[str, Stated]:
    def read(part: Any, at: tuple[str, ...]) -> dict[str, Stated]:
        return stated(part, at, where)

    known = kept.by_path(kept.former.stated, sections, read) if kept else None
    return read(sections, ()) if known is None else known
