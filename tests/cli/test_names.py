"""Commands answer with the names of scenarios; JSON, CSV and what is typed have what commands call them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from artplan.cli import main

RENT = "overheads.rent.amount=+1000"
SWEEP = "scenarios: [base, growth]\nover:\n  overheads.rent.amount: [30000, 40000]\nlines: [net_profit]\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(capsys: pytest.CaptureFixture, *words: str) -> str:
    assert main([*words]) == 0
    return str(capsys.readouterr().out)


def test_check_and_its_effects(capsys: pytest.CaptureFixture) -> None:
    shown = said(capsys, "check", "growth", "--effects", "--lang", "zh")
    assert shown.startswith("增长  ") and "单独用于“基准方案”时" in shown
    (record,) = json.loads(said(capsys, "check", "growth", "--effects", "--json"))
    told = record["scenario"], record["effects"]["scenario"], record["effects"]["base"]
    assert told == ("growth", "growth", "base")


def test_compare_and_explain(capsys: pytest.CaptureFixture) -> None:
    shown = said(capsys, "compare", "base", "growth", "--lang", "en")
    assert "Scenario: Base plan" in shown and "Scenario: Growth" in shown
    assert "Scenario: Growth *" in said(capsys, "compare", "growth", "--set", RENT, "--lang", "en")
    told = ["explain", "net_profit", "2027", "-s", "growth", "--against", "base", "--depth", "1"]
    assert said(capsys, *told, "--lang", "zh").startswith(
        "净利润（net_profit）· 2027 · 情景：增长，对比基准方案\n"
    )
    record = json.loads(said(capsys, *told, "--json"))
    assert (record["scenario"], record["against"]) == ("growth", "base")


def test_sweep(capsys: pytest.CaptureFixture) -> None:
    Path("rent.yaml").write_text(SWEEP, encoding="utf-8")
    shown = said(capsys, "sweep", "rent.yaml", "--out", "rent", "--lang", "zh")
    assert shown.count("基准方案") == shown.count("增长") == 2
    rows = list(csv.DictReader(Path("rent/sweep.csv").read_text("utf-8-sig").splitlines()))
    assert [row["scenario"] for row in rows] == ["base", "base", "growth", "growth"]
    points = json.loads(said(capsys, "sweep", "rent.yaml", "--json"))["points"]
    assert [each["scenario"] for each in points] == ["base", "base", "growth", "growth"]


def test_a_scenario_that_is_saved_has_no_name(capsys: pytest.CaptureFixture) -> None:
    assert main(["new", "shop"]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("shop")
        capsys.readouterr()
        said(capsys, "commit", "-s", "growth", "--name", "held")
        assert "\nname:" not in Path("params/scenarios/held.yaml").read_text("utf-8")
        assert "  基准方案" not in said(capsys, "check", "held", "--lang", "zh")
        assert said(capsys, "check", "held", "--lang", "zh").startswith("held  ")
