"""What may stand where no number does: one of some words, yes or no, the name of a member, a date."""

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
    """options: all that may stand there; none where it is written freely, as a date or a count is.

    section: whose members the options are; describe: what the schema says of it, in English.
    """

    options: tuple[Any, ...] = ()
    section: str = ""
    describe: str = ""


def choice(path: str, members: Mapping[str, Sequence[str]]) -> Choice | None:
    """Of a field that is a word, a date or a count; None where a number, a section or nothing stands.

    members: by section, its members' names.
    """
    *steps, last = path.split(".")
    stops = follow(Sections, steps)
    model = stops[-1].model if len(stops) == len(steps) + 1 else None
    info = fields(model).get(last) if model is not None else None
    if info is None or follow(Sections, path.split("."))[-1].spec is not None:
        return None
    annotation, metadata = bare(info.annotation, tuple(info.metadata))
    if typing.get_origin(annotation) in (dict, tuple) or _is_section(annotation):
        return None
    ref = next((each for each in metadata if isinstance(each, Ref)), None)
    if ref is not None:
        return Choice(tuple(members.get(ref.section, ())), ref.section, info.description or "")
    literal = typing.get_origin(annotation) is typing.Literal
    options = typing.get_args(annotation) if literal else FLAG if annotation is bool else ()
    return Choice(tuple(options), describe=info.description or "")


def _is_section(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
