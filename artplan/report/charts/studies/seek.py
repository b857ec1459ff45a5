"""The chart of a search: a figure of the plan along a parameter's range, the target, and the solutions."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from artplan.engine.arrays import Numbers
from artplan.report.charts import style
from artplan.report.charts.chart import Chart, amounts_axis, largest, legend_beside
from artplan.report.words import parameters as words
from artplan.report.words.format import number, short
from artplan.report.words.state import state
from artplan.study.seek.answer import Sought
from artplan.study.seek.roots import Root
from artplan.texts.catalogue import text

ROOM = 0.6  # margin on each side of the marked points, as a share of their span
SHOWN = 4  # significant digits of a number in the chart
MOST = 6  # solutions with a dot of their own


def along(answer: Sought, lang: str) -> Chart:
    """Draw the curve around the present value and the solutions, with the target as a horizontal line."""
    with style.settings():
        figure = style.figure(height=3.8)
        axes = figure.subplots()
        numbers, values = _window(answer)
        scale = amounts_axis(axes, largest(values, answer.target), words.unit(answer.measure), lang)
        axes.plot(numbers, values, color=style.MAIN, marker="." if answer.drawn else "")
        axes.axhline(answer.target, color=style.LOSS, linestyle="--", linewidth=1.2)
        axes.set_xlim(numbers[0], numbers[-1])
        _marks(axes, answer, lang)
        axes.tick_params(axis="x", pad=8)  # a tick in the corner stays clear of the lowest amount
        axes.xaxis.set_major_formatter(lambda at, _: _across(at, answer.factor))
        name = words.sought(answer, lang)
        by = words.parameter(answer.plan, answer.path, lang)
        style.titled(
            axes,
            text("charts.seek.title", lang, measure=name),
            _note(answer, text("charts.seek.note", lang, unit=scale.unit, by=by), lang),
        )
    return Chart("seek", figure, _alt(answer, name, by, lang))


def _note(answer: Sought, note: str, lang: str) -> str:
    """Add the state of the plan where its world was drawn; without draws the plan follows its targets."""
    drawn = answer.drawn
    return text("charts.seek.drawn", lang, note=note, state=state(drawn, lang)) if drawn else note


def _window(answer: Sought) -> tuple[Numbers, Numbers]:
    """Return the points of the curve in a range around the present value and the solutions."""
    known = answer.frame().to_numpy()
    marks = [(answer.present, answer.now), *((root.number, root.value) for root in _answers(answer))]
    every = np.unique(np.concatenate([known, np.array(marks)]), axis=0)
    at = [number for number, _ in marks]
    span = (max(at) - min(at)) or abs(answer.present) or 1.0
    low, high = min(at) - ROOM * span, max(at) + ROOM * span
    inside = (every[:, 0] >= low) & (every[:, 0] <= high)
    return every[inside, 0], every[inside, 1]


def _answers(answer: Sought) -> tuple[Root, ...]:
    """Return the solutions, else the nearest point; an empty tuple if the parameter has no effect."""
    return answer.answer.roots or (() if answer.answer.flat else (answer.nearest,))


def _marks(axes: Axes, answer: Sought, lang: str) -> None:
    """Mark the present plan with a ring and the solutions with dots; the legend gives their values."""
    marks = [(answer.present, answer.now, style.PAPER, "planned")]
    for root in _answers(answer)[:MOST]:
        kind = "answer" if root.met else "jump" if answer.answer.roots else "nearest"
        marks.append((root.number, root.value, style.MAIN, kind))
    for at, value, face, kind in marks:
        value_text = _amount(answer, answer.target if kind == "answer" else value, lang)
        shown = f"{_across(at, answer.factor)} → {value_text}"
        label = f"{text(f'seek.{kind}', lang)}\n{shown}"
        axes.plot(
            [at],
            [value],
            "o",
            color=style.MAIN,
            markerfacecolor=face,
            markersize=7,
            clip_on=False,
            label=label,
        )
    axes.plot(
        [],
        [],
        "--",
        color=style.LOSS,
        label=f"{text('seek.target', lang)}\n{_amount(answer, answer.target, lang)}",
    )
    legend_beside(axes, reverse=False)


def _across(at: float, factor: bool) -> str:
    shown = f"{at:.{SHOWN}g}" if abs(at) < 10**SHOWN else number(at)
    return f"x{shown}" if factor else shown


def _amount(answer: Sought, value: float, lang: str) -> str:
    return short(value, words.unit(answer.measure), lang)


def _alt(result: Sought, name: str, by: str, lang: str) -> str:
    best = next(iter(result.solutions), result.nearest)
    at = _across(best.number, result.factor)
    target, value = _amount(result, result.target, lang), _amount(result, best.value, lang)
    kind = "met" if best.met else "unmet"
    answer = text(f"charts.seek.{kind}", lang, at=at, target=target, **({} if best.met else {"value": value}))
    now, present = _amount(result, result.now, lang), _across(result.present, result.factor)
    return text("charts.seek.alt", lang, measure=name, by=by, now=now, present=present, answer=answer)
