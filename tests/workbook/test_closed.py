"""The sheets of the closed months: numbers of the ledger, live budgets, and a month to choose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import artplan
from artplan.report.workbook.columns import Columns
from artplan.report.workbook.edited import edited
from artplan.report.workbook.layout import rows_of
from artplan.report.workbook.write import write
from artplan.study.variance.variance import BALANCE, LINES, variances
from tests.workbook.files import by_libreoffice, cells, spoil, wrong
from tests.workbook.recalculate import Sheet

MONTHS = ("2026-12", "2027-01", "2027-02")  # of two fiscal years; the last month of the plan is open
OVERRIDES = {"plan.start": "2026-12", "plan.months": 4}
RATE = "products.goods.cost_rate"


def opened(**more: float) -> artplan.OperatingPlan:
    return artplan.load("cases/vat_small_scale", {**OVERRIDES, **more})


@pytest.fixture(scope="module")
def plan() -> artplan.OperatingPlan:
    return opened()


@pytest.fixture(scope="module")
def closed(plan) -> dict[str, dict[str, float]]:
    """February had 1,000 more revenue than planned, and no surcharges were ever booked."""
    result = plan.run()
    amounts = {line: result.total(line) for line in (*LINES, *BALANCE) if result.total(line).any()}
    months = {
        month: {line: float(each[month]) for line, each in amounts.items() if line != "surcharges"}
        for month in MONTHS
    }
    months["2027-02"]["net_revenue"] += 1000
    return months


@pytest.fixture(scope="module")
def path(plan, closed, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("closed") / "plan.xlsx"
    write(plan.run(), path, "en", "0", closed=variances(plan, closed))
    return path


def row(held: dict[Any, Any], label: str) -> dict[str, Any]:
    """The cells of a row of the sheet of variances, by their headings."""
    heads = {column: value for (sheet, at, column), value in held.items() if (sheet, at) == ("Variance", 4)}
    at = min(at for (sheet, at, column), value in held.items() if sheet == "Variance" and value == label)
    return {head: held.get(("Variance", at, column)) for column, head in heads.items()}


def test_the_sheets_are_there_only_with_closed_months(plan, path, tmp_path):
    assert load_workbook(path, read_only=True).sheetnames[4:6] == ["Actual", "Variance"]
    write(plan.run(), tmp_path / "plan.xlsx", "en", "0")
    assert {"Actual", "Variance"}.isdisjoint(load_workbook(tmp_path / "plan.xlsx", read_only=True).sheetnames)


def test_the_last_closed_month_stands_against_its_budget(plan, path):
    held, planned = cells(path), plan.run().total("net_revenue")
    shown = row(held, "Net revenue")
    assert (shown["Budget"], shown["Difference"]) == pytest.approx((planned["2027-02"], 1000))
    assert shown["Rate"] == pytest.approx(1000 / planned["2027-02"], abs=0.0005)
    assert shown["Fav./unfav."] == "fav."
    so_far = planned["2027-01"] + planned["2027-02"]  # the fiscal year begins in January
    assert shown["Budget to date"] == pytest.approx(so_far)
    assert shown["Completion"] == pytest.approx((so_far + 1000) / so_far)
    total = plan.run().total("liabilities_and_equity_total")["2027-02"]
    assert row(held, plan.run().label("liabilities_and_equity_total", "en"))["Actual"] == pytest.approx(total)


def test_what_no_ledger_knows_is_blank(path):
    shown = row(cells(path), "Surcharges on VAT")
    assert {head for head, value in shown.items() if value is not None} == {
        "Line", "Budget", "Budget to date"}  # fmt: skip


def test_the_cells_hold_what_their_formulas_come_to(path):
    sheet = Sheet.read(path)
    assert wrong(sheet.work_out(), cells(path), sheet.formulas) == []


def test_another_month_and_another_parameter_move_the_variance(plan, closed, path, tmp_path):
    """As a founder would: December chosen, and a dearer purchase in a blue cell."""
    book, columns = load_workbook(path), Columns.of(plan.run())
    book["Variance"]["B2"] = "2026-12"
    book["Assumptions"].cell(rows_of(plan.plan)[RATE] + 1, columns.before + 1).value = 0.6
    book.save(tmp_path / "edited.xlsx")
    sheet = Sheet.read(tmp_path / "edited.xlsx")
    held = {**sheet.values, **sheet.work_out()}
    (december, *_) = variances(opened(**{RATE: 0.6}), closed)
    for each in december.statement:
        if each.line not in december.unbooked:
            shown = row(held, december.labels[each.line]["en"])
            assert shown["Difference"] == pytest.approx(each.difference, abs=0.005)
            assert shown["Budget to date"] == pytest.approx(each.budget_to_date)
    assert edited(tmp_path / "edited.xlsx").settings == {RATE: 0.6}
    assert row(held, "Cost of goods")["Fav./unfav."] == "fav."  # 0.5 was spent of the 0.6 that was planned


@pytest.mark.slow
def test_libreoffice_agrees(path):
    assert wrong(by_libreoffice(spoil(path)), cells(path), Sheet.read(path).formulas) == []
