"""Charts of uncertainty: fan, histogram, tornado and spider."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from artplan.engine.arrays import Numbers
from artplan.report.charts import style
from artplan.report.charts.chart import Chart, amounts_axis, largest, months_axis, zero_line
from artplan.report.words import parameters as words
from artplan.report.words.days import month_label
from artplan.report.words.format import percent, short, shown_unit
from artplan.report.words.state import state
from artplan.study.uncertainty.answer import Sensitivity, Simulation
from artplan.texts.catalogue import text

MOST = 15  # inputs in a tornado
MOST_LINES = 8  # lines in a spider
BINS = 40
OUTER, INNER = "#dbe6f1", "#a9c3de"


def fan(answer: Simulation, line: str, lang: str) -> Chart:
    """Draw a line's percentiles by month: the median, and bands of 50% and 90% of the draws."""
    label, unit = _label(answer, line, lang), _unit(answer, line)
    bands = answer.fan(line, [5, 25, 50, 75, 95]).to_numpy()
    places = np.arange(bands.shape[1])
    with style.settings():
        figure = style.figure(height=3.9)
        axes = figure.subplots()
        numbers = bands[np.isfinite(bands)]  # a rate may be undefined in a month of every draw
        scale = amounts_axis(axes, largest(numbers), unit, lang)
        for (low, high), colour, name in (((0, 4), OUTER, "outer"), ((1, 3), INNER, "inner")):
            shown = text(f"charts.simulation_fan.{name}", lang)
            axes.fill_between(places, bands[low], bands[high], color=colour, linewidth=0, label=shown)
        middle = text("charts.simulation_fan.middle", lang)
        axes.plot(places, bands[2], color=style.MAIN, label=middle)
        if (
            numbers.size and numbers.min() < numbers.max() / 2
        ):  # a rate that hardly varies would be far above its zero line
            zero_line(axes)
        months_axis(axes, answer.plan.months, lang)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), handlelength=1.6)
        note = text(
            "charts.simulation_fan.note",
            lang,
            unit=scale.unit,
            draws=f"{answer.draws:,}",
            state=state(answer, lang),
        )
        style.titled(axes, text("charts.simulation_fan.title", lang, label=label), note)
    amounts = {
        name: short(float(bands[each, -1]), unit, lang)
        for each, name in ((0, "low"), (2, "middle"), (4, "high"))
    }
    month = month_label(answer.plan.months[-1], lang)
    alt = text("charts.simulation_fan.alt", lang, label=label, month=month, **amounts)
    return Chart(f"simulation_fan_{line}", figure, alt)


def spread(answer: Simulation, line: str, lang: str) -> Chart:
    """Draw a histogram of a line over the whole horizon, with the plan's own value marked."""
    label, unit, sample = _label(answer, line, lang), _unit(answer, line), answer.numbers(line)
    counts, edges = np.histogram(sample, _edges(sample))
    shares = counts / answer.draws
    with style.settings():
        figure = style.figure(height=3.6)
        axes = figure.subplots()
        scale = amounts_axis(axes, largest(edges), unit, lang, along="x")
        below = edges[1:] <= 0
        for chosen, colour, hatch in ((~below, style.GAIN, ""), (below, style.LOSS, style.LOSS_HATCH)):
            width = np.diff(edges)[chosen]
            axes.bar(edges[:-1][chosen], shares[chosen], width, align="edge", color=colour,
                     edgecolor="w", linewidth=0.4, hatch=hatch)  # fmt: skip
        axes.axvline(answer.stands[line], color=style.INK, linewidth=1.2)
        axes.set_ylim(0, 1.18 * float(shares.max()))
        axes.set_yticks([])
        _named(axes, answer.stands[line], text("charts.simulation_spread.plan", lang,
               amount=short(answer.stands[line], unit, lang)))  # fmt: skip
        lost = percent(float((sample < 0).mean()))
        note = text(
            "charts.simulation_spread.note",
            lang,
            unit=scale.unit,
            draws=f"{answer.draws:,}",
            share=lost,
            state=state(answer, lang),
        )
        style.titled(axes, text("charts.simulation_spread.title", lang, label=label), note)
    mean, low, high = sample.mean(), *(answer.percentile(line, each)[0] for each in (10, 90))
    amounts = {n: short(float(v), unit, lang) for n, v in (("mean", mean), ("low", low), ("high", high))}
    alt = text("charts.simulation_spread.alt", lang, label=label, **amounts)
    return Chart(f"simulation_spread_{line}", figure, alt)


