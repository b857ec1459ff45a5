"""Statements, stock and scorecards as they are shown: they add up, and agree with each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import artplan
from artplan.report.tables.appraisal import scorecards
from artplan.report.tables.money import cash
from artplan.report.tables.statements import (
    balance,
    cash_flow,
    cash_flow_indirect,
    contribution_margin,
    indicators,
    profit_and_loss,
)
from artplan.report.tables.stock import audience, orders_of_goods, stock, stock_by_month
from artplan.report.tables.table import Table

BY = pytest.mark.parametrize("by", ["month", "quarter", "year"])


def numbers(cells: tuple[str, ...]) -> list[int]:
    return [int(cell.replace(",", "").replace("\u2212", "-")) for cell in cells]


def shown(table: Table) -> dict[str, list[int]]:
    """Rows of whole numbers by their label."""
    return {
        each.cells[0]: numbers(each.cells[1:])
        for each in table.rows
        if each.kind != "group" and not any("%" in cell or cell == "—" for cell in each.cells)
    }


@BY
def test_both_cash_flows_come_to_the_same_and_to_the_movement_of_cash(by: str, base: Any) -> None:
    direct, indirect = shown(cash_flow(base, "en", by)), shown(cash_flow_indirect(base, "en", by))
    opening, net, closing = (direct[each] for each in ("Cash opening", "Net cash flow", "Cash closing"))
    assert [a + b for a, b in zip(opening, net, strict=True)] == closing
    kinds = [direct[f"{kind} cash flow"] for kind in ("Operating", "Investing", "Financing")]
    assert [sum(column) for column in zip(*kinds, strict=True)] == net
    operating = indirect.pop("Operating cash flow, indirect")
    steps = [
        [-each if label.startswith("less ") else each for each in row] for label, row in indirect.items()
    ]
    assert [sum(column) for column in zip(*steps, strict=True)] == operating == kinds[0]


@BY
def test_what_two_tables_show_is_the_same_in_both(by: str, base: Any) -> None:
    loss = shown(profit_and_loss(base, "en", by))
    flow, account = shown(cash_flow(base, "en", by)), shown(cash(base, "en", by))
    assert [flow[each] for each in account if each in flow] == [
        account[each] for each in account if each in flow
    ]
    assert flow["less interest paid"] == loss["less interest"]
    assert shown(cash_flow_indirect(base, "en", by))["Net profit"] == loss["Net profit"]
    assert shown(balance(base, "en", by))["Cash closing"] == flow["Cash closing"][:-1]


BY_THE_QUARTER = {"month": "2027-02", "rate": 0.06, "term_months": 24, "payment_every_months": 3}


@BY
def test_interest_accrued_and_rent_paid_ahead_stand_in_the_statements(by: str) -> None:
    """January's rent of a quarter and interest that is paid by the quarter; no such row without them."""
    terms = {**BY_THE_QUARTER, "amount": 100_000, "repayment": "equal_instalments"}
    more = {"loans.bank": terms, "overheads.rent.paid_every_months": 6, "overheads.rent.deposit": 32_000}
    result = artplan.load("base", more).run()
    loss, flow = shown(profit_and_loss(result, "en", by)), shown(cash_flow(result, "en", by))
    assert sum(flow["less interest paid"][:-1]) == flow["less interest paid"][-1]
    assert flow["less interest paid"][-1] < loss["less interest"][-1]
    test_both_cash_flows_come_to_the_same_and_to_the_movement_of_cash(by, result)
    rows = shown(balance(result, "en", by))
    test_the_balance_sheet_balances_as_it_is_shown(by, result, result)
    assert rows["Interest payable"][-1] > 0 and rows["Deposits closing"][-1] >= 32_000
    assert rows["Loans due within a year"][-1] > rows["Loans due later"][-1] > 0


@BY
def test_reserve_and_dividends_stand_in_the_statements(by: str) -> None:
    more = {"appropriation.reserve_share": 0.1, "appropriation.dividends": {"2027-11": 40_000}}
    result = artplan.load("base", more).run()
    flow, rows = shown(cash_flow(result, "en", by)), shown(balance(result, "en", by))
    assert flow["less dividends paid"][-1] == 40_000
    reserve = rows["Surplus reserve"][-1]
    assert reserve == round(float(result["net_profit"].sum()) * 0.1)
    assert rows["Appropriations of the year"][-1] == -40_000 - reserve
    test_both_cash_flows_come_to_the_same_and_to_the_movement_of_cash(by, result)
    test_the_balance_sheet_balances_as_it_is_shown(by, result, result)


@BY
def test_refunds_provided_for_stand_in_the_statements(by: str) -> None:
    """The same row in the profit and loss and in the cash flow from profit; no such row without them."""
    result = artplan.load("base", {"plan.accounting_standard": "enterprise"}).run()
    loss, indirect = shown(profit_and_loss(result, "en", by)), shown(cash_flow_indirect(result, "en", by))
    taken = loss["less growth of the provision for refunds"]
    assert taken == indirect["Growth of the provision for refunds"]
    rows = shown(balance(result, "en", by))
    assert rows["Provision for refunds"][-1] == taken[-1] > rows["Right to goods to be returned"][-1] > 0
    test_both_cash_flows_come_to_the_same_and_to_the_movement_of_cash(by, result)
    test_the_balance_sheet_balances_as_it_is_shown(by, result, result)


