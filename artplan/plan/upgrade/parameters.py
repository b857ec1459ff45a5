"""Upgrade a parameter file to the current names; comments and layout stay unchanged.

PyYAML's events give the position of each name in the text. The place of a name says what it is: a key is part
of a parameter's path, and a key below `set:` or `over:` is a whole path; line names appear at `measures` and
`target_line` of an indicator and in the list `lines` of a study.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from artplan.plan.written import renamed
from artplan.plan.written.yaml_tree import OVERRIDES, SWEPT, Loader

LINES_OF = ("measures", "target_line")  # keys of an indicator


@dataclass(frozen=True)
class Renaming:
    """A renamed name: its line in the file, its old and its current name."""

    line: int
    old: str
    new: str


@dataclass(frozen=True)
class _Scalar:
    """A scalar in the file: its path (list entries by index), whether it is a key, and its position."""

    path: tuple[str, ...]
    is_key: bool
    text: str
    line: int
    start: int
    end: int


def rewritten(text: str) -> tuple[str, list[Renaming]]:
    """Return the text with the current names, and the renamings in the order of the text.

    Raises yaml.YAMLError.
    """
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
    if scalar.is_key:
        return _last_steps(renamed.path(".".join(path)), scalar.text)
    steps = ".".join(path).split(".")
    if (steps[-1] == "line" and steps[-2] in LINES_OF) or scalar.path[:1] == ("lines",):
        return renamed.line(scalar.text)
    if steps[0] == "correlations" and "between" in steps:
        return renamed.path(scalar.text)
    return scalar.text


def _last_steps(path: str, key: str) -> str:
    """Return as many last steps of the path as the key has: keys below `set:` are whole paths."""
    return ".".join(path.split(".")[-len(key.split(".")) :])


def _scalars(text: str) -> Iterator[_Scalar]:
    """Yield all keys and values, in the order of the text."""
    # For each open mapping: the key whose value comes next; for each open list: the index of the next entry.
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
    """Move on after a complete value: a mapping expects a key, a list its next entry."""
    if open_:
        here = open_[-1]
        open_[-1] = here + 1 if isinstance(here, int) else None
