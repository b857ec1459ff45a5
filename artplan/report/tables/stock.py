"""Tables of stock, campaigns, followers and customers, and of workload against capacity."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Table, TableRow, columns, row
from artplan.report.words.format import NOTHING, number, percent, rounded
from artplan.result import By, Result
from artplan.texts.catalogue import text
from artplan.texts.units import unit_label

CAPACITY = {
    "enquiries": ("enquiries_total", "enquiry_capacity", "enquiry_backlog_closing", "enquiries_lost"),
    "parcels": ("parcels_wanted", "parcel_capacity", "parcel_backlog_closing", "parcels_lost"),
}
LOADS = {"enquiries": "enquiry_load_rate", "parcels": "parcel_load_rate"}
COUNTED = ("target", "visits", "orders", "sales")
ACCOUNTS = {"followers": "channel", "customers": "storefront"}
MOVES = {"followers": ("gained", "lost"), "customers": ("new", "lapsed")}


def stock(result: Result, lang: str) -> Table:
    """List each product's pieces from opening to closing, rates of sale, stock value and lost sales."""
    keys = [
        "product",
        "opening",
        "received",
        "sold",
        "returned",
        "closing",
        "share_sold",
        "sell_through",
        "days",
        "value",
        "low_months",
        "lost_sales",
    ]
    items = stock_figures(result)
    rows = []
    for product, each in items.iterrows():
        moves = largest_remainder(
            [each["received"], -each["sold"], each["returned"]],
            total=rounded(each["closing"]) - rounded(each["opening"]),
        )
        pieces = [rounded(each["opening"]), moves[0], -moves[1], moves[2], rounded(each["closing"])]
        by_item = percent(each["sell_through"]) if each["itemised"] else NOTHING
        cells = [*map(number, pieces), percent(each["share_sold"]), by_item]
        cells += [number(each["days"]) if each["sold"] else NOTHING, number(each["value"])]
        cells += [number(each["low_months"]), number(each["lost_sales"])]
        if not each["stocked"]:
            cells = [NOTHING, NOTHING, number(each["sold"]), number(each["returned"])]
            cells += [NOTHING, NOTHING, by_item, *[NOTHING] * 4]
        rows.append(row([result.plan.label("product", product, lang), *cells]))
    heads = columns(*(text(f"tables.stock.{key}", lang) for key in keys))
    return Table("stock", text("tables.stock.caption", lang), heads, tuple(rows), items)


def stock_figures(result: Result) -> pd.DataFrame:
    """Return a frame of products x the figures of their stock account, over all months."""
    low = result.frame("alert_low_stock") > 0.005
    return pd.DataFrame(
        {
            "stocked": result.frame("is_stocked").iloc[:, 0] > 0,
            "opening": result.year("pieces_opening"),
            "received": result.year("pieces_received"),
            "sold": result.year("pieces_sold"),
            "returned": result.year("pieces_returned"),
            "closing": result.year("pieces_closing"),
            "share_sold": result.year("pieces_sold_share"),
            "sell_through": result.year("sell_through_rate"),
            "itemised": (result.year("is_unique") > 0) | (result.year("items_listed") > 0),
            "days": result.year("stock_days"),
            "value": result.year("stock_value_closing"),
            "low_months": low.sum(axis=1),
            "lost_sales": result.year("alert_stock_out"),
            "ordered": result.year("pieces_ordered"),
            "by_rule": result.year("pieces_reordered"),
        }
    )


def stock_by_month(result: Result, lang: str, by: By = "month") -> Table:
    """List each product's pieces in stock at each period's end, and their value at cost."""
    names = {"pieces": "pieces_closing", "value": "stock_value_closing"}
    frames = {key: result.frame(name, by) for key, name in names.items()}
    return _by_product("stock_by_month", f"stock_by_{by}", frames, result, lang, by)


def orders_of_goods(result: Result, lang: str, by: By = "month") -> Table:
    """List each product's pieces ordered in each period: as entered in the plan, and by rule."""
    by_rule = result.frame("pieces_reordered", by)
    frames = {"entered": (result.frame("pieces_ordered", by) - by_rule).round(6), "by_rule": by_rule}
    filled = {key: frame for key, frame in frames.items() if frame.to_numpy().any()}
    frames = filled or {"entered": frames["entered"]}
    return _by_product("orders_of_goods", f"orders_of_goods_by_{by}", frames, result, lang, by)


def _by_product(
    texts: str, name: str, frames: dict[str, pd.DataFrame], result: Result, lang: str, by: By
) -> Table:
    """List products by period in groups, each with its sum; a product without any amount has no row."""
    rows: list[TableRow] = []
    for key, frame in frames.items():
        rows.append(row([text(f"tables.{texts}.{key}", lang)], "group"))
        shown = np.column_stack([largest_remainder(frame[each].to_numpy()) for each in frame])
        rows += [
            row([result.plan.label("product", product, lang), *map(number, shown[place])])
            for place, product in enumerate(frame.index)
            if frame.loc[product].any()
        ]
        rows.append(row([text("tables.total", lang), *map(number, shown.sum(axis=0))], "result"))
    exact = pd.concat(frames)
    heads = columns(text(f"tables.{texts}.product", lang), *exact.columns)
    caption = text(f"tables.{texts}.caption", lang, by=text(f"tables.by.{by}", lang))
    return Table(name, caption, heads, tuple(rows), exact)


