"""The forecast: a year as planned, what each actual balance does to it, and the seam that is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artplan
from artplan.actuals.close import close
from artplan.actuals.imports import import_files
from artplan.cli import main
from artplan.plan.inputs.form import from_month
from artplan.plan.written.faults import PlanFault
from artplan.statement import ASSETS, SOURCES
from artplan.study.forecast.answer import Forecast
from artplan.study.forecast.forecast import BALANCE, forecast
from artplan.study.variance.variance import LINES
from tests.actuals.ledger_of_plan import ledger

Actuals = dict[str, dict[str, float]]
CENT = 0.005


@pytest.fixture(scope="module")
def plan() -> artplan.OperatingPlan:
    return artplan.load("base")


@pytest.fixture(scope="module")
def as_planned(plan: artplan.OperatingPlan) -> Actuals:
    """January to March as the plan has them."""
    result = plan.run()
    months = result.months[:3]
    return {
        month: {line: float(result.total(line)[month]) for line in (*LINES, *BALANCE)} for month in months
    }


def amounts(result: artplan.Result, month: str) -> dict[str, float]:
    return {line: float(result.total(line)[month]) for line in (*LINES, *BALANCE)}


def changed(actuals: Actuals, month: str, **amounts: float) -> Actuals:
    """The actuals with so much more of some lines of a month."""
    return actuals | {month: actuals[month] | {k: actuals[month][k] + v for k, v in amounts.items()}}


def at_year_end(answer: Forecast) -> dict[str, float]:
    return dict.fromkeys(BALANCE, 0.0) | {each.line: each.forecast for each in answer.balance}


def of(answer: Forecast, line: str) -> float:
    return next(each.forecast for each in answer.statement if each.line == line)


@pytest.mark.parametrize("months", [1, 3, 7, 11])
def test_a_plan_resumed_in_the_middle_goes_on_as_if_it_had_not_been_interrupted(plan, months):
    result = plan.run()
    lines = result.program.model.lines
    openings = {name: result.array(each.closing)[..., months - 1 : months, :]
                for name, each in lines.items() if each.closing}  # fmt: skip
    data = from_month(result.data, months)
    values = result.program.resume(data, openings)
    for name in lines:
        assert np.allclose(values[name], result.array(name)[..., months:, :], rtol=1e-9, atol=1e-6), name


def test_a_year_that_went_as_planned_is_forecast_as_planned_to_the_cent(plan, as_planned):
    answer = forecast(plan, as_planned)
    assert answer.after == "2027-03" and len(answer.months) == 12 and answer.placed == ()
    assert all(abs(each.difference) < CENT for each in answer.statement)
    assert all(abs(each.forecast - each.budget) < CENT for each in answer.balance)
    assert all(abs(budget - amount) < CENT for budget, amount in answer.cash.values())


@pytest.mark.parametrize("line", [line for line in BALANCE if line != "cash_closing"])
def test_a_thousand_yuan_in_any_balance_keeps_the_balance_sheet_balanced_to_the_end(plan, as_planned, line):
    cash = -1000 if line in ASSETS else 1000
    answer = forecast(plan, changed(as_planned, "2027-03", **{line: 1000, "cash_closing": cash}))
    end = at_year_end(answer)
    assert sum(end[each] for each in ASSETS) == pytest.approx(sum(end[each] for each in SOURCES), abs=CENT)
    assert [abs(each.actual - each.modelled) for each in answer.placed] == pytest.approx([1000, 1000])


def test_what_is_owed_and_due_is_cash_by_the_year_end_and_what_is_held_stays(plan, as_planned):
    planned = at_year_end(forecast(plan, as_planned))

    def moved(line: str, cash: float) -> dict[str, float]:
        answer = forecast(plan, changed(as_planned, "2027-03", **{line: 1000, "cash_closing": cash}))
        end = at_year_end(answer)
        return {
            each: round(end[each] - planned[each], 2)
            for each in BALANCE
            if abs(end[each] - planned[each]) > CENT
        }

    assert moved("receivable_total_closing", -1000) == {}
    assert moved("suppliers_payable_closing", 1000) == {}
    assert moved("payroll_payable_closing", 1000) == {}
    assert moved("deposits_closing", -1000) == {"cash_closing": -1000, "deposits_closing": 1000}
    assert moved("loans_later_closing", 1000) == {"cash_closing": 1000, "loans_later_closing": 1000}


def test_profit_that_was_not_made_stays_away_and_takes_its_tax_along(plan, as_planned):
    """Small firms pay 5 %: what the ledger has not yet taken off March's tax, April does."""
    short = {line: -20_000.0 for line in ("net_revenue", "profit_before_tax", "net_profit")}
    answer = forecast(plan, changed(
        as_planned, "2027-03", **short, cash_closing=-20_000, result_of_year_closing=-20_000))  # fmt: skip
    planned = forecast(plan, as_planned)
    assert of(answer, "profit_before_tax") - of(planned, "profit_before_tax") == pytest.approx(
        -20_000, abs=CENT
    )
    assert of(answer, "income_tax") - of(planned, "income_tax") == pytest.approx(-0.05 * 20_000, abs=CENT)
    assert at_year_end(answer)["result_of_year_closing"] - at_year_end(planned)["result_of_year_closing"] == (
        pytest.approx(-0.95 * 20_000, abs=CENT)
    )


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.sampled_from([*BALANCE]), st.floats(-50_000, 50_000), max_size=8))
def test_any_balanced_ledger_rolls_to_a_balanced_year_end(plan, as_planned, moves):
    gap = sum(amount * (1 if line in ASSETS else -1) for line, amount in moves.items())
    moves = moves | {"paid_in_closing": moves.get("paid_in_closing", 0.0) + gap}
    end = at_year_end(forecast(plan, changed(as_planned, "2027-03", **moves)))
    assert sum(end[each] for each in ASSETS) == pytest.approx(sum(end[each] for each in SOURCES), abs=CENT)


