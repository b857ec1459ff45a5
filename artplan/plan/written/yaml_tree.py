"""Parse YAML text into a tree of nodes, each with its file and line.

PyYAML's C parser delivers a stream of events. This module builds the tree from them, because PyYAML's own
construction does not suit a plan: it reads `1e6` as text, `NO` as false, `010` as 8 and `1:30` as 90,
silently keeps the last of two equal keys, and expands aliases without limit. Scalars follow YAML 1.2 here;
dates and months stay text. Nodes are never changed, so trees may be shared.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.gate import as_float
from artplan.texts.message import Both, message

MOST_NODES = 200_000
DEEPEST = 40
OVERRIDES, SWEPT = "set", "over"

Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

INTEGER = re.compile(r"[-+]?[0-9]+")
REAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", "+.inf", ".Inf", ".INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
LONGEST_INTEGER = 15


class YamlNode(NamedTuple):
    """A scalar, a mapping of nodes or a list of nodes. The line is that of the node's key, if it has one."""

    value: Any
    file: str
    line: int

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class NotReadable(Exception):
    """A fault after which the text cannot be read any further."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass(slots=True)
class _Open:
    """A mapping or list that has not ended yet."""

    value: Any
    line: int
    anchor: str | None
    counted: int
    key: str | None = None
    key_line: int = 0


def scalar(text: str) -> Any:
    """Parse an unquoted scalar by YAML 1.2's core schema, without octal and hexadecimal numbers."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in "+-.0123456789":
        if INTEGER.fullmatch(text):
            return int(text) if len(text) <= LONGEST_INTEGER else float(text)
        if REAL.fullmatch(text):
            return float(text)
    return text


@lru_cache(maxsize=128)
def parse(text: str, file: str) -> tuple[YamlNode | None, tuple[Fault, ...]]:
    """Return the tree of a text (None if it is empty) and its faults; results are cached by text and file."""
    faults: list[Fault] = []
    try:
        return _Builder(file, faults).build(text), tuple(faults)
    except NotReadable as stop:
        return None, (*faults, stop.fault)
    except yaml.YAMLError as error:
        return None, (*faults, _not_yaml(error, file))
    except UnicodeEncodeError:  # half a character, which no file can hold but an argument can
        return None, (*faults, fault_at(file, "", "yaml.no_text"))
    except RecursionError:
        return None, (*faults, fault_at(file, "", "yaml.too_deep"))


