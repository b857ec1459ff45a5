from __future__ import annotations

import json
from pathlib import Path

import pytest

import artplan
from artplan.cli import main

SPEC = """
over:
  overheads.rent.amount: {from: 30000, to: 40000, steps: 3}
  channels.art_media.fee: [0, 4000]
lines: [profit_before_tax, cash_closing.min]
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rent.yaml").write_text(SPEC, encoding="utf-8")
    return tmp_path


def test_sweep_leaves_table_charts_and_parts(capsys: pytest.CaptureFixture, elsewhere: Path) -> None:
    assert main(["sweep", "rent.yaml", "--out", "rent", "--lang", "en"]) == 0
    assert "rent/sweep.csv: 1 parts, 0 of them there already" in capsys.readouterr().out
    made = sorted(path.name for path in (elsewhere / "rent").iterdir())
    charts = ["cash_closing.min.png", "profit_before_tax.png"]
    assert [name for name in made if name != "sweep.parquet"] == sorted([*charts, "parts", "sweep.csv"])
    before = (elsewhere / "rent" / "sweep.csv").read_bytes()
    assert main(["sweep", "rent.yaml", "--out", "rent", "--lang", "zh"]) == 0
    assert "其中 1 批此前已算好" in capsys.readouterr().out
    assert (elsewhere / "rent" / "sweep.csv").read_bytes() == before


def test_sweep_prints_json_for_a_scenario_and_a_change(capsys: pytest.CaptureFixture) -> None:
    change = ["--set", "overheads.travel.amount=0"]
    assert main(["sweep", "rent.yaml", "-s", "growth", *change, "--json"]) == 0
    message = json.loads(capsys.readouterr().out)
    assert message["scenarios"] == ["growth"] and len(message["points"]) == 6
    last = {"overheads.rent.amount": 40000, "channels.art_media.fee": 4000}
    result = artplan.load("growth", {"overheads.travel.amount": 0, **last}).run()
    assert {path: message["points"][-1][path] for path in last} == last
    assert message["points"][-1]["profit_before_tax"] == pytest.approx(result["profit_before_tax"].sum())


def test_sweep_prints_a_table_that_says_when_it_goes_on(
    capsys: pytest.CaptureFixture, elsewhere: Path
) -> None:
    (elsewhere / "long.yaml").write_text(SPEC.replace("steps: 3", "steps: 40"), encoding="utf-8")
    assert main(["sweep", "long.yaml", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "… and 20 more rows" in shown and "\n60 " in shown and "\n61 " not in shown


@pytest.mark.slow
def test_notebooks_run_for_chosen_points(elsewhere: Path) -> None:
    assert main(["sweep", "rent.yaml", "--out", "rent", "--run", "6"]) == 0
    manifest = json.loads((elsewhere / "rent/points/6/base/manifest.json").read_text("utf-8"))
    assert manifest["overrides"] == {"overheads.rent.amount": 40000, "channels.art_media.fee": 4000}
    assert (elsewhere / "rent/points/6/base/pages/01_overview.html").is_file()


def test_pages_of_points_need_a_folder(capsys: pytest.CaptureFixture) -> None:
    assert main(["sweep", "rent.yaml", "--run", "1"]) == 2
    assert "--run 1 | nowhere to put pages | name a folder with --out DIR" in capsys.readouterr().err


def test_sweep_knows_the_studies_by_name(capsys: pytest.CaptureFixture) -> None:
    assert main(["sweep", "conversion_and_click_price", "--lang", "zh"]) == 0
    assert "直通车 · 单次点击成本" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rant.yaml"], "rant.yaml | no such file | there are: conversion_and_click_price"),
        (["conversion_and_click_prise"], "no such file | did you mean conversion_and_click_price?"),
        (["rent.yaml", "-s", "grwoth"], "no such scenario | did you mean growth?"),
        (["rent.yaml", "--out", "rent.yaml"], "--out rent.yaml | is a file | name a folder"),
        (["rent.yaml", "--run", "6", "7"], "--run 7 | the table has 6 rows | choose one of them"),
        (["rent.yaml", "--set", "what"], "--set what | sets nothing"),
        (
            ["rent.yaml", "--set", "overheads.rent.amount=1"],
            "rent.yaml:3 overheads.rent.amount | set and swept",
        ),
    ],
)
def test_mistakes_exit_with_2_and_write_nothing(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture, elsewhere: Path
) -> None:
    assert main(["sweep", "--out", "made", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not (elsewhere / "made").exists()
