"""The bridge from the month's budgeted net profit to the actual one, by line of the statement."""

from __future__ import annotations

import numpy as np

from artplan.report.charts import style
from artplan.report.charts.bridge import bars
from artplan.report.charts.chart import Chart, largest
from artplan.report.tables.statement import short_label
from artplan.report.words.days import month_label
from artplan.report.words.format import fine_scale, money, signed
from artplan.study.variance.answer import Variance
from artplan.texts.catalogue import text

MOST = 10  # lines with a bar of their own
LEAST = 0.5  # CNY


def bridge(answer: Variance, lang: str) -> Chart:
    """Draw what each line of the statement adds to net profit and takes from it, the largest first."""
    profit = next(each for each in answer.statement if each.line == "net_profit")
    effects = [(each.sign * each.difference, each.line) for each in answer.statement if each.sign]
    moved = sorted((each for each in effects if abs(each[0]) >= LEAST), key=lambda each: -abs(each[0]))
    labels = [short_label(answer.labels[line][lang]) for _, line in moved[:MOST]]
    amounts = [amount for amount, _ in moved[:MOST]]
    rest = profit.difference - sum(amounts)
    if abs(rest) >= LEAST:
        labels.append(text("charts.variance_bridge.others", lang))
        amounts.append(rest)
    ends = [text(f"charts.variance_bridge.{name}", lang) for name in ("budget", "actual")]
    with style.settings():
        figure = style.figure(height=1.2 + 0.34 * (len(labels) + 2))
        axes = figure.subplots()
        scale = fine_scale(largest(profit.budget, profit.actual, amounts), "CNY", lang)
        from_zero = bars(axes, profit.budget, profit.budget + sum(amounts), np.array(amounts), scale)
        axes.set_yticks(range(len(labels) + 2), [ends[0], *labels, ends[1]])
        title = text("charts.variance_bridge.title", lang, month=month_label(answer.month, lang))
        note = scale.unit if from_zero else text("attribution.unscaled", lang, unit=scale.unit)
        style.titled(axes, title, note)
    amount = signed(money(profit.difference, lang))
    figures = {"budget": money(profit.budget, lang), "actual": money(profit.actual, lang)}
    alt = text("charts.variance_bridge.alt", lang, month=answer.month, difference=amount, **figures)
    return Chart("variance_bridge", figure, alt)
