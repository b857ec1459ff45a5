"""Whether a chart is well drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from matplotlib.text import Text

from artplan.report.charts import style
from artplan.report.charts.chart import Chart


def well_drawn(chart: Chart) -> None:
    """Nothing is clipped, no two texts lie on each other, and it is told in words."""
    assert chart.alt
    with style.settings():
        chart.figure.draw_without_rendering()
        boxes = [(text.get_text(), text.get_window_extent()) for text in _texts(chart)]
    whole = chart.figure.bbox
    clipped = [
        words
        for words, box in boxes
        if box.x0 < -1 or box.y0 < -1 or box.x1 > whole.width + 1 or box.y1 > whole.height + 1
    ]
    assert clipped == []
    overlapping = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]
    assert overlapping == []


def _texts(chart: Chart) -> Iterator[Text]:
    """What is seen: matplotlib keeps invisible and empty texts, and ticks outside the plot, as well."""
    for axes in chart.figure.axes:
        ticks = {
            id(label)
            for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim()))
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks())
            if not min(limits) <= tick.get_loc() <= max(limits)
            for label in (tick.label1, tick.label2)
        }
        if axes.axison:
            yield from (each for each in axes.findobj(Text) if _seen(each) and id(each) not in ticks)
        else:
            yield from (each for each in axes.texts if _seen(each))


def _seen(text: Any) -> bool:
    return bool(text.get_visible() and text.get_text().strip())
