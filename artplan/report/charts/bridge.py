"""The bars of a bridge: a total, what adds to it and takes from it, and the total that this comes to."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from artplan.engine.arrays import Numbers
from artplan.report.charts import style
from artplan.report.charts.chart import largest
from artplan.report.tables.rounding import largest_remainder
from artplan.report.words.format import Scale, number, rounded, signed

NARROW = 0.3  # if the levels span less than this share of the largest level, the axis does not begin at 0


def bars(axes: Axes, before: float, after: float, amounts: Numbers, scale: Scale) -> bool:
    """Draw the bars from the first total to the last; return whether the axis begins at 0."""
    levels = np.array([0.0, before, *(before + np.cumsum(amounts)), after])
    decimals = 0 if scale.factor == 1.0 or largest(levels) >= 1e4 * scale.factor else 1
    start, end = (rounded(each / scale.factor, decimals) for each in (before, after))
    shown = [
        number(each, decimals) for each in largest_remainder(amounts / scale.factor, decimals, end - start)
    ]
    texts = [number(start, decimals), *map(signed, shown), number(end, decimals)]
    last = len(texts) - 1
    for place, said in enumerate(texts):
        left, right = (0.0, levels[place + 1]) if place in (0, last) else (levels[place], levels[place + 1])
        loss = place not in (0, last) and right < left
        colour = style.TOTAL if place in (0, last) else style.LOSS if loss else style.GAIN
        axes.barh(
            place, right - left, left=left, height=0.62, color=colour,
            hatch=style.LOSS_HATCH if loss else "", edgecolor=style.PAPER,
        )  # fmt: skip
        axes.annotate(
            said, (max(left, right), place), xytext=(5, 0), textcoords="offset points",
            va="center", fontsize=9, bbox=style.CLEAR,
        )  # fmt: skip
        if place < last:
            axes.plot((right, right), (place, place + 1), color=style.QUIET, linewidth=0.6)
    return _framed(axes, levels, len(texts))


def _framed(axes: Axes, levels: Numbers, count: int) -> bool:
    inner = levels[1:]
    span = float(np.ptp(inner))
    from_zero = not 0 < span < NARROW * float(np.abs(inner).max()) or inner.min() < 0 < inner.max()
    reach = levels if from_zero else inner
    wide = float(np.ptp(reach)) or 1.0
    low = reach.min() - (0.02 if from_zero else 0.25) * wide
    axes.set_xlim(low, reach.max() + 0.14 * wide)
    axes.set_ylim(count - 0.4, -0.6)
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    if from_zero:
        axes.axvline(0, color=style.QUIET, linewidth=0.8, zorder=0.5)
    return from_zero
