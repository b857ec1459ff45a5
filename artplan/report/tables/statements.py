"""Tables of the statements: cash flow by both methods, balance sheet, contribution margin, indicators.

All are in whole yuan and agree with each other as shown: cash with the cash table, the contribution margins
of products, channels and storefronts with the budget.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from artplan.report.tables.money import (
    budget,
    by_period,
    closing_row,
    line_row,
    shown_cash,
    shown_flows,
    shown_row,
    signed,
    whole_lines,
    whole_parts,
    with_total,
    without_sign,
)
from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.statement import short_label
from artplan.report.tables.table import Kind, Table, TableRow, columns, row
from artplan.report.words.format import NOTHING, cell, number, rounded, shown_unit
from artplan.result import By, Result
from artplan.statement import ASSETS, CURRENT_ASSETS, CURRENT_LIABILITIES, EQUITY, SOURCES
from artplan.texts.catalogue import inside, text
from artplan.texts.units import unit_label

# Each kind of cash flow with its lines: 1 for an inflow, -1 for an outflow.
DIRECT = {
    "cash_from_operating": {
        "collected_total": 1,
        "customer_deposits_received": 1,
        "annual_fee_refunds_received_total": 1,
        "deposits_returned_total": 1,
        "non_operating_gains_total": 1,
        "suppliers_paid": -1,
        "payroll_paid": -1,
        "running_costs_paid": -1,
        "taxes_paid": -1,
        "deposits_paid_total": -1,
        "non_operating_losses_total": -1,
    },
    "cash_from_investing": {"assets_sold_total": 1, "assets_paid_total": -1},
    "cash_from_financing": {
        "capital_received": 1,
        "loans_received_total": 1,
        "interest_paid_total": -1,
        "loans_repaid_total": -1,
        "dividends_paid": -1,
    },
}
INDIRECT = {
    "net_profit": 1,
    "interest_total": 1,
    "depreciation_total": 1,
    "disposal_gain": -1,
    "assets_input_vat": 1,
    "assets_output_vat": -1,
    "receivables_growth": -1,
    "stock_growth": -1,
    "claims_growth": -1,
    "return_goods_movement": -1,
    "payables_growth": 1,
    "taxes_payable_growth": 1,
    "returns_provision_movement": 1,
}
# The rows of the balance sheet: a line, or a sum with the lines that it adds up.
BALANCE: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((name, ()) for name in CURRENT_ASSETS),
    ("current_assets_total", CURRENT_ASSETS),
    ("fixed_assets_closing", ()),
    ("assets_total", ASSETS),
    *((name, ()) for name in CURRENT_LIABILITIES),
    ("current_liabilities_total", CURRENT_LIABILITIES),
    ("loans_later_closing", ()),
    ("liabilities_total", (*CURRENT_LIABILITIES, "loans_later_closing")),
    *((name, ()) for name in EQUITY),
    ("equity_total", EQUITY),
    ("liabilities_and_equity_total", SOURCES),
)
CONTRIBUTORS = {
    "product": "product_contribution_margin",
    "channel": "channel_contribution_margin",
    "storefront": "storefront_contribution_margin",
}
INDICATORS = (
    "net_revenue",
    "break_even_sales_before_interest",
    "break_even_sales",
    "safety_margin_rate",
    "cumulated_result_closing",
    "cash_lowest_closing",
    "cash_burn",
    "runway_months",
    "funding_required",
    "order_value_average",
    "hard_cost_per_order",
    "margin_per_order",
)
# A value of 0 in these lines means that there is none: no cash is burnt, or no sales break even.
NO_ANSWER = ("break_even_sales_before_interest", "break_even_sales", "cash_burn", "runway_months")


def profit_and_loss(result: Result, lang: str, by: By = "quarter") -> Table:
    """Return the budget under its name among the statements."""
    return budget(result, lang, by, name="profit_and_loss")


def cash_flow(result: Result, lang: str, by: By = "quarter") -> Table:
    """List operating, investing and financing cash flow, and the opening and closing cash."""
    opening, closing = shown_cash(result, by)
    shown, parts = shown_flows(result, by)
    rows: list[TableRow] = []
    for kind, signs in DIRECT.items():
        rows += _rows(result, signs, shown, lang)
        sums = shown.loc[list(signs)].sum().to_numpy()
        rows.append(line_row(result, kind, map(number, sums), lang, "result"))
    rows.append(line_row(result, "cash_flow_total", map(number, closing - opening), lang, "result"))
    rows.append(line_row(result, "cash_opening", map(number, opening), lang))
    rows.append(closing_row(result, "cash_closing", map(number, closing), lang))
    return by_period("cash_flow", rows, parts, by, lang)


def cash_flow_indirect(result: Result, lang: str, by: By = "quarter") -> Table:
    """Lay out the reconciliation of net profit to operating cash flow."""
    flows, _ = shown_flows(result, by)
    operating = flows.loc[list(DIRECT["cash_from_operating"])].sum().to_numpy()
    profit = shown_row(result, "net_profit", by)
    steps = {name: sign for name, sign in INDIRECT.items() if name != "net_profit"}
    exact = signed(result, INDIRECT, by)
    known = {name: shown_row(result, name, by) for name in ("interest_total", "depreciation_total")}
    if exact.loc["disposal_gain"].any():
        known["disposal_gain"] = -shown_row(result, "disposal_gain", by)
    if exact.loc["returns_provision_movement"].any():
        known["returns_provision_movement"] = shown_row(result, "returns_provision_movement", by)
    shown = whole_lines(exact.drop("net_profit"), operating - profit, known)
    rows = [line_row(result, "net_profit", map(number, profit), lang)]
    rows += _rows(result, steps, shown, lang)
    rows.append(line_row(result, "cash_from_operating_indirect", map(number, operating), lang, "result"))
    return by_period("cash_flow_indirect", rows, exact, by, lang)


def balance(result: Result, lang: str, by: By = "quarter") -> Table:
    """List assets, liabilities and equity at each period's end."""
    exact = pd.DataFrame({name: result.total(name, by) for name, _ in BALANCE}).T
    shown = pd.DataFrame({period: _whole_balance(exact[period]) for period in exact}).T
    rows = []
    for name, parts in BALANCE:
        amounts = shown[list(parts or (name,))].sum(axis=1)
        if parts or exact.loc[name].any():
            label = short_label(str(result.label(name, lang)))
            kind: Kind = "result" if parts else ""
            rows.append(row([label, *map(number, amounts)], kind, result.formula(name, lang)))
    heads = columns(text("tables.line", lang), *map(str, exact.columns))
    caption = text("tables.balance.caption", lang, by=text(f"tables.by.{by}", lang))
    return Table(f"balance_by_{by}", caption, heads, tuple(rows), exact)


