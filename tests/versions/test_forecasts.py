"""Frozen forecasts: actual so far and the rest by month, their lead, and what became of the months since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import artplan
from artplan.actuals.close import close
from artplan.actuals.imports import import_files
from artplan.cli import main
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault
from artplan.report.answers import show
from artplan.study.forecast.answer import Forecast
from artplan.study.forecast.forecast import BALANCE, forecast
from artplan.study.variance.variance import LINES
from artplan.versions.accuracy import accuracy, former_forecasts
from artplan.versions.answer import FrozenVersion
from artplan.versions.compare import compare_versions
from artplan.versions.freeze import freeze_forecast
from artplan.versions.read import hash_of_card, read_version
from tests.actuals.ledger_of_plan import ledger
from tests.versions.frozen import frozen

JANUARY, FEBRUARY, MARCH = "2027-01", "2027-02", "2027-03"
BETTER = ("net_revenue", "cash_closing", "result_of_year_closing")


@pytest.fixture
def plan() -> OperatingPlan:
    return artplan.load("base")


def months(plan: OperatingPlan, last: str, more: float = 0.0) -> dict[str, Mapping[str, float]]:
    """The plan's own months up to the last, in which revenue is higher by an amount."""
    result = plan.run()
    planned = {line: result.total(line) for line in (*LINES, *BALANCE)}
    known = [month for month in result.months if month <= last]
    actuals = {month: {line: float(planned[line][month]) for line in planned} for month in known}
    actuals[last] = {line: amount + more * (line in BETTER) for line, amount in actuals[last].items()}
    return actuals


def frozen_after(
    plan: OperatingPlan, month: str, name: str, more: float = 0.0
) -> tuple[Forecast, FrozenVersion]:
    answer = forecast(plan, months(plan, month, more))
    return answer, freeze_forecast(name, answer, plan, "Li", "the month is closed")


def test_a_year_that_goes_as_planned_is_frozen_as_the_plan_by_month(plan):
    frozen()
    frozen_after(plan, FEBRUARY, "2027-F2")
    answer = compare_versions("2027-B0", "2027-F2")
    assert answer.parameters == () and answer.left_out == ()
    assert {each.line for each in answer.totals} <= {*LINES, "cash_closing"}
    assert [each.difference for each in answer.totals] == pytest.approx([0] * len(answer.totals), abs=0.001)


def test_figures_are_actual_so_far_and_then_forecast(plan):
    answer, version = frozen_after(plan, FEBRUARY, "2027-F2", more=9000)
    planned, revenue = plan.run()["net_revenue"], version.figures["net_revenue"]
    assert revenue[FEBRUARY] == pytest.approx(planned[FEBRUARY] + 9000)
    assert revenue[MARCH] == pytest.approx(planned[MARCH])
    for each in answer.statement:
        assert sum(version.figures[each.line].values()) == pytest.approx(each.actual + each.rest)
    assert version.figures["cash_closing"]["2027-12"] == pytest.approx(answer.cash["2027-12"][1])


def test_the_card_says_what_the_rest_follows_and_reads_again(plan):
    path = "overheads.rent.amount"
    dearer = artplan.load("base", {path: "x2"})
    answer = forecast(plan, months(plan, FEBRUARY), rest=dearer, follow={path: 1.1})
    card = freeze_forecast("2027-F2", answer, dearer, "Li", "closed", settings=[f"{path}=x2"]).card
    assert (card.kind, card.after, card.rest) == ("forecast", FEBRUARY, "base")
    assert (card.settings, card.follow) == ((f"{path}=x2",), {path: 1.1})
    assert [each.path for each in compare_versions("2027-F2", "now").parameters] == [path]


@pytest.mark.parametrize(("key", "value"), [("kind", "guess"), ("after", "March"), ("follow", {"a": "b"})])
def test_a_card_that_is_none_of_a_forecast_is_refused(plan, key, value):
    _, version = frozen_after(plan, FEBRUARY, "2027-F2")
    about = version.folder / "version.json"
    card = json.loads(about.read_text("utf-8")) | {key: value}
    about.write_text(json.dumps(card | {"hash": hash_of_card(card)}), "utf-8")
    with pytest.raises(PlanFault, match="is not as it was when version 2027-F2 was frozen"):
        read_version("2027-F2")


def test_the_lead_of_a_forecast_counts_from_its_last_closed_month(plan):
    """Frozen in December for a plan, after January for a forecast: March is 3 and 2 months ahead."""
    budget, (_, version) = frozen(), frozen_after(plan, JANUARY, "2027-F1")
    answer = accuracy([budget, version], months(plan, MARCH))
    revenue = {each.lead: each.versions for each in answer.lines if each.line == "net_revenue"}
    assert revenue == {1: ("2027-B0", "2027-F1"), 2: ("2027-B0", "2027-F1"), 3: ("2027-B0",)}


def test_former_forecasts_are_compared_by_the_months_that_have_closed_since(plan):
    """March earns 500 more than was forecast after January and February."""
    versions = [frozen_after(plan, month, name)[1] for month, name in ((FEBRUARY, "F2"), (JANUARY, "F1"))]
    profit = plan.run()["net_profit"]
    answer = former_forecasts([frozen(), *versions], months(plan, MARCH, more=500))
    first, second = answer.rows
    assert (first.card.id, first.since, second.since) == ("F1", (FEBRUARY, MARCH), (MARCH,))
    assert first.profit == pytest.approx(profit.sum())
    assert (first.difference, second.difference) == (pytest.approx(-500), pytest.approx(-500))
    assert second.error == pytest.approx(500 / abs(profit[MARCH] + 500))
    assert former_forecasts([frozen("2027-B1")], months(plan, MARCH)) is None
    for lang, head in (("zh", "其后已结账"), ("en", "Closed since")):
        (table,) = show(answer, lang).tables
        assert head in [column.head for column in table.columns] and len(table.rows) == 2


def test_the_command_freezes_what_is_closed(plan, capsys):
    for month in (JANUARY, FEBRUARY):
        Path(f"{month}.csv").write_text(ledger(plan.run(), month), "utf-8")
        import_files([Path(f"{month}.csv")], None)
    close(JANUARY, "Li", {})
    words = ["forecast", "--draws", "8", "--lang", "en", "--freeze", "2027-F1"]
    assert main([*words[:-2], "--why", "closed"]) == 2
    assert "--why closed | says who approved a forecast that is not frozen" in capsys.readouterr().err
    assert main([*words, "--after", FEBRUARY, "--approved-by", "Li", "--why", "closed"]) == 2
    assert "--freeze 2027-02 | the month is still open" in capsys.readouterr().err
    assert main(words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2, "neither approved by anybody nor for a reason"
    assert not Path("versions").exists()
    assert main([*words, "--approved-by", "Li", "--why", "closed", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"]["after"] == JANUARY
    assert main(["version", "list", "--lang", "zh"]) == 0
    assert "预测（2027-01 及以前为实际）" in capsys.readouterr().out
    assert main(["version", "show", "2027-F1", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Scenario of the rest" in shown and "goes on from the ledger's balances" in shown
    assert main(["variance", FEBRUARY, "--against", "2027-F1", "--lang", "zh"]) == 0
    assert "预算取自冻结版本 2027-F1" in capsys.readouterr().out
