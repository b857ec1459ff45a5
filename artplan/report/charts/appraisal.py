"""The chart of the scorecards."""

from __future__ import annotations

from matplotlib.ticker import MaxNLocator

from artplan.report.charts import style
from artplan.report.charts.chart import (
    Chart,
    colours_of,
    legend_beside,
    months_axis,
    nothing,
    with_formula,
)
from artplan.report.words.format import number
from artplan.result import Result
from artplan.texts.catalogue import text
from artplan.texts.units import unit_label

DASHES = ("-", "--", ":", "-.")


def scores(result: Result, lang: str) -> Chart:
    """Draw each scorecard's score by month, and the limits below which a month counts as bad."""
    score = result.frame("score")
    if not len(score):
        return nothing("scores", lang)
    limits = sorted({float(each) for each in result.by_member("bad_score_limit") if each > 0})
    with style.settings():
        figure = style.figure(height=3.8)
        axes = figure.subplots()
        colours = colours_of(result, "scorecard")
        for place, (card, points) in enumerate(score.iterrows()):
            axes.plot(
                range(len(points)),
                points,
                color=colours[str(card)],
                linestyle=DASHES[place % len(DASHES)],
                marker="o",
                markersize=4,
                label=result.plan.label("scorecard", card, lang),
            )
        for limit in limits:
            label = text("charts.scores.limit", lang, points=number(limit))
            axes.axhline(limit, color=style.LOSS, linewidth=1.2, label=label)
        axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], integer=True))
        style.ruled(axes)
        lowest = min([float(score.to_numpy().min()), *limits])
        axes.set_ylim(max(0.0, lowest - 8), max(100.0, float(score.to_numpy().max())) + 4)
        legend_beside(axes, reverse=False)
        months_axis(axes, result.months, lang)
        style.titled(axes, text("charts.scores.title", lang), unit_label("point", lang))
    worst = str(score.min(axis=1).idxmin())
    alt = text(
        "charts.scores.alt",
        lang,
        count=len(score),
        worst=result.plan.label("scorecard", worst, lang),
        points=number(float(score.min(axis=1)[worst]), 1),
    )
    return Chart("scores", figure, with_formula(alt, result, "score", lang))
