"""The charts of a sweep: line charts over one parameter, heat maps over two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, Normalize, TwoSlopeNorm

from artplan.engine.arrays import Numbers
from artplan.plan.read.relative import as_number, read_relative
from artplan.report.charts import style
from artplan.report.charts.chart import Chart, amounts_axis, largest, legend_beside, zero_line
from artplan.report.words import parameters as words
from artplan.report.words.format import MINUS, Scale, number, short
from artplan.report.words.plain import cut
from artplan.report.words.plans import plan_names
from artplan.study.sweep.answer import Axis, Swept
from artplan.texts.catalogue import text

DASHES = ("-", "--", ":", "-.")
WRITTEN = 12  # maximum columns of a heat map with numbers in its cells
TICKS = 10  # maximum number of tick labels on an axis
SHOWN = 4  # significant digits of a tick label


def charts(swept: Swept, lang: str) -> list[Chart]:
    """Return a chart for each line; for two parameters, one for each line and scenario.

    Parameters that vary together count as one. If more than two vary, the list is empty.
    """
    if len(swept.axes) == 1 or (swept.axes and swept.how == "together"):
        return [_lines(swept, place, lang) for place in range(len(swept.measures))]
    if len(swept.axes) == 2:
        scenarios = range(len(swept.scenarios))
        return [_map(swept, place, each, lang) for place in range(len(swept.measures)) for each in scenarios]
    return []


def _lines(swept: Swept, place: int, lang: str) -> Chart:
    """Draw one curve per scenario along the first parameter."""
    axis, measure = swept.axes[0], swept.measures[place]
    at, named = _along(axis)
    values = swept.numbers[:, place]
    with style.settings():
        figure = style.figure(height=3.8)
        axes = figure.subplots()
        known = values[np.isfinite(values)]
        scale = amounts_axis(axes, largest(known), words.unit(measure), lang)
        names, colours = plan_names(swept.plans, lang), style.colours(len(swept.scenarios))
        for scenario, (name, colour) in enumerate(zip(names, colours, strict=True)):
            own = swept.rows[:, 0] == scenario
            order = np.argsort(at[swept.rows[own, 1]], kind="stable")
            across, up = at[swept.rows[own, 1]][order], values[own][order]
            marker = "o" if len(axis.values) <= 2 * WRITTEN else ""
            dashes = DASHES[scenario % len(DASHES)]
            axes.plot(
                across,
                up,
                dashes,
                marker=marker,
                markersize=4,
                color=colour,
                label=cut(name, style.LONGEST_NAME),
            )
        if known.size and known.min() < 0 < known.max():
            zero_line(axes)
        if len(swept.scenarios) > 1:
            legend_beside(axes, reverse=False)
        _ticks(axes, at, named)
        name, across_name = (
            words.measure(measure, swept.plan, lang),
            words.parameter(swept.plan, axis.path, lang),
        )
        style.titled(axes, name, text("charts.sweep.note", lang, unit=scale.unit, across=across_name))
    low, high = _range(swept, known, place, lang)
    alt = text("charts.sweep.alt", lang, measure=name, across=across_name, low=low, high=high)
    return Chart(measure.text, figure, alt)


def _map(swept: Swept, place: int, scenario: int, lang: str) -> Chart:
    """Draw a heat map, with the first parameter upwards and the second across."""
    up, across = swept.axes
    measure = swept.measures[place]
    shape = len(up.values), len(across.values)
    cells = swept.numbers[swept.rows[:, 0] == scenario, place].reshape(shape)
    known = cells[np.isfinite(cells)]
    with style.settings():
        figure = style.figure(height=1.6 + 0.34 * min(max(shape[0], 6), 14))
        axes = figure.subplots()
        scale = words.scale(measure, largest(known), lang)
        colours, norm = _colours(known)
        drawn = axes.pcolormesh(
            np.arange(shape[1] + 1) - 0.5,
            np.arange(shape[0] + 1) - 0.5,
            np.ma.masked_invalid(cells),
            cmap=colours,
            norm=norm,
            edgecolor=style.PAPER if max(shape) <= 3 * WRITTEN else "none",
            linewidth=1,
            rasterized=max(shape) > 3 * WRITTEN,
        )
        if shape[1] <= WRITTEN and shape[0] <= 2 * WRITTEN:
            _written(axes, cells, scale, colours, norm)
        else:
            bar = figure.colorbar(drawn, ax=axes, pad=0.02)
            bar.outline.set_visible(False)
            bar.ax.yaxis.set_major_formatter(
                lambda value, _: number(value / scale.factor, _decimals(known, scale))
            )
        _names(axes.xaxis, across)
        _names(axes.yaxis, up)
        axes.spines["bottom"].set_visible(False)
        name = words.measure(measure, swept.plan, lang)
        if len(swept.scenarios) > 1:
            plan = cut(plan_names(swept.plans, lang)[scenario], style.LONGEST_NAME)
            name = text("charts.sweep.of_scenario", lang, measure=name, scenario=plan)
        entries = {
            "across": words.parameter(swept.plan, across.path, lang),
            "up": words.parameter(swept.plan, up.path, lang),
        }
        style.titled(axes, name, text("charts.sweep.map_note", lang, unit=scale.unit, **entries))
    low, high = _range(swept, known, place, lang)
    alt = text("charts.sweep.map_alt", lang, measure=name, low=low, high=high, **entries)
    items = f"_{swept.scenarios[scenario].replace('/', '_')}" if len(swept.scenarios) > 1 else ""
    return Chart(measure.text + items, figure, alt)


def _along(axis: Axis) -> tuple[Numbers, list[str]]:
    """Return the positions of an axis's values, and their labels.

    Numbers and relative changes are placed by size, other values at equal distances.
    """
    names = [_name(value) for value in axis.shown]
    sizes = [_size(value) for value in axis.values]
    if any(size is None for size in sizes):
        return np.arange(len(names), dtype=float), names
    return np.array(sizes, dtype=float), names


def _size(value: Any) -> float | None:
    change = read_relative(value)
    if change is None:
        return as_number(value)
    return change.shift if change.factor == 1 and change.shift else change.factor - 1


def _name(value: Any) -> str:
    """Format a value for a tick label with few significant digits, also within a relative change."""
    if isinstance(value, int | float):
        return number(value) if abs(value) >= 10_000 else f"{value:.{SHOWN}g}".replace("-", MINUS)
    if read_relative(value) is None:
        return str(value)
    return re.sub(r"[\d.]+", lambda result: f"{float(result[0]):.{SHOWN}g}", value).replace("-", MINUS)


def _ticks(axes: Axes, at: Numbers, named: Sequence[str]) -> None:
    """Label each value, except where the label would overlap the one before."""
    room = (np.ptp(at) or 1.0) / TICKS
    kept: list[int] = []
    for place in np.argsort(at, kind="stable"):
        if not kept or at[place] - at[kept[-1]] >= room * 0.95:
            kept.append(int(place))
    axes.set_xticks(at[kept], [named[place] for place in kept])


def _names(axis: Any, of: Axis) -> None:
    step = -(-len(of.values) // TICKS)
    axis.set_ticks(range(0, len(of.values), step), [_name(value) for value in of.shown][::step])


def _colours(known: Numbers) -> tuple[Colormap, Normalize]:
    """Return a colour map and its norm: from loss over 0 to gain for both signs, else pale to deep."""
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    if low < 0 < high:
        both = [style.LOSS, "#f7f7f7", style.GAIN]
        return LinearSegmentedColormap.from_list("gain", both), TwoSlopeNorm(0, low, high)
    ends = ["#f2e0cf", style.LOSS] if high <= 0 else ["#eaf0f6", style.GAIN]
    ends = ends[::-1] if high <= 0 else ends
    return LinearSegmentedColormap.from_list("level", ends), Normalize(low, high if high > low else low + 1)


def _written(axes: Axes, cells: Numbers, scale: Scale, colours: Colormap, norm: Normalize) -> None:
    """Write each cell's number into it: light on dark colours, dark on light ones."""
    decimals = _decimals(cells[np.isfinite(cells)], scale)
    for (row, column), value in np.ndenumerate(cells):
        red, green, blue, _ = colours(float(norm(value))) if np.isfinite(value) else (1, 1, 1, 1)
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.6
        axes.text(
            column,
            row,
            number(value / scale.factor, decimals),
            ha="center",
            va="center",
            fontsize=8.5,
            color=style.PAPER if dark else style.INK,
        )


def _decimals(known: Numbers, scale: Scale) -> int:
    return 0 if scale.factor == 1.0 and largest(known) >= 10 else 1


def _range(swept: Swept, known: Numbers, place: int, lang: str) -> tuple[str, str]:
    unit = words.unit(swept.measures[place])
    ends = (known.min(), known.max()) if known.size else (np.nan, np.nan)
    return short(float(ends[0]), unit, lang), short(float(ends[1]), unit, lang)
