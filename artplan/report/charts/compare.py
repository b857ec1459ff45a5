"""Charts that compare several scenarios."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes

from artplan.engine.arrays import Numbers
from artplan.report.charts import style
from artplan.report.charts.chart import Chart, amounts_axis, largest, months_axis, zero_line
from artplan.report.tables.headline import figures, unit_of
from artplan.report.words.format import number, scale_for, short
from artplan.report.words.plain import cut
from artplan.report.words.plans import shown_names
from artplan.result import Result
from artplan.texts.catalogue import text

PANELS = ("gross_sales", "net_profit", "cash_lowest", "advertising", "payroll", "headcount_closing")
LINES = ("-", "--", ":", "-.")


def scenarios(results: Mapping[str, Result], lang: str) -> Chart:
    """Draw the headline figures of each scenario, one panel per figure."""
    names = list(shown_names(results, lang).values())
    collected = [figures(result) for result in results.values()]
    shown = [panel for panel in PANELS if all(panel in each for each in collected)]
    rows = -(-len(shown) // 2)
    with style.settings():
        figure = style.figure(height=rows * (0.9 + 0.3 * len(collected)))
        panels = figure.subplots(rows, 2, squeeze=False).flatten()
        for place, (axes, panel) in enumerate(zip(panels, shown, strict=False)):
            amounts = np.array([each[panel] for each in collected])
            _bars(axes, names, amounts, panel, lang, named=place % 2 == 0)
        for axes in panels[len(shown) :]:
            axes.axis("off")
    items = [
        text("charts.scenarios.one", lang, name=name, profit=short(each["net_profit"], "CNY", lang))
        for name, each in zip(names, collected, strict=True)
    ]
    return Chart(
        "scenarios",
        figure,
        text("charts.scenarios.alt", lang, figures=text("list.semicolon", lang).join(items)),
    )


def _bars(axes: Axes, names: list[str], amounts: Numbers, panel: str, lang: str, named: bool) -> None:
    unit = unit_of(panel)
    scale = scale_for(largest(amounts), unit, lang)
    decimals = 0 if scale.factor == 1.0 else 1 if largest(amounts) >= 10 * scale.factor else 2
    for place, (amount, colour) in enumerate(zip(amounts, style.colours(len(amounts)), strict=True)):
        axes.barh(
            place,
            amount,
            height=0.62,
            color=colour,
            hatch=style.LOSS_HATCH if amount < 0 else "",
            edgecolor="w",
        )
        right = max(amount, 0.0)
        shown = number(amount / scale.factor, decimals)
        axes.annotate(
            shown, (right, place), xytext=(5, 0), textcoords="offset points", va="center", fontsize=9
        )
    span = max(float(amounts.max()), 0.0) - min(float(amounts.min()), 0.0) or 1.0
    axes.set_xlim(min(float(amounts.min()), 0.0), max(float(amounts.max()), 0.0) + 0.25 * span)
    axes.axvline(0, color=style.QUIET, linewidth=0.8)
    axes.set_yticks(range(len(names)), [cut(name, style.LONGEST_NAME) if named else "" for name in names])
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    style.titled(axes, text(f"headline.{panel}", lang), scale.unit)


def scenario_cash(results: Mapping[str, Result], lang: str) -> Chart:
    """Draw the cash at each month's end, one line per scenario."""
    months = sorted({month for result in results.values() for month in result.months})
    names = list(shown_names(results, lang).values())
    cash = [result.total("cash_closing").reindex(months).to_numpy() for result in results.values()]
    with style.settings():
        figure = style.figure(height=3.8)
        axes = figure.subplots()
        scale = amounts_axis(axes, largest(*[each[np.isfinite(each)] for each in cash]), "CNY", lang)
        for place, (name, amounts) in enumerate(zip(names, cash, strict=True)):
            colour, dashes = style.colours(len(cash))[place], LINES[place % len(LINES)]
            axes.plot(
                range(len(months)),
                amounts,
                color=colour,
                linestyle=dashes,
                label=cut(name, style.LONGEST_NAME),
            )
        zero_line(axes)
        months_axis(axes, months, lang)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), handlelength=2.6)
        style.titled(axes, text("charts.scenario_cash.title", lang), scale.unit)
    low, worst = min((float(np.nanmin(amounts)), name) for name, amounts in zip(names, cash, strict=True))
    alt = text("charts.scenario_cash.alt", lang, name=worst, low=short(low, "CNY", lang))
    return Chart("scenario_cash", figure, alt)
