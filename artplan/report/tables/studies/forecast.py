"""The tables of a forecast: the statement, what the range is, cash by month, balances, and the seam."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from artplan.report.tables.statement import short_label
from artplan.report.tables.table import Kind, Table, TableRow, columns, row
from artplan.report.words.format import number, percent, signed
from artplan.report.words.parameters import parameter
from artplan.study.forecast.answer import Forecast
from artplan.texts.catalogue import inside, text


def tables(answer: Forecast, lang: str) -> list[Table]:
    """Return all tables of the answer, without those that have no rows."""
    all_of_them = [each(answer, lang) for each in (statement, bands, cash, balance, placed, followed)]
    return [table for table in all_of_them if table.rows]


def statement(answer: Forecast, lang: str) -> Table:
    """List the year's budget, actual so far, rest, forecast and difference of each line."""
    rows = []
    for each in answer.statement:
        label = _label(answer, each.line, lang)
        named = text("tables.less", lang, label=inside(label, lang)) if each.sign < 0 else label
        amounts = (number(getattr(each, name)) for name in ("budget", "actual", "rest", "forecast"))
        kind: Kind = "" if each.sign else "result"
        rows.append(row([named, *amounts, signed(number(each.difference))], kind))
    heads = _heads(lang, "line", "budget", "actual", "rest", "forecast", "difference")
    year = answer.months[-1][:4]
    caption = text("forecast.statement", lang, year=year, after=answer.after)
    return _table("statement", caption, heads, rows, answer.statement)


def bands(answer: Forecast, lang: str) -> Table:
    """List the tenth, fiftieth and ninetieth percentile of profit and cash; no rows without draws."""
    drawn = answer.outlook.bands if answer.outlook else ()
    rows = [
        row([_label(answer, each.line, lang), *(number(amount) for amount in (each.p10, each.p50, each.p90))])
        for each in drawn
    ]
    heads = [text("forecast.line", lang), "P10", "P50", "P90"]
    draws = f"{answer.outlook.draws if answer.outlook else 0:,}"
    return _table("bands", text("forecast.band", lang, draws=draws), heads, rows, drawn)


def cash(answer: Forecast, lang: str) -> Table:
    """List the cash at each month's end: the budget's, and the ledger's or the forecast's."""
    rows = []
    for month, (budget, amount) in answer.cash.items():
        state = text("forecast.is_actual" if month <= answer.after else "forecast.is_forecast", lang)
        rows.append(row([month, number(budget), number(amount), signed(number(amount - budget)), state]))
    heads = _heads(lang, "month", "budget_month", "amount", "difference", "state")
    frame = pd.DataFrame(list(answer.cash.values()), index=list(answer.cash), columns=["budget", "forecast"])
    return Table("forecast_cash", text("forecast.cash", lang), columns(*heads), tuple(rows), frame)


def balance(answer: Forecast, lang: str) -> Table:
    """List the balances after the closed months and at the year's end."""
    rows = [
        row(
            [_label(answer, each.line, lang), number(each.actual), number(each.budget), number(each.forecast)]
        )
        for each in answer.balance
    ]
    seam = text("forecast.at_seam", lang, after=answer.after)
    heads = [text("forecast.line", lang), seam, *_heads(lang, "budget_end", "forecast_end")]
    return _table("balance", text("forecast.balance", lang), heads, rows, answer.balance)


def placed(answer: Forecast, lang: str) -> Table:
    """List the balances that the ledger has otherwise than the plan, and how they go on."""
    rows = []
    for each in answer.placed:
        named = " + ".join(_label(answer, line, lang) for line in each.lines)
        more = signed(number(each.actual - each.modelled))
        how = text(f"forecast.{each.how}", lang)
        rows.append(row([named, number(each.modelled), number(each.actual), more, how]))
    heads = _heads(lang, "line", "modelled", "ledger", "difference", "how")
    return _table("placed", text("forecast.placed", lang), heads, rows, answer.placed)


def followed(answer: Forecast, lang: str) -> Table:
    """List the parameters whose open months follow the closed ones, and by how much they differ."""
    rows = [
        row([parameter(answer.plan, path, lang), percent(ratio)]) for path, ratio in answer.follow.items()
    ]
    frame = pd.DataFrame({"ratio": answer.follow.values()}, index=list(answer.follow))
    heads = _heads(lang, "parameter", "ratio")
    return Table("forecast_followed", text("forecast.followed", lang), columns(*heads), tuple(rows), frame)


def sentences(answer: Forecast, lang: str) -> list[str]:
    """Return what the tables do not say: the lowest cash, the chance of a loss, and what is assumed."""
    month, amount = answer.lowest
    said = [text("forecast.lowest", lang, month=month, cash=number(amount))]
    if answer.outlook:
        said.append(text("forecast.loss", lang, share=percent(answer.outlook.chance_of_loss)))
    if answer.rest != answer.plan.name:
        said.append(text("forecast.other_rest", lang, rest=answer.rest))
    return [*said, text("forecast.assumed", lang)]


def _label(answer: Forecast, line: str, lang: str) -> str:
    return short_label(answer.labels[line][lang])


def _heads(lang: str, *names: str) -> list[str]:
    return [text(f"forecast.{name}", lang) for name in names]


def _table(name: str, caption: str, heads: list[str], rows: list[TableRow], of: Iterable[object]) -> Table:
    frame = pd.DataFrame([vars(each) for each in of])
    return Table(f"forecast_{name}", caption, columns(*heads), tuple(rows), frame)
