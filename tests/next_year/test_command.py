"""`artplan next-year`: a folder that is a plan again, whose closed months are last year's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import artplan
from artplan.actuals.closed import closed_amounts
from artplan.api.lived import Lived
from artplan.cli import main
from artplan.exit_codes import BAD_INPUT, DONE
from artplan.pipeline.run import months_are_closed
from artplan.statement import ASSETS, SOURCES
from artplan.study.forecast.forecast import forecast
from artplan.study.variance.variance import LINES
from artplan.writing.table import csv_text
from tests.next_year.written import SMALL, params
from tests.shop import SHOP

LATE = 21_000  # CNY that March sold less than planned, in cash
OF_SALES = ("net_revenue", "net_profit", "cash_closing", "result_of_year_closing")


def close(folder: Path, months: int) -> None:
    """Close the first months as planned, with less sold in the last one."""
    (folder / "actuals/closed").mkdir(parents=True)
    result = artplan.load("base", folder=folder / "params").run()
    for month in result.months[:months]:
        amounts = {line: float(result.total(line)[month]) for line in (*LINES, *ASSETS, *SOURCES)}
        if month == result.months[months - 1]:
            amounts |= {line: amounts[line] - LATE for line in OF_SALES}
        rows = [(month, line, f"{amount:.2f}") for line, amount in amounts.items()]
        text = csv_text([("month", "line", "amount"), *rows])
        (folder / f"actuals/closed/{month}.csv").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three closed months, and beside it `next`, which was made from it."""
    folder = tmp_path_factory.mktemp("shops") / "shop"
    shutil.copytree(SHOP, folder / "params")
    close(folder, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["next-year", "../next"]) == DONE
    return folder


@pytest.fixture
def coming(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(shop.parent / "next")
    return shop.parent / "next"


def test_the_new_plan_opens_with_what_the_forecast_closes_with(shop, coming):
    old = artplan.load("base", folder=shop / "params")
    answer = forecast(old, closed_amounts(shop / "actuals/closed"))
    new = artplan.load("base")
    cash = next(each.forecast for each in answer.balance if each.line == "cash_closing")
    assert new["plan.opening.cash"].value == pytest.approx(cash, abs=0.01)
    assert new["plan.opening.cash"].note == "2027 年末余额，2027-03 以后为预测"
    assert new.plan.months[0] == "2028-01" and len(new.plan.months) == 12


def test_it_is_a_plan_that_passes_its_checks(coming):
    assert main(["check"]) == DONE


def test_comments_stay_and_campaigns_are_a_year_later(shop, coming):
    lines = (shop / "params/base/plan.yaml").read_text("utf-8").splitlines()
    comments = [line for line in lines if line.lstrip().startswith("#")]
    text = (coming / "params/base/plan.yaml").read_text("utf-8")
    assert comments and all(line in text for line in comments)
    campaigns = artplan.load("base").plan.sections.campaigns
    assert campaigns["double11"].start.isoformat() == "2028-11-11"  # written as 2027-11-11
    assert campaigns["spring_festival"].end.isoformat() == "2028-01-09"  # 17 days before 26 January


def test_months_of_before_the_plan_are_nobody_s_closed_months(coming, capsys):
    closed = closed_amounts()
    assert list(closed) == ["2027-01", "2027-02", "2027-03"]
    lived = Lived(artplan.load("base"), closed)
    assert lived.variance() is None and lived.forecast(draws=64) is None
    assert not months_are_closed(["base"], {})
    assert main(["forecast", "--lang", "en"]) == BAD_INPUT
    assert "no month is closed" in capsys.readouterr().err
    assert main(["actuals", "status"]) == BAD_INPUT and "2027" not in capsys.readouterr().err


def test_a_closed_year_opens_as_the_ledger_closes(tmp_path, monkeypatch):
    shutil.copytree(SHOP, tmp_path / "shop/params")
    close(tmp_path / "shop", 12)
    monkeypatch.chdir(tmp_path / "shop")
    assert main(["next-year", str(tmp_path / "next"), "--json"]) == DONE
    new = artplan.load("base", folder=tmp_path / "next/params")
    assert new["plan.opening.cash"].value == round(closed_amounts()["2027-12"]["cash_closing"], 2)
    assert new["plan.opening.cash"].note == "2027 年末余额"


def test_a_folder_that_is_there_is_refused(shop, monkeypatch, capsys):
    monkeypatch.chdir(shop)
    assert main(["next-year", ".", "--lang", "en"]) == BAD_INPUT
    assert ". | is there already and not empty | name a new folder" in capsys.readouterr().err


def test_a_year_that_does_not_end_in_the_plan_is_refused(tmp_path, monkeypatch, capsys):
    params(tmp_path, SMALL.replace("months: 24", "months: 9"))
    monkeypatch.chdir(tmp_path)
    assert main(["next-year", "next", "--lang", "en"]) == BAD_INPUT
    assert (
        "plan.months 9 | the plan ends with 2027-09, within the fiscal year of 2027"
        in capsys.readouterr().err
    )
    assert not (tmp_path / "next").exists()
