"""The chart of a proposed advertising budget: present against proposed spend by channel."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from artplan.report.charts import style
from artplan.report.charts.chart import Chart, amounts_axis, largest, legend_above
from artplan.report.words.format import number, short
from artplan.study.allocate.answer import Proposal
from artplan.texts.catalogue import text

BAR = 0.38


def allocation(proposal: Proposal, lang: str) -> Chart:
    """Draw two bars per channel with the change beside them; the channels that spend most come first."""
    table = proposal.by_channel()
    table = table.loc[table[["present", "proposed"]].max(axis=1).sort_values(ascending=False).index]
    names = [proposal.plan.label("channel", name, lang) for name in table.index]
    with style.settings():
        figure = style.figure(height=1.3 + 0.55 * len(table))
        axes = figure.subplots()
        _bars(axes, table, lang)
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(axis="y", labelcolor=style.INK)
        axes.set_ylim(len(names) - 0.4, -0.6)
    return Chart("allocation", figure, _alt(proposal, table, lang))


def _bars(axes: Axes, table: pd.DataFrame, lang: str) -> None:
    biggest = largest(table[["present", "proposed"]].to_numpy())
    scale = amounts_axis(axes, biggest, "CNY", lang, along="x")
    places = np.arange(len(table))
    for kind, colour, side in (("present", style.SECOND, -0.5), ("proposed", style.MAIN, 0.5)):
        label = text(f"allocate.{kind}", lang)
        axes.barh(places + side * BAR, table[kind], height=BAR, color=colour, label=label)
    decimals = 0 if biggest >= 100 * scale.factor else 1
    rows = table[["present", "proposed", "change"]].to_numpy().tolist()
    for place, (present, proposed, change) in enumerate(rows):
        changed = number(abs(change) / scale.factor, decimals)
        arrow = "▲" if change > 0 else "▼"
        axes.annotate(
            f"{arrow} {changed}",
            (max(present, proposed), place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=style.INK,
        )
    axes.set_xlim(0, 1.14 * biggest or 1.0)
    legend_above(axes)
    style.titled(axes, text("charts.allocation.title", lang), scale.unit)


def _alt(proposal: Proposal, table: pd.DataFrame, lang: str) -> str:
    before, after = (float(proposal.outcomes[name][proposal.goal]) for name in ("present", "proposed"))
    up, down = table["change"].idxmax(), table["change"].idxmin()
    return text(
        "charts.allocation.alt",
        lang,
        present=short(float(table["present"].sum()), "CNY", lang),
        proposed=short(float(table["proposed"].sum()), "CNY", lang),
        goal=text(f"allocate.goal.{proposal.goal}", lang),
        before=short(before, "CNY", lang),
        after=short(after, "CNY", lang),
        up=proposal.plan.label("channel", up, lang),
        down=proposal.plan.label("channel", down, lang),
    )
