"""The table of the overrides' effects: two rows per override, alone and left out."""

from __future__ import annotations

from artplan.report.tables.table import Table, columns, row
from artplan.report.words.format import heads, number, signed
from artplan.report.words.plans import ledger_names
from artplan.report.words.steps import Steps
from artplan.study.compare.answer import Ledger
from artplan.texts.catalogue import text

FIGURES = {
    "gross_sales_total": "gross_sales",
    "net_profit": "net_profit",
    "cash_closing.min": "cash_lowest",
    "cash_closing": "cash_closing",
    "advertising_total": "advertising",
    "payroll_total": "payroll",
    "headcount_total": "headcount_closing",
}


def effects(ledger: Ledger, lang: str) -> Table:
    """List the change of the headline figures by each override, and how many lines it changes."""
    steps = Steps(ledger.before, ledger.after, lang)
    rows = []
    for entry in ledger.entries:
        rows.append(row([steps.label(entry.step), *_amounts(entry.alone), number(len(entry.lines))]))
        rows.append(row([f"  {text('ledger.without', lang)}", *_amounts(entry.without), ""]))
    heads = [text(f"headline.{figure}", lang) for figure in FIGURES.values()]
    base, name = ledger_names(ledger, lang)
    caption = text("ledger.caption", lang, base=base, name=name)
    names = columns(text("ledger.override", lang), *heads, text("ledger.lines", lang))
    return Table("effects", caption, names, tuple(rows), ledger.frame())


def _amounts(effect: dict[str, float]) -> list[str]:
    return [signed((heads if figure == "headcount_total" else number)(effect[figure])) for figure in FIGURES]