def contribution_margin(result: Result, lang: str, by: By = "quarter") -> Table:
    """List the contribution margin by product, channel and storefront; each adds up to the total."""
    whole = shown_row(result, "contribution_margin", by)
    rows: list[TableRow] = []
    items = []
    for dimension, line in CONTRIBUTORS.items():
        parts = _by_member(result, dimension, line, by, lang)
        if (
            not len(parts)
            or abs(parts["total"].sum() - float(np.sum(result.year("contribution_margin")))) > 1
        ):
            continue
        rows.append(row([text(f"tables.contribution_margin.{dimension}", lang)], "group"))
        shown = whole_parts(parts.to_numpy(), whole)
        rows += [row([str(name), *map(number, shown[at])]) for at, name in enumerate(parts.index)]
        items.append(parts)
    rows.append(line_row(result, "contribution_margin", map(number, whole), lang, "result"))
    periods = result.periods(by)[0]
    exact = pd.concat(items) if items else pd.DataFrame(columns=[*periods, "total"])
    return by_period("contribution_margin", rows, exact, by, lang)


def indicators(result: Result, lang: str, by: By = "quarter") -> Table:
    """List break-even sales, lowest cash, runway and the margin per order."""
    exact = pd.DataFrame({name: with_total(result, name, by) for name in INDICATORS}).T
    known = {"net_revenue": shown_row(result, "net_revenue", by)}
    rows: list[TableRow] = []
    for name in INDICATORS:
        unit = shown_unit(name, result.unit(name))
        months = name == "runway_months"
        label = result.label(name, lang)
        head = label if months else text("tables.with_unit", lang, label=label, unit=unit_label(unit, lang))
        cells = [
            NOTHING if name in NO_ANSWER and not each else number(each, 1) if months else cell(each, unit)
            for each in map(float, known.get(name, exact.loc[name].to_numpy()))
        ]
        rows.append(row([head, *cells], how=result.formula(name, lang)))
    return by_period("indicators", rows, exact, by, lang)


def _rows(result: Result, signs: dict[str, int], shown: pd.DataFrame, lang: str) -> list[TableRow]:
    """Return a row for each line that has amounts, with "less" in the label of a deduction."""
    rows = []
    for name, sign in signs.items():
        if not shown.loc[name].any():
            continue
        label = short_label(str(result.label(name, lang)))
        message = text("tables.less", lang, label=inside(label, lang)) if sign < 0 else label
        amounts = map(number, without_sign(shown.loc[name].to_numpy(), sign))
        rows.append(row([message, *amounts], how=result.formula(name, lang)))
    return rows


def _whole_balance(exact: pd.Series) -> pd.Series:
    """Round every account to whole yuan, with cash as in the cash table and both sides equal."""
    cash, whole = rounded(float(exact["cash_closing"])), rounded(float(exact["assets_total"]))
    others = list(ASSETS[1:])
    left = largest_remainder(exact[others].to_numpy(), total=whole - cash)
    right = largest_remainder(exact[list(SOURCES)].to_numpy(), total=whole)
    return pd.Series([cash, *left, *right], index=["cash_closing", *others, *SOURCES])


def _by_member(result: Result, dimension: str, line: str, by: By, lang: str) -> pd.DataFrame:
    """Return a frame of members x (periods, total); natural visits are a channel of their own."""
    parts = result.frame(line, by)
    parts = parts.assign(total=result.year(line)) if len(parts) else parts.assign(total=[])
    parts.index = [str(result.plan.label(dimension, each, lang)) for each in parts.index]
    if dimension == "channel":
        parts.loc[text("charts.channels.natural", lang)] = with_total(
            result, "natural_contribution_margin", by
        )
    return parts[(parts != 0).any(axis=1)]
