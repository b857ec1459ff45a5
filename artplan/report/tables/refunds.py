"""Table of refunds by kind: orders and money of all months, and what is still open at the end."""

from __future__ import annotations

import pandas as pd

from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Table, columns, row
from artplan.report.words.format import NOTHING, cell, number
from artplan.result import Result
from artplan.texts.catalogue import text


def refunds(result: Result, lang: str) -> Table:
    """List each kind's orders and refunds of all months, and the refunds that are open at their end."""
    names = {"orders": "orders_refunded_by_kind", "money": "refunds_by_kind"}
    exact = pd.DataFrame({key: _by_kind(result, name) for key, name in names.items()})
    orders, money = (largest_remainder(exact[key].to_numpy()) for key in names)
    paid = float(result.total("orders_paid_total").sum())
    rows = [
        row(
            [
                result.plan.label("refund_kind", kind, lang),
                number(orders[place]),
                _share(exact["orders"].iloc[place], paid),
                number(money[place]),
            ]
        )
        for place, kind in enumerate(exact.index)
        if exact["orders"].iloc[place] or exact["money"].iloc[place]
    ]
    whole = (number(orders.sum()), _share(exact["orders"].sum(), paid), number(money.sum()))
    rows.append(row([text("tables.total", lang), *whole], "result"))
    still_open = float(result.total("refunds_expected_closing").to_numpy()[-1])
    rows.append(row([text("tables.refunds.open", lang), NOTHING, NOTHING, number(still_open)], "note"))
    heads = columns(*(text(f"tables.refunds.{key}", lang) for key in ("kind", "orders", "share", "money")))
    return Table("refunds", text("tables.refunds.caption", lang), heads, tuple(rows), exact)


def _by_kind(result: Result, name: str) -> pd.Series:
    """Return the line over all months and storefronts, by kind in the order of the kinds."""
    sums = result.frame(name).sum(axis=1).groupby(level="refund_kind").sum()
    return sums.reindex(list(result.members["refund_kind"]), fill_value=0.0)


def _share(part: float, whole: float) -> str:
    return cell(part / whole, "share") if whole else NOTHING
