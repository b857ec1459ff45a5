"""Where a path leads in the schema, and what pydantic's errors mean in the plan's own words."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from artplan.plan.leaf.leaf import Leaf, Spec
from artplan.plan.schema.fields import LeafSchema, Ref, spec_of
from artplan.plan.written.faults import Fault, shown
from artplan.plan.written.yaml_tree import Node, nearest
from artplan.texts.closest import suggest

Step = str | int


@dataclass(frozen=True)
class Stop:
    """A place in the schema: a section (model), a mapping by name (item), a leaf (spec), or a plain value."""

    model: type[BaseModel] | None = None
    item: Any = None
    spec: Spec | None = None


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
        return Stop(item=arguments[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Stop(model=annotation)
    return Stop()


def field(model: type[BaseModel], key: str) -> Stop:
    info: Any = fields(model)[key]
    leaf_schemas = tuple(item for item in info.metadata if isinstance(item, LeafSchema))
    return stop(info.annotation, leaf_schemas)


def follow(root: type[BaseModel], path: Sequence[Step]) -> list[Stop]:
    """The stops along a path, as far as the schema knows it; inside a leaf it ends at the leaf."""
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
    """The fields of a section by the keys a file writes."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def keys(model: type[BaseModel]) -> list[str]:
    return list(fields(model))


def faults_of(error: ValidationError, root: type[BaseModel], tree: Node) -> list[Fault]:
    """Every error with its file and line, in words of the plan."""
    found: list[Fault] = []
    for item in error.errors(include_url=False):
        found += _faults(item, root, tree)
    return found


def _faults(item: Any, root: type[BaseModel], tree: Node) -> Iterable[Fault]:
    loc = tuple(step for step in item["loc"] if step != "[key]")
    context = item.get("ctx", {})
    if item["type"] == "leaf":
        for trouble in context["troubles"]:
            yield _at(tree, (*loc, *trouble.path), trouble.fault, trouble.remedy)
        return
    if item["type"] == "plan":
        yield _at(tree, loc, context.get("fault", item["msg"]), context["remedy"])
        return
    if item["type"] == "too_short" and item["input"]:
        return  # its items are wrong, which is said of each of them
    words = WORDS.get(item["type"])
    if item["type"] == "extra_forbidden":
        model = follow(root, loc[:-1])[-1].model
        yield _at(tree, loc, "unknown key", suggest(str(loc[-1]), keys(model) if model else (), "known_keys"))
    elif item["type"] == "missing":
        yield _at(tree, loc, f"missing {loc[-1]}", _wanted(root, loc))
    elif item["type"] == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        remedy = suggest(str(item["input"]), choices, "one_of")
        yield _at(tree, loc, f"{shown(item['input'])} is not known here", remedy)
    elif words is not None:
        yield _at(tree, loc, f"{words} is wanted, not {shown(item['input'])}", _wanted(root, loc))
    else:
        message = item["msg"][0].lower() + item["msg"][1:]
        yield _at(tree, loc, f"{shown(item['input'])} does not fit", message)


WORDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def _at(tree: Node, loc: Sequence[Step], fault: str, remedy: str) -> Fault:
    return Fault(nearest(tree, loc).place, ".".join(map(str, loc)), fault, remedy)


def _wanted(root: type[BaseModel], loc: Sequence[Step]) -> str:
    """What belongs at a place, for the remedy."""
    stops = follow(root, loc)
    here = stops[-1]
    if len(stops) <= len(loc):
        return "see `artplan schema`"
    if here.spec is not None:
        return f"give {loc[-1]}: a number in {here.spec.unit}" if here.spec.unit != "1" else "give a number"
    if here.model is not None:
        return f"write it as a mapping with {', '.join(keys(here.model)[:6])}"
    if here.item is not None:
        return "write it as a mapping by name"
    parent = stops[-2].model
    info = fields(parent).get(str(loc[-1])) if parent else None
    ref = next((m for m in info.metadata if isinstance(m, Ref)), None) if info else None
    if ref is not None:
        return f"give {loc[-1]}: the name of one of the {ref.section}"
    text = (info.description or "") if info else ""
    return text[0].lower() + text[1:].rstrip(".") if text else f"give {loc[-1]}"


def leaves_of(value: Any) -> list[tuple[tuple[str, ...], Leaf]]:
    """Every leaf of a section (or mapping, or list of sections), with its path."""
    found: list[tuple[tuple[str, ...], Leaf]] = []

    def look(value: Any, path: tuple[str, ...]) -> None:
        if isinstance(value, Leaf):
            found.append((path, value))
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
    return found
