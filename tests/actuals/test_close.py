"""Closing a month: what is in its way, what it leaves behind, and what a closed month refuses."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import artplan
from artplan.actuals.close import close, reopen
from artplan.actuals.imports import import_files
from artplan.cli import main
from artplan.plan.written.faults import PlanFault
from tests.actuals.ledger_of_plan import HEADING, ledger

FEBRUARY = "2027年02月\n" + HEADING + "1002,银行存款,5,0,2,0,7,0\n3001,实收资本,0,5,0,2,0,7\n"
MARCH = "2027年03月\n" + HEADING + "1002,银行存款,7,0,1,0,8,0\n3001,实收资本,0,7,0,1,0,8\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bring(*texts: str) -> None:
    paths = [Path(f"{at}.csv") for at in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    import_files(paths, None)


def test_a_closed_month_stands_in_two_small_files():
    bring(FEBRUARY)
    close("2027-02", "Li", {})
    with Path("actuals/closed/2027-02.csv").open(encoding="utf-8-sig") as file:
        assert list(csv.reader(file)) == [
            ["month", "line", "amount"],
            ["2027-02", "cash_closing", "7.00"],
            ["2027-02", "paid_in_closing", "7.00"],
        ]
    files = Path("actuals/closed/2027-02.files.csv").read_text("utf-8-sig").splitlines()
    assert files[0] == "file,sha256,imported,records" and files[1].startswith("0.csv,") and len(files) == 2


def test_what_a_closed_month_holds_does_not_change_until_it_is_reopened():
    bring(FEBRUARY)
    close("2027-02", "Li", {})
    bring(FEBRUARY + "\n")  # the same rows in another file
    changed = FEBRUARY.replace("2,0,7,0", "3,0,8,0").replace("0,2,0,7", "0,3,0,8")
    with pytest.raises(
        PlanFault, match=r"0.csv:3 \| 2027-02 is closed, and from here on 2 rows would change it"
    ):
        bring(changed)
    assert reopen("2027-02", "Li", "freight was missing") == ["2027-02"]
    assert not Path("actuals/closed/2027-02.csv").exists()
    bring(changed)
    assert close("2027-02", "Li", {}).lines["cash_closing"] == 8


def test_months_close_one_after_the_other_and_meet_at_their_balances():
    bring(FEBRUARY, MARCH)
    with pytest.raises(PlanFault, match=r"close 2027-02 \| has a trial balance and is still open"):
        close("2027-03", "Li", {})
    close("2027-02", "Li", {})
    close("2027-03", "Li", {})
    with pytest.raises(PlanFault, match="the month is closed already"):
        close("2027-03", "Li", {})
    assert reopen("2027-02", "Li", "a late entry") == ["2027-03", "2027-02"]


def test_a_balance_that_does_not_open_as_it_closed_is_in_the_way():
    bring(FEBRUARY, MARCH.replace("7,0,1,0,8,0", "6,0,1,0,7,0").replace("0,7,0,1,0,8", "0,6,0,1,0,7"))
    close("2027-02", "Li", {})
    with pytest.raises(PlanFault) as caught:
        close("2027-03", "Li", {})
    cash, capital = str(caught.value).splitlines()
    assert cash.startswith("1.csv:3 1002 银行存款 | opens with 6, but closed 2027-02 with 7 | ")
    assert capital.startswith("1.csv:4 3001 实收资本 | opens with -6, but closed 2027-02 with -7 | ")


def test_two_months_of_the_plan_itself_close():
    result = artplan.load("base").run()
    bring(ledger(result, "2027-02"), ledger(result, "2027-03"))
    close("2027-02", "Li", {})
    assert float(close("2027-03", "Li", {}).lines["net_revenue"]) == pytest.approx(
        result.total("net_revenue")["2027-03"], abs=0.005
    )


def test_the_commands_in_both_languages(capsys: pytest.CaptureFixture[str]):
    bring(FEBRUARY)
    assert main(["actuals", "close", "2027-02", "--by", "李", "--lang", "zh"]) == 0
    assert "2027-02 已结账" in capsys.readouterr().out
    assert main(["actuals", "reopen", "2027-02", "--by", "Li", "--why", " ", "--lang", "en"]) == 2
    assert "--why | gives no reason" in capsys.readouterr().err
    assert main(["actuals", "status", "--lang", "en"]) == 0
    assert "2027-02  closed" in capsys.readouterr().out
    assert main(["actuals", "reopen", "2027-02", "--by", "Li", "--why", "late entry", "--lang", "en"]) == 0
    assert "reopened: 2027-02" in capsys.readouterr().out
    assert main(["actuals", "status", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["closed"] == [] and [each["what"] for each in shown["events"]] == ["close", "reopen"]
    assert main(["actuals", "reopen", "2027-02", "--by", "Li", "--why", "x"]) == 2