@BY
@pytest.mark.parametrize("price", [3_000, 60_000])
def test_the_sale_of_an_asset_stands_in_the_statements(by: str, price: int) -> None:
    """At a loss and at a gain; the same row in the profit and loss and in the cash flow from profit."""
    sale = {"sold_month": "2027-08", "sold_for": price, "sale_vat_rate": 0.13}
    result = artplan.load("base", {f"assets.photo_equipment.{key}": each for key, each in sale.items()}).run()
    gain = shown(profit_and_loss(result, "en", by))["Gain on assets sold"]
    assert (gain[-1] > 0) == (price == 60_000)
    indirect = shown(cash_flow_indirect(result, "en", by))
    assert indirect["less gain on assets sold"] == gain
    assert shown(cash_flow(result, "en", by))["Assets sold"][-1] == price
    test_both_cash_flows_come_to_the_same_and_to_the_movement_of_cash(by, result)
    test_the_balance_sheet_balances_as_it_is_shown(by, result, result)


def test_a_plan_without_loans_shows_nothing_of_them() -> None:
    result = artplan.load("base", {"loans.working_capital": None}).run()
    rows = shown(balance(result, "en", "month"))
    assert not {"Interest payable", "Loans due within a year", "Loans due later"} & set(rows)


@BY
def test_indicators_show_the_net_revenue_of_the_profit_and_loss(by: str, base: Any) -> None:
    revenue = indicators(base, "en", by).rows[0]
    assert revenue.cells[0] == "Net revenue (CNY)"
    assert numbers(revenue.cells[1:]) == shown(profit_and_loss(base, "en", by))["Net revenue"]


@BY
def test_the_balance_sheet_balances_as_it_is_shown(by: str, base: Any, broke: Any) -> None:
    for result in (base, broke):
        rows = shown(balance(result, "en", by))
        assert rows["Assets"] == rows["Liabilities and equity"]
        assert [a + b for a, b in zip(rows["Liabilities"], rows["Equity"], strict=True)] == rows["Assets"]


@BY
def test_products_channels_and_storefronts_each_add_up_to_the_contribution_margin(by: str, base: Any) -> None:
    table = contribution_margin(base, "en", by)
    whole = numbers(table.rows[-1].cells[1:])
    groups: list[list[list[int]]] = []
    for each in table.rows[:-1]:
        if each.kind == "group":
            groups.append([])
        else:
            groups[-1].append(numbers(each.cells[1:]))
    assert len(groups) == 3
    assert all([sum(column) for column in zip(*group, strict=True)] == whole for group in groups)
    assert whole == shown(profit_and_loss(base, "en", by))["Contribution margin"]


def test_pieces_followers_and_customers_open_move_and_close(base: Any) -> None:
    for each in stock(base, "en").rows:
        opening, received, sold, returned, closing = numbers(each.cells[1:6])
        assert opening + received - sold + returned == closing
    for opening, come, gone, closing in shown(audience(base, "zh")).values():
        assert opening + come - gone == closing


def test_works_on_consignment_are_pieces_without_a_value(base: Any) -> None:
    labels = [each.cells[0] for each in stock_by_month(base, "en").rows]
    assert labels.count("Original works on consignment") == 1
    assert labels.count("Prints and derivatives") == 2


def test_orders_by_rule_stand_apart_from_those_entered(base: Any) -> None:
    """Prints in lots of 50 beside 30 entered for March; the other products as entered only."""
    prints = {"purchases": {"2027-03": 30}, "cover_months": 1, "minimum_lot": 50}
    ordered = artplan.load("base", {f"products.prints.{key}": each for key, each in prints.items()}).run()
    entered, by_rule = (
        numbers(each.cells[1:])
        for each in orders_of_goods(ordered, "en").rows
        if each.cells[0] == "Prints and derivatives"
    )
    assert entered == [0, 0, 30, *[0] * 9]
    assert sum(by_rule) > 0 and all(each % 50 == 0 for each in by_rule)
    assert [each.kind for each in orders_of_goods(base, "en").rows].count("group") == 1


def test_nothing_entered_has_no_rows_beside_orders_by_rule() -> None:
    """Every product is ordered for the months of cover: the table begins with the rule."""
    all_by_rule = {"products.*.purchases": 0, "products.*.cover_months": 1}
    table = orders_of_goods(artplan.load("base", all_by_rule).run(), "zh")
    assert [each.cells[0] for each in table.rows if each.kind == "group"] == ["按备货月数补货"]


def test_points_of_a_scorecard_are_those_of_its_indicators(base: Any) -> None:
    table = scorecards(base, "en")
    score = next(each for each in table.rows if each.kind == "result")
    points = table.rows[1 : table.rows.index(score)]
    assert len(points) == 5
    assert [sum(column) for column in zip(*(numbers(each.cells[1:]) for each in points), strict=True)] == (
        numbers(score.cells[1:])
    )


def test_a_plan_without_stock_or_scorecards_has_tables_without_rows(worked_out: Callable[..., Any]) -> None:
    plain = worked_out("cases/taobao_annual_budget")
    assert scorecards(plain, "zh").rows == ()
    assert all("—" in each.cells for each in stock(plain, "zh").rows)
