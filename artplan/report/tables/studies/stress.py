"""The table of a stress test: the plan as it is, then each shock."""

from __future__ import annotations

from artplan.report.tables.table import Table, columns, row
from artplan.report.words.format import cell, signed
from artplan.report.words.shocks import shock_label
from artplan.study.uncertainty.answer import FOLLOWING, Stress
from artplan.texts.catalogue import text


def stress(answer: Stress, lang: str) -> Table:
    """List net profit with its change, and the lowest month-end cash with its month."""
    frame, rows = answer.table(), []
    for name, each in frame.iterrows():
        profit, change, cash = (cell(each[key], "CNY") for key in ("net_profit", "change", "cash_low"))
        label = shock_label(str(name), lang)
        rows.append(row([label, profit, signed(change), cash, each["cash_low_month"]]))
    kind = "both" if FOLLOWING in frame.index else "committed"
    heads = (text(f"tables.stress.{key}", lang) for key in ("shock", *frame.columns))
    return Table("stress", text(f"tables.stress.{kind}", lang), columns(*heads), tuple(rows), frame)
