"""Versions for the tests: frozen on a day, and written again with other figures, as other rules give them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import artplan
from artplan.versions.answer import FrozenVersion
from artplan.versions.freeze import freeze
from artplan.versions.read import hash_of, hash_of_card, read_version

VAT = 0.09  # in the rent


def frozen(name: str = "2027-B0", day: str = "2026-12-20", scenario: str = "base") -> FrozenVersion:
    return freeze(name, scenario, "Li", "the board approved", day=date.fromisoformat(day))


def rewritten(name: str, old: str, new: str, file: str = "lines.csv") -> FrozenVersion:
    """A version in which a text of a file is another one, with hashes that fit."""
    path, about = Path("versions") / name / file, Path("versions") / name / "version.json"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    card = json.loads(about.read_text("utf-8"))
    card["files"][file] = hash_of(path.read_bytes())
    about.write_text(json.dumps(card | {"hash": hash_of_card(card)}), "utf-8")
    return read_version(name)


def cell(version: FrozenVersion, line: str, month: str) -> str:
    """A row of the table of figures, without its number."""
    return f"{line},{version.units[line]},{month},"


def dearer_rent() -> float:
    """Raise the rent by 1000 a month in the plan's file, and return what it was."""
    before = artplan.load("base")["overheads.rent.amount"]
    file, _, number = before.place.rpartition(":")
    text = Path(file).read_text("utf-8").splitlines(keepends=True)
    assert f"{before.value:g}" in text[int(number) - 1]
    text[int(number) - 1] = text[int(number) - 1].replace(f"{before.value:g}", f"{before.value + 1000:g}", 1)
    Path(file).write_text("".join(text), "utf-8")
    return float(before.value)
