"""Charts of stock, campaigns, followers and customers, and workload against capacity."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from artplan.report.charts import style
from artplan.report.charts.chart import (
    Chart,
    amounts_axis,
    colours_of,
    largest,
    legend_beside,
    months_axis,
    nothing,
)
from artplan.report.tables.stock import CAPACITY, LOADS, campaign_figures
from artplan.report.words.format import Scale, money, number, percent
from artplan.result import Result
from artplan.texts.catalogue import text

SHORTEST = 5  # days: the minimum width of a campaign's bar, so that a campaign of one day is visible


def stock(result: Result, lang: str) -> Chart:
    """Draw the pieces in stock at the month's end by product, and their value at cost."""
    pieces = _filled(result.frame("pieces_closing"))
    value = _filled(result.frame("stock_value_closing"))
    if not len(pieces):
        return nothing("stock", lang)
    with style.settings():
        figure = style.figure(height=5.6)
        above, below = figure.subplots(2, 1, sharex=True)
        scale = _lines(above, pieces, "product", "piece", result, lang)
        style.titled(above, text("charts.stock.pieces", lang), scale.unit)
        scale = _bars(below, value, "product", "CNY", result, lang)
        style.titled(below, text("charts.stock.value", lang), scale.unit)
        months_axis(below, result.months, lang)
    alt = text(
        "charts.stock.alt",
        lang,
        pieces=number(float(pieces.iloc[:, -1].sum())),
        value=money(float(value.iloc[:, -1].sum()), lang),
    )
    return Chart("stock", figure, alt)


def campaign_calendar(result: Result, lang: str) -> Chart:
    """Draw every campaign as a bar from its first day to its last, with its gross sales beside it."""
    first, last = _day(result.months[0]), _after(result.months[-1])
    items = campaign_figures(result)
    if len(items):
        items = items[(items["from"] < last) & (items["until"] >= first)]
    if not len(items):
        return nothing("campaign_calendar", lang)
    with style.settings():
        figure = style.figure(height=1.2 + 0.36 * len(items))
        axes = figure.subplots()
        _campaign_bars(axes, result, items, lang)
        months_axis(axes, result.months, lang)
        axes.set_xlim(-0.5, len(result.months) - 0.5)
        style.ruled(axes, "x")
        note = text("charts.campaign_calendar.note", lang)
        style.titled(axes, text("charts.campaign_calendar.title", lang), note)
    best = str(items["sales"].astype(float).idxmax())
    alt = text(
        "charts.campaign_calendar.alt",
        lang,
        count=len(items),
        best=result.plan.label("campaign", best, lang),
        sales=money(float(items["sales"][best]), lang),
    )
    return Chart("campaign_calendar", figure, alt)


def _campaign_bars(axes: Axes, result: Result, items: pd.DataFrame, lang: str) -> None:
    colours = colours_of(result, "storefront")
    months = len(result.months)
    for place, (name, each) in enumerate(items.iterrows()):
        start = max(_place(each["from"], result.months), -0.5)
        end = min(_place(each["until"] + timedelta(days=1), result.months), months - 0.5)
        width = max(end - start, SHORTEST / 30 * months / 12)
        storefront = result.plan.sections.campaigns[str(name)].storefront
        axes.barh(place, width, left=start, height=0.6, color=colours[storefront])
        left = start + width / 2 > 0.6 * months
        axes.annotate(
            money(float(each["sales"]), lang),
            (start if left else start + width, place),
            xytext=(-5 if left else 5, 0),
            textcoords="offset points",
            va="center",
            ha="right" if left else "left",
            fontsize=9,
            bbox=style.CLEAR,
        )
    axes.set_yticks(range(len(items)), [result.plan.label("campaign", each, lang) for each in items.index])
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_ylim(len(items) - 0.4, -0.6)


def audience(result: Result, lang: str) -> Chart:
    """Draw followers by channel and customers by storefront at each month's end."""
    followers = _filled(result.frame("followers_closing"))
    customers = _filled(result.frame("customers_closing"))
    if not len(followers) and not len(customers):
        return nothing("audience", lang)
    panels = [
        ("followers", followers, "channel", "follower"),
        ("customers", customers, "storefront", "customer"),
    ]
    panels = [each for each in panels if len(each[1])]
    with style.settings():
        figure = style.figure(height=2.8 * len(panels))
        drawn = figure.subplots(len(panels), 1, sharex=True, squeeze=False).flatten()
        for axes, (kind, frame, dimension, unit) in zip(drawn, panels, strict=True):
            scale = _bars(axes, frame, dimension, unit, result, lang)
            style.titled(axes, text(f"charts.audience.{kind}", lang), scale.unit)
        months_axis(drawn[-1], result.months, lang)
    ends = [float(each.iloc[:, -1].sum()) if len(each) else 0.0 for each in (followers, customers)]
    alt = text("charts.audience.alt", lang, followers=number(ends[0]), customers=number(ends[1]))
    return Chart("audience", figure, alt)


