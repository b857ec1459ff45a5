"""Tables of money: the annual budget and cash, by month, quarter or year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from artplan.engine.arrays import Numbers
from artplan.report.tables.rounding import add_up, largest_remainder
from artplan.report.tables.statement import short_label, statement
from artplan.report.tables.table import Kind, Table, TableRow, columns, row
from artplan.report.tables.whole_flows import whole_statement
from artplan.report.words.format import number, percent, rounded
from artplan.result import By, Result
from artplan.statement import STATEMENT
from artplan.statement import StatementRow as Statement
from artplan.texts.catalogue import inside, text

FIRST = STATEMENT[0].line
RATES = ("gross_margin_rate", "contribution_margin_rate", "operating_margin_rate", "net_margin_rate")
# Receipts and payments, line by line; the cash flow statement groups the same lines by kind.
CASH_IN = (
    "collected_total",
    "customer_deposits_received",
    "annual_fee_refunds_received_total",
    "deposits_returned_total",
    "non_operating_gains_total",
    "assets_sold_total",
    "capital_received",
    "loans_received_total",
)
CASH_OUT = (
    "suppliers_paid",
    "payroll_paid",
    "running_costs_paid",
    "taxes_paid",
    "deposits_paid_total",
    "non_operating_losses_total",
    "assets_paid_total",
    "interest_paid_total",
    "loans_repaid_total",
    "dividends_paid",
)


def budget(result: Result, lang: str, by: By = "quarter", name: str = "budget", first: str = FIRST) -> Table:
    """Lay out gross sales to net profit by period, with the margins below.

    The numbers add up downwards and across. first: the result that the table begins with.
    """
    whole = statement(result)
    lines = whole[[each.line for each in whole].index(first) :]
    exact = signed(result, {each.line: each.sign or 1 for each in lines}, by)
    shown = _whole(exact, lines)
    rows = [
        row(
            [_label(result, each.line, each.sign, lang), *map(number, without_sign(shown[place], each.sign))],
            _kind(each.sign),
            result.formula(each.line, lang),
        )
        for place, each in enumerate(lines)
        if each.sign == 0 or np.any(exact.iloc[place] != 0)
    ]
    rates = pd.DataFrame({rate: with_total(result, rate, by) for rate in RATES}).T
    rows += [
        line_row(result, rate, map(percent, shares), lang, "note")
        for rate, shares in zip(RATES, rates.to_numpy().tolist(), strict=True)
    ]
    return by_period(name, rows, pd.concat([exact, rates]), by, lang)


def line_row(result: Result, name: str, cells: Iterable[str], lang: str, kind: Kind = "") -> TableRow:
    """Return a row with a line's label and formula."""
    return row([result.label(name, lang), *cells], kind, result.formula(name, lang))


def without_sign(amounts: Iterable[float], sign: int) -> Numbers:
    """Return signed amounts as they stand in their row: that of a deduction says "less" already."""
    return np.array([*amounts]) * (sign or 1) + 0.0


def closing_row(result: Result, name: str, cells: Iterable[str], lang: str) -> TableRow:
    """Return the last row of a movement: an account, named as the end of what began with its opening."""
    label = text("tables.closing", lang, label=result.label(name, lang))
    return row([label, *cells], "result", result.formula(name, lang))


def by_period(name: str, rows: list[TableRow], exact: pd.DataFrame, by: By, lang: str) -> Table:
    """Return a table of lines x periods and total."""
    heads = [*list(exact.columns)[:-1], text("tables.total", lang)]
    caption = text(f"tables.{name}.caption", lang, by=text(f"tables.by.{by}", lang))
    return Table(f"{name}_by_{by}", caption, columns(text("tables.line", lang), *heads), tuple(rows), exact)


def statement_frame(result: Result, by: By) -> pd.DataFrame:
    """Return a frame of the statement's rows x (periods, total); deductions are negative."""
    return signed(result, {each.line: each.sign or 1 for each in statement(result)}, by)


def shown_row(result: Result, line: str, by: By) -> Numbers:
    """Return a row of the budget, by period and in total, as the budget shows it.

    Other tables use it to agree with the budget.
    """
    rows = statement(result)
    place = [each.line for each in rows].index(line)
    return np.asarray((rows[place].sign or 1) * _whole(statement_frame(result, by), rows)[place] + 0.0)


