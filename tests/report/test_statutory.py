"""The statutory forms: complete, balanced, and the same profit as in the budget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from artplan.report.tables.forms import BALANCE, CASH_FLOW, INCOME, Form
from artplan.report.tables.statutory import (
    RESULTS,
    TIE_OUT,
    statutory_balance,
    statutory_cash_flow,
    statutory_income,
    statutory_tie_out,
)
from artplan.report.tables.table import Table
from tests.plans import load_text
from tests.rules.small_shop import run

FORMS = (
    (INCOME, statutory_income, range(1, 33)),
    (BALANCE, statutory_balance, range(1, 54)),
    (CASH_FLOW, statutory_cash_flow, range(1, 23)),
)
SHOPS = Path(__file__).parents[1] / "examples" / "two_shops.yaml"


@pytest.fixture(scope="module")
def two_shops() -> Any:
    """From October 2026 to December 2028, fiscal years from April, with an opening balance sheet."""
    return load_text(SHOPS.read_text(encoding="utf-8")).run()


def amounts(table: Table, column: int = 2) -> dict[int, float]:
    """A column's amounts as shown, by the number of the row; a blank one has none."""
    return {
        int(each.cells[1]): float(each.cells[column].replace(",", "").replace("\u2212", "-"))
        for each in table.rows
        if each.kind != "group" and each.cells[column]
    }


@pytest.mark.parametrize(("form", "table", "numbers"), FORMS, ids=["income", "balance", "cash flow"])
def test_a_form_has_every_row_in_its_order(
    form: Form, table: Callable[..., Table], numbers: range, base: Any
):
    assert [row.number for row in form if row.number] == list(numbers)
    for lang in ("zh", "en"):
        labels = [row.cells[0].strip() for row in table(base, lang).rows]
        assert len(set(labels)) == len(form)
        assert table(base, lang).columns[1].head == {"zh": "行次", "en": "Row"}[lang]


def test_less_stands_before_deductions_only(base: Any):
    labels = [each.cells[0] for each in statutory_income(base, "zh").rows]
    assert labels[1] == "减：营业成本" and labels[3] == "\u3000其中：消费税"
    assert not any(cell.startswith("\u2212") for cell in statutory_income(base, "zh").rows[1].cells)


def test_the_income_statement_is_the_budgets(base: Any):
    shown = amounts(statutory_income(base, "zh"))
    for number, line in {1: "net_revenue", 21: "statutory_operating_profit", 32: "net_profit"}.items():
        assert shown[number] == pytest.approx(base[line].sum(), abs=0.005)
    assert shown[30] == pytest.approx(
        base["operating_profit"].sum() - base["interest_total"].sum(), abs=0.005
    )
    november = amounts(statutory_income(base, "zh", "2027-11"), 3)
    assert november[1] == pytest.approx(base["net_revenue"]["2027-11"], abs=0.005)
    assert 4 not in shown


@pytest.mark.parametrize("month", ["2026-12", "2027-12", "2028-09"])
def test_the_balance_sheet_balances_and_is_the_models(month: str, two_shops: Any):
    for column in (2, 3):
        shown = amounts(statutory_balance(two_shops, "zh", month), column)
        assert shown[30] == shown[53] == pytest.approx(shown[15] + shown[29], abs=0.011)
        assert shown[47] + shown[52] == pytest.approx(shown[53], abs=0.011)
    closing = amounts(statutory_balance(two_shops, "zh", month))
    for number, line in {30: "assets_total", 41: "current_liabilities_total", 52: "equity_total"}.items():
        assert closing[number] == pytest.approx(two_shops[line][month], abs=0.005)
    assert closing[18] - closing[19] == pytest.approx(closing[20], abs=0.011)


def test_a_year_opens_with_last_years_balance(two_shops: Any):
    before = amounts(statutory_balance(two_shops, "en", "2027-03"))
    table = statutory_balance(two_shops, "en", "2027-05")
    assert amounts(table, 3) == before
    assert table.columns[3].head == "Opening balance of the year"
    assert statutory_balance(two_shops, "en", "2026-11").columns[3].head == "Balance at the plan's start"


def test_cash_moves_from_the_years_beginning_to_the_months_end(two_shops: Any):
    flow = statutory_cash_flow(two_shops, "zh", "2027-11")
    for column, first in ((2, "2027-04"), (3, "2027-11")):
        shown = amounts(flow, column)
        assert shown[21] == pytest.approx(two_shops["cash_opening"][first], abs=0.005)
        assert shown[22] == pytest.approx(two_shops["cash_closing"]["2027-11"], abs=0.005)
        assert shown[20] == pytest.approx(shown[7] + shown[13] + shown[19], abs=0.02)


def test_last_year_stands_beside_a_year_that_the_plan_has_whole(two_shops: Any):
    assert len(statutory_income(two_shops, "zh", "2027-11").columns) == 4
    table = statutory_income(two_shops, "zh", "2028-06")
    assert table.columns[4].head == "上年同期累计金额"
    assert amounts(table, 4) == amounts(statutory_income(two_shops, "zh", "2027-06"), 2)


@pytest.mark.parametrize("month", ["2026-12", "2027-12", "2028-12"])
def test_both_profits_tie_out(month: str, two_shops: Any):
    rows = statutory_tie_out(two_shops, "zh", month).frame
    assert list(rows.index[rows["statutory"].notna()]) == list(RESULTS)
    assert rows["difference"].abs().max() < 0.005
    form = amounts(statutory_income(two_shops, "zh", month))
    for number in (2, 3, 11, 14, 18, 31):
        lines = [line for line, sign, numbers in TIE_OUT if sign and numbers == (number,)]
        assert -rows["management"].reindex(lines).sum() == pytest.approx(form[number], abs=0.006)


def test_a_plan_within_a_year_says_since_when_it_adds_up():
    result = run(3, start="2027-04")
    assert "本年累计自 2027 年 4 月起" in statutory_income(result, "zh").caption
    assert "30 Jun 2027" in statutory_balance(result, "en").caption


def test_a_month_outside_the_plan_is_refused(base: Any):
    with pytest.raises(ValueError, match="month 2030-01"):
        statutory_income(base, "zh", "2030-01")
