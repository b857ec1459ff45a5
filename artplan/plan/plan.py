"""A plan: everything intended, checked, from one complete folder or file and the overlays upon it.

`read_plan("growth")` follows the chain of what the scenario extends, lays the overrides over it, checks
every value against the schema, and gives a `Plan` that is never changed afterwards. Whatever is wrong
comes as one `PlanFault` with all its faults.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from artplan.plan import (
    before,
    check_correlations,
    check_opening,
    check_scorecards,
    left_out,
    overlay,
    unused,
)
from artplan.plan.check import check
from artplan.plan.faults import Fault, PlanFault
from artplan.plan.files import Chain, find_folder, read_chain
from artplan.plan.labels import label
from artplan.plan.law import Law, faults_of_tables, read_law
from artplan.plan.leaf import Leaf
from artplan.plan.overlay import Change, Note
from artplan.plan.reading import Reading
from artplan.plan.resolved import canonical
from artplan.plan.schema.fields import Words
from artplan.plan.schema.paths import faults_of, leaves_of
from artplan.plan.schema.root import Sections
from artplan.plan.stated import Stated, stated
from artplan.plan.taken_over import TakenOver, taken_over
from artplan.plan.yaml_tree import Node, nearest, plain


@dataclass(frozen=True)
class Written:
    """What a plan was read from: the complete plan, what was laid over it, what that came to.

    data: the tree without its places.
    """

    root: Node
    layers: tuple[tuple[tuple[str, Node], ...], ...]
    tree: Node
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """What is intended. `leaves` holds every number with its file, line and source, by path."""

    name: str
    chain: tuple[str, ...]
    sections: Sections
    months: tuple[str, ...]
    leaves: Mapping[str, Leaf] = field(repr=False)
    law: Law = field(repr=False)
    overrides: tuple[Change, ...]
    notes: tuple[Note, ...]
    describe: Words | None
    folder: Path
    places: Mapping[str, str] = field(default_factory=dict, repr=False)  # where lines of the plan are named
    stated: Mapping[str, Stated] = field(default_factory=dict, repr=False)  # dates and choices, by path
    written: Written | None = field(default=None, repr=False, compare=False)  # none: not as it was read

    @property
    def language(self) -> str:
        return self.sections.plan.language

    @property
    def title(self) -> Words:
        return self.sections.plan.name

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Values that nobody says where they were read: numbers without source, outdated statutory tables."""
        own = [path for path, leaf in self.leaves.items() if leaf.placeholder]
        return (*own, *(path for path, use in self.law.uses.items() if use.placeholder))

    @property
    def hash(self) -> str:
        """The same for plans that say the same, wherever and in whatever form it is written."""
        text = json.dumps(canonical(self), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def label(self, dimension: str, member: str, language: str | None = None) -> str:
        """What a reader calls a member."""
        return label(self.sections, self.law, dimension, member, language or self.language)


def read_plan(
    name: str = "base",
    folder: str | Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    origin: str = "override",
    former: Plan | None = None,
) -> Plan:
    """The plan called `name`; `origin` is what its overrides are called in faults.

    former: the same with other overrides, of which is taken over what they do not touch.
    """
    place = find_folder(folder)
    chain = read_chain(name, place)
    chain.layers.append(overlay.settings_of(overrides or {}, origin))
    return plan_of(name, chain, place, former)


def plan_of(name: str, chain: Chain, place: Path, former: Plan | None = None) -> Plan:
    """The plan that a chain of files says. Raises PlanFault with everything that is wrong."""
    faults = list(chain.faults)
    if chain.root is None:
        raise PlanFault(faults)
    laid = _lay(chain)
    faults += laid.faults
    data = _plain(laid.root, former)
    faults += check(laid.root, data)
    months = overlay.months_of(laid.root)
    kept = None if faults else taken_over(former, laid.root, months)
    given = kept.data(data) if kept else data
    sections = _validate(laid.root, given, _reading(chain, laid.root, data), faults, chain.complete)
    describe = _words(chain, faults)
    if sections is None or faults:
        raise PlanFault([*faults, *faults_of_tables(data, place)])
    where = _where(laid.root)
    leaves = _placed(sections, laid.root, kept)
    kept_law = kept.law if kept else None
    law, law_faults = (kept_law, []) if kept_law else read_law(sections, months, place, where)
    law_faults += check_scorecards.faults(sections, months, where)
    law_faults += check_opening.faults(sections, months, where)
    law_faults += check_correlations.faults(sections, leaves, where)
    if law_faults:
        raise PlanFault(law_faults)
    notes = (
        *laid.notes,
        *_outside(sections, months, laid.root),
        *before.notes(sections, months, laid.root),
        *unused.notes(sections, laid.root),
        *left_out.notes(leaves, months, laid.root),
    )
    named = check_scorecards.places(sections, where)
    return Plan(
        name,
        tuple(chain.names),
        sections,
        months,
        leaves,
        law,
        tuple(laid.changes),
        notes,
        describe,
        place,
        named,
        _stated(sections, where, kept),
        Written(chain.root, tuple(map(tuple, chain.layers)), laid.root, data),
    )


def _plain(root: Node, former: Plan | None) -> dict[str, Any]:
    """The sections without their places; what stands in the same node is the same."""
    known = former.written if former else None
    return {
        name: known.data[name] if known and known.tree.value.get(name) is node else plain(node)
        for name, node in root.value.items()
    }


def _where(root: Node) -> Callable[[str], str]:
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
    return laid


def _reading(chain: Chain, root: Node, data: Mapping[str, Any]) -> Reading:
    ids = {key: tuple(value) for key, value in data.items() if isinstance(value, dict)}
    months = overlay.months_of(root)
    allowed = frozenset(months)
    if chain.root is not None:
        allowed |= frozenset(overlay.months_of(chain.root))
    return Reading(months, allowed, ids if chain.complete else None, overlay.first_month_of(root))


def _validate(
    root: Node, data: Any, reading: Reading, faults: list[Fault], complete: bool
) -> Sections | None:
    try:
        return Sections.model_validate(data, context=reading)
    except ValidationError as error:
        found = faults_of(error, Sections, root)
        # A section that could not be read is not a section that is missing.
        faults += found if complete else [fault for fault in found if fault.path != "plan"]
        return None


def _words(chain: Chain, faults: list[Fault]) -> Words | None:
    if chain.describe is None:
        return None
    try:
        return Words.model_validate(plain(chain.describe))
    except ValidationError as error:
        for fault in faults_of(error, Words, chain.describe):
            faults.append(replace(fault, path=".".join(("describe", fault.path)).rstrip(".")))
        return None


def _placed(sections: Sections, root: Node, kept: TakenOver | None) -> dict[str, Leaf]:
    """Every number by its path, with the file and line it comes from (none for the schema's own)."""

    def read(part: Any, at: tuple[str, ...]) -> dict[str, Leaf]:
        found: dict[str, Leaf] = {}
        for steps, leaf in leaves_of(part):
            path = (*at, *steps)
            found[".".join(path)] = replace(leaf, place=nearest(root, path).place) if leaf.given else leaf
        return found

    known = kept.by_path(kept.former.leaves, sections, read) if kept else None
    return read(sections, ()) if known is None else known


def _stated(sections: Sections, where: Callable[[str], str], kept: TakenOver | None) -> Mapping[str, Stated]:
    def read(part: Any, at: tuple[str, ...]) -> dict[str, Stated]:
        return stated(part, at, where)

    known = kept.by_path(kept.former.stated, sections, read) if kept else None
    return read(sections, ()) if known is None else known


def _outside(sections: Sections, months: tuple[str, ...], root: Node) -> list[Note]:
    """Campaigns of which the plan sees nothing."""
    notes = []
    for name, campaign in sections.campaigns.items():
        if campaign.end.isoformat()[:7] < months[0] or campaign.start.isoformat()[:7] > months[-1]:
            path = f"campaigns.{name}"
            zh, en = "活动不在计划期内", f"lies outside the horizon {months[0]} to {months[-1]}"
            notes.append(Note(nearest(root, path.split(".")).place, path, zh, en))
    return notes
