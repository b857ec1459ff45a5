"""Tables of money: the annual budget by month, quarter or year, and cash."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from artplan.report.format import number, percent, rounded
from artplan.report.rounding import add_up, largest_remainder
from artplan.report.statement import STATEMENT, short_label
from artplan.report.tables.table import Table, columns, row
from artplan.report.texts import inside, text

RATES = ("gross_margin_rate", "contribution_rate", "operating_margin_rate", "net_margin_rate")


def budget(result: Any, lang: str, by: str = "quarter") -> Table:
    """From gross sales to net profit by period, adding up downwards and across; margins below."""
    exact = statement_frame(result, by)
    shown = _whole(exact)
    periods = list(exact.columns)
    rows = [
        row(
            [_label(result, each.line, each.sign, lang), *(number(value) for value in shown[place])],
            _kind(each.sign),
        )
        for place, each in enumerate(STATEMENT)
        if each.sign == 0 or np.any(exact.iloc[place] != 0)
    ]
    rates: Any = pd.DataFrame({name: _with_total(result, name, by) for name in RATES}).T
    rows += [
        row(
            [result.label(name, lang), *(percent(float(value)) for value in rates.loc[name])],
            "note",
        )
        for name in RATES
    ]
    heads = [*periods[:-1], text("tables.total", lang)]
    caption = text("tables.budget.caption", lang, by=text(f"tables.by.{by}", lang))
    return Table(
        f"budget_by_{by}",
        caption,
        columns(text("tables.line", lang), *heads),
        tuple(rows),
        pd.concat([exact, rates]),
    )


def statement_frame(result: Any, by: str) -> pd.DataFrame:
    """Rows of the statement x periods and their total, deductions negative."""
    signed = {each.line: (each.sign or 1) * _with_total(result, each.line, by) for each in STATEMENT}
    return pd.DataFrame(signed).T


def shown_row(result: Any, line: str, by: str) -> np.ndarray:
    """A row of the budget as it is shown there, by period and in total; other tables shall agree with it."""
    place = [each.line for each in STATEMENT].index(line)
    return np.abs(_whole(statement_frame(result, by))[place])


def cash(result: Any, lang: str, by: str = "quarter") -> Table:
    """Opening, what comes in, what goes out, closing; every closing is the next opening."""
    names = ("cash_opening", "receipts_total", "payments_total", "cash_closing")
    exact: Any = pd.DataFrame({name: _with_total(result, name, by) for name in names}).T
    opening = [rounded(float(each)) for each in exact.loc["cash_opening"]]
    closing = [rounded(float(each)) for each in exact.loc["cash_closing"]]
    receipts = list(largest_remainder(exact.loc["receipts_total"].to_numpy()[:-1]))
    receipts.append(sum(receipts))
    # What goes out is shown as what the three others leave, so that the account closes to the last yuan.
    payments = [b - a - c for a, b, c in zip(opening, closing, receipts, strict=True)]
    shown = dict(zip(names, (opening, receipts, payments, closing), strict=True))
    rows = [
        row(
            [_label(result, name, -1 if name == "payments_total" else 1, lang), *map(number, values)],
            "result" if name == "cash_closing" else "",
        )
        for name, values in shown.items()
    ]
    heads = [*exact.columns[:-1], text("tables.total", lang)]
    caption = text("tables.cash.caption", lang, by=text(f"tables.by.{by}", lang))
    return Table(f"cash_by_{by}", caption, columns(text("tables.line", lang), *heads), tuple(rows), exact)


def _with_total(result: Any, name: str, by: str) -> pd.Series:
    """The line by period, and over all months, each rolled as its card says."""
    periods = result.frame(name, by).sum()
    return pd.concat([periods, pd.Series({"total": float(np.sum(result.year(name)))})])


def _label(result: Any, name: str, sign: int, lang: str) -> str:
    label = short_label(str(result.label(name, lang)))
    return text("tables.less", lang, label=inside(label, lang)) if sign < 0 else label


def _kind(sign: int) -> Any:
    return "result" if sign == 0 else ""


def _whole(exact: pd.DataFrame) -> np.ndarray:
    """Whole yuan: results first, then what stands between two results, so that both ways add up."""
    shown = np.zeros(exact.shape)
    numbers = exact.to_numpy()
    results = [place for place, each in enumerate(STATEMENT) if each.sign == 0]
    for place in results:
        periods = largest_remainder(numbers[place, :-1])
        shown[place] = [*periods, periods.sum()]
    for above, below in pairwise(results):
        parts = slice(above + 1, below)
        change = shown[below] - shown[above]
        totals = largest_remainder(numbers[parts, -1], total=float(change[-1]))
        shown[parts, :-1] = add_up(numbers[parts, :-1], rows=totals, columns=change[:-1])
        shown[parts, -1] = totals
    return shown
