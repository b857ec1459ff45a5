"""`artplan compare`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import artplan
from artplan.cli import main

RENT = "overheads.rent.amount=+1000"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_parts_of_a_change_are_shown_so_that_they_add_up(capsys: pytest.CaptureFixture) -> None:
    assert main(["compare", "base", "growth", "--lang", "en", "--line", "net_profit"]) == 0
    message = capsys.readouterr().out
    table = message[message.index("What changed: Net profit") :].split("\n\n")[0].splitlines()[2:-1]
    amounts = [line.replace("−", "-").replace(",", "").split() for line in table]
    first, *parts, change, last = amounts
    assert sum(int(each[-2]) for each in parts) == int(change[-2]) == int(last[-1]) - int(first[-1])
    assert sum(int(each[-1][:-1]) for each in parts) == 100
    assert "New: Mobile store operator" in message and "Sales target of the year" in message


def test_one_plan_and_a_change_are_compared_with_the_plan_itself(capsys: pytest.CaptureFixture) -> None:
    assert main(["compare", "base", "--json", "--line", "overheads_paid", "--set", RENT]) == 0
    result = json.loads(capsys.readouterr().out)
    (paid,) = result["attributions"]
    assert paid["change"] == pytest.approx(12 * 1000)
    assert paid["effects"] == [{"paths": ["overheads.rent.amount"], "amount": pytest.approx(12 * 1000)}]
    assert result["inputs"] == [
        {"path": "overheads.rent.amount", "kind": "number", "old": 32000, "new": 33000, "place": "override"}
    ]


def test_the_waterfall_is_written_where_it_is_asked_for(capsys: pytest.CaptureFixture) -> None:
    line = ["--line", "cash_closing.min", "--lang", "zh"]
    assert main(["compare", "base", "--set", RENT, *line, "--chart", "fall.svg"]) == 0
    assert "货币资金 · 最低月份" in Path("fall.svg").read_text(encoding="utf-8")
    assert main(["compare", "base", "--set", RENT, *line, "--chart", "fall.pdf"]) == 2
    assert "不是图片文件" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["base"], "two plans are needed"),
        (["base", "growth", "lean"], "two plans are needed"),
        (["base", "growht"], "did you mean growth?"),
        (["base", "growth", "--line", "net_proft"], "did you mean net_profit?"),
        (["base", "growth", "--line", "order_value"], "a rate for each campaign: it has no sum"),
        (["base", "growth", "--set", "overheads.rnt.amount=1"], "did you mean rent?"),
    ],
)
def test_a_mistake_is_answered(words: list[str], answer: str, capsys: pytest.CaptureFixture) -> None:
    assert main(["compare", *words, "--lang", "en"]) == 2
    assert answer in capsys.readouterr().err


def test_in_python() -> None:
    result = artplan.compare(
        "base", artplan.load("base", {"overheads.rent.amount": "+1000"}), ["overheads_paid"]
    )
    assert result.attributions[0].frame()["amount"].tolist() == pytest.approx([12 * 1000])


def test_one_month_can_be_asked_for(capsys: pytest.CaptureFixture) -> None:
    assert (
        main(["compare", "base", "--set", "overheads.rent.amount=+1000", "--line", "net_profit.2027-11"]) == 0
    )
    assert "净利润 · 2027-11" in capsys.readouterr().out
