"""A month against a frozen budget, and how well versions forecast the closed months."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import artplan
from artplan.actuals.close import close
from artplan.actuals.imports import import_files
from artplan.cli import main
from artplan.versions.accuracy import accuracy
from artplan.versions.answer import ForecastAccuracy, FrozenVersion, LineAccuracy
from tests.actuals.ledger_of_plan import ledger
from tests.versions.frozen import VAT, cell, dearer_rent, frozen, rewritten


def bring(*months: str) -> None:
    for month in months:
        Path(f"{month}.csv").write_text(ledger(artplan.load("base").run(), month), "utf-8")
        import_files([Path(f"{month}.csv")], None)


def of(answer: ForecastAccuracy, line: str, lead: int) -> LineAccuracy:
    return next(each for each in answer.lines if (each.line, each.lead) == (line, lead))


def with_revenue(version: FrozenVersion, **revenue: float) -> FrozenVersion:
    """The version with other net revenue in some months, as m03=1000."""
    for month, amount in revenue.items():
        name = f"2027-{month[1:]}"
        row, old = cell(version, "net_revenue", name), version.figures["net_revenue"][name]
        version = rewritten(version.card.id, f"{row}{old}", f"{row}{amount}")
    return version


def test_the_budget_is_the_frozen_one_and_not_that_of_the_present_plan(capsys: pytest.CaptureFixture[str]):
    bring("2027-03")
    version = frozen()
    planned = version.figures["overheads_cost"]["2027-03"]
    dearer_rent()
    dearer = planned + 1000 / (1 + VAT)
    for words, budget in ((["--against", "2027-B0"], planned), ([], dearer)):
        assert main(["variance", "2027-03", "--json", *words]) == 0
        shown = json.loads(capsys.readouterr().out)
        row = next(each for each in shown["statement"] if each["line"] == "overheads_cost")
        assert row["budget"] == pytest.approx(budget)
        assert row["actual"] == pytest.approx(planned, abs=0.005)
    assert main(["variance", "2027-03", "--against", "2027-B0", "--lang", "zh"]) == 0
    assert "预算取自冻结版本 2027-B0。" in capsys.readouterr().out


def test_a_line_that_the_version_does_not_know_counts_as_nothing(capsys: pytest.CaptureFixture[str]):
    bring("2027-03")
    frozen()
    rewritten("2027-B0", "\nstamp_duty,", "\nformer_duty,")
    assert main(["variance", "2027-03", "--against", "2027-B0", "--lang", "en"]) == 0
    assert "The budget does not know these lines, which count as 0: Stamp duty." in capsys.readouterr().out


def test_other_parameters_beside_a_version_are_refused(capsys: pytest.CaptureFixture[str]):
    frozen()
    for words in (["-s", "growth"], ["--set", "overheads.rent.amount=9000"]):
        assert main(["variance", "2027-03", "--against", "2027-B0", *words, "--lang", "en"]) == 2
        assert "--against 2027-B0 | takes the budget from the version" in capsys.readouterr().err


def test_the_error_is_the_mean_of_the_months_and_the_bias_keeps_its_sign():
    """February 1100 for 1000 and 700 for 1000, each looked at from December: 2 months ahead."""
    late = with_revenue(frozen("B1", "2026-12-31"), m02=1100)
    early = with_revenue(frozen("B0", "2026-12-01"), m02=700)
    revenue = of(accuracy([early, late], {"2027-02": {"net_revenue": 1000.0}}), "net_revenue", 2)
    assert revenue.count == 2
    assert revenue.absolute_error == pytest.approx((100 / 1000 + 300 / 1000) / 2)
    assert revenue.bias == pytest.approx((100 / 1000 - 300 / 1000) / 2)
    assert revenue.mean_error == pytest.approx((100 - 300) / 2)


def test_the_lead_is_counted_from_the_month_of_freezing_and_earlier_months_are_no_forecasts():
    version = frozen("F03", "2027-03-31")
    months = {month: {"net_revenue": 1000.0} for month in ("2027-02", "2027-03", "2027-05", "2028-01")}
    answer = accuracy([version], months)
    assert {each.lead for each in answer.lines} == {0, 2}
    assert answer.lines[0].line == "net_revenue"


def test_a_month_of_nothing_has_no_percentage():
    version = frozen()
    planned = version.figures["advertising_cost"]["2027-02"]
    spent = of(accuracy([version], {"2027-02": {"net_revenue": 1.0}}), "advertising_cost", 2)
    assert (spent.absolute_error, spent.bias, spent.mean_error) == (None, None, pytest.approx(planned))


def test_closed_months_that_went_as_planned_have_no_error(capsys: pytest.CaptureFixture[str]):
    assert main(["version", "accuracy", "--lang", "en"]) == 2
    assert "versions | holds no frozen version" in capsys.readouterr().err
    frozen()
    assert main(["version", "accuracy", "--lang", "en"]) == 2
    assert "no closed month can be compared" in capsys.readouterr().err
    bring("2027-02", "2027-03")
    close("2027-02", "Li", {})
    close("2027-03", "Li", {})
    assert main(["version", "accuracy", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {each["lead"] for each in answer} == {2, 3}
    assert all(abs(each["mean_error"]) < 13 * 0.005 for each in answer)
    assert main(["version", "accuracy", "--lang", "zh"]) == 0
    assert "已结账的月份：2027-02、2027-03" in capsys.readouterr().out
