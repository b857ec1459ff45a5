"""Charts of traffic: the funnel of each storefront, visits and spend by channel."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from artplan.engine.arrays import Numbers
from artplan.report.charts import style
from artplan.report.charts.chart import Chart, nothing
from artplan.report.words.format import fine_scale, number, percent, short
from artplan.result import Result
from artplan.texts.catalogue import text

STEPS = ("visits", "orders_placed", "orders_paid", "orders_kept")
MANY_CHANNELS = 14


def funnel(result: Result, lang: str) -> Chart:
    """Draw visits and orders placed, paid and kept of each storefront as bars on a log scale."""
    steps = funnel_steps(result)
    if not steps.to_numpy().any():
        return nothing("funnel", lang)
    rows = -(-len(steps) // 2)
    with style.settings():
        figure = style.figure(height=0.5 + 2.6 * rows)
        panels = figure.subplots(rows, min(2, len(steps)), squeeze=False).flatten()
        widest = np.log10(float(steps.to_numpy().max()) + 1)
        for axes, (storefront, counts) in zip(panels, steps.iterrows(), strict=False):
            label = result.plan.label("storefront", storefront, lang)
            _funnel_of_one(axes, counts.to_numpy(), label, widest, lang)
        for axes in panels[len(steps) :]:
            axes.axis("off")
    visits, kept = float(steps["visits"].sum()), float(steps["orders_kept"].sum())
    alt = text(
        "charts.funnel.alt", lang, visits=short(visits, "visit", lang), kept=short(kept, "order", lang)
    )
    return Chart("funnel", figure, alt)


def funnel_steps(result: Result) -> pd.DataFrame:
    """Return a frame of storefronts x steps of the funnel, over all months."""
    sums = {
        step: result.frame(f"{step}_by_storefront").sum(axis=1)
        for step in ("visits", "orders_placed", "orders_paid", "orders_returned")
    }
    kept = sums["orders_paid"] - sums.pop("orders_returned")
    return pd.DataFrame({**sums, "orders_kept": kept})[list(STEPS)]


def _funnel_of_one(axes: Axes, counts: Numbers, label: str, widest: float, lang: str) -> None:
    for place, (step, count) in enumerate(zip(STEPS, counts, strict=True)):
        length = np.log10(count + 1) / widest if count > 0 else 0.0
        axes.barh(place, length, height=0.6, color=style.MAIN, alpha=1 - 0.17 * place)
        shown = number(count)
        if place and counts[place - 1] > 0:
            rate = percent(count / counts[place - 1], 1)
            shown += "  " + text(f"charts.funnel.rate_{step}", lang, rate=rate)
        axes.annotate(
            shown, (length, place), xytext=(5, 0), textcoords="offset points", va="center", fontsize=9
        )
    axes.set_yticks(range(len(STEPS)), [text(f"charts.funnel.{step}", lang) for step in STEPS])
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_ylim(len(STEPS) - 0.5, -0.5)
    axes.set_xlim(0, 1.75)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    style.titled(axes, label, text("charts.funnel.note", lang))


def channels(result: Result, lang: str) -> Chart:
    """Draw visits by channel on the left, and spend with the price of a visit on the right."""
    items = channel_figures(result)
    if not len(items):
        return nothing("channels", lang)
    names = [_channel_name(result, each, items, lang) for each in items.index]
    with style.settings():
        figure = style.figure(height=1.1 + 0.36 * len(items))
        left, right = figure.subplots(1, 2, sharey=True)
        _channel_bars(left, items["visits"].to_numpy(), "visit", style.MAIN, lang)
        style.titled(left, text("charts.channels.visits", lang), _unit(items["visits"], "visit", lang))
        _channel_bars(right, items["spend"].to_numpy(), "CNY", style.LOSS, lang, items["visits"].to_numpy())
        style.titled(
            right, text("charts.channels.spend", lang), _unit(items["spend"], "CNY", lang, per_visit=True)
        )
        left.set_yticks(range(len(items)), names)
        left.tick_params(axis="y", labelcolor=style.INK)
        left.set_ylim(len(items) - 0.4, -0.6)
    alt = text(
        "charts.channels.alt",
        lang,
        visits=short(items["visits"].sum(), "visit", lang),
        spend=short(items["spend"].sum(), "CNY", lang),
        most=names[0],
    )
    return Chart("channels", figure, alt)


def channel_figures(result: Result) -> pd.DataFrame:
    """Return a frame of sources of visits x (visits, spend) over all months, most visits first.

    Natural visits come first; the channels with the fewest visits are summed in one row.
    """
    visits = result.frame("visits_by_channel").sum(axis=1)
    items = pd.DataFrame({"visits": visits, "spend": result.frame("spend_by_channel").sum(axis=1)})
    items = items[(items != 0).any(axis=1)].sort_values("visits", ascending=False, kind="stable")
    natural = float(result.total("natural_visits_by_storefront").sum())
    if len(items) > MANY_CHANNELS:
        tail = items.iloc[MANY_CHANNELS - 1 :]
        items = pd.concat([items.iloc[: MANY_CHANNELS - 1], tail.sum().to_frame(f"rest:{len(tail)}").T])
    if natural:
        items = pd.concat([pd.DataFrame({"visits": [natural], "spend": [0.0]}, index=["natural"]), items])
    return items


def _channel_name(result: Result, channel: str, items: pd.DataFrame, lang: str) -> str:
    if channel == "natural" and channel not in result.members["channel"]:
        return text("charts.channels.natural", lang)
    if channel.startswith("rest:"):
        return text("charts.other", lang, count=channel.removeprefix("rest:"))
    return str(result.plan.label("channel", channel, lang))


def _channel_bars(
    axes: Axes, amounts: Numbers, unit: str, colour: str, lang: str, visits: Numbers | None = None
) -> None:
    scale = fine_scale(float(amounts.max()), unit, lang)
    axes.barh(range(len(amounts)), amounts, height=0.62, color=colour)
    for place, amount in enumerate(amounts):
        shown = number(amount / scale.factor, 1 if scale.factor > 1 else 0) if amount else "0"
        if visits is not None and amount and visits[place]:
            shown += f"  ({number(amount / visits[place], 2)})"
        axes.annotate(
            shown, (amount, place), xytext=(5, 0), textcoords="offset points", va="center", fontsize=9
        )
    axes.set_xlim(0, (float(amounts.max()) or 1.0) * (1.18 if visits is None else 1.4))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _unit(amounts: pd.Series, unit: str, lang: str, per_visit: bool = False) -> str:
    shown = fine_scale(float(amounts.max()), unit, lang).unit
    return text("charts.channels.spend_note", lang, unit=shown) if per_visit else shown
