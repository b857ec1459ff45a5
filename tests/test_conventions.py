"""Docstrings of what users and maintainers call, and the names of classes and variables."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import artplan

PACKAGE = Path(artplan.__file__).parent
SURFACE = (
    "__init__.py",
    "result.py",
    "operating.py",
    "model.py",
    "api/*.py",
    "engine/*.py",
    "plan/plan.py",
    "plan/read/*.py",
    "plan/variants/*.py",
    "plan/inputs/*.py",
    "study/appraise.py",
    "study/*/answer.py",
)
FILES = sorted(path for pattern in SURFACE for path in PACKAGE.glob(pattern))
Documented = ast.Module | ast.ClassDef | ast.FunctionDef


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_public_surface_has_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert [name for name, node in _public(tree) if not _has_summary(node)] == []


def test_every_pattern_finds_a_file() -> None:
    assert [pattern for pattern in SURFACE if not list(PACKAGE.glob(pattern))] == []


@pytest.mark.parametrize("doc", ["", '"""No full stop"""', '"""Two\n    lines."""'])
def test_a_missing_summary_is_seen(doc: str) -> None:
    tree = ast.parse(f"def bare():\n    {doc or 'pass'}\n")
    assert [name for name, node in _public(tree) if not _has_summary(node)] == ["module", "bare"]


def _public(node: Documented, within: str = "") -> Iterator[tuple[str, Documented]]:
    """The module, its public functions and classes, and the public methods of these."""
    yield within or "module", node
    for each in node.body if not isinstance(node, ast.FunctionDef) else ():
        if isinstance(each, ast.ClassDef | ast.FunctionDef) and not each.name.startswith("_"):
            yield from _public(each, f"{within}.{each.name}".lstrip("."))


def _has_summary(node: Documented) -> bool:
    """One line that is a sentence; what else there is to say follows after an empty line."""
    first, _, rest = (ast.get_docstring(node) or "").partition("\n")
    return first.endswith((".", ":")) and not rest.split("\n")[0].strip()


def test_the_name_of_a_class_stands_once() -> None:
    modules: dict[str, list[str]] = {}
    for path, tree in _trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules.setdefault(node.name, []).append(path)
    assert {name: places for name, places in modules.items() if len(places) > 1} == {}


@pytest.mark.parametrize("word", ["told", "found", "asked", "several", "anew", "hushed"])
def test_names_are_words_of_the_field_and_of_python(word: str) -> None:
    """Not `told` where a message is meant, nor `found` for a result: what others would call it."""
    assert _named().get(word, []) == []


@cache
def _named() -> dict[str, list[str]]:
    """Where each name stands: of a variable, an argument, an attribute, a function or a class."""
    places: dict[str, list[str]] = {}
    for path, tree in _trees().items():
        for node in ast.walk(tree):
            names = {getattr(node, field, None) for field in ("id", "arg", "attr")}
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name.strip("_"))
            for name in names - {None}:
                places.setdefault(name, []).append(f"{path}:{getattr(node, 'lineno', 0)}")
    return places


@cache
def _trees() -> dict[str, ast.Module]:
    """Every module of the package, parsed once."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}
