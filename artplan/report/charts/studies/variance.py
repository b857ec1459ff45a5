"""The bridges from the month's budgeted net profit to the actual one: by line, and by measured drivers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from artplan.report.charts import style
from artplan.report.charts.bridge import bars
from artplan.report.charts.chart import Chart, largest
from artplan.report.tables.statement import short_label
from artplan.report.words.days import month_label
from artplan.report.words.format import fine_scale, money, signed
from artplan.study.variance.answer import DriverVariance, Variance
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
    title = text("charts.variance_bridge.title", lang, month=month_label(answer.month, lang))
    figure = _bridge(profit.budget, labels, amounts, title, lang)
    amount = signed(money(profit.difference, lang))
    figures = {"budget": money(profit.budget, lang), "actual": money(profit.actual, lang)}
    alt = text("charts.variance_bridge.alt", lang, month=answer.month, difference=amount, **figures)
    return Chart("variance_bridge", figure, alt)


def flexed(answer: DriverVariance, lang: str) -> Chart:
    """Draw what each group of measured drivers makes of net profit, and the remainder up to the actual."""
    profit = next(each for each in answer.flexed if each.line == "net_profit")
    effects = zip(answer.groups, profit.effects, strict=True)
    moved = [(group, amount) for group, amount in effects if abs(amount) >= LEAST]
    labels = [text(f"variance.group.{group}", lang) for group, _ in moved]
    labels.append(text("variance.remainder", lang))
    amounts = [*(amount for _, amount in moved), profit.actual - profit.budget - sum(a for _, a in moved)]
    month = month_label(answer.months[-1], lang)
    title = text("charts.flexed_budget.title", lang, month=month)
    figure = _bridge(profit.budget, labels, amounts, title, lang)
    names = ("budget", "flexed", "actual")
    figures = {name: money(getattr(profit, name), lang) for name in names}
    return Chart("flexed_budget", figure, text("charts.flexed_budget.alt", lang, month=month, **figures))


def _bridge(budget: float, labels: Sequence[str], amounts: Sequence[float], title: str, lang: str) -> Figure:
    """Return the bars from the budget by the labelled amounts to the actual, in CNY."""
    ends = [text(f"charts.variance_bridge.{name}", lang) for name in ("budget", "actual")]
    with style.settings():
        figure = style.figure(height=1.2 + 0.34 * (len(labels) + 2))
        axes = figure.subplots()
        actual = budget + sum(amounts)
        scale = fine_scale(largest(budget, actual, amounts), "CNY", lang)
        from_zero = bars(axes, budget, actual, np.array(amounts), scale)
        axes.set_yticks(range(len(labels) + 2), [ends[0], *labels, ends[1]])
        note = scale.unit if from_zero else text("attribution.unscaled", lang, unit=scale.unit)
        style.titled(axes, title, note)
    return figure
