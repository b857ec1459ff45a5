"""Charts of people: headcount, cost by department, the parts of each post's cost."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from artplan.engine.arrays import Numbers
from artplan.plan.people import for_a_time
from artplan.report.charts import style
from artplan.report.charts.chart import (
    MANY_MONTHS,
    Chart,
    amounts_axis,
    colours_of,
    largest,
    legend_beside,
    months_axis,
    nothing,
    with_formula,
)
from artplan.report.tables.organisation import people_label
from artplan.report.tables.post_costs import COST_PARTS, role_cost_parts
from artplan.report.words.format import DUST_OF_HEADS, heads, money
from artplan.result import Result
from artplan.texts.catalogue import text


def headcount(result: Result, lang: str) -> Chart:
    """Draw people in post by department at each month's end as steps, and the planned headcount as a line."""
    people = _filled(result.frame("headcount_by_department"))
    if not len(people):
        return nothing("headcount", lang)
    planned = result.total("headcount_planned_total").to_numpy()
    with style.settings():
        figure = style.figure(height=4.0)
        axes = figure.subplots()
        gone = result.frame("position_ending").loc[list(for_a_time(result.plan.sections))].sum().to_numpy()
        scale = amounts_axis(axes, largest(people.sum() + gone, planned), "person", lang)
        _stack(axes, people, result, lang, width=1.0)
        _hands(axes, gone, people.sum().to_numpy(), lang)
        places = np.append(np.arange(len(planned)) - 0.5, len(planned) - 0.5)
        axes.step(
            places,
            np.append(planned, planned[-1]),
            where="post",
            color=style.INK,
            linestyle=(0, (4, 2)),
            linewidth=1.4,
            path_effects=[withStroke(linewidth=3.2, foreground="white")],  # to be seen on dark bars too
            label=text("charts.planned", lang),
        )
        legend_beside(axes)
        months_axis(axes, result.months, lang)
        attrition = result.by_month("expected_attrition_total")
        style.titled(axes, text("charts.headcount.title", lang), _beside(scale.unit, attrition[-1], lang))
    total = people.sum().to_numpy()
    alt = text(
        "charts.headcount.alt",
        lang,
        first=people_label(total[0], lang, attrition[0]),
        last=people_label(total[-1], lang, attrition[-1]),
        planned=heads(planned[-1]),
    )
    return Chart("headcount", figure, alt)


def _beside(unit: str, attrition: float, lang: str) -> str:
    """Return the unit, and the attrition that the bars do not show."""
    if attrition <= DUST_OF_HEADS:
        return unit
    return text("charts.headcount.beside", lang, unit=unit, count=heads(attrition))


def department_cost(result: Result, lang: str) -> Chart:
    """Draw payroll cost by month, stacked by department."""
    cost = _filled(result.frame("payroll_cost_by_department"))
    if not len(cost):
        return nothing("department_cost", lang)
    with style.settings():
        figure = style.figure(height=4.0)
        axes = figure.subplots()
        scale = amounts_axis(axes, largest(cost.sum()), "CNY", lang)
        _stack(axes, cost, result, lang, width=0.7)
        legend_beside(axes)
        months_axis(axes, result.months, lang)
        style.titled(axes, text("charts.department_cost.title", lang), scale.unit)
    most = str(cost.sum(axis=1).idxmax())
    alt = text(
        "charts.department_cost.alt",
        lang,
        total=money(float(cost.to_numpy().sum()), lang),
        most=result.plan.label("department", most, lang),
        amount=money(float(cost.sum(axis=1)[most]), lang),
    )
    return Chart("department_cost", figure, with_formula(alt, result, "payroll_cost_by_department", lang))


def role_cost(result: Result, lang: str) -> Chart:
    """Draw each post's cost over all months by its parts: fixed pay, performance pay, insurance and so on."""
    parts = role_cost_parts(result)
    parts = parts[parts.sum(axis=1) > 0]
    if not len(parts):
        return nothing("role_cost", lang)
    with style.settings():
        figure = style.figure(height=1.5 + 0.36 * len(parts))
        axes = figure.subplots()
        scale = amounts_axis(axes, largest(parts.sum(axis=1)), "CNY", lang, along="x")
        left = np.zeros(len(parts))
        shown = [part for part in COST_PARTS if parts[part].any()]
        for part, colour in zip(shown, style.colours(len(shown)), strict=True):
            amounts = parts[part].to_numpy()
            label = text(f"people.part.{part}", lang)
            axes.barh(
                range(len(parts)),
                amounts,
                left=left,
                height=0.62,
                color=colour,
                label=label,
                edgecolor=style.PAPER,
                linewidth=0.5,
            )
            left += amounts
        axes.set_yticks(range(len(parts)), [result.plan.label("post", each, lang) for each in parts.index])
        axes.tick_params(axis="y", labelcolor=style.INK)
        axes.set_ylim(len(parts) - 0.4, -0.6)
        axes.set_xlim(0, largest(left) * 1.03)
        legend_beside(axes, reverse=False)
        style.titled(axes, text("charts.role_cost.title", lang), scale.unit)
    alt = text("charts.role_cost.alt", lang, total=money(float(left.sum()), lang), count=len(parts))
    return Chart("role_cost", figure, alt)


def _hands(axes: Axes, gone: Numbers, base: Numbers, lang: str) -> None:
    """Draw those who were there for a time and are gone at the month's end, above those in post."""
    if gone.any():
        axes.bar(
            range(len(gone)),
            gone,
            bottom=base,
            width=1.0,
            color=style.PAPER,
            hatch=style.LOSS_HATCH,
            edgecolor=style.QUIET,
            linewidth=0.0,
            label=text("charts.headcount.hands", lang),
        )


def _filled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[(frame != 0).any(axis=1)]


def _stack(axes: Axes, frame: pd.DataFrame, result: Result, lang: str, width: float) -> None:
    """Draw bars by month, stacked by department."""
    base = np.zeros(frame.shape[1])
    colours = colours_of(result, "department")
    for department, amounts in frame.iterrows():
        colour = colours[str(department)]
        label = result.plan.label("department", department, lang)
        axes.bar(
            range(len(base)),
            amounts,
            bottom=base,
            width=width,
            color=colour,
            label=label,
            edgecolor=style.PAPER,
            linewidth=0.5 if len(base) <= MANY_MONTHS else 0.0,
        )
        base += amounts.to_numpy()
