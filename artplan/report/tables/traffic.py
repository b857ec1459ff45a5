"""Tables of traffic and sales: the funnel by storefront, channels, campaigns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Table, columns, row
from artplan.report.words.format import NOTHING, cell, shown_unit
from artplan.result import Result
from artplan.texts.catalogue import text
from artplan.texts.units import unit_label

FUNNEL = (
    "natural_visits_by_storefront",
    "owned_visits_by_storefront",
    "paid_visits_by_storefront",
    "visits_by_storefront",
    "conversion_by_storefront",
    "orders_placed_by_storefront",
    "orders_paid_by_storefront",
    "orders_returned_by_storefront",
    "enquiries_by_storefront",
    "gross_sales_by_storefront",
    "refunds_by_storefront",
)
CHANNELS = (
    "impressions_by_channel",
    "clicks_by_channel",
    "visits_by_channel",
    "spend_by_channel",
    "lasting_sales_by_channel",
)
# Only channels with certain kinds of price have these.
OF_SOME = ("impressions_by_channel", "clicks_by_channel")
Ratio = tuple[str, str, str, str]  # numerator, denominator, unit, heading of the column
CAMPAIGNS = ("sales_target", "visits", "orders_placed", "orders_paid", "gross_sales")


def funnel(result: Result, lang: str) -> Table:
    """Compare the storefronts from visits to sales, over all months."""
    exact = pd.DataFrame({name: result.year(name) for name in FUNNEL}).T
    storefronts = [result.plan.label("storefront", each, lang) for each in exact.columns]
    rows = []
    for name in FUNNEL:
        unit = shown_unit(name, result.unit(name))
        values = [float(each) for each in exact.loc[name].to_numpy()]
        how = result.formula(name, lang) if name in result.lines else ""
        if unit == "share":
            cells = [result.label(name, lang), *(cell(each, unit) for each in values), ""]
            rows.append(row(cells, "note", how))
        elif any(values):
            shown = largest_remainder(values).tolist()
            cells = [_with_unit(result, name, lang), *(cell(each, unit) for each in (*shown, sum(shown)))]
            rows.append(row(cells, how=how))
    heads = columns(text("tables.line", lang), *storefronts, text("tables.total", lang))
    return Table("funnel", text("tables.funnel.caption", lang), heads, tuple(rows), exact)


def channels(result: Result, lang: str) -> Table:
    """List each channel's visits, spend, price of a visit and return on spend, over all months."""
    names = [name for name in CHANNELS if np.any(result.year(name))]
    exact = pd.DataFrame({name: result.year(name) for name in names})
    labels = [result.plan.label("channel", each, lang) for each in exact.index]
    ratios = (
        ("spend_by_channel", "visits_by_channel", "CNY/visit", text("tables.channels.price", lang)),
        ("lasting_sales_by_channel", "spend_by_channel", "1", text("tables.channels.return", lang)),
    )
    return _counted("channels", exact, labels, result, lang, ratios)


def campaigns(result: Result, lang: str) -> Table:
    """List everyday business and each campaign: target, visits, orders and sales, over all months."""
    names = [name for name in CAMPAIGNS if np.any(result.year(name))]
    exact = pd.DataFrame({name: result.year(name) for name in names})
    labels = [result.plan.label("campaign", each, lang) for each in exact.index]
    value = text("tables.campaigns.value", lang)
    ratios = (("gross_sales", "orders_paid", "CNY/order", value),)
    return _counted("campaigns", exact, labels, result, lang, ratios)


def _counted(
    name: str, exact: pd.DataFrame, labels: Sequence[str], result: Result, lang: str, ratios: Sequence[Ratio]
) -> Table:
    """Return a table of members with their amounts, ratios of two amounts each, and the totals."""
    known = [each for each in ratios if each[0] in exact and each[1] in exact]
    shown = {str(each): largest_remainder(exact[each].to_numpy()) for each in exact}
    rows = []
    for place, label in enumerate(labels):
        if not any(values[place] for values in shown.values()):
            continue
        cells = [
            cell(values[place], result.unit(each)) if values[place] or each not in OF_SOME else NOTHING
            for each, values in shown.items()
        ]
        rows.append(row([label, *cells, *(_ratio(exact.iloc[place], each) for each in known)]))
    sums = [cell(float(values.sum()), result.unit(each)) for each, values in shown.items()]
    whole = [_ratio(exact.sum(), each) for each in known]
    rows.append(row([text("tables.total", lang), *sums, *whole], "result"))
    heads = columns(
        text(f"tables.{name}.first", lang),
        *(_with_unit(result, str(each), lang) for each in exact),
        *(head for *_, head in known),
    )
    return Table(name, text(f"tables.{name}.caption", lang), heads, tuple(rows), exact)


def _ratio(values: pd.Series, ratio: Ratio) -> str:
    amount, count, unit, _ = ratio
    above, below = float(values[amount]), float(values[count])
    return cell(above / below if above and below else float("nan"), unit)


def _with_unit(result: Result, name: str, lang: str) -> str:
    unit = unit_label(result.unit(name), lang)
    return text("tables.with_unit", lang, label=result.label(name, lang), unit=unit)