def cash(result: Result, lang: str, by: By = "quarter") -> Table:
    """List opening cash, receipts, payments and closing cash; every closing is the next period's opening."""
    opening, closing = shown_cash(result, by)
    shown, parts = shown_flows(result, by)
    rows = [line_row(result, "cash_opening", map(number, opening), lang)]
    for names, total_, sign in ((CASH_IN, "receipts_total", 1), (CASH_OUT, "payments_total", -1)):
        rows += [
            row(
                [
                    _label(result, name, sign, lang),
                    *map(number, without_sign(shown.loc[name].to_numpy(), sign)),
                ],
                how=result.formula(name, lang),
            )
            for name in names
            if parts.loc[name].any()
        ]
        sums = shown.loc[list(names)].sum()
        label = _label(result, total_, sign, lang)
        whole = map(number, without_sign(sums, sign))
        rows.append(row([label, *whole], "note", result.formula(total_, lang)))
    rows.append(closing_row(result, "cash_closing", map(number, closing), lang))
    ends = pd.DataFrame({name: with_total(result, name, by) for name in ("cash_opening", "cash_closing")}).T
    exact = pd.concat([ends.iloc[:1], parts, ends.iloc[1:]])
    return by_period("cash", rows, exact, by, lang)


def shown_cash(result: Result, by: By) -> tuple[Numbers, Numbers]:
    """Return the opening and closing cash of each period and of all periods, in whole yuan.

    Every table shows these same numbers.
    """
    return tuple(
        np.array([rounded(float(each)) for each in with_total(result, name, by)])
        for name in ("cash_opening", "cash_closing")
    )  # type: ignore[return-value]


def shown_flows(result: Result, by: By) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return receipts and payments by line x (periods, total): in whole yuan, and exact."""
    opening, closing = shown_cash(result, by)
    exact = signed(result, {**dict.fromkeys(CASH_IN, 1), **dict.fromkeys(CASH_OUT, -1)}, by)
    accrued, paid = (with_total(result, name, by) for name in ("interest_total", "interest_paid_total"))
    known = {"interest_paid_total": -shown_row(result, "interest_total", by)} if accrued.equals(paid) else {}
    return whole_lines(exact, closing - opening, known), exact


def signed(result: Result, signs: Mapping[str, int], by: By) -> pd.DataFrame:
    """Return a frame of lines x (periods, total) with the given signs; 0 is never -0."""
    return pd.DataFrame({name: sign * with_total(result, name, by) + 0.0 for name, sign in signs.items()}).T


def whole_lines(exact: pd.DataFrame, totals: Numbers, known: Mapping[str, Numbers]) -> pd.DataFrame:
    """Round lines to whole yuan that add up to the totals.

    `known` are lines that another table shows already; they keep those numbers.
    """
    others = exact.drop(list(known))
    whole = whole_parts(others.to_numpy(), totals - np.sum(list(known.values()), axis=0))
    shown = pd.DataFrame(whole, index=others.index, columns=exact.columns)
    fixed = pd.DataFrame(dict(known), index=exact.columns).T
    return pd.concat([shown, fixed]).loc[exact.index]


def whole_parts(exact: Numbers, totals: Numbers) -> Numbers:
    """Round parts x (periods, total) to whole yuan that add up to the totals, downwards and across."""
    rows = largest_remainder(exact[:, -1], total=float(totals[-1]))
    cells = add_up(exact[:, :-1], rows=rows, columns=totals[:-1])
    return np.column_stack([cells, rows])


def with_total(result: Result, name: str, by: By) -> pd.Series:
    """Return a line by period and over all months, each rolled up as its card says."""
    periods = result.total(name, by)
    return pd.concat([periods, pd.Series({"total": float(np.sum(result.year(name)))})])


def _label(result: Result, name: str, sign: int, lang: str) -> str:
    label = short_label(str(result.label(name, lang)))
    return text("tables.less", lang, label=inside(label, lang)) if sign < 0 else label


def _kind(sign: int) -> Kind:
    return "result" if sign == 0 else ""


def _whole(exact: pd.DataFrame, rows: tuple[Statement, ...]) -> Numbers:
    """Round the statement to whole yuan so that it adds up downwards and across.

    First the results are rounded in total, then the other rows in total, then all rows by period.
    """
    numbers = exact.to_numpy()
    level = np.cumsum([each.sign == 0 for each in rows]) - 1  # the result that precedes each row
    totals = np.array([rounded(float(each)) for each in numbers[:, -1]])
    for above, below in pairwise(np.flatnonzero([each.sign == 0 for each in rows])):
        parts = slice(above + 1, below)
        totals[parts] = largest_remainder(numbers[parts, -1], total=totals[below] - totals[above])
    flows = [place for place, each in enumerate(rows) if each.sign or place == 0]
    whole = whole_statement(numbers[flows, :-1], totals[flows], level[flows])
    shown = np.zeros(exact.shape)
    shown[flows] = np.column_stack([whole, totals[flows]])
    for place, each in enumerate(rows):
        if each.sign == 0:
            shown[place] = shown[[at for at in flows if at <= place]].sum(axis=0)
    return shown + 0.0
