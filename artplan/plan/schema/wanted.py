"""What a place in the schema requires, for the remedy of a missing or faulty value."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from artplan.plan.leaf.leaf import LeafSpec
from artplan.plan.leaf.number import between, number_of
from artplan.plan.schema.fields import Month, Ref
from artplan.plan.schema.paths import Step, Stop, bare, fields, follow, keys
from artplan.texts.message import Both, Listed, Message, listed, message

Text = Message | Listed | Both
# The form of a plain value by type, as a message of the catalogue.
FORMS: Mapping[type, Message] = {
    str: message("form.text"),
    int: message("form.whole"),
    float: message("form.number"),
    bool: message("form.flag"),
    date: message("form.day"),
    dict: message("form.mapping"),
    tuple: message("form.list"),
}
BY_MONTH = typing.get_args(Month)[1]  # the validator that distinguishes a month from other texts
MOST_KEYS = 6


def wanted(root: type[BaseModel], loc: Sequence[Step]) -> Text:
    """Return what the place requires, as the remedy states it."""
    stops = follow(root, loc)
    here = stops[-1]
    if len(stops) <= len(loc):
        return message("wanted.see_schema")
    if here.spec is not None:
        return _leaf(here.spec, str(loc[-1]))
    if here.model is not None:
        return message("wanted.section", keys=listed(keys(here.model)[:MOST_KEYS]))
    if here.item is not None and not has_forms(stops[-2], loc[-1]):
        return message("wanted.list") if here.rows else message("wanted.by_name")
    return _plain(stops[-2], loc[-1])


def in_range(root: type[BaseModel], loc: Sequence[Step], bound: Mapping[str, float]) -> Message:
    """Return the permitted range of a plain number; `bound` is the limit that the value violates."""
    annotation, metadata = _declared(follow(root, loc)[-2], loc[-1])
    number, bounds = _form(annotation, metadata), between(**(_bounds(metadata) or bound))
    return message("wanted.plain", what=message("wanted.ranged", what=number, range=bounds))


def words(root: type[BaseModel], loc: Sequence[Step]) -> tuple[Any, ...]:
    """Return the permitted words of a field."""
    return typing.get_args(_declared(follow(root, loc)[-2], loc[-1])[0])


def has_forms(parent: Stop, key: Step) -> bool:
    """Return whether a field takes values of several forms, such as a year or a text."""
    return parent.model is not None and len(_forms(fields(parent.model)[str(key)].annotation)) > 1


def _leaf(spec: LeafSpec, key: str) -> Message:
    """Return the remedy for a leaf; the Chinese text includes the parameter's label."""
    named = Both(message("wanted.labelled", label=spec.zh, key=key), key)
    return message("wanted.keyed", key=named, what=number_of(spec))


def _plain(parent: Stop, key: Step) -> Text:
    """Return the remedy for a plain value.

    For a field, the English text is the schema's description and the Chinese text its form; for an entry of a
    mapping or list, both are the form.
    """
    annotation, metadata = _declared(parent, key)
    form = _form(annotation, metadata)
    if parent.model is None:
        return message("wanted.plain", what=form)
    keyed = message("wanted.key", key=key) if annotation is str and form == FORMS[str] else None
    keyed = keyed or message("wanted.keyed", key=key, what=form)
    described = fields(parent.model)[str(key)].description
    if not described or any(isinstance(each, Ref) for each in metadata):
        return keyed
    return Both(keyed, described[0].lower() + described[1:].rstrip("."))


def _declared(parent: Stop, key: Step) -> tuple[Any, tuple[Any, ...]]:
    """Return the declared type of a field and its annotations."""
    if parent.model is None:
        return bare(parent.item)
    info = fields(parent.model)[str(key)]
    forms = _forms(info.annotation)
    return (info.annotation, ()) if len(forms) > 1 else bare(info.annotation, tuple(info.metadata))


def _forms(annotation: Any) -> list[Any]:
    """Return the types of a union except `None`."""
    if typing.get_origin(annotation) not in (typing.Union, types.UnionType):
        return [annotation]
    return [each for each in typing.get_args(annotation) if each is not type(None)]


def _form(annotation: Any, metadata: tuple[Any, ...]) -> Text:
    forms = _forms(annotation)
    if len(forms) > 1:
        return listed([_form(*bare(each)) for each in forms], "or")
    ref = next((each for each in metadata if isinstance(each, Ref)), None)
    if ref is not None:
        return message("form.member", kind=message(f"kinds.{ref.section}"))
    if typing.get_origin(annotation) is typing.Literal:
        return message("form.choice", words=listed(typing.get_args(annotation)))
    if BY_MONTH in metadata:
        return message("form.month")
    return FORMS[typing.get_origin(annotation) or annotation]


def _bounds(metadata: tuple[Any, ...]) -> dict[str, float]:
    """Return the limits `ge`, `gt`, `le` and `lt` that a field declares."""
    result: dict[str, float] = {}
    for each in metadata:
        result |= {name: getattr(each, name) for name in ("ge", "gt", "le", "lt") if hasattr(each, name)}
        result |= _bounds(tuple(getattr(each, "metadata", ())))
    return result