def _not_yaml(error: yaml.YAMLError, file: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = f"{file}:{mark.line + 1}" if mark else file
    problem = getattr(error, "problem", None) or getattr(error, "reason", None)
    if problem is None:
        return fault_at(place, "", "yaml.no_text")
    # Only PyYAML's own text distinguishes a tab or a special character from a wrong indentation.
    key = "yaml.no_token" if "cannot start any token" in problem else "yaml.not_yaml"
    return fault_at(place, "", key, problem=Both(message("yaml.problem"), problem))


class _Builder:
    """Builds nodes from the events of one file and counts the nodes that aliases would expand to."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file = file
        self.faults = faults
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[YamlNode, int] | None] = {}
        self.count = 0
        self.root: YamlNode | None = None

    def build(self, text: str) -> YamlNode | None:
        documents = 0
        for event in yaml.parse(text, Loader=Loader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                self.open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self.close()
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.stop(event, "yaml.second_document")
        return self.root

    def stop(self, event: Any, key: str, /, **values: object) -> None:
        place = f"{self.file}:{event.start_mark.line + 1}"
        raise NotReadable(fault_at(place, self.path(), key, **values))

    def path(self, *more: str) -> str:
        return ".".join([*(o.key for o in self.stack if o.key is not None), *more])

    def grow(self, event: Any, nodes: int = 1) -> None:
        self.count += nodes
        if self.count > MOST_NODES:
            self.stop(event, "yaml.too_many", most=f"{MOST_NODES:,}")

    def scalar(self, event: Any) -> None:
        self.grow(event)
        self.refuse_tag(event)
        line = event.start_mark.line + 1
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and isinstance(top.value, dict):
            if event.value == "<<":
                self.stop(event, "yaml.merge_key")
            self.key(event.value, line, top)
            return
        value = scalar(event.value) if event.implicit[0] and not self.signed(event.value) else event.value
        node = YamlNode(value, self.file, line)
        if event.anchor:
            self.anchors[event.anchor] = (node, 1)
        self.put(node)

    def signed(self, text: str) -> bool:
        """Return whether the text is a relative change, which stays text.

        `+2000` and `-500` are changes if they are values below `set:` or list entries below `over:`.
        """
        below = (len(self.stack), self.stack[0].key) if self.stack else (0, None)
        return text[:1] in ("+", "-") and below in ((2, OVERRIDES), (3, SWEPT))

    def key(self, text: str, line: int, top: _Open) -> None:
        if text in top.value:
            first = top.value[text].line
            place = f"{self.file}:{line}"
            self.faults.append(fault_at(place, self.path(text), "yaml.duplicate_key", line=first))
        top.key, top.key_line = text, line

    def open(self, event: Any, value: Any) -> None:
        self.grow(event)
        self.refuse_tag(event)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and isinstance(top.value, dict):
            self.stop(event, "yaml.key_no_word")
        if len(self.stack) >= DEEPEST:
            self.stop(event, "yaml.deeper", deepest=DEEPEST)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(value, event.start_mark.line + 1, event.anchor, self.count))

    def close(self) -> None:
        done = self.stack.pop()
        node = YamlNode(done.value, self.file, done.line)
        if done.anchor:
            self.anchors[done.anchor] = (node, self.count - done.counted + 1)
        self.put(node)

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            self.stop(event, "yaml.no_anchor", anchor=event.anchor)
        known = self.anchors[event.anchor]
        if known is None:
            self.stop(event, "yaml.alias_inside", anchor=event.anchor)
            return
        node, size = known
        self.grow(event, size)
        if self.stack and self.stack[-1].key is None and isinstance(self.stack[-1].value, dict):
            self.stop(event, "yaml.alias_key")
        self.put(YamlNode(node.value, node.file, event.start_mark.line + 1))

    def put(self, node: YamlNode) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(node)
            return
        assert top.key is not None
        # Keep the first of two equal keys, so that the rest of the file can still be checked.
        top.value.setdefault(top.key, YamlNode(node.value, node.file, top.key_line))
        top.key = None

    def refuse_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            self.stop(event, "yaml.tag", tag=event.tag)


def from_python(value: Any, file: str, line: int = 0, depth: int = 0) -> YamlNode:
    """Return the tree of a Python value, such as one given as an override.

    Raises PlanFault if it is nested as deep as no file may be.
    """
    if depth > DEEPEST:
        raise PlanFault([fault_at(file, "", "yaml.deeper", deepest=DEEPEST)])
    if isinstance(value, Mapping):
        items = {str(key): from_python(each, file, line, depth + 1) for key, each in value.items()}
        return YamlNode(items, file, line)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return YamlNode([from_python(each, file, line, depth + 1) for each in value], file, line)
    if isinstance(value, int) and abs(value) >= 10**LONGEST_INTEGER:
        return YamlNode(as_float(value), file, line)
    if value is None or isinstance(value, bool | int | str):
        return YamlNode(value, file, line)
    if hasattr(value, "isoformat"):
        return YamlNode(value.isoformat()[:10], file, line)
    try:
        return YamlNode(as_float(value), file, line)
    except (TypeError, ValueError):
        return YamlNode(str(value), file, line)


def plain(node: YamlNode) -> Any:
    """Return the tree's values without file and line."""
    value = node.value
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [plain(child) for child in value]
    return value


def same(one: YamlNode, other: YamlNode) -> bool:
    """Return whether two trees have the same values of the same types, in the same order and places."""
    if one is other:
        return True
    value, former = one.value, other.value
    if (one.file, one.line) != (other.file, other.line) or type(value) is not type(former):
        return False
    if isinstance(value, dict):
        return list(value) == list(former) and all(same(each, former[key]) for key, each in value.items())
    if isinstance(value, list):
        return len(value) == len(former) and all(map(same, value, former))
    return repr(value) == repr(former)  # tells 0.0 from -0.0


def walk(node: YamlNode, path: Sequence[str | int]) -> Iterator[YamlNode]:
    """Yield the nodes along a path, as far as the path exists."""
    yield node
    for step in path:
        if isinstance(node.value, dict) and str(step) in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and str(step).isdecimal() and int(step) < len(node.value):
            node = node.value[int(step)]
        else:
            return
        yield node


def nearest(node: YamlNode, path: Sequence[str | int]) -> YamlNode:
    """Return the deepest node along the path that exists."""
    *_, last = walk(node, path)
    return last
