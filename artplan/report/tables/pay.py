"""Tables of pay: what everybody takes home, contributions by scheme, commission by band."""

from __future__ import annotations

import numpy as np
import pandas as pd

from artplan.report.tables.rounding import add_up, largest_remainder
from artplan.report.tables.table import Table, TableRow, columns, row
from artplan.report.words.format import number, percent
from artplan.result import Result
from artplan.texts.catalogue import text

WITHHELD = ("employee_contribution_total", "wage_tax_withheld", "net_pay")


def take_home(result: Result, lang: str) -> Table:
    """List each row's pay over all months: bonus included, what is withheld of it, and what arrives."""
    position = [each.position for each in result.plan.persons]
    parts = {name: result.frame(name).sum(axis=1).groupby(position, sort=False).sum() for name in WITHHELD}
    exact = pd.DataFrame(parts, dtype=float).reindex(list(result.members["position"])).fillna(0.0)
    labels = [result.plan.label("position", each, lang) for each in exact.index]
    return _added_up("take_home", exact, labels, text("tables.take_home.position", lang), lang)


def contributions(result: Result, lang: str) -> Table:
    """List what employer and employees pay to each scheme over all months, and both together."""
    sides = {
        side: result.frame(f"{side}_contribution_by_scheme").sum(axis=1) for side in ("employer", "employee")
    }
    exact = pd.DataFrame(sides, dtype=float)
    labels = [result.plan.label("scheme", each, lang) for each in exact.index]
    return _added_up("contributions", exact, labels, text("tables.contributions.scheme", lang), lang)


def _added_up(name: str, exact: pd.DataFrame, labels: list[str], first: str, lang: str) -> Table:
    """Return a table of parts and their sum, whose numbers add up downwards and across."""
    totals = largest_remainder(exact.sum(axis=1).to_numpy())
    below = largest_remainder(exact.sum().to_numpy(), total=float(totals.sum()))
    shown = add_up(exact.to_numpy(), rows=totals, columns=below)
    rows = [
        row([label, *map(number, shown[place]), number(totals[place])])
        for place, label in enumerate(labels)
        if totals[place]
    ]
    rows.append(row([text("tables.total", lang), *map(number, below), number(totals.sum())], "result"))
    heads = [text(f"tables.{name}.{part}", lang) for part in (*exact.columns, "together")]
    return Table(name, text(f"tables.{name}.caption", lang), columns(first, *heads), tuple(rows), exact)


def commissions(result: Result, lang: str) -> Table:
    """List each commission plan's sales and pay over all months, its effective rate, and pay by band."""
    sales, pay = (result.frame(each).sum(axis=1) for each in ("commission_sales", "commission_pay_by_plan"))
    bands = result.frame("commission_by_band").sum(axis=1)
    rows: list[TableRow] = []
    plans = list(result.plan.sections.commissions)
    for name in plans:
        effective = percent(pay[name] / sales[name] if sales[name] > 0 else np.nan, 2)
        label = result.plan.label("commission_plan", name, lang)
        rows.append(row([label, number(sales[name]), number(pay[name]), effective], "result"))
        for band in range(len(result.plan.sections.commissions[name].tiers)):
            tier = result.plan.label("commission_tier", str(band + 1), lang)
            rows.append(row([tier, "", number(bands[name, str(band + 1)]), ""], "note"))
    if not rows:
        rows = [row([text("tables.commissions.none", lang), "", "", ""], "note")]
    heads = [text(f"tables.commissions.{key}", lang) for key in ("sales", "pay", "rate")]
    named = columns(text("tables.commissions.plan", lang), *heads)
    exact = pd.DataFrame({"sales": sales[plans], "pay": pay[plans]})
    return Table("commissions", text("tables.commissions.caption", lang), named, tuple(rows), exact)
