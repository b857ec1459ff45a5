"""Charts of money: profit and cash by month, gross sales to net profit, sales against target."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from artplan.engine.arrays import Numbers
from artplan.report.charts import style
from artplan.report.charts.chart import (
    Chart,
    amounts_axis,
    largest,
    legend_above,
    months_axis,
    zero_line,
)
from artplan.report.tables.statement import StatementItem, items, shown_amounts, statement
from artplan.report.words.days import month_label
from artplan.report.words.format import Scale, fine_scale, money, number
from artplan.result import Result
from artplan.texts.catalogue import text


def profit_and_cash(result: Result, lang: str) -> Chart:
    """Draw net profit as bars and the cash at the month's end as a line with its lowest point marked."""
    profit, cash = result.total("net_profit"), result.total("cash_closing")
    with style.settings():
        figure = style.figure(height=5.4)
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(1, 1))
        _profit_bars(above, profit.to_numpy(), lang)
        _cash_line(below, cash.to_numpy(), result.months, lang)
        months_axis(below, result.months, lang)
    low = int(cash.argmin())
    alt = text(
        "charts.profit_and_cash.alt",
        lang,
        profit=money(profit.sum(), lang),
        low=money(cash.iloc[low], lang),
        month=month_label(result.months[low], lang),
        closing=money(cash.iloc[-1], lang),
    )
    return Chart("profit_and_cash", figure, alt)


def _profit_bars(axes: Axes, profit: Numbers, lang: str) -> None:
    scale = amounts_axis(axes, largest(profit), "CNY", lang)
    places = np.arange(len(profit))
    if (profit >= 0).any():
        gain = text("charts.gain", lang)
        axes.bar(places, np.maximum(profit, 0), width=0.7, color=style.GAIN, label=gain)
    if (profit < 0).any():
        axes.bar(
            places,
            np.minimum(profit, 0),
            width=0.7,
            color=style.LOSS,
            hatch=style.LOSS_HATCH,
            edgecolor=style.PAPER,
            label=text("charts.loss", lang),
        )
        legend_above(axes)
    zero_line(axes)
    style.titled(axes, text("charts.profit_and_cash.profit", lang), scale.unit)


def _cash_line(axes: Axes, cash: Numbers, months: tuple[str, ...], lang: str) -> None:
    scale = amounts_axis(axes, largest(cash), "CNY", lang)
    places = np.arange(len(cash))
    axes.plot(places, cash, color=style.MAIN, marker="o", markersize=4)
    axes.fill_between(places, cash, 0, color=style.SECOND, alpha=0.25, linewidth=0)
    zero_line(axes)
    low = int(cash.argmin())
    axes.plot(low, cash[low], marker="o", markersize=8, markerfacecolor="none", color=style.LOSS)
    shown = text("charts.profit_and_cash.low", lang, amount=money(cash[low], lang))
    near_end = low > 0.7 * (len(cash) - 1) and low > 0
    axes.annotate(
        shown,
        (low, cash[low]),
        xytext=(-8 if near_end else 8, -14),
        textcoords="offset points",
        fontsize=9,
        ha="right" if near_end else "left",
        color=style.INK,
        bbox=style.CLEAR,
    )
    axes.margins(y=0.22)
    style.titled(axes, text("charts.profit_and_cash.cash", lang), scale.unit)


def waterfall(result: Result, lang: str) -> Chart:
    """Draw the steps from gross sales to net profit over all months of the plan, as a waterfall."""
    rows = [each for each in items(result, statement(result)) if each.row.sign == 0 or each.total != 0]
    with style.settings():
        figure = style.figure(height=1.2 + 0.34 * len(rows))
        axes = figure.subplots()
        scale = fine_scale(largest([each.total for each in rows]), "CNY", lang)
        _waterfall_bars(axes, rows, lang, scale)
        style.titled(axes, text("charts.waterfall.title", lang), scale.unit)
    first, last = rows[0], rows[-1]
    alt = text("charts.waterfall.alt", lang, sales=money(first.total, lang), profit=money(last.total, lang))
    return Chart("waterfall", figure, alt)


def _waterfall_bars(axes: Axes, rows: list[StatementItem], lang: str, scale: Scale) -> None:
    decimals = 0 if scale.factor == 1.0 or largest([each.total for each in rows]) >= 1e4 * scale.factor else 1
    level, reach = 0.0, [0.0]
    for place, (each, shown) in enumerate(
        zip(rows, shown_amounts(rows, scale.factor, decimals), strict=True)
    ):
        start, end = (0.0, each.total) if each.row.sign == 0 else (level, level + each.row.sign * each.total)
        colour = style.TOTAL if each.row.sign == 0 else style.GAIN if end >= start else style.LOSS
        axes.barh(place, end - start, left=start, height=0.62, color=colour)
        axes.annotate(
            number(shown, decimals),
            (max(start, end), place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            bbox=style.CLEAR,
        )
        if place + 1 < len(rows):
            axes.plot((end, end), (place, place + 1), color=style.QUIET, linewidth=0.6)
        level = end
        reach += [start, end]
    span = max(reach) - min(reach) or 1.0
    axes.set_xlim(min(reach) - 0.02 * span, max(reach) + 0.12 * span)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(range(len(rows)), [each.label(lang) for each in rows])
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=style.QUIET, linewidth=0.8, zorder=0.5)


def sales_and_target(result: Result, lang: str) -> Chart:
    """Draw gross sales as bars, with the target as a mark across each bar."""
    sales, target = (
        result.total("gross_sales_total").to_numpy(),
        result.total("sales_target_total").to_numpy(),
    )
    places = np.arange(len(sales))
    with style.settings():
        figure = style.figure(height=3.4)
        axes = figure.subplots()
        scale = amounts_axis(axes, largest(sales, target), "CNY", lang)
        axes.bar(places, sales, width=0.7, color=style.MAIN, label=result.label("gross_sales_total", lang))
        if target.any():
            axes.hlines(
                target,
                places - 0.42,
                places + 0.42,
                color=style.INK,
                linewidth=1.6,
                label=text("charts.sales_and_target.target", lang),
            )
        legend_above(axes)
        months_axis(axes, result.months, lang)
        style.titled(axes, text("charts.sales_and_target.title", lang), scale.unit)
    alt = text(
        "charts.sales_and_target.alt", lang, sales=money(sales.sum(), lang), target=money(target.sum(), lang)
    )
    return Chart("sales_and_target", figure, alt)
