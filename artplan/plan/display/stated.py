"""The values of a plan that are not numbers, as text: dates, choices, counts and references to members."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Words

SILENT = ("sources",)  # shown with each number that has a source


@dataclass(frozen=True)
class Stated:
    """A date, a choice, a count or a list as written in the file, with file and line."""

    text: str
    place: str


def stated(part: Any, at: tuple[str, ...], where: Callable[[str], str]) -> dict[str, Stated]:
    """Return every value that is neither a leaf nor a label, by path.

    Values that no file gives are left out. part: all sections, or the value at the path `at` in them.
    """
    result = {}
    for path, text in _within(part, at):
        name = ".".join(path)
        if path[0] not in SILENT and text:
            result[name] = Stated(text, where(name))
    return result


def _within(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, BaseModel) and not isinstance(value, Words):
        for name in type(value).model_fields:
            if name in value.model_fields_set:
                yield from _within(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _within(item, (*path, name))
    elif isinstance(value, tuple) and any(isinstance(each, BaseModel) for each in value):
        for index, item in enumerate(value):
            yield from _within(item, (*path, str(index)))
    elif value is not None and not isinstance(value, Leaf | Words):
        yield path, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(_text(each) for each in value if not isinstance(each, Leaf | Words))
    return value.isoformat() if isinstance(value, date) else str(value)
