"""Paragraphs on stock, campaigns, followers and customers, and workload against capacity."""

from __future__ import annotations

from artplan.report.prose.telling import Teller, times
from artplan.report.tables.stock import CAPACITY, LOADS, campaign_figures, stock_figures
from artplan.report.words.format import number, percent


def stock(t: Teller) -> list[str]:
    """Pieces sold and in stock, the best and the slowest products; orders by rule, low stock, lost sales."""
    result = stock_figures(t.result)
    result = result[result["stocked"] & (result["closing"] + result["sold"] > 0)]
    if not len(result):
        return [t.say("stock.none")]
    first = t.say(
        "stock.whole",
        sold=number(result["sold"].sum()),
        closing=number(result["closing"].sum()),
        value=t.money(float(result["value"].sum())),
    )
    rates = result["share_sold"].astype(float)
    best = t.say("stock.best", name=t.member("product", rates.idxmax()), rate=percent(float(rates.max())))
    items = result["sell_through"][result["itemised"]].astype(float)
    slow = (
        t.say("stock.slow", name=t.member("product", items.idxmin()), rate=percent(float(items.min())))
        if len(items)
        else ""
    )
    low = [name for name in result.index if result["low_months"][name]]
    warned = (
        t.say("stock.low", names=t.listed(t.member("product", each) for each in low))
        if low
        else t.say("stock.enough")
    )
    lost = float(result["lost_sales"].sum())
    short = t.say("stock.lost", amount=t.money(lost)) if lost > 0.5 else t.say("stock.served")
    by_rule = float(result["by_rule"].sum())
    ordered = (
        t.say("stock.by_rule", ordered=number(result["ordered"].sum()), pieces=number(by_rule))
        if by_rule > 0.5
        else ""
    )
    return [t.join((first, best, slow)), t.join((ordered, warned, short))]


def calendar(t: Teller) -> list[str]:
    """Number of campaigns, their days, the deepest discount, and the cost of slots."""
    result = campaign_figures(t.result)
    if not len(result):
        return [t.say("calendar.none")]
    first = t.say(
        "calendar.whole",
        count=t.counted("campaign", len(result)),
        first=f"{result['from'].iloc[0]:%Y-%m-%d}",
        last=f"{result['until'].max():%Y-%m-%d}",
        days=number(float(result["days"].sum())),
    )
    discounts = result["discount"].astype(float)
    deepest = (
        t.say("calendar.deepest", name=t.member("campaign", discounts.idxmax()), rate=times(discounts.max()))
        if discounts.max() > 0
        else ""
    )
    fees = float(result["slot_fee"].sum())
    slots = t.say("calendar.slots", amount=t.money(fees)) if fees else ""
    return [t.join((first, deepest, slots))]


def audience(t: Teller) -> list[str]:
    """Followers and customers at the start and at the end; the share of repeat orders."""
    sentences = []
    for kind in ("followers", "customers"):
        start, end = (
            float(t.result.total(f"{kind}_{name}").iloc[at]) for name, at in (("opening", 0), ("closing", -1))
        )
        if start or end:
            sentences.append(t.say(f"audience.{kind}", start=number(start), end=number(end)))
    again, paid = t.sum("repeat_orders"), t.sum("orders_paid_total")
    if again and paid:
        sentences.append(t.say("audience.repeat", share=times(again / paid)))
    return [t.join(sentences)] if sentences else [t.say("audience.none")]


def capacity(t: Teller) -> list[str]:
    """Months in which enquiries or parcels exceed what the people in post can handle."""
    sentences = []
    for kind, (work, able, _, lost) in CAPACITY.items():
        load = t.result.total(LOADS[kind])
        if not t.sum(work) or not t.sum(able):
            continue
        over = [t.month(str(month)) for month in load.index if load[month] > 1]
        peak = {"month": t.month(str(load.idxmax())), "rate": times(float(load.max()))}
        sentences.append(t.say(f"capacity.{kind}", **peak))
        if over:
            sentences.append(t.say("capacity.over", months=t.listed(over)))
        gone = t.sum(lost)
        if gone >= 0.5:
            sentences.append(t.say(f"capacity.lost_{kind}", count=number(gone)))
    return [t.join(sentences)] if sentences else [t.say("capacity.none")]