def tornado(answer: Sensitivity, line: str, lang: str) -> Chart:
    """Draw a line's value at the low and the high value of each input, the strongest input on top."""
    label, unit, middle = _label(answer, line, lang), _unit(answer, line), answer.stands[line]
    table = answer.tornado[line].head(MOST)
    names = [words.parameter(answer.plan, path, lang) for path in table.index]
    with style.settings():
        figure = style.figure(height=1.3 + 0.32 * len(table))
        axes = figure.subplots()
        scale = amounts_axis(axes, largest(table[["low", "high"]].to_numpy(), middle), unit, lang, along="x")
        for side, colour, hatch in (("low", style.LOSS, style.LOSS_HATCH), ("high", style.GAIN, "")):
            axes.barh(range(len(table)), table[side] - middle, left=middle, height=0.62, color=colour,
                      hatch=hatch, edgecolor="w", label=text(f"charts.tornado.{side}", lang))  # fmt: skip
        axes.axvline(middle, color=style.INK, linewidth=1)
        axes.set_yticks(range(len(table)), names)
        axes.tick_params(axis="y", labelcolor=style.INK)
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, handlelength=1.2)
        kind = "by_percentile" if answer.by_distribution else "by_change"
        note = text(f"charts.tornado.{kind}", lang, unit=scale.unit, state=state(answer, lang))
        style.titled(axes, text("charts.tornado.title", lang, label=label), note)
    first = table.iloc[0]
    low, high = sorted((float(first["low"]), float(first["high"])))
    amounts = {n: short(v, unit, lang) for n, v in (("low", low), ("high", high), ("plan", middle))}
    return Chart(
        f"tornado_{line}",
        figure,
        text("charts.tornado.alt", lang, label=label, worst=names[0], **amounts),
    )


def spider(answer: Sensitivity, steps: pd.DataFrame, line: str, lang: str) -> Chart:
    """Draw a line's value at several steps of each input.

    `steps` is the table that `spider` returns.
    """
    label, unit = _label(answer, line, lang), _unit(answer, line)
    order = (steps.max(axis=1) - steps.min(axis=1)).sort_values(ascending=False, kind="stable").index
    table = steps.loc[order[:MOST_LINES]]
    names = [words.parameter(answer.plan, path, lang) for path in table.index]
    by_factor = steps.columns.name == "factor"
    with style.settings():
        figure = style.figure(height=3.9)
        axes = figure.subplots()
        scale = amounts_axis(axes, largest(table.to_numpy()), unit, lang)
        for name, colour, figures in zip(names, style.colours(len(table)), table.to_numpy(), strict=True):
            axes.plot(table.columns, figures, color=colour, marker="o", markersize=3.5, label=name)
        shown = [percent(float(each), 0) if by_factor else f"{each:g}" for each in table.columns]
        axes.set_xticks(list(table.columns), shown)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), handlelength=1.6)
        note = text(
            "charts.spider.factor" if by_factor else "charts.spider.percentile",
            lang,
            unit=scale.unit,
            state=state(answer, lang),
        )
        style.titled(axes, text("charts.spider.title", lang, label=label), note)
    alt = text("charts.spider.alt", lang, label=label, count=len(table), worst=names[0])
    return Chart(f"spider_{line}", figure, alt)


def _label(answer: Simulation | Sensitivity, line: str, lang: str) -> str:
    return str(getattr(answer.lines[line], lang))


def _unit(answer: Simulation | Sensitivity, line: str) -> str:
    return shown_unit(line, answer.lines[line].unit)


def _edges(sample: Numbers) -> Numbers:
    """Return the histogram's bin edges.

    If the range includes 0, then 0 is an edge, so that no bar mixes gains and losses.
    """
    low, high = float(sample.min()), float(sample.max())
    width = (high - low) / BINS or 1.0
    if not low < 0 < high:
        return np.linspace(low, low + BINS * width, BINS + 1)
    return width * np.arange(np.floor(low / width), np.ceil(high / width) + 1)


def _named(axes: Axes, at: float, said: str) -> None:
    """Write a text beside a vertical line, on the side with more room."""
    left, right = axes.get_xlim()
    side, away = ("left", 4) if at < (left + right) / 2 else ("right", -4)
    axes.annotate(said, (at, 1), xycoords=("data", "axes fraction"), xytext=(away, -10),
                  textcoords="offset points", ha=side, fontsize=9, bbox=style.CLEAR)  # fmt: skip
