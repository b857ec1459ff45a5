"""A parameter file with its old names put right: only the names change, comments and layout stay.

PyYAML's events say where each name begins and ends in the text. Which names they are follows from where they
stand: a key is part of a parameter's path, and so are the keys below `set:` and `over:`, each whole; lines
stand at `measures` and `target_line` of an indicator and in the list `lines` of a study.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from artplan.plan.written import renamed
from artplan.plan.written.yaml_tree import OVERRIDES, SWEPT, Loader

LINES_OF = ("measures", "target_line")  # of an indicator


@dataclass(frozen=True)
class Renaming:
    """A name in a file, by its line there, and what it is called now."""

    line: int
    old: str
    new: str


@dataclass(frozen=True)
class _Scalar:
    """A text in the file: its path (list entries by number), whether it is a key, and where it stands."""

    path: tuple[str, ...]
    is_key: bool
    text: str
    line: int
    start: int
    end: int


def rewritten(text: str) -> tuple[str, list[Renaming]]:
    """The text in the names of today, and what was renamed in it, in its order. Raises yaml.YAMLError."""
    renamings, parts, done = [], [], 0
    for each in _scalars(text):
        new = _renamed(each)
        if new != each.text:
            written = text[each.start : each.end]
            parts += [text[done : each.start], written.replace(each.text, new, 1)]
            done = each.end
            renamings.append(Renaming(each.line, each.text, new))
    return "".join([*parts, text[done:]]), renamings


def _renamed(scalar: _Scalar) -> str:
    path = scalar.path[1:] if scalar.path[:1] in ((OVERRIDES,), (SWEPT,)) else scalar.path
    if not path:
        return scalar.text
    if not path:
        return scalar.text
    if scalar.is_key:
        return _last_steps(renamed.path(".".join(path)), scalar.text)
    steps = ".".join(path).split(".")
    if (steps[-1] == "line" and steps[-2] in LINES_OF) or scalar.path[:1] == ("lines",):
        return renamed.line(scalar.text)
    if steps[0] == "correlations" and "between" in steps:
        return renamed.path(scalar.text)
    return scalar.text


def _last_steps(path: str, key: str) -> str:
    """As many steps of the path as the key has: `set:` writes whole paths as keys."""
    return ".".join(path.split(".")[-len(key.split(".")) :])


def _scalars(text: str) -> Iterator[_Scalar]:
    """All keys and values, in the order of the text."""
    # For each open mapping or list: the key in it that waits for its value, or the place of the entry.
    open_: list[str | int | None] = []
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.ScalarEvent):
            is_key = bool(open_) and open_[-1] is None
            if is_key:
                open_[-1] = event.value
            path = tuple(str(step) for step in open_)
            yield _scalar(event, path, is_key)
            if not is_key:
                _next(open_)
        elif isinstance(event, yaml.AliasEvent):
            _next(open_)
        elif isinstance(event, yaml.MappingStartEvent):
            open_.append(None)
        elif isinstance(event, yaml.SequenceStartEvent):
            open_.append(0)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
            _next(open_)


def _scalar(event: Any, path: tuple[str, ...], is_key: bool) -> _Scalar:
    start, end = event.start_mark, event.end_mark
    return _Scalar(path, is_key, event.value, start.line + 1, start.index, end.index)


def _next(open_: list[str | int | None]) -> None:
    """A value is complete: a mapping waits for a key again, a list for its next entry."""
    if open_:
        here = open_[-1]
        open_[-1] = here + 1 if isinstance(here, int) else None
