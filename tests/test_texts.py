"""A text is a key with values: the code names keys, the catalogue has them in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import artplan
from artplan.plan.written.faults import fault_at
from artplan.texts.catalogue import catalogue, has
from artplan.texts.language import of_environment
from artplan.texts.message import listed, message

SOURCES = sorted(Path(artplan.__file__).parent.rglob("*.py"))
# What calls for a text by its key, the place of the key among its arguments, and what it asks for.
CALLS = {
    "fault_at": (2, ("faults.{}.fault", "faults.{}.remedy")),
    "said": (0, ("faults.{}.fault", "faults.{}.remedy")),
    "refused": (0, ("faults.{}.fault", "faults.{}.remedy")),
    "unmovable": (1, ("faults.{}.fault", "faults.{}.remedy")),
    "reject": (0, ("faults.{}.fault", "faults.{}.remedy")),
    "trouble": (1, ("faults.{}.fault", "faults.{}.remedy")),
    "stop": (1, ("faults.{}.fault", "faults.{}.remedy")),
    "options.wrong": (2, ("faults.{}.fault", "faults.{}.remedy")),
    "remark": (0, ("plausibility.{}",)),
    "note": (0, ("plausibility.{}",)),
    "_note": (2, ("plausibility.{}",)),
    "message": (0, ("{}",)),
    "text": (0, ("{}",)),
}


def _calls() -> Iterator[tuple[str, str, set[str]]]:
    """Where a text is asked for, its key, and the names of its values."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            # A name that several modules have is told apart by the one it is defined in, or taken from.
            owner = node.func.value if isinstance(node.func, ast.Attribute) else ast.Name(path.stem)
            full = f"{owner.id}.{name}" if isinstance(owner, ast.Name) else name
            place, keys = CALLS.get(full, CALLS.get(name, (0, ())))
            key = node.args[place] if place < len(node.args) else None
            if any(word.arg is None for word in node.keywords):
                continue
            if name == "text" and isinstance(node.func, ast.Attribute):  # a message's, in a language
                continue
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                for each in keys:
                    values = {word.arg for word in node.keywords if word.arg is not None}
                    yield f"{path.name}:{node.lineno}", each.format(key.value), values


def test_every_text_that_the_code_names_is_there_and_gets_its_values() -> None:
    lacking = [f"{where}: {key}" for where, key, _ in _calls() if not has(key)]
    assert lacking == []
    unfilled = [
        f"{where}: {key} wants {sorted(wanted - values)}"
        for where, key, values in _calls()
        if (wanted := _wanted(key)) - values
    ]
    assert unfilled == []


def _wanted(key: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(catalogue()[key]["en"]) if name}


# Words that a Chinese reader reads as they are: names of formats, of commands, of parameters.
SPOKEN = (
    r"artplan|YAML|UTF-8|JSON|Schema|CSV|SVG|PDF|HTML|Python|Jupyter\w*|Voilà|dask|papermill|LibreOffice|Excel"
    r"|GMV|ROI|SKU|UV|true|false"
)


def test_chinese_holds_no_untranslated_word() -> None:
    assert {key: words for key in catalogue() if (words := _foreign(catalogue()[key]["zh"]))} == {}


def _foreign(chinese: str) -> list[str]:
    names = r"`[^`]*`|\{[^}]*\}|%\(\w+\)[rs]|--?[a-z]\w*|^    [^#]*|artplan [a-z]+|\bbase\b"
    plain = re.sub(names, "", chinese, flags=re.MULTILINE)
    return re.findall(r"[A-Za-z]{2,}", re.sub(rf"\b({SPOKEN})\b", "", plain))


def test_every_entry_is_found_without_reading_all_files() -> None:
    assert [key for key in catalogue() if not has(key)] == []
    assert not has("charts.no_such_chart.title") and not has("no_such_table.title")


def test_a_message_becomes_text_where_it_is_shown() -> None:
    near = message("suggest.all", kind=message("kinds.lines"), names=listed(["clicks", "visits"], "or"))
    assert near.text("en") == "lines: clicks or visits"
    assert near.text("zh") == "指标：clicks或visits"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_says_the_language_as_posix_has_it(
    environment: dict[str, str], language: str
) -> None:
    assert of_environment(environment) == language


def test_an_override_is_called_so_in_the_readers_language() -> None:
    fault = fault_at("override", "channels.x", "override.nothing_below", key="x", path="channels")
    assert fault.text("en").startswith("override channels.x | ")
    assert fault.text("zh").startswith("本次改动 channels.x | ")
