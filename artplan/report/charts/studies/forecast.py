"""The chart of a forecast: cash by month, the ledger's, the budget's and the forecast's, with its range."""

from __future__ import annotations

import numpy as np

from artplan.report.charts import style
from artplan.report.charts.chart import Chart, amounts_axis, largest, months_axis, zero_line
from artplan.report.words.days import month_label
from artplan.report.words.format import money
from artplan.study.forecast.answer import Forecast
from artplan.texts.catalogue import text

RANGE = "#dbe6f1"


def cash(answer: Forecast, lang: str) -> Chart:
    """Draw the cash at each month's end; the open months with the tenth to the ninetieth percentile."""
    places = np.arange(len(answer.months))
    budget, amounts = (np.array([pair[side] for pair in answer.cash.values()]) for side in (0, 1))
    seam = len(answer.closed) - 1
    with style.settings():
        figure = style.figure(height=3.9)
        axes = figure.subplots()
        reach = [*budget, *amounts]
        if answer.outlook:
            low, high = (np.array(each) for each in answer.outlook.cash)
            reach += [*low, *high]
            axes.fill_between(
                places[seam + 1 :], low, high, color=RANGE, linewidth=0,
                label=text("charts.forecast_cash.range", lang))  # fmt: skip
        scale = amounts_axis(axes, largest(reach), "CNY", lang)
        axes.plot(places, budget, color=style.QUIET, linestyle=":", label=_name("budget", lang))
        axes.plot(places[max(seam, 0) :], amounts[max(seam, 0) :], color=style.MAIN, linestyle="--",
                  marker="o", markersize=3, label=_name("forecast", lang))  # fmt: skip
        if seam >= 0:
            axes.plot(places[: seam + 1], amounts[: seam + 1], color=style.MAIN, marker="o", markersize=5,
                      label=_name("actual", lang))  # fmt: skip
        zero_line(axes)
        months_axis(axes, answer.months, lang)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), handlelength=1.6)
        style.titled(axes, text("charts.forecast_cash.title", lang), scale.unit)
    alt = text("charts.forecast_cash.alt", lang, month=month_label(answer.months[-1], lang),
               closing=money(amounts[-1], lang), budget=money(budget[-1], lang))  # fmt: skip
    return Chart("forecast_cash", figure, alt)


def _name(part: str, lang: str) -> str:
    return text(f"charts.forecast_cash.{part}", lang)
