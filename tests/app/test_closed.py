"""The panel once months are closed: they stay as they were, and the year is the forecast's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import artplan
from artplan.app.levers import lever
from artplan.app.rows import NumberRow, row
from artplan.app.session import Session
from artplan.app.views import slow
from artplan.app.views.closed import about, made_of
from artplan.app.views.months import cash, profit
from artplan.report.tables.headline import figures
from artplan.report.tables.money import budget
from artplan.study.forecast.forecast import forecast
from tests.app.closing import close

RENT, TRAVEL = "overheads.rent.amount", "overheads.travel.amount"
PRICE = "storefronts.pc_store.average_order_value"
CENT = 0.005


@pytest.fixture(scope="module")
def plan() -> artplan.OperatingPlan:
    return artplan.load("base")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("shop"))
        yield patch


@pytest.fixture(scope="module")
def as_planned(folder: pytest.MonkeyPatch, plan: artplan.OperatingPlan) -> Session:
    """January to March went as planned."""
    close(Path(), plan.run(), 3)
    return Session.of("base")


@pytest.fixture
def otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: artplan.OperatingPlan) -> Session:
    """March brought 20,000 less, which is missing in cash."""
    monkeypatch.chdir(tmp_path)
    less = dict.fromkeys(("net_revenue", "cash_closing", "result_of_year_closing"), -20_000.0)
    close(tmp_path, plan.run(), 3, **less)
    return Session.of("base")


def test_a_year_that_went_as_planned_shows_what_the_plan_does(as_planned, plan):
    for month, price in (("2027-04", 800.0), ("2027-12", 990.0)):
        as_planned.move(f"{PRICE}.{month}", price)
        moved = artplan.load("base", as_planned.changes).run()
        for line in ("net_profit", "cash_closing", "net_revenue", "headcount_total"):
            assert as_planned.seen.by_month(line) == pytest.approx(moved.by_month(line), abs=CENT)
        assert figures(as_planned.seen) == pytest.approx(figures(moved), abs=CENT)
    as_planned.reset()


def test_no_move_changes_a_closed_month(otherwise):
    before = {line: otherwise.before.by_month(line)[:3] for line in otherwise.seen.lines}
    for path, value in ((PRICE, 950.0), (RENT, "x1.5"), (f"{RENT}.2027-02", 90_000.0)):
        otherwise.move(path, value)
        for line, amounts in before.items():
            assert np.array_equal(otherwise.seen.by_month(line)[:3], amounts), line


def test_the_cards_are_the_forecast_with_the_moved_parameters(otherwise, plan):
    otherwise.move(PRICE, 950.0)
    otherwise.move(RENT, "x1.5")
    moved = artplan.load("base", otherwise.changes)
    answer = forecast(plan, otherwise.closed.actuals, rest=moved)
    shown, of_year = figures(otherwise.seen), {each.line: each.forecast for each in answer.statement}
    assert shown["net_profit"] == pytest.approx(of_year["net_profit"], abs=CENT)
    assert shown["net_revenue"] == pytest.approx(of_year["net_revenue"], abs=CENT)
    assert shown["payroll"] == pytest.approx(of_year["payroll_total"], abs=CENT)
    assert shown["cash_lowest"] == pytest.approx(min(each for _, each in answer.cash.values()), abs=CENT)
    assert shown["cash_closing"] == pytest.approx(answer.cash["2027-12"][1], abs=CENT)
    planned = forecast(plan, otherwise.closed.actuals)
    assert figures(otherwise.before)["cash_closing"] == pytest.approx(planned.cash["2027-12"][1], abs=CENT)


def test_what_was_missing_in_march_is_missing_in_the_panel(otherwise, plan):
    """20,000 less revenue; small firms pay 5 % of the profit that is left."""
    profits = otherwise.before.by_month("net_profit") - plan.run().by_month("net_profit")
    assert profits.sum() == pytest.approx(0.95 * -20_000, abs=CENT)
    assert profits[2] == pytest.approx(-20_000, abs=CENT)
    so_far = otherwise.before.by_month("cumulated_result_closing")
    assert so_far[-1] == pytest.approx(otherwise.before.by_month("net_profit").sum(), abs=CENT)


def test_deposits_that_the_plan_does_not_have_are_no_error_of_the_model(tmp_path, monkeypatch, plan):
    monkeypatch.chdir(tmp_path)
    close(tmp_path, plan.run(), 3, deposits_closing=1000.0, cash_closing=-1000.0)
    assert all(check.passed for check in Session.of("base").result.checks() if check.kind == "error")


def test_removed_entries_leave_the_closed_months(otherwise):
    otherwise.move("overheads.rent", None)
    assert otherwise.result.by_month("overheads_cost")[:3] == pytest.approx(
        otherwise.before.by_month("overheads_cost")[:3]
    )
    assert "rent" not in otherwise.result.members["overhead"]
    assert all(check.passed for check in otherwise.result.checks() if check.kind == "error")


def test_levers_of_closed_months_are_fixed_and_say_why(as_planned):
    def of(path: str) -> NumberRow:
        return row(as_planned, lever(as_planned.plan.plan, path, "en"), "en", lambda: None)

    target, until = of("campaigns.spring_festival.sales_target"), of("campaigns.spring_festival.end")
    assert target.slider.disabled and "closed months only" in target.fixed
    assert until.control.disabled and "date is in a closed month" in until.fixed
    assert not of(RENT).slider.disabled and not of("positions.service_agent_1.start").control.disabled
    travel = of(TRAVEL)
    travel.fold.click()
    assert [month for month, box in travel.months.items() if box.disabled] == [
        "2027-01",
        "2027-02",
        "2027-03",
    ]


def test_the_views_say_what_is_actual(otherwise):
    seen, before = otherwise.seen, otherwise.before
    for chart in (profit(seen, before, "zh", 3), cash(seen, before, "zh", slow.band(otherwise.now, "zh"), 3)):
        assert "实际" in chart and "预测" in chart and "<rect" in chart
    assert "1 月–3 月实际 + 4 月–12 月预测" in made_of(otherwise, "zh")
    assert "Jan–Mar actual + Apr–Dec forecast" in made_of(otherwise, "en")
    assert "whole plan" in about("goal", otherwise, "en") and about("overview", otherwise, "en") == ""
    assert budget(otherwise.result, "en", "month", first="net_revenue").rows[0].cells[0] == "Net revenue"


def test_the_band_is_that_of_the_open_months(otherwise):
    band = slow.band(otherwise.now, "en")
    closing = otherwise.seen.by_month("cash_closing")[3:]
    assert len(band.low) == 9
    assert all(low < now < high for low, now, high in zip(band.low, closing, band.high, strict=True))


def test_a_ledger_that_cannot_be_gone_on_from_is_told_and_left_out(tmp_path, monkeypatch, plan):
    monkeypatch.chdir(tmp_path)
    close(tmp_path, plan.run(), 3, cash_closing=-500.0)
    session = Session.of("base")
    assert session.closed is None and "500.00" in made_of(session, "en")


def test_nothing_is_said_where_nothing_is_closed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    session = Session.of("base")
    assert made_of(session, "en") == about("goal", session, "en") == "" and session.shut == 0
    assert session.seen is session.evaluated.modelled
