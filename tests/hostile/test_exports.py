"""A few damaged exports of every kind are imported or refused, and nothing else.

`python -m tests.hostile.exports` tries 300 of each sample.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from random import Random

import pytest

from artplan.plan.written.faults import PlanFault, fault_at
from tests.actuals.written import NAMES, as_csv, sample
from tests.hostile import exports
from tests.hostile.exports import GOOD, VERDICTS, campaign, mutation, verdict


def test_damaged_exports_are_imported_or_refused():
    table = campaign(seed=11, count=6)
    assert set(table) == set(NAMES)
    assert {word for found in table.values() for word in found} == set(GOOD)
    assert {found.total() for found in table.values()} == {6}


def test_a_seed_gives_the_same_mutations():
    first, again, other = (mutation("bank", Random(seed)) for seed in ("1", "1", "2"))
    assert first[0] == again[0] and first != other


def _half(paths: list[Path], month: str, store: Path, own: Path) -> None:
    with sqlite3.connect(store) as opened:
        opened.execute("create table half (stored text)")
    raise PlanFault([fault_at("export", "", "exports.damaged")])


def _crash(paths: list[Path], month: str, store: Path, own: Path) -> None:
    raise RuntimeError


def _hang(paths: list[Path], month: str, store: Path, own: Path) -> None:
    time.sleep(5)


@pytest.mark.parametrize(("does", "wanted"), [(_half, "half stored"), (_crash, "crash"), (_hang, "hang")])
def test_the_judge_tells_good_from_bad(does, wanted, tmp_path, monkeypatch):
    holding = tmp_path / "holding.sqlite"
    sqlite3.connect(holding).close()
    content = as_csv(sample("bank")).encode()
    assert verdict(content, holding, tmp_path, 5)[0] == "imported"
    monkeypatch.setattr(exports, "import_files", does)
    assert verdict(content, holding, tmp_path, 0.2)[0] == wanted
    assert wanted in VERDICTS and wanted not in GOOD
