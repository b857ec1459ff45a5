"""The catalogue: the texts that a user sees, in Chinese and English, from `messages/*.toml`.

Each entry has both languages; `{name}` marks a value to fill in, set apart by a space where Chinese meets
Latin letters or digits. The labels of lines come from the lines and the names of members from the plan; all
other texts are in the catalogue.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

LANGUAGES = ("zh", "en")
MESSAGES = Path(__file__).with_name("messages")
HEADING = re.compile(r"^\[(\w+)", re.MULTILINE)  # [charts.waterfall]: an entry of the table `charts`


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return all entries by their dotted key: `charts.waterfall.title` -> {"zh": ..., "en": ...}."""
    entries: dict[str, dict[str, str]] = {}
    for file in sorted(MESSAGES.glob("*.toml")):
        for key, entry in of_file(file.stem).items():
            if key in entries:
                raise ValueError(f"messages/{file.name}: {key} stands in another file already")
            entries[key] = entry
    return entries


def entry(key: str) -> dict[str, str]:
    """Return an entry in both languages; raises KeyError for an unknown key."""
    return _beside(key.partition(".")[0])[key]


def text(key: str, lang: str, /, **values: object) -> str:
    """Return an entry in a language with its values filled in.

    Raises KeyError for an unknown key or a missing value.
    """
    filled = ""
    for before, name, _, _ in Formatter().parse(entry(key)[lang]):
        filled = joined(filled, before)
        if name is not None:
            filled = joined(filled, str(values[name]))
    return filled


def inside(name: str, lang: str) -> str:
    """Adapt a label for a sentence: Operations director -> operations director; PC store lead as it is."""
    return name[:1].lower() + name[1:] if lang == "en" and name[1:2].islower() else name


def has(key: str) -> bool:
    return key in _beside(key.partition(".")[0])


@cache
def _beside(table: str) -> dict[str, dict[str, str]]:
    """Return the entries of the files that have entries of the table, so that no other file is parsed."""
    return {key: entry for file in _files().get(table, ()) for key, entry in of_file(file).items()}


@cache
def _files() -> dict[str, list[str]]:
    """Return the names of the files that have entries of a table, by table."""
    files: dict[str, list[str]] = {}
    for file in sorted(MESSAGES.glob("*.toml")):
        for table in dict.fromkeys(HEADING.findall(file.read_text(encoding="utf-8"))):
            files.setdefault(table, []).append(file.stem)
    return files


@cache
def of_file(name: str) -> dict[str, dict[str, str]]:
    """Return the entries of a file."""
    return dict(_entries(tomllib.loads((MESSAGES / f"{name}.toml").read_text(encoding="utf-8"))))


def joined(left: str, right: str) -> str:
    """Join two texts, with a space between a Chinese character and a digit or Latin letter."""
    if not left or not right:
        return left + right
    here, there = left[-1], right[0]
    apart = (_chinese(here) and _latin(there)) or (_latin(here) and _chinese(there))
    return f"{left} {right}" if apart else left + right


def _chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _latin(sign: str) -> bool:
    return (sign.isascii() and sign.isalnum()) or sign in ("%", "\u2212")


def _entries(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for name, value in tree.items():
        key = f"{above}.{name}" if above else name
        if not isinstance(value, dict):
            raise ValueError(f"messages: {key} is no entry; write {name} = {{zh = ..., en = ...}}")
        if any(isinstance(each, dict) for each in value.values()):
            yield from _entries(value, key)
        else:
            yield key, value