def test_a_balance_that_is_withheld_is_refused_at_the_seam(plan, as_planned):
    march = dict(as_planned["2027-03"])
    stock = march.pop("inventory_closing")
    with pytest.raises(PlanFault, match=rf"2027-03 \| assets of .* differ by -{stock:,.2f}"):
        forecast(plan, as_planned | {"2027-03": march})


def test_a_month_that_is_missing_before_the_seam_is_named(plan, as_planned):
    with pytest.raises(PlanFault, match=r"2027-02 \| the forecast begins after 2027-03"):
        forecast(plan, {month: each for month, each in as_planned.items() if month != "2027-02"})
    with pytest.raises(PlanFault, match=r"2026-12 \| .* no month of the plan"):
        forecast(plan, {"2026-12": {}})


def test_the_open_months_may_follow_other_parameters(plan, as_planned):
    dearer = artplan.load("base", {"overheads.rent.amount": plan["overheads.rent.amount"].value + 1000})
    answer = forecast(plan, as_planned, rest=dearer)
    rent = next(each for each in answer.statement if each.line == "overheads_cost")
    net_of_vat = (
        dearer.run().total("overheads_cost")["2027-06"] - plan.run().total("overheads_cost")["2027-06"]
    )
    assert net_of_vat > 0
    assert rent.difference == pytest.approx(9 * net_of_vat, abs=CENT)


@pytest.mark.parametrize("scenario", ["growth", "lean", "double11"])
def test_the_open_months_may_follow_another_scenario(as_planned, plan, scenario):
    """Whatever people and storefronts it has, it begins with the ledger's balances, and balances."""
    answer = forecast(plan, as_planned, rest=artplan.load(scenario))
    end = at_year_end(answer)
    assert sum(end[each] for each in ASSETS) == pytest.approx(sum(end[each] for each in SOURCES), abs=CENT)
    revenue = artplan.load(scenario).run().total("net_revenue")
    assert of(answer, "net_revenue") == pytest.approx(
        sum(as_planned[month]["net_revenue"] for month in as_planned) + revenue["2027-04":].sum(), abs=CENT
    )


def test_the_range_narrows_as_months_close(plan):
    result = plan.run()
    months = {month: amounts(result, month) for month in result.months[:10]}
    early, late = (
        forecast(plan, months, after, draws=512).outlook.bands[0] for after in ("2027-02", "2027-10")
    )
    assert late.p90 - late.p10 < 0.5 * (early.p90 - early.p10)
    assert early.p10 < early.p50 < early.p90


@pytest.mark.parametrize(("lang", "words"), [("zh", "全年预测"), ("en", "forecast of the year")])
def test_the_command_reads_the_closed_months(tmp_path, monkeypatch, capsys, plan, lang, words):
    monkeypatch.chdir(tmp_path)
    assert main(["forecast", "--lang", lang]) == 2
    assert "actuals close" in capsys.readouterr().err
    for month in plan.run().months[:3]:
        Path(f"{month}.csv").write_text(ledger(plan.run(), month), "utf-8")
        import_files([Path(f"{month}.csv")], None)
        close(month, "CFO", {})
    assert main(["forecast", "--lang", lang, "--draws", "64"]) == 0
    assert words in (shown := capsys.readouterr().out) and "P90" in shown
    assert main(["forecast", "--json", "--rest", "lean", "--draws", "64"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["rest"] == "lean" and len(record["cash"]) == 12
