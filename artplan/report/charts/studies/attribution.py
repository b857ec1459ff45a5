"""The waterfall chart from one plan to another: the effect of each change."""

from __future__ import annotations

import numpy as np

from artplan.report.charts import style
from artplan.report.charts.bridge import bars
from artplan.report.charts.chart import Chart, largest
from artplan.report.words.format import fine_scale, short, shown_unit, signed
from artplan.report.words.parameters import measure
from artplan.report.words.plain import cut
from artplan.report.words.plans import compared_names
from artplan.report.words.state import state
from artplan.report.words.steps import Steps
from artplan.study.compare.answer import Attribution, Comparison
from artplan.texts.catalogue import text

MOST = 12  # changes with a bar of their own
LONGEST = 52  # maximum width of a change's label, in columns


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
        from_zero = bars(axes, result.before, result.after, np.array(amounts), scale)
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
