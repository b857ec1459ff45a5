"""A plan: the checked content of the parameter files, with the place and source of every value.

A plan is immutable once it is read (`artplan.plan.read.plan`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from artplan.plan import people
from artplan.plan.display.labels import label
from artplan.plan.display.stated import Stated
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.people import Person, Stint
from artplan.plan.schema.fields import Words
from artplan.plan.schema.root import Sections
from artplan.plan.statutory.chosen import Law
from artplan.plan.written.notes import Note, Override
from artplan.plan.written.yaml_tree import YamlNode


@dataclass(frozen=True)
class WrittenPlan:
    """What a plan was read from.

    root: the tree of the complete plan. layers: the settings of each plan that extends another. tree: the
    result. data: the resulting tree as plain data, without files and lines.
    """

    root: YamlNode
    layers: tuple[tuple[tuple[str, YamlNode], ...], ...]
    tree: YamlNode
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """A plan's content.

    chain: names from the complete plan to this one. months: the horizon, as '2027-01'. leaves: every number
    by path, with file, line and source. law: the statutory tables that apply. overrides: what the settings
    changed. notes: remarks that are not faults. called: the names that plans of the chain give themselves,
    for readers. folder: the parameter folder. places: where the plan names lines of the model, by path.
    stated: dates and choices by path. written: what it was read from; None for a plan with substituted
    numbers.
    """

    name: str
    chain: tuple[str, ...]
    sections: Sections
    months: tuple[str, ...]
    leaves: Mapping[str, Leaf] = field(repr=False)
    law: Law = field(repr=False)
    overrides: tuple[Override, ...]
    notes: tuple[Note, ...]
    describe: Words | None
    folder: Path
    called: Mapping[str, Words] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict, repr=False)  # where lines of the plan are named
    stated: Mapping[str, Stated] = field(default_factory=dict, repr=False)  # dates and choices, by path
    written: WrittenPlan | None = field(default=None, repr=False, compare=False)  # none: not as it was read

    @property
    def language(self) -> str:
        """The plan's language, `zh` or `en`."""
        return self.sections.plan.language

    @property
    def title(self) -> Words:
        """The plan's title in both languages."""
        return self.sections.plan.name

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Those of the rows who joined together, in the order of the rows."""
        return people.persons(self.sections, self.months)

    @cached_property
    def stints(self) -> tuple[Stint, ...]:
        """The persons' times in one state, one after another."""
        return people.stints(self.persons, self.sections, self.months)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The paths of values without a source: numbers given without one, and outdated statutory tables."""
        own = [path for path, leaf in self.leaves.items() if leaf.placeholder]
        return (*own, *(path for path, use in self.law.uses.items() if use.placeholder))

    @property
    def hash(self) -> str:
        """SHA-256 of the plan's content in hexadecimal, independent of files and notation."""
        text = json.dumps(canonical(self), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def place_of(self, path: str) -> str:
        """File and line of a parameter or choice; of a member, those of its first entry; else empty."""
        if path in self.leaves:
            return self.leaves[path].place
        if path in self.stated:
            return self.stated[path].place
        within = f"{path}."
        choices = (each.place for name, each in self.stated.items() if name.startswith(within))
        numbers = (leaf.place for name, leaf in self.leaves.items() if name.startswith(within) and leaf.place)
        return next(choices, next(numbers, ""))

    def label(self, dimension: str, member: Hashable, language: str | None = None) -> str:
        """The label of a member of a dimension, in the given language or the plan's own."""
        return label(self.sections, self.law, dimension, str(member), language or self.language)


def canonical(plan: Plan) -> dict[str, Any]:
    """The plan's content as plain data, without places and without the notation it was written in."""
    law = plan.law
    return {
        "months": plan.months,
        "sections": _canonical(plan.sections),
        "law": [
            {
                name: [_canonical(entry and entry.scheme) for entry in each.entries]
                for name, each in law.schemes.items()
            },
            [[_canonical(entry) for entry in entries] for entries in law.taxes.values()],
            *([_canonical(law.holidays)] if law.holidays else []),
        ],
    }


def _canonical(value: Any) -> Any:
    if isinstance(value, Leaf):
        said = [value.values, value.source, value.uncertain, value.given]
        quoted = value.published
        return said if quoted is None else [*said, [quoted.low, quoted.high, quoted.source]]
    if isinstance(value, BaseModel):
        return {name: _canonical(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
