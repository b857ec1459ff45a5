"""What `import artplan` offers: every name is there, and nothing is loaded before it is asked for."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import artplan

LOADED = "import sys, artplan; print(*{name.partition('.')[0] for name in sys.modules})"


@pytest.mark.parametrize("name", artplan.__all__)
def test_a_name_of_the_face_is_there(name: str) -> None:
    value = getattr(artplan, name)
    if name in artplan.MODULES:
        assert value is getattr(import_module(artplan.MODULES[name]), name)


def test_the_list_the_modules_and_the_imports_for_type_checkers_are_the_same() -> None:
    assert set(artplan.__all__) == {"__version__", *artplan.MODULES}
    assert checked_imports() == artplan.MODULES


def checked_imports() -> dict[str, str | None]:
    """Names imported under TYPE_CHECKING, with their module."""
    tree = ast.parse(Path(artplan.__file__).read_text(encoding="utf-8"))
    guarded = [each for node in tree.body if isinstance(node, ast.If) for each in node.body]
    return {
        alias.name: node.module
        for node in guarded
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = artplan.no_such_name


def test_importing_the_package_loads_neither_pandas_nor_numpy() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "artplan" in loaded
    assert not loaded & {"pandas", "numpy", "scipy", "pydantic", "yaml", "matplotlib"}