def capacity(result: Result, lang: str) -> Chart:
    """Draw enquiries and parcels by month as bars, and what the people in post can handle as a step line."""
    kinds = [kind for kind in CAPACITY if result.total(CAPACITY[kind][0]).any()]
    if not kinds:
        return nothing("capacity", lang)
    with style.settings():
        figure = style.figure(height=2.8 * len(kinds))
        panels = figure.subplots(len(kinds), 1, sharex=True, squeeze=False).flatten()
        for axes, kind in zip(panels, kinds, strict=True):
            _work(axes, kind, result, lang)
        months_axis(panels[-1], result.months, lang)
    loads = {kind: percent(float(result.total(LOADS[kind]).max()), 0) for kind in LOADS}
    return Chart("capacity", figure, text("charts.capacity.alt", lang, **loads))


def _work(axes: Axes, kind: str, result: Result, lang: str) -> None:
    work, able = (result.total(name).to_numpy() for name in CAPACITY[kind][:2])
    unit = result.unit(CAPACITY[kind][0])
    scale = amounts_axis(axes, largest(work, able), unit, lang)
    label = text(f"charts.capacity.work_{kind}", lang)
    over = (work > able) & (able > 0)
    places = np.arange(len(work))
    axes.bar(places[~over], work[~over], width=0.7, color=style.MAIN, label=label)
    if over.any():
        too_much = text("charts.capacity.over", lang)
        axes.bar(
            places[over],
            work[over],
            width=0.7,
            color=style.LOSS,
            hatch=style.LOSS_HATCH,
            edgecolor=style.PAPER,
            label=too_much,
        )
    if able.any():
        axes.step(
            np.arange(len(able) + 1) - 0.5,
            np.append(able, able[-1]),
            where="post",
            color=style.INK,
            linewidth=1.6,
            label=text("charts.capacity.able", lang),
        )
    legend_beside(axes, reverse=False)
    style.titled(axes, text(f"charts.capacity.{kind}", lang), scale.unit)


def _lines(axes: Axes, frame: pd.DataFrame, dimension: str, unit: str, result: Result, lang: str) -> Scale:
    scale = amounts_axis(axes, largest(frame), unit, lang)
    colours = colours_of(result, dimension)
    for member, amounts in frame.iterrows():
        label = result.plan.label(dimension, member, lang)
        colour = colours[str(member)]
        axes.plot(range(len(amounts)), amounts, color=colour, marker="o", markersize=3.5, label=label)
    axes.set_ylim(0, 1.08 * largest(frame))
    legend_beside(axes, reverse=False)
    return scale


def _bars(axes: Axes, frame: pd.DataFrame, dimension: str, unit: str, result: Result, lang: str) -> Scale:
    """Draw bars by month, stacked by member."""
    scale = amounts_axis(axes, largest(frame.sum()), unit, lang)
    base = np.zeros(frame.shape[1])
    colours = colours_of(result, dimension)
    for member, amounts in frame.iterrows():
        label = result.plan.label(dimension, member, lang)
        axes.bar(range(len(base)), amounts, bottom=base, width=0.7, color=colours[str(member)], label=label)
        base += amounts.to_numpy()
    if len(frame):
        legend_beside(axes)
    return scale


def _filled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[(frame > 0.005).any(axis=1)]


def _day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def _after(month: str) -> date:
    """Return the first day after a month."""
    return (_day(month) + timedelta(days=32)).replace(day=1)


def _place(day: date, months: tuple[str, ...]) -> float:
    """Return the x coordinate of a day on an axis where month number n extends from n - 0.5 to n + 0.5."""
    first = _day(months[0])
    whole = (day.year - first.year) * 12 + day.month - first.month
    length = (_after(f"{day:%Y-%m}") - day.replace(day=1)).days
    return whole - 0.5 + (day.day - 1) / length
