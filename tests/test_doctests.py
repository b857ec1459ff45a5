"""The examples in docstrings run, and every public function has one."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import artplan
import artplan.api

PACKAGE = Path(artplan.__file__).parent


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = sorted(_name(path) for path in PACKAGE.rglob("*.py") if ">>> " in path.read_text("utf-8"))


@pytest.mark.usefixtures("as_shipped")
@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    result = doctest.testmod(import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


def test_every_public_function_and_class_has_an_example() -> None:
    assert [name for name, value in _public().items() if not _has_example(value)] == []


def test_a_missing_example_is_seen() -> None:
    def bare() -> None:
        """No example here."""

    assert not _has_example(bare)


def _public() -> dict[str, object]:
    """What `import artplan` offers, and the functions and classes that are defined in artplan.api."""
    result: dict[str, object] = {f"artplan.{name}": getattr(artplan, name) for name in artplan.MODULES}
    for module in pkgutil.iter_modules(artplan.api.__path__, "artplan.api."):
        for name, value in vars(import_module(module.name)).items():
            own = getattr(value, "__module__", "") == module.name
            if own and not name.startswith("_") and (inspect.isfunction(value) or inspect.isclass(value)):
                result[f"{module.name}.{name}"] = value
    return result


def _has_example(value: object) -> bool:
    """A class has one in its own docstring or in that of a method."""
    docs = [value.__doc__]
    if inspect.isclass(value):
        docs += [each.__doc__ for name, each in vars(value).items() if not name.startswith("_")]
    return any(">>> " in (each or "") for each in docs)
