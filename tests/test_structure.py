"""The shape of the house: no module imports itself by way of others, but through one named door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import artplan

PACKAGE = Path(artplan.__file__).parent
FACE = "artplan"  # imports lazily, and is imported for its version alone
DOOR = "artplan.api.display"  # how a plan and a result show themselves; imported when they do


def test_no_module_imports_itself_by_way_of_others() -> None:
    arrows = {name: set(_imported(path)) - {name, FACE} for name, path in _modules().items() if name != FACE}
    for name in ("artplan.operating", "artplan.result"):
        assert DOOR in arrows[name]
        arrows[name] -= {DOOR}
    assert _circles(arrows) == []


def test_the_nearest_name_is_looked_for_in_one_place() -> None:
    searching = [path for path in _modules().values() if "difflib" in path.read_text("utf-8").split()]
    assert [path.relative_to(PACKAGE).as_posix() for path in searching] == ["texts/closest.py"]


def test_a_circle_is_seen() -> None:
    arrows = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert _circles(arrows) == [["a", "b", "c"]]


@cache
def _modules() -> dict[str, Path]:
    files = [path for path in PACKAGE.rglob("*.py") if "starter" not in path.parts]
    return {_name(path): path for path in files}


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, also inside functions and for type checkers."""
    known = _modules()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in inner if name in known)
            if any(name not in known for name in inner):
                yield node.module


def _circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules each of which reaches all others."""
    reached = {name: _reach(name, arrows) for name in arrows}
    groups = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in arrows
        if name in reached[name]
    }
    return sorted(map(list, groups))


def _reach(start: str, arrows: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(arrows.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(arrows.get(name, ()))
    return seen
