"""`artplan simulate`, `artplan sensitivity` and `artplan stress`: what they print, write and refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import artplan
from artplan.cli import main
from artplan.study.uncertainty.simulate import simulate

PRICE, CONVERSION = "channels.zhitongche.cost_per_click", "storefronts.pc_store.conversion_rate"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_simulate_prints_what_the_study_finds(capsys: pytest.CaptureFixture) -> None:
    wanted = ["simulate", "--draws", "64", "--seed", "3", "--line", "net_profit", "--percentile", "20"]
    assert main([*wanted, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    study = simulate(artplan.load("base"), ["net_profit"], draws=64, seed=3)
    assert result["lines"]["net_profit"]["p20"] == study.percentile("net_profit", 20)[0]
    assert result["chances"]["loss"]["chance"] == study.chances["loss"]
    assert set(result["drivers"]["net_profit"]) == set(result["inputs"]) == set(study.inputs)
    assert main([*wanted, "--lang", "en"]) == 0
    message = capsys.readouterr().out
    assert message.startswith(
        "Base plan: 64 draws (latin, seed 3) of 11 uncertain parameters; decisions held"
    )
    assert "20th percentile" in message and "No net profit" in message and PRICE in message


def test_sensitivity_prints_the_strongest_first_and_where_it_is_0(capsys: pytest.CaptureFixture) -> None:
    assert main(["sensitivity", "--json"]) == 0
    inputs = json.loads(capsys.readouterr().out)["lines"]["net_profit"]["inputs"]
    swings = [each["swing"] for each in inputs.values()]
    assert swings == sorted(swings, reverse=True)
    worse = artplan.load("base", {CONVERSION: inputs[CONVERSION]["break_even"]})
    zero = worse.committed(artplan.load("base")).run(["net_profit"]).year("net_profit")
    assert abs(zero) < 1e-6
    assert main(["sensitivity", "--lang", "zh"]) == 0
    assert "直通车 · 单次点击成本" in capsys.readouterr().out


def test_the_placeholders_that_weigh_most(capsys: pytest.CaptureFixture) -> None:
    rate = f"{CONVERSION}={{value: 0.02, published: {{range: [1%, 3%], source: taobao-annual-budget}}}}"
    wanted = ["sensitivity", "--placeholders", "--set", rate]
    assert main([*wanted, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    inputs = result["lines"]["net_profit"]["inputs"]
    heaviest = artplan.weights(artplan.load("base", {CONVERSION: 0.02}))
    assert list(inputs)[:10] == list(heaviest.index) and result["moved_by"] == "factor"
    published = {"low": 0.01, "high": 0.03, "source": "taobao-annual-budget", "note": None}
    assert inputs[CONVERSION]["published"] == published
    assert main([*wanted, "--lang", "en"]) == 0
    caption, _, *rows = capsys.readouterr().out.splitlines()
    assert caption.startswith("Placeholders that weigh most") and len(rows) == 10 + 2
    assert "1% – 3%, " in next(row for row in rows if row.endswith(CONVERSION))


def test_a_plan_whose_placeholders_move_nothing_is_told_their_number(
    elsewhere: Path, capsys: pytest.CaptureFixture
) -> None:
    wanted = ["sensitivity", "--placeholders", "--line", "check_season", "--lang", "en"]
    assert main([*wanted, "--charts", "charts"]) == 0
    assert capsys.readouterr().out.strip().endswith("placeholders (parameters without a source)")
    assert not list(elsewhere.glob("charts/*"))


def test_stress_prints_the_plan_and_each_shock(capsys: pytest.CaptureFixture) -> None:
    assert main(["stress", "lean", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record == artplan.stress("lean").record()
    assert main(["stress", "--lang", "zh", "lean", "--set", f"{PRICE}=9"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "压力测试（投放已定；付费访客占比一项按目标测算）"
    assert [line.split()[0] for line in shown[2:5]] == ["原计划", "退款率翻倍", "转化率减半"]


def test_both_write_their_charts(elsewhere: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["simulate", "--draws", "64", "--line", "net_profit", "--charts", "charts"]) == 0
    assert main(["sensitivity", "--charts", "charts"]) == 0
    capsys.readouterr()
    written = sorted(path.name for path in (elsewhere / "charts").iterdir())
    assert written == [
        "simulation_fan_net_profit.svg",
        "simulation_spread_net_profit.svg",
        "spider_net_profit.svg",
        "tornado_net_profit.svg",
    ]


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        (["simulate", "--line", "net_proft"], "simulate net_proft | no such line | did you mean net_profit?"),
        (["simulate", "--percentile", "0"], "no percentile 0 | ask for one between 0 and 100"),
        (["simulate", "--points", "sobl"], "no points 'sobl' | did you mean sobol?"),
        (["simulate", "--correlate", PRICE, CONVERSION, "much"], "much | is no number"),
        (["simulate", "--correlate", PRICE, "a.b", "0.5"], "a.b is not uncertain"),
        (["simulate", "--draws", "1"], "1 draws show no spread | ask for 2 or more"),
        (
            ["sensitivity", "--line", "visits_by_channel"],
            "varies by channel | ask for a line of the whole plan",
        ),
        (["sensitivity", "-s", "cases/vat_small_scale"], "no parameter is uncertain"),
        (
            ["simulate", "--set", f"{PRICE}={{value: 10, uncertain: {{normal: [10, 3]}}}}"],
            f"{PRICE}.uncertain.normal | reaches from -5 to 25, which is out of range",
        ),
    ],
)
def test_a_mistake_is_answered(asked: list[str], fault: str, capsys: pytest.CaptureFixture) -> None:
    assert main(asked) == 2
    message = capsys.readouterr()
    assert fault in message.err and message.out == ""
