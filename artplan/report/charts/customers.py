"""Chart of what winning a customer costs by origin, and what the customer brings."""

from __future__ import annotations

import numpy as np

from artplan.report.charts import style
from artplan.report.charts.chart import Chart, amounts_axis, largest, legend_beside, nothing
from artplan.report.tables.customers import origin_figures
from artplan.report.words.format import number
from artplan.result import Result
from artplan.texts.catalogue import text

MARKS = {"order": style.SECOND, "lifetime": style.MAIN}


def origins(result: Result, lang: str) -> Chart:
    """Draw the cost of acquisition of each origin that costs something, against what a customer brings."""
    items = origin_figures(result)
    items = items[(items["cost"] > 0) & (items.index.get_level_values("origin") != "")]
    if not len(items):
        return nothing("origins", lang)
    labels = [result.plan.label("origin", origin, lang) for _, origin in items.index]
    with style.settings():
        figure = style.figure(height=1.5 + 0.36 * len(items))
        axes = figure.subplots()
        most = largest(items[["cost", *MARKS]])
        scale = amounts_axis(axes, most, "CNY/customer", lang, along="x")
        places = np.arange(len(items))
        cost = text("charts.origins.cost", lang)
        axes.barh(places, items["cost"], height=0.62, color=style.LOSS, label=cost)
        for key, colour in MARKS.items():
            label = text(f"charts.origins.{key}", lang)
            axes.vlines(items[key], places - 0.4, places + 0.4, color=colour, linewidth=2.5, label=label)
        axes.set_yticks(places, labels)
        axes.tick_params(axis="y", labelcolor=style.INK)
        axes.set_ylim(len(items) - 0.4, -0.6)
        axes.set_xlim(min(0.0, float(items[[*MARKS]].min().min()) * 1.03), most * 1.03)
        legend_beside(axes, reverse=False)
        style.titled(axes, text("charts.origins.title", lang), scale.unit)
    dear = items["cost"].to_numpy().argmax()
    alt = text("charts.origins.alt", lang, origin=labels[dear], cost=number(items["cost"].iloc[dear]))
    return Chart("origins", figure, alt)
