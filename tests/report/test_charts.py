"""Every chart, in both languages, for plans in health, in trouble and of other shapes: nothing clipped,
no two texts on each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from matplotlib.text import Text

from artplan.report import style
from artplan.report.charts.chart import Chart
from artplan.report.story import CHARTS, COMPARING_CHARTS

PLANS: dict[str, tuple[str, dict[str, Any]]] = {
    "base": ("base", {}),
    "growth": ("growth", {}),
    "broke": ("base", {"storefronts.*.sales_target_year": "x0.25"}),
    "one month": ("base", {"plan.months": 1}),
    "five years": ("base", {"plan.months": 60, "plan.start": "2027-04", "plan.first_fiscal_month": 4}),
    "no people": ("cases/taobao_annual_budget", {}),
}

QUICK = ("base", "broke", "five years")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "plan", [*QUICK, *(pytest.param(each, marks=pytest.mark.slow) for each in PLANS if each not in QUICK)]
)
@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_clipped_and_nothing_overlaps(
    name: str, plan: str, lang: str, worked_out: Callable[..., Any]
) -> None:
    well_drawn(CHARTS[name](worked_out(*PLANS[plan]), lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMPARING_CHARTS)
def test_scenarios_arewell_drawn(name: str, lang: str, scenarios: dict[str, Any], broke: Any) -> None:
    well_drawn(COMPARING_CHARTS[name]({**scenarios, "broke": broke}, lang))


def well_drawn(chart: Chart) -> None:
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
