"""The statements with the last closed month: sums as the plan's, blank where no ledger says, last year."""

from __future__ import annotations

from dataclasses import replace

import pytest

import artplan
from artplan.api.lived import Lived
from artplan.report.story import Story
from artplan.report.tables.closed_form import figures, income, sheet
from artplan.report.tables.table import Table
from artplan.study.variance.variance import BALANCE, LINES

MONTHS = ("2027-01", "2027-02", "2027-03")
Amounts = dict[str, dict[str, float]]


@pytest.fixture(scope="module")
def plan() -> artplan.OperatingPlan:
    return artplan.load("base")


@pytest.fixture(scope="module")
def closed(plan) -> Amounts:
    """Three months that went as planned, in a ledger that knows only the lines with amounts."""
    result = plan.run()
    amounts = {line: result.total(line) for line in (*LINES, *BALANCE) if result.total(line).any()}
    return {month: {line: float(each[month]) for line, each in amounts.items()} for month in MONTHS}


def story(plan: artplan.OperatingPlan, closed: Amounts, lang: str = "en") -> Story:
    return Story(plan.run(), lang, compared=Lived(plan, closed).variance)


def cells(table: Table, label: str) -> dict[str, str]:
    (row,) = (each for each in table.rows if each.cells[0].strip() == label)
    return dict(zip([column.head for column in table.columns], row.cells, strict=False))


@pytest.mark.parametrize(
    ("form", "sums", "undivided"),
    [(income, {1, 2, 3, 21, 30, 32}, {11, 14}), (sheet, {15, 20, 29, 30, 41, 47, 52, 53}, {18, 19})],
)
def test_a_row_of_a_form_is_the_same_sum_of_the_ledger_as_of_the_plan(plan, closed, form, sums, undivided):
    """What the ledger does not divide has no actual, but every sum of it has."""
    rows = figures(form(plan.run(), Lived(plan, closed).variance()))
    known = {number: each for number, (each, known) in rows.items() if known}
    for each in known.values():
        assert (each.actual, each.actual_to_date) == pytest.approx((each.budget, each.budget_to_date))
    assert sums <= set(known)
    assert undivided <= set(rows) - set(known)


def test_the_difference_goes_down_to_the_profit_of_the_form(plan, closed):
    """Goods cost 500 more; 300 came in beside operations, of which the plan has nothing."""
    march = closed["2027-03"]
    march = march | {"cost_of_goods": march["cost_of_goods"] + 500, "non_operating_gains_total": 300.0}
    rows = figures(income(plan.run(), Lived(plan, closed | {"2027-03": march}).variance()))
    differences = [round(rows[number][0].difference, 2) for number in (1, 2, 21, 22, 30, 32)]
    assert differences == [0, 500, -500, 300, 300 - 500, 300 - 500]
    assert [rows[number][0].favourable for number in (1, 2, 21, 22)] == [None, False, False, True]


def test_a_line_that_no_ledger_has_stays_blank(plan, closed):
    without = {month: {k: v for k, v in each.items() if k != "stamp_duty"} for month, each in closed.items()}
    shown = cells(story(plan, without).actual("profit_and_loss"), "less stamp duty")
    assert (shown["Actual"], shown["Difference"], shown["Actual to date"]) == ("", "", "")
    assert shown["Budget"] == "32"


def test_last_year_stands_beside_the_month_where_it_was_closed(plan, closed):
    assert "Last year" not in [each.head for each in story(plan, closed).actual("profit_and_loss").columns]
    former = {"net_revenue": 1000.0, "cost_of_goods": 400.0, "cash_closing": 70.0}
    march = story(plan, closed | {"2026-03": former}).actual("profit_and_loss")
    assert cells(march, "Gross profit")["Last year"] == "600"
    assert cells(march, "less artists' share as a cost")["Last year"] == ""
    assert "Last year to date" not in [each.head for each in march.columns]
    quarter = {f"2026-0{at}": {**former, "net_revenue": 1000.0 * at} for at in (1, 2, 3)}
    table = story(plan, closed | quarter).actual("statutory_income")
    revenue = next(row for row in table.rows if row.cells[1] == "1")
    assert revenue.cells[-2:] == ("3,000", "6,000")  # of March; 1,000 + 2,000 + 3,000
    assert cells(story(plan, closed | quarter).actual("balance"), "Cash closing")["Last year"] == "70"


def test_json_has_last_year_only_where_it_was_closed(plan, closed):
    assert "last_year" not in Lived(plan, closed).variance().record()["statement"][0]
    former = {"2026-03": {"net_revenue": 1000.0}}
    record = Lived(plan, closed | former).variance().record()
    assert record["statement"][0]["last_year"] == 1000
    assert "last_year_to_date" not in record["statement"][0]


def test_nothing_is_shown_while_no_month_is_closed(plan):
    assert story(plan, {}).actual("balance") is None
    assert story(plan, {"2026-12": {"net_revenue": 1.0}}).actual("statutory_balance") is None
    assert replace(story(plan, {}), compared=None).actual("profit_and_loss") is None
