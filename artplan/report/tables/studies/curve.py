"""The table of an estimated repeat curve: every age with its customers, orders, rate and interval."""

from __future__ import annotations

from artplan.report.tables.table import Table, columns, row
from artplan.study.curve.answer import OLDEST, AgeRate, CurveEstimate
from artplan.texts.catalogue import text

HEADS = ("customers", "first_orders", "orders", "rate", "low", "high")


def curve(answer: CurveEstimate, lang: str) -> Table:
    """List the ages; an age that rests on few customers is marked."""
    heads = columns(text("curve.age", lang), *(text(f"curve.{head}", lang) for head in HEADS))
    rows = tuple(row(_cells(each, lang)) for each in answer.ages)
    return Table("curve", text("curve.caption", lang), heads, rows, answer.frame())


def _cells(age: AgeRate, lang: str) -> list[str]:
    name = text("curve.older", lang, age=age.age) if age.age == OLDEST else str(age.age)
    counts = [f"{count:,}" for count in (age.customers, age.first_orders, age.orders)]
    rates = [f"{number:.4f}" for number in (age.rate, age.low, age.high)]
    return [name + (" *" if age.few else ""), *counts, *rates]