def campaign_plan(result: Result, lang: str) -> Table:
    """List every campaign with its days, target, visits, orders, sales, discount and slot fee."""
    keys = [
        "campaign",
        "from",
        "until",
        "days",
        "target",
        "visits",
        "orders",
        "sales",
        "discount",
        "slot_fee",
    ]
    items = campaign_figures(result)
    counts = {key: largest_remainder(items[key].to_numpy()) for key in COUNTED}
    fees = largest_remainder(items["slot_fee"].to_numpy())
    rows = []
    for place, (name, each) in enumerate(items.iterrows()):
        dates = [f"{day:%Y-%m-%d}" for day in (each["from"], each["until"])]
        cells = [number(counts[key][place]) if counts[key][place] else NOTHING for key in counts]
        discount = percent(each["discount"]) if each["discount"] else NOTHING
        fee = number(fees[place]) if fees[place] else NOTHING
        label = result.plan.label("campaign", name, lang)
        rows.append(row([label, *dates, number(each["days"]), *cells, discount, fee]))
    sums = [number(float(counts[key].sum())) for key in counts]
    rows.append(row([text("tables.total", lang), "", "", "", *sums, "", number(float(fees.sum()))], "result"))
    heads = columns(*(text(f"tables.campaign_plan.{key}", lang) for key in keys))
    return Table("campaign_plan", text("tables.campaign_plan.caption", lang), heads, tuple(rows), items)


def campaign_figures(result: Result) -> pd.DataFrame:
    """Return a frame of campaigns x (from, until, days, target, ...), ordered by first day."""
    given = result.plan.sections.campaigns
    names = sorted(given, key=lambda each: (given[each].start, given[each].end))
    lines = {
        "target": "sales_target",
        "visits": "visits",
        "orders": "orders_paid",
        "sales": "gross_sales",
        "discount": "discount_rate",
        "slot_fee": "campaign_slot_fee",
    }
    dates: dict[str, list[Any]] = {
        "from": [given[each].start for each in names],
        "until": [given[each].end for each in names],
        "days": [_days(given[each].start, given[each].end) for each in names],
    }
    return pd.DataFrame(
        {**dates, **{key: result.by_member(line)[names] for key, line in lines.items()}}, index=names
    )


def audience(result: Result, lang: str) -> Table:
    """List followers by channel and customers by storefront: opening, gained, lost, closing."""
    rows: list[TableRow] = []
    items = {}
    for kind, dimension in ACCOUNTS.items():
        come, gone = (f"{kind}_{move}" for move in MOVES[kind])
        names = {"opening": f"{kind}_opening", "come": come, "gone": gone, "closing": f"{kind}_closing"}
        exact = pd.DataFrame({key: result.year(name) for key, name in names.items()})
        exact = exact[(exact != 0).any(axis=1)]
        if not len(exact):
            continue
        rows.append(row([text(f"tables.audience.{kind}", lang)], "group"))
        for member, each in exact.iterrows():
            start, end = rounded(each["opening"]), rounded(each["closing"])
            moves = largest_remainder([each["come"], -each["gone"]], total=end - start)
            label = result.plan.label(dimension, member, lang)
            rows.append(row([label, *map(number, (start, moves[0], -moves[1], end))]))
        items[kind] = exact
    heads = [text(f"tables.audience.{key}", lang) for key in ("member", "opening", "come", "gone", "closing")]
    exact = pd.concat(items) if items else pd.DataFrame()
    return Table("audience", text("tables.audience.caption", lang), columns(*heads), tuple(rows), exact)


def capacity(result: Result, lang: str, by: By = "month") -> Table:
    """List enquiries and parcels against what the people in post can handle."""
    rows: list[TableRow] = []
    items = []
    for kind, names in CAPACITY.items():
        rows.append(row([text(f"tables.capacity.{kind}", lang)], "group"))
        for name in names:
            amounts = result.frame(name, by)
            unit = unit_label(result.unit(name), lang)
            label = text("tables.with_unit", lang, label=result.label(name, lang), unit=unit)
            rows.append(row([label, *(number(float(each)) for each in amounts.iloc[0])]))
            items.append(amounts)
        load = result.frame(LOADS[kind], by)
        shares = [percent(float(each), 0) if each else NOTHING for each in load.iloc[0]]
        rows.append(row([result.label(LOADS[kind], lang), *shares], "note"))
        items.append(load)
    exact = pd.concat(items)
    heads = columns(text("tables.line", lang), *exact.columns)
    caption = text("tables.capacity.caption", lang, by=text(f"tables.by.{by}", lang))
    return Table(f"capacity_by_{by}", caption, heads, tuple(rows), exact)


def _days(start: date, end: date) -> int:
    return (end - start).days + 1
