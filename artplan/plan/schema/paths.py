"""Resolve the path of a parameter in the schema."""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.schema.fields import LeafSchema, spec_of

Step = str | int


@dataclass(frozen=True)
class Stop:
    """A place in the schema: a section (model), a mapping by name (item), a leaf (spec), or a plain value.

    rows: `item` is the type of a list's entries.
    """

    model: type[BaseModel] | None = None
    item: Any = None
    spec: LeafSpec | None = None
    rows: bool = False


@cache
def stop(annotation: Any, metadata: tuple[Any, ...] = ()) -> Stop:
    spec = spec_of(list(metadata))
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return stop(arguments[0], (*metadata, *arguments[1:]))
    if spec is not None:
        return Stop(spec=spec)
    if origin in (typing.Union, types.UnionType):
        return stop(next(a for a in arguments if a is not type(None)))
    if origin is dict:
        return Stop(item=arguments[1])
    if origin is tuple:
        return Stop(item=arguments[0], rows=True)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Stop(model=annotation)
    return Stop()


def field(model: type[BaseModel], key: str) -> Stop:
    info: Any = fields(model)[key]
    leaf_schemas = tuple(item for item in info.metadata if isinstance(item, LeafSchema))
    return stop(info.annotation, leaf_schemas)


def follow(root: type[BaseModel], path: Sequence[Step]) -> list[Stop]:
    """Return the stops along a path as far as the schema has it; the path ends at a leaf."""
    stops = [Stop(model=root)]
    for step in path:
        here = stops[-1]
        if here.model is not None and step in fields(here.model):
            stops.append(field(here.model, str(step)))
        elif here.item is not None:
            stops.append(stop(here.item))
        else:
            break
    return stops


@cache
def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a section by the keys that a file uses."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def bare(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[Any, tuple[Any, ...]]:
    """Return a type and its annotations, without `Annotated` and without `None` of an optional type."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return bare(arguments[0], (*metadata, *arguments[1:]))
    if origin in (typing.Union, types.UnionType):
        return bare(next(each for each in arguments if each is not type(None)), metadata)
    return annotation, metadata


def keys(model: type[BaseModel]) -> list[str]:
    return list(fields(model))


def leaves_of(value: Any) -> list[tuple[tuple[str, ...], Leaf]]:
    """Return every leaf of a section (or mapping, or list of sections), with its path."""
    result: list[tuple[tuple[str, ...], Leaf]] = []

    def look(value: Any, path: tuple[str, ...]) -> None:
        if isinstance(value, Leaf):
            result.append((path, value))
        elif isinstance(value, BaseModel):
            for name, item in vars(value).items():
                look(item, (*path, name))
        elif isinstance(value, dict):
            for name, item in value.items():
                look(item, (*path, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                look(item, (*path, str(index)))

    look(value, ())
    return result
