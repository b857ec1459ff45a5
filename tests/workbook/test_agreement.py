"""The workbook gives numpy's numbers: in a recalculator that knows only the file, and in LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each_of

import artplan
from artplan.engine.words import WORDS, Word
from artplan.result import Result
from tests.fixed_plans import PLANS_SHIPPED
from tests.plans import load, plans
from tests.shop import SHIPPED
from tests.workbook.files import by_libreoffice, cells, spoil, written, wrong
from tests.workbook.recalculate import Sheet


def recalculated(result: Result, path: Path) -> tuple[int, list[str]]:
    """How many formulas were compared, and those that came out wrong."""
    written(result, path)
    sheet = Sheet.read(path)
    return len(sheet.formulas), wrong(sheet.work_out(), cells(path), sheet.formulas)


def test_a_small_plan(tmp_path: Path):
    count, faults = recalculated(artplan.load("cases/vat_small_scale").run(), tmp_path / "plan.xlsx")
    assert faults == []
    assert count > 1_000


def test_cached_values_are_the_results(tmp_path: Path):
    result = artplan.load("base").run()
    layout = written(result, tmp_path / "plan.xlsx").places
    held = cells(tmp_path / "plan.xlsx")
    for name, (sheet, member) in {
        "net_profit": ("Budget", 0),
        "gross_pay": ("Payroll", 3),
        "visits_by_channel": ("Traffic", 1),
    }.items():
        row = layout.blocks[name].first + member
        for month in range(12):
            value = held[sheet, row + 1, layout.columns.month(month) + 1]
            assert value == pytest.approx(result.frame(name).iloc[member, month], rel=1e-14)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@each_of(plans())
def test_random_plans(tmp_path_factory: Any, sections: dict[str, Any]):
    path = tmp_path_factory.mktemp("random") / "plan.xlsx"
    assert recalculated(load(sections).run(), path)[1] == []


@pytest.mark.slow
def test_three_years_in_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "plan.xlsx"
    count, faults = recalculated(artplan.load("base", {"plan.months": 36}, folder=SHIPPED).run(), path)
    assert faults == []
    result = by_libreoffice(spoil(path))
    assert wrong(result, cells(path), Sheet.read(path).formulas) == []
    with capsys.disabled():
        print(f"\n{count} formula cells compared, 36 months of base: recalculator and LibreOffice agree")
    assert count > 15_000


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PLANS_SHIPPED[1:], "cases/bplans_artsphere"])
def test_libreoffice(name: str, tmp_path: Path):
    path = tmp_path / "plan.xlsx"
    written(artplan.load(name, folder=SHIPPED).run(), path)
    assert wrong(by_libreoffice(spoil(path)), cells(path), Sheet.read(path).formulas) == []


@pytest.mark.parametrize("word, turned", [("-", "{0:1}+{1:1}"), ("minimum", "MAX({0},{1})")])
def test_a_wrong_face_is_noticed(word: str, turned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    right = WORDS[word]
    broken = Word(right.units, right.text, right.numbers, right.binds, turned)
    monkeypatch.setitem(WORDS, word, broken)
    assert recalculated(artplan.load("cases/vat_small_scale").run(), tmp_path / "plan.xlsx")[1] != []
