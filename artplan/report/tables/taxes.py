"""Tables of what artists are paid and what is withheld from it, and of the way from profit to income tax."""

from __future__ import annotations

import pandas as pd

from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Table, columns, row
from artplan.report.words.days import month_label
from artplan.report.words.format import number, rounded
from artplan.result import Result
from artplan.texts.catalogue import text

ARTISTS = {
    "earned": ("artist_payout", "artist_fees"),
    "borne": ("artist_taxes_borne",),
    "income_tax": ("artist_income_tax", "artist_fee_income_tax"),
    "taxes": ("artist_taxes", "artist_fee_taxes"),
}
RESULTS = ("income", "taxable", "tax")  # rows that are sums of those above them
TO_INCOME = ("profit", "added_back", "advertising")
ALWAYS = ("profit", *RESULTS)


def artists(result: Result, lang: str) -> Table:
    """List by product what artists earn in all months, the taxes on it and what is left to them."""
    exact = pd.DataFrame({key: _by_product(result, names) for key, names in ARTISTS.items()})
    exact["other_taxes"] = exact.pop("taxes") - exact["income_tax"]
    exact = exact[exact["earned"] != 0]
    shown = pd.DataFrame({key: largest_remainder(exact[key].to_numpy()) for key in exact}, index=exact.index)
    for frame in (exact, shown):
        frame["left"] = frame["earned"] + frame["borne"] - frame["income_tax"] - frame["other_taxes"]
    rows = [
        row([result.plan.label("product", product, lang), *map(number, shown.loc[product])])
        for product in exact.index
    ]
    rows.append(row([text("tables.total", lang), *map(number, shown.sum())], "result"))
    heads = columns(*(text(f"tables.artists.{key}", lang) for key in ("product", *exact)))
    return Table("artists", text("tables.artists.caption", lang), heads, tuple(rows), exact)


def taxable_profit(result: Result, lang: str) -> Table:
    """Lay out the way from each fiscal year's profit before tax to its taxable profit and income tax.

    A year that goes on after the plan is reckoned up to the plan's last month.
    """
    first = result.plan.sections.plan.first_fiscal_month
    ends = [month for month in result.months if int(month[5:]) % 12 + 1 == first]
    ends = list(dict.fromkeys([*ends, result.months[-1]]))
    reckoned = result.plan.sections.tax.profit_tax in ("small_low_profit", "flat")
    exact = _to_tax(result).loc[ends].T
    shown = exact.apply(_in_cents)
    rows = [
        row(
            [text(f"tables.taxable_profit.{name}", lang), *(number(each, 2) for each in amounts)],
            "result" if name in RESULTS else "",
        )
        for name, amounts in shown.iterrows()
        if (name in ALWAYS or amounts.any()) and (name != "tax" or reckoned)
    ]
    heads = columns(
        text("tables.line", lang),
        *(text("tables.taxable_profit.to", lang, month=month_label(end, lang)) for end in ends),
    )
    return Table("taxable_profit", text("tables.taxable_profit.caption", lang), heads, tuple(rows), exact)


def _by_product(result: Result, names: tuple[str, ...]) -> pd.Series:
    """Return the lines over all months, added up, by product."""
    return pd.concat([result.frame(name) for name in names], axis=1).sum(axis=1)


def _in_cents(year: pd.Series) -> pd.Series:
    """Return a year's steps in whole cents, so that they add up to their results."""
    shown = pd.Series({name: rounded(amount, 2) for name, amount in year.items()})
    shown[list(TO_INCOME)] = largest_remainder(year[list(TO_INCOME)].to_numpy(), 2, shown["income"])
    shown["losses"] = shown["taxable"] - max(shown["income"], 0)
    return shown


def _to_tax(result: Result) -> pd.DataFrame:
    """Return the steps of the year so far, by month."""
    income, taxable = result.total("taxable_result_ytd_closing"), result.total("taxable_profit_ytd")
    spent, deducted = (
        result.total(f"advertising_{each}") for each in ("ytd_closing", "deducted_ytd_closing")
    )
    steps = {
        "profit": result.total("profit_ytd_closing"),
        "added_back": result.total("added_back_ytd_closing"),
        "advertising": spent - deducted,
        "income": income,
        "losses": taxable - income.clip(lower=0),
        "taxable": taxable,
        "tax": result.total("income_tax_ytd_closing"),
    }
    return pd.DataFrame(steps)
