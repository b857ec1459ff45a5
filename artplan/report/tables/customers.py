"""Customers by the origin that won them: how many, how often they come back, what they cost and bring."""

from __future__ import annotations

import numpy as np
import pandas as pd

from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Table, TableRow, columns, row
from artplan.report.words.format import NOTHING, number, rounded
from artplan.result import Result
from artplan.texts.catalogue import text

# For each column the line by storefront and the line by origin.
COUNTS = {
    "new": ("customers_new", "customers_new_by_origin"),
    "repeat": ("repeat_orders", "repeat_orders_by_origin"),
    "closing": ("customers_closing", "customers_by_origin_closing"),
}
WORTH = {
    "cost": ("acquisition_cost", "acquisition_cost_by_origin"),
    "order": ("order_contribution", "order_contribution_by_origin"),
    "lifetime": ("lifetime_contribution", "lifetime_contribution_by_origin"),
    "return": ("acquisition_return", "acquisition_return_by_origin"),
    "payback": ("payback_months", "payback_months_by_origin"),
}


def origins(result: Result, lang: str) -> Table:
    """List each storefront's customers and its origins' part of them; what one costs and brings."""
    exact = origin_figures(result)
    rows: list[TableRow] = []
    for storefront, items in exact.groupby(level="storefront", sort=False):
        whole, parts = items.iloc[0], items.iloc[1:]
        counts = {
            key: largest_remainder(parts[key].to_numpy(), total=rounded(whole[key])).tolist()
            for key in COUNTS
        }
        label = result.plan.label("storefront", str(storefront), lang)
        sums = [number(rounded(whole[key])) for key in COUNTS]
        rows.append(row([label, *sums, *_worth(whole, lang)], "result"))
        for place, (origin, each) in enumerate(parts.droplevel("storefront").iterrows()):
            cells = [number(counts[key][place]) for key in COUNTS]
            rows.append(row([result.plan.label("origin", str(origin), lang), *cells, *_worth(each, lang)]))
    keys = ("origin", *COUNTS, "cost", "lifetime", "return", "payback")
    heads = columns(*(text(f"tables.origins.{key}", lang) for key in keys))
    return Table("origins", text("tables.origins.caption", lang), heads, tuple(rows), exact)


def origin_figures(result: Result) -> pd.DataFrame:
    """Return a frame of (storefront, origin) x figures over all months; origin "" is the storefront itself.

    Storefronts and origins without customers and cost are left out.
    """
    lines = {**COUNTS, **WORTH}
    of_shops = pd.DataFrame({key: result.by_member(shop) for key, (shop, _) in lines.items()})
    of_origins = pd.DataFrame({key: result.by_member(origin) for key, (_, origin) in lines.items()})
    groups = np.asarray(result.data.groupings["origin", "storefront"])
    frames = []
    for place, shop in enumerate(of_shops.index):
        own = of_origins[groups == place]
        own = own[(own[[*COUNTS]] > 0).any(axis=1)]
        if len(own):
            frame = pd.concat([of_shops.loc[[shop]].rename(index={shop: ""}), own])
            frames.append(pd.concat({shop: frame}, names=["storefront", "origin"]))
    empty = pd.MultiIndex.from_arrays([[], []], names=["storefront", "origin"])
    return pd.concat(frames) if frames else pd.DataFrame(columns=[*lines], index=empty)


def _worth(each: pd.Series, lang: str) -> list[str]:
    """Return cost, lifetime contribution, their quotient and payback; in words where these are no months."""
    cost, lifetime, back = (
        NOTHING if np.isnan(each[key]) else number(each[key], places)
        for key, places in (("cost", 0), ("lifetime", 0), ("return", 2))
    )
    months = each["payback"]
    if np.isnan(each["cost"]) or not each["cost"]:
        shown = NOTHING
    elif np.isnan(months):
        shown = text("tables.origins.never", lang)
    else:
        shown = (
            text("tables.origins.months", lang, count=number(months))
            if months
            else text("tables.origins.at_once", lang)
        )
    return [cost, lifetime, back, shown]
