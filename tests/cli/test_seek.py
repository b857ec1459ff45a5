from __future__ import annotations

import json
from pathlib import Path

import pytest

import artplan
from artplan.cli import main


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


RENT = ["--by", "overheads.rent.amount"]


def test_seek_says_what_the_rent_may_be(capsys: pytest.CaptureFixture, elsewhere: Path) -> None:
    assert main(["seek", "profit_before_tax=0", *RENT, "--json", "--chart", "rent.png"]) == 0
    message = json.loads(capsys.readouterr().out)
    (answer,) = message["solutions"]
    result = artplan.load("base", {"overheads.rent.amount": answer["by"]}).run(["profit_before_tax"])
    assert result["profit_before_tax"].sum() == pytest.approx(0, abs=1e-3)
    assert message["present"]["by"] == 32000 and message["reached"] is True
    assert (elsewhere / "rent.png").read_bytes().startswith(b"\x89PNG")


def test_seek_tells_it_as_a_table_in_both_languages(capsys: pytest.CaptureFixture) -> None:
    assert main(["seek", "profit_before_tax=0", *RENT, "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Target met" in shown and "--set 'overheads.rent.amount=" in shown
    assert main(["seek", "gross_sales_total=0", *RENT, "--lang", "zh"]) == 0
    assert "该参数不影响此数" in capsys.readouterr().out


def test_seek_takes_a_scenario_a_change_and_a_range(capsys: pytest.CaptureFixture) -> None:
    change = ["--set", "overheads.travel.amount=0"]
    assert main(["seek", "profit_before_tax=0", *RENT, "-s", "growth", *change, "--to", "100", "--json"]) == 0
    message = json.loads(capsys.readouterr().out)
    assert message["range"] == [0, 100] and message["solutions"] == []
    plan = artplan.load("growth", {"overheads.travel.amount": 0})
    assert message["present"]["measure"] == pytest.approx(plan.run()["profit_before_tax"].sum())


SPENT = ["storefronts.*.driven_by=spend", "channels.zhitongche.spend=9000", "channels.moments_ads.spend=9000"]


def test_a_percentile_of_the_lowest_cash_by_all_spend(capsys: pytest.CaptureFixture) -> None:
    wanted = ["seek", "cash_closing.min=0", "--percentile", "10", "--by", "channels.*.spend"]
    assert main([*wanted, "--draws", "16", "--set", "plan.months=2", *SPENT, "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "lowest month · 10th percentile" in shown and "Std error" in shown
    assert "The same 16 draws at every trial (seed 1)" in shown
    assert main([*wanted, "--replan"]) == 2
    assert "channels.*.spend | no line reads it: sales targets drive the spend" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["net_profit"], "seek net_profit | LINE=NUMBER is wanted | write a line and a number"),
        (["net_profit=much"], "LINE=NUMBER is wanted"),
        (["net_profit=0", "cash_closing=0"], "LINE=NUMBER is wanted"),
        (["net_profit=0", "--set", "what"], "--set what | sets nothing | write PATH=VALUE"),
        (
            ["net_profit=0", "--chart", "no/such.png"],
            "no/such.png | cannot be written | name a file in a folder",
        ),
        (
            ["net_profit=0", "--chart", "rent.pdf"],
            "--chart rent.pdf | is no picture | name a file that ends in .svg or .png",
        ),
        (["net_proft=0"], "no such line as net_proft | did you mean net_profit?"),
    ],
)
def test_mistakes_exit_with_2(words: list[str], told: str, capsys: pytest.CaptureFixture) -> None:
    assert main(["seek", *words, *RENT, "--lang", "en"]) == 2
    assert told in capsys.readouterr().err
