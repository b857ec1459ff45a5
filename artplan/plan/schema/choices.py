"""Permitted values of fields that are not numbers: choices, flags, names of members, dates."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from artplan.plan.schema.fields import Ref
from artplan.plan.schema.paths import bare, fields, follow
from artplan.plan.schema.root import Sections

FLAG = (True, False)


@dataclass(frozen=True)
class Choice:
    """The permitted values of a field.

    options: all permitted values; empty for free values such as a date or a count. section: the section whose
    members are the options. describe: the schema's description of the field, in English. many: the field
    also takes a list of the options.
    """

    options: tuple[Any, ...] = ()
    section: str = ""
    describe: str = ""
    many: bool = False


def choice(path: str, members: Mapping[str, Sequence[str]]) -> Choice | None:
    """Return the choice at a path; None if the path is a number, a section or unknown.

    members: the names of the members of each section.
    """
    *steps, last = path.split(".")
    stops = follow(Sections, steps)
    model = stops[-1].model if len(stops) == len(steps) + 1 else None
    info = fields(model).get(last) if model is not None else None
    if info is None or follow(Sections, path.split("."))[-1].spec is not None:
        return None
    annotation, metadata = bare(info.annotation, tuple(info.metadata))
    many = _of_words(annotation)
    if many:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) in (dict, tuple) or _is_section(annotation):
        return None
    ref = next((each for each in metadata if isinstance(each, Ref)), None)
    if ref is not None:
        return Choice(tuple(members.get(ref.section, ())), ref.section, info.description or "")
    literal = typing.get_origin(annotation) is typing.Literal
    options = typing.get_args(annotation) if literal else FLAG if annotation is bool else ()
    return Choice(tuple(options), describe=info.description or "", many=many)


def _of_words(annotation: Any) -> bool:
    """Return whether a type is a list of words of a choice."""
    words = typing.get_origin(annotation) is tuple and typing.get_origin(typing.get_args(annotation)[0])
    return words is typing.Literal


def _is_section(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
