"""The table of a month against the plan: budget, actual, difference, year to date, completion.

Last year's columns are there where the ledger says them. What the ledger does not know stays blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from artplan.report.tables.statement import short_label
from artplan.report.tables.table import Column, Kind, Table, TableRow, columns, row
from artplan.report.words.format import NOTHING, number, percent, signed
from artplan.study.variance.answer import LAST_YEAR, LineVariance, Variance
from artplan.texts.catalogue import inside, text

OF_MONTH = ("budget", "actual", "difference", "rate", "judged")
OF_PLAN = ("budget", "budget_to_date")  # the columns that no ledger is needed for
TO_DATE = ("budget_to_date", "actual_to_date", "difference_to_date", "completion")


def statement(answer: Variance, lang: str) -> Table:
    """List the statement from net revenue on; a cost above its budget is unfavourable."""
    shown = shown_columns(answer, to_date=True)
    rows = []
    for each in answer.statement:
        label = short_label(answer.labels[each.line][lang])
        named = text("tables.less", lang, label=inside(label, lang)) if each.sign < 0 else label
        kind: Kind = "" if each.sign else "result"
        rows.append(row([named, *amounts(each, shown, lang, each.line not in answer.unbooked)], kind))
    return _table("statement", answer, rows, answer.statement, shown, lang)


def balance(answer: Variance, lang: str) -> Table:
    """List the accounts of the balance sheet at the month's end."""
    shown = shown_columns(answer, to_date=False)
    rows = [
        row([
            short_label(answer.labels[each.line][lang]),
            *amounts(each, shown, lang, each.line not in answer.unbooked),
        ])
        for each in answer.balance
    ]  # fmt: skip
    return _table("balance", answer, rows, answer.balance, shown, lang)


def shown_columns(answer: Variance, to_date: bool) -> tuple[str, ...]:
    """Return the columns of the month, those of the year to date if asked for, and last year's if known."""
    last_year = answer.of_last_year if to_date else tuple(set(answer.of_last_year) - {LAST_YEAR[1]})
    return (*OF_MONTH, *(TO_DATE if to_date else ()), *last_year)


def heads(shown: Sequence[str], lang: str) -> tuple[Column, ...]:
    """Return the headings of the columns, that of the line first."""
    return columns(text("variance.line", lang), *(text(f"variance.{each}", lang) for each in shown))


def amounts(each: LineVariance, shown: Sequence[str], lang: str, known: bool) -> list[str]:
    """Return the cells of a row. known: whether the ledger knows it; its budget stands alone otherwise."""
    cells = {
        "difference": signed(number(each.difference)),
        "rate": NOTHING if each.rate is None else signed(percent(each.rate)),
        "judged": _judged(each, lang),
        "difference_to_date": signed(number(each.difference_to_date)),
        "completion": NOTHING if each.completion is None else percent(each.completion),
    }
    for name in ("budget", "actual", "budget_to_date", "actual_to_date", *LAST_YEAR):
        amount = getattr(each, name)
        cells[name] = "" if amount is None else number(amount)
    return [cells[name] if known or name in OF_PLAN else "" for name in shown]


def _judged(each: LineVariance, lang: str) -> str:
    if each.favourable is None:
        return ""
    return text("variance.favourable" if each.favourable else "variance.unfavourable", lang)


def exact(rows: Mapping[str, tuple[LineVariance, bool]], shown: Sequence[str]) -> pd.DataFrame:
    """Return the unrounded amounts by the name of the row. rows: each with whether the ledger knows it."""
    names = [name for name in shown if name != "judged"]
    cells = {
        row: [getattr(each, name) if known or name in OF_PLAN else None for name in names]
        for row, (each, known) in rows.items()
    }  # fmt: skip
    return pd.DataFrame.from_dict(cells, orient="index", columns=names).rename_axis("line")


def _table(
    name: str,
    answer: Variance,
    rows: list[TableRow],
    lines: tuple[LineVariance, ...],
    shown: Sequence[str],
    lang: str,
) -> Table:
    frame = exact({each.line: (each, each.line not in answer.unbooked) for each in lines}, shown)
    caption = text(f"variance.{name}", lang, month=answer.month)
    return Table(f"variance_{name}", caption, heads(shown, lang), tuple(rows), frame)


def sentences(answer: Variance, lang: str) -> list[str]:
    """Return which version the budget is, what it and the ledger do not know, and the months left out."""
    comma = text("list.comma", lang)
    parts = []
    if answer.version:
        parts.append(text("variance.against", lang, version=answer.version))
    shown = {each.line for each in (*answer.statement, *answer.balance)}
    unknown = {"lacking": answer.lacking, "unbooked": [line for line in answer.unbooked if line in shown]}
    for key, lines in unknown.items():
        if lines:
            labels = comma.join(answer.labels[line][lang] for line in lines)
            parts.append(text(f"variance.{key}", lang, lines=labels))
    if answer.missing:
        parts.append(text("variance.missing", lang, months=comma.join(answer.missing)))
    return parts
