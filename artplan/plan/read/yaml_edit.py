"""Change single values in the text of a parameter file; comments and layout of all others stay as they are.

PyYAML's nodes give the position of each value in the text. A path is the keys from the top of the file.
A value of a mapping by blocks is replaced where it stands; a new key becomes the first of its mapping.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from artplan.plan.leaf.leaf import is_card
from artplan.plan.written.calendar import day_of_next_year, read_day
from artplan.plan.written.yaml_text import flow, scalar
from artplan.plan.written.yaml_tree import Loader

DATE = re.compile(r"(^|(?<=\.))\d{4}-\d{2}(-\d{2})?$")
Keys = tuple[str, ...]


@dataclass(frozen=True)
class _Cut:
    """A part of the text, from its first character to before its end, and what takes its place."""

    start: int
    end: int
    text: str


def edited(text: str, changes: Mapping[Keys, Any], removed: Collection[Keys] = ()) -> str:
    """Return the text with these values in place of those at the paths, and without what is removed.

    A new value in place of a card's keeps the card's other keys, unless it is a card itself. What the text
    does not have yet is added; a mapping of which nothing is left is removed with its key. A path to be
    removed that the text does not have is left alone.
    """
    root = _root(text)
    gone = {path for path in removed if len(_steps(root, path)) == len(path) + 1}
    kept = {path[:depth] for path in changes for depth in range(len(path))}
    cuts = _removals(text, root, gone, kept)
    added: dict[Keys, dict[str, Any]] = {}
    for path, value in changes.items():
        steps = _steps(root, path)
        if len(steps) <= len(path):
            _put(added.setdefault(path[: len(steps) - 1], {}), path[len(steps) - 1 :], value)
            continue
        node = _value(steps[-1]) if not is_card(value) else steps[-1]
        cuts.append(_Cut(node.start_mark.index, _end(node), flow(value)))
    cuts += [_addition(_steps(root, path)[-1], new) for path, new in added.items()]  # after what goes there
    for cut in sorted(cuts, key=lambda each: each.start, reverse=True):
        text = text[: cut.start] + cut.text + text[cut.end :]
    return text


def has(text: str, path: Keys) -> int:
    """Return how many of the path's keys, from the first, the text has."""
    return len(_steps(_root(text), path)) - 1


def a_year_later(text: str, start: str) -> str:
    """Return the text with every day and month before the month `start` a year later, also at a path's end.

    Comments, and texts that are more than a date, stay as they are.
    """
    for event in reversed(list(yaml.parse(text, Loader=Loader))):
        match = DATE.search(event.value) if isinstance(event, yaml.ScalarEvent) else None
        start_mark: Any = event.start_mark
        end_mark: Any = event.end_mark
        if match and match[0][:7] < start:
            old = text[start_mark.index : end_mark.index]
            new = old.replace(match[0], _later(match[0]), 1)
            text = text[: start_mark.index] + new + text[end_mark.index :]
    return text


def _later(written: str) -> str:
    day = read_day(written)
    if day is None:
        return f"{int(written[:4]) + 1:04d}{written[4:]}"
    return day_of_next_year(day).isoformat()


def is_empty(text: str) -> bool:
    """Return whether the text holds nothing but comments."""
    return _root(text) is None


@lru_cache(maxsize=64)
def _root(text: str) -> Any:
    return yaml.compose(text, Loader=Loader)


def _steps(root: Any, path: Keys) -> list[Any]:
    """Return the nodes along the path, the root first, as far as the text has it."""
    nodes = [root]
    for key in path:
        child = _child(nodes[-1], key)
        if child is None:
            break
        nodes.append(child)
    return nodes


def _child(node: Any, key: str) -> Any:
    """Return what a mapping has at a key, or a list at an index; None where it has nothing."""
    if isinstance(node, yaml.SequenceNode):
        return node.value[int(key)] if key.isdecimal() and int(key) < len(node.value) else None
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in entries if name.value == key), None)


def _value(node: Any) -> Any:
    """Return the value of a card, or the node itself."""
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == "value"), node)
    return node


def _end(node: Any) -> int:
    """Return the position after the node's last character; PyYAML's own is after the space that follows."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _put(tree: dict[str, Any], path: Keys, value: Any) -> None:
    *above, last = path
    for key in above:
        tree = tree.setdefault(key, {})
    tree[last] = value


def _addition(node: Any, new: Mapping[str, Any]) -> _Cut:
    """Return the cut that adds the keys in front of those of the mapping."""
    if node.flow_style:
        at = node.start_mark.index + 1
        rest = ", " if node.value else ""
        return _Cut(at, at, ", ".join(f"{scalar(key)}: {flow(value)}" for key, value in new.items()) + rest)
    first = node.value[0][0].start_mark
    indent, at = " " * first.column, first.index - first.column
    return _Cut(at, at, "".join(f"{indent}{scalar(key)}: {flow(value)}\n" for key, value in new.items()))


def _removals(
    text: str, node: Any, removed: Collection[Keys], kept: Collection[Keys], here: Keys = ()
) -> list[_Cut]:
    """Return the cuts that take the paths out of the mapping. kept: mappings that stay, even without keys."""
    cuts, stays = [], False
    for place, (name, value) in enumerate(node.value if isinstance(node, yaml.MappingNode) else ()):
        path = (*here, name.value)
        if _goes(value, removed, kept, path):
            cuts.append(_entry(text, node, place, stays))
            continue
        stays = True
        if any(each[: len(path)] == path for each in removed):
            cuts += _removals(text, value, removed, kept, path)
    return cuts


def _goes(node: Any, removed: Collection[Keys], kept: Collection[Keys], path: Keys) -> bool:
    """Return whether nothing is left of the node at the path."""
    if path in removed or path in kept:
        return path in removed
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    return bool(entries) and all(_goes(each, removed, kept, (*path, name.value)) for name, each in entries)


def _entry(text: str, node: Any, place: int, follows: bool) -> _Cut:
    """Return the cut that takes one entry out of the mapping, with a comment behind it on its line.

    follows: whether an entry in front of it stays, whose comma goes with it.
    """
    name, value = node.value[place]
    start, end = name.start_mark.index, _end(value)
    if not node.flow_style:
        line_end = text.find("\n", end)
        return _Cut(start - name.start_mark.column, len(text) if line_end < 0 else line_end + 1, "")
    if follows:
        return _Cut(_end(node.value[place - 1][1]), end, "")
    last = place + 1 == len(node.value)
    return _Cut(start, end if last else node.value[place + 1][0].start_mark.index, "")
