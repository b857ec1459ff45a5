"""The chart of the cash flow statement."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from artplan.engine.arrays import Numbers
from artplan.report.charts import style
from artplan.report.charts.chart import (
    Chart,
    amounts_axis,
    largest,
    legend_beside,
    months_axis,
    zero_line,
)
from artplan.report.tables.statements import DIRECT
from artplan.report.words.format import money
from artplan.result import Result
from artplan.texts.catalogue import text


def cash_flow(result: Result, lang: str) -> Chart:
    """Draw operating, investing and financing cash flow as bars, and cash and the cumulated result below."""
    flows = {kind: result.total(kind).to_numpy() for kind in DIRECT}
    cash, earned = (result.total(name) for name in ("cash_closing", "cumulated_result_closing"))
    with style.settings():
        figure = style.figure(height=5.6)
        above, below = figure.subplots(2, 1, sharex=True)
        _flow_bars(above, flows, result, lang)
        scale = amounts_axis(below, largest(cash, earned), "CNY", lang)
        for line, colour, dashes in ((cash, style.MAIN, "-"), (earned, style.LOSS, "--")):
            label = text(f"charts.cash_flow.{line.name}", lang)
            below.plot(range(len(line)), line, color=colour, linestyle=dashes, label=label)
        zero_line(below)
        legend_beside(below, reverse=False)
        months_axis(below, result.months, lang)
        style.titled(below, text("charts.cash_flow.levels", lang), scale.unit)
    alt = text(
        "charts.cash_flow.alt",
        lang,
        operating=money(float(flows["cash_from_operating"].sum()), lang),
        cash=money(float(cash.iloc[-1]), lang),
        earned=money(float(earned.iloc[-1]), lang),
    )
    return Chart("cash_flow", figure, alt)


def _flow_bars(axes: Axes, flows: dict[str, Numbers], result: Result, lang: str) -> None:
    """Stack inflows above the zero line and outflows below it."""
    ups, downs = ({kind: pick(each, 0) for kind, each in flows.items()} for pick in (np.maximum, np.minimum))
    scale = amounts_axis(axes, largest(sum(ups.values()), sum(downs.values())), "CNY", lang)
    months = len(result.months)
    above, below = np.zeros(months), np.zeros(months)
    for (kind, amounts), colour in zip(flows.items(), style.colours(len(flows)), strict=True):
        if not amounts.any():
            continue
        label = text(f"charts.cash_flow.{kind}", lang)
        axes.bar(range(months), ups[kind], bottom=above, width=0.7, color=colour, label=label)
        axes.bar(range(months), downs[kind], bottom=below, width=0.7, color=colour)
        above, below = above + ups[kind], below + downs[kind]
    zero_line(axes)
    if any(each.any() for each in flows.values()):
        legend_beside(axes, reverse=False)
    style.titled(axes, text("charts.cash_flow.flows", lang), scale.unit)
