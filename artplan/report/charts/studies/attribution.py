"""The waterfall chart from one plan to another: the effect of each change."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from artplan.engine.arrays import Numbers
from artplan.report.charts import style
from artplan.report.charts.chart import Chart, largest
from artplan.report.tables.rounding import largest_remainder
from artplan.report.words.format import Scale, fine_scale, number, rounded, short, shown_unit, signed
from artplan.report.words.parameters import measure
from artplan.report.words.plain import cut
from artplan.report.words.plans import compared_names
from artplan.report.words.state import state
from artplan.report.words.steps import Steps
from artplan.study.compare.answer import Attribution, Comparison
from artplan.texts.catalogue import text

MOST = 12  # changes with a bar of their own
LONGEST = 52  # maximum width of a change's label, in columns
NARROW = 0.3  # if the levels span less than this share of the largest level, the axis does not begin at 0


def attribution(comparison: Comparison, result: Attribution, lang: str) -> Chart:
    """Draw a figure's value in both plans and the effects between them, the largest effect first."""
    steps, effects = Steps(comparison.before.plan, comparison.after.plan, lang), result.largest()
    plans = [cut(name, LONGEST) for name in compared_names(comparison, lang)]
    labels = [cut(steps.label(each.step), LONGEST) for each in effects[:MOST]]
    amounts = [each.amount for each in effects[:MOST]]
    if len(effects) > MOST:
        labels.append(text("attribution.others", lang, count=len(effects) - MOST))
        amounts.append(sum(each.amount for each in effects[MOST:]))
    labels = [
        text("attribution.before", lang, name=plans[0]),
        *labels,
        text("attribution.before", lang, name=plans[1]),
    ]
    line, unit = (
        measure(result.figure, comparison.after.plan, lang),
        shown_unit(result.figure.line, result.figure.unit),
    )
    with style.settings():
        figure = style.figure(height=1.2 + 0.34 * len(labels))
        axes = figure.subplots()
        scale = fine_scale(largest(result.before, result.after, amounts), unit, lang)
        from_zero = _bars(axes, result, np.array(amounts), scale)
        axes.set_yticks(range(len(labels)), labels)
        title = text("charts.attribution.title", lang, line=line, before=plans[0], after=plans[1])
        size = scale.unit if from_zero else text("attribution.unscaled", lang, unit=scale.unit)
        note = text("attribution.note", lang, size=size, state=state(comparison, lang))
        style.titled(axes, title, note)
    return Chart(
        f"attribution_{result.figure.text.replace('.', '_')}", figure, _alt(result, line, unit, labels, lang)
    )


def _alt(result: Attribution, line: str, unit: str, labels: list[str], lang: str) -> str:
    ends = {"start": short(result.before, unit, lang), "end": short(result.after, unit, lang)}
    if not result.largest():
        return text("charts.attribution.same", lang, line=line, start=ends["start"])
    amount = signed(short(result.largest()[0].amount, unit, lang))
    return text("charts.attribution.alt", lang, line=line, **ends, largest=labels[1], amount=amount)


def _bars(axes: Axes, result: Attribution, amounts: Numbers, scale: Scale) -> bool:
    """Draw the bars; return whether the axis begins at 0."""
    levels = np.array([0.0, result.before, *(result.before + np.cumsum(amounts)), result.after])
    decimals = 0 if scale.factor == 1.0 or largest(levels) >= 1e4 * scale.factor else 1
    start, end = (rounded(each / scale.factor, decimals) for each in (result.before, result.after))
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
