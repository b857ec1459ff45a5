"""What all charts share: the `Chart` class, the axes of months and amounts, the legends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from artplan.report.charts import style
from artplan.report.words.format import Scale, number, scale_for
from artplan.result import Result
from artplan.texts.catalogue import text

MANY_MONTHS = 18


@dataclass(frozen=True)
class Chart:
    """A figure with its alternative text; a notebook displays it as SVG."""

    name: str
    figure: Figure
    alt: str

    def svg(self) -> str:
        return self._svg

    @cached_property
    def _svg(self) -> str:
        """Render the SVG once; a notebook may both display it and write it to a file."""
        return style.svg(self.figure, self.alt, self.name)

    def png(self, dpi: int = 110) -> bytes:
        return style.png(self.figure, self.name, dpi)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"image/svg+xml": self.svg(), "text/plain": self.alt}


def nothing(name: str, lang: str) -> Chart:
    """Return an almost empty chart with a message, for a plan without figures for the chart."""
    with style.settings():
        figure = style.figure(height=1.2)
        axes = figure.subplots()
        axes.axis("off")
        alt = text(f"charts.{name}.empty", lang)
        axes.text(0, 0.5, alt, color=style.QUIET, transform=axes.transAxes, va="center")
    return Chart(name, figure, alt)


def with_formula(alt: str, result: Result, line: str, lang: str) -> str:
    """Append the formula of a chart's line to its alternative text."""
    return f"{alt} {result.label(line, lang)} = {result.formula(line, lang)}"


def months_axis(axes: Axes, months: Sequence[str], lang: str) -> None:
    """Label the x axis with months.

    Month names are short, and each year is written below its first month. Long plans label every third or
    sixth month.
    """
    step = 1 if len(months) <= MANY_MONTHS else 3 if len(months) <= 36 else 6
    places = [place for place, month in enumerate(months) if (int(month[5:]) - 1) % step == 0] or [0]
    named: list[str] = []
    for place in places:
        month = months[place]
        first = not named or months[places[len(named) - 1]][:4] != month[:4]
        named.append(text(f"month.{month[5:]}", lang) + (f"\n{month[:4]}" if first else ""))
    axes.set_xticks(places, named)
    axes.set_xlim(-0.6, len(months) - 0.4)


def amounts_axis(axes: Axes, biggest: float, unit: str, lang: str, along: str = "y") -> Scale:
    """Format the axis of amounts in a readable scale with separators.

    Returns the scale; its unit goes into the chart's note.
    """
    scale = scale_for(biggest, unit, lang)
    axis = axes.yaxis if along == "y" else axes.xaxis
    axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=unit == "person"))
    axis.set_major_formatter(
        FuncFormatter(lambda value, _: _tick(float(value), axis.get_majorticklocs(), scale))
    )
    style.ruled(axes, along)
    return scale


def zero_line(axes: Axes) -> None:
    """Draw a line at 0 instead of the bottom edge, since bars may extend below 0."""
    axes.axhline(0, color=style.QUIET, linewidth=0.8)
    axes.spines["bottom"].set_visible(False)


def legend_above(axes: Axes, columns: int = 6) -> None:
    """Place the legend to the right of the title, where nothing is drawn."""
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        ncols=columns,
        borderaxespad=0.2,
        handlelength=1.2,
        columnspacing=1.2,
    )


def legend_beside(axes: Axes, reverse: bool = True) -> None:
    """Place the legend right of the plot, in the order of the stack; for long lists of names."""
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), reverse=reverse, handlelength=1.2)


def colours_of(result: Result, dimension: str) -> dict[str, str]:
    """Return the colour of each member of a dimension, the same in every chart of a plan."""
    members = result.members[dimension]
    return dict(zip(members, style.colours(len(members)), strict=True))


def largest(*values: Any) -> float:
    """Return the largest absolute amount of all arguments, to choose a scale; 0 if they are empty."""
    return max((float(np.max(np.abs(each))) for each in values if np.size(each)), default=0.0)


def _tick(value: float, all_ticks: Any, scale: Scale) -> str:
    """Format a tick with as many decimals as the axis needs for its finest tick."""
    shown = np.asarray(all_ticks, dtype=float) / scale.factor
    decimals = next(
        each for each in (0, 1, 2) if each == 2 or np.allclose(shown, np.round(shown, each), atol=1e-9)
    )
    return number(value / scale.factor, decimals)
