"""The table of a month against the plan: budget, actual, difference, year to date, completion."""

from __future__ import annotations

import pandas as pd

from artplan.report.tables.statement import short_label
from artplan.report.tables.table import Kind, Table, TableRow, columns, row
from artplan.report.words.format import NOTHING, number, percent, signed
from artplan.study.variance.answer import LineVariance, Variance
from artplan.texts.catalogue import inside, text

OF_BALANCE = ("budget", "actual", "difference", "rate", "judged")
COLUMNS = (*OF_BALANCE, "budget_to_date", "actual_to_date", "completion")


def statement(answer: Variance, lang: str) -> Table:
    """List the statement from net revenue on; a cost above its budget is unfavourable."""
    rows = [_row(answer, each, lang, COLUMNS) for each in answer.statement]
    return _table("statement", answer, rows, answer.statement, lang, COLUMNS)


def balance(answer: Variance, lang: str) -> Table:
    """List the accounts of the balance sheet at the month's end."""
    rows = [_row(answer, each, lang, OF_BALANCE) for each in answer.balance]
    return _table("balance", answer, rows, answer.balance, lang, OF_BALANCE)


def _row(answer: Variance, each: LineVariance, lang: str, shown: tuple[str, ...]) -> TableRow:
    cells = {
        "budget": number(each.budget),
        "actual": number(each.actual),
        "difference": signed(number(each.difference)),
        "rate": NOTHING if each.rate is None else signed(percent(each.rate)),
        "judged": _judged(each, lang),
        "budget_to_date": number(each.budget_to_date),
        "actual_to_date": number(each.actual_to_date),
        "completion": NOTHING if each.completion is None else percent(each.completion),
    }
    label = short_label(answer.labels[each.line][lang])
    named = text("tables.less", lang, label=inside(label, lang)) if each.sign < 0 else label
    kind: Kind = "result" if each.sign == 0 and shown == COLUMNS else ""
    return row([named, *(cells[name] for name in shown)], kind)


def _judged(each: LineVariance, lang: str) -> str:
    if each.favourable is None:
        return ""
    return text("variance.favourable" if each.favourable else "variance.unfavourable", lang)


def _table(
    name: str,
    answer: Variance,
    rows: list[TableRow],
    lines: tuple[LineVariance, ...],
    lang: str,
    shown: tuple[str, ...],
) -> Table:
    heads = columns(text("variance.line", lang), *(text(f"variance.{each}", lang) for each in shown))
    frame = pd.DataFrame([vars(each) for each in lines]).set_index("line")
    caption = text(f"variance.{name}", lang, month=answer.month)
    return Table(f"variance_{name}", caption, heads, tuple(rows), frame)


def sentences(answer: Variance, lang: str) -> list[str]:
    """Return which version the budget is, what it does not know, and what the year to date leaves out."""
    comma = text("list.comma", lang)
    parts = []
    if answer.version:
        parts.append(text("variance.against", lang, version=answer.version))
    if answer.lacking:
        labels = comma.join(answer.labels[line][lang] for line in answer.lacking)
        parts.append(text("variance.lacking", lang, lines=labels))
    if answer.missing:
        parts.append(text("variance.missing", lang, months=comma.join(answer.missing)))
    return parts
