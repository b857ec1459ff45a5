"""Everything intended, checked: sections, numbers with their places and sources, months, statutory tables.

A plan is never changed after it was read (`artplan.plan.read.plan`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Words
from artplan.plan.schema.root import Sections
from artplan.plan.statutory.chosen import Law
from artplan.plan.told.labels import label
from artplan.plan.told.stated import Stated
from artplan.plan.written.notes import Change, Note
from artplan.plan.written.yaml_tree import Node


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

    def label(self, dimension: str, member: Hashable, language: str | None = None) -> str:
        """What a reader calls a member."""
        return label(self.sections, self.law, dimension, str(member), language or self.language)


def canonical(plan: Plan) -> dict[str, Any]:
    """What the plan says, without the places and forms in which it says it."""
    law = plan.law
    return {
        "months": plan.months,
        "sections": _canonical(plan.sections),
        "law": [
            {
                name: [_canonical(entry and entry.scheme) for entry in entries]
                for name, entries in law.schemes.items()
            },
            [
                [_canonical(entry) for entry in entries]
                for entries in (law.vat, law.surcharges, law.profit_tax, law.wage_tax)
            ],
        ],
    }


def _canonical(value: Any) -> Any:
    if isinstance(value, Leaf):
        return [value.values, value.source, value.uncertain, value.given]
    if isinstance(value, BaseModel):
        return {name: _canonical(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
