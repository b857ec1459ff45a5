"""The charts, tables and paragraphs of the studies' answers, by name.

`show(answer, lang)` returns the default charts and tables of one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

import pandas as pd

from artplan.report.charts.chart import Chart, nothing
from artplan.report.charts.studies import allocate as allocate_charts
from artplan.report.charts.studies import attribution as attribution_charts
from artplan.report.charts.studies import forecast as forecast_charts
from artplan.report.charts.studies import seek as seek_charts
from artplan.report.charts.studies import sweep as sweep_charts
from artplan.report.charts.studies import uncertainty as uncertainty_charts
from artplan.report.charts.studies import variance as variance_charts
from artplan.report.pages.inline import STYLE
from artplan.report.tables.studies import allocate as allocate_tables
from artplan.report.tables.studies import attribution as attribution_tables
from artplan.report.tables.studies import forecast as forecast_tables
from artplan.report.tables.studies import ledger as ledger_tables
from artplan.report.tables.studies import seek as seek_tables
from artplan.report.tables.studies import stress as stress_tables
from artplan.report.tables.studies import sweep as sweep_tables
from artplan.report.tables.studies import uncertainty as uncertainty_tables
from artplan.report.tables.studies import variance as variance_tables
from artplan.report.tables.studies import variance_by_drivers as driver_tables
from artplan.report.tables.studies import versions as version_tables
from artplan.report.tables.table import Table
from artplan.study.allocate.answer import Proposal
from artplan.study.compare.answer import Attribution, Comparison, Ledger
from artplan.study.forecast.answer import Forecast
from artplan.study.seek.answer import Sought
from artplan.study.sweep.answer import Swept
from artplan.study.uncertainty.answer import Sensitivity, Simulation, Stress
from artplan.study.variance.answer import DriverVariance, Variance
from artplan.texts.catalogue import text
from artplan.texts.closest import by_name
from artplan.versions.answer import FormerForecasts

LINE = "net_profit"


def _attributed(answer: Comparison, line: str) -> Attribution:
    return next(each for each in answer.attributions if each.figure.text == line)


def _attribution_chart(answer: Comparison, lang: str, line: str = LINE) -> Chart:
    return attribution_charts.attribution(answer, _attributed(answer, line), lang)


def _attribution(answer: Comparison, lang: str, line: str = LINE) -> Table:
    return attribution_tables.attribution(answer, _attributed(answer, line), lang)


def _sales(answer: Comparison, lang: str, of: str = "traffic") -> Table:
    return attribution_tables.sales(answer, of, lang)


def _swept(answer: Swept, lang: str, line: str = LINE) -> Chart:
    return next(chart for chart in sweep_charts.charts(answer, lang) if chart.name == line)


def _tornado(answer: Sensitivity, lang: str, line: str = LINE) -> Chart:
    return uncertainty_charts.tornado(answer, line, lang)


def _spider(answer: Sensitivity, lang: str, steps: pd.DataFrame, line: str = LINE) -> Chart:
    return uncertainty_charts.spider(answer, steps, line, lang)


def _fan(answer: Simulation, lang: str, line: str = LINE) -> Chart:
    return uncertainty_charts.fan(answer, line, lang)


def _spread(answer: Simulation, lang: str, line: str = LINE) -> Chart:
    return uncertainty_charts.spread(answer, line, lang)


CHARTS: Mapping[str, Callable[..., Chart]] = {
    "attribution": _attribution_chart,
    "sweep": _swept,
    "tornado": _tornado,
    "spider": _spider,
    "seek": seek_charts.along,
    "fan": _fan,
    "spread": _spread,
    "allocation": allocate_charts.allocation,
    "variance_bridge": variance_charts.bridge,
    "flexed_budget": variance_charts.flexed,
    "forecast_cash": forecast_charts.cash,
}
TABLES: Mapping[str, Callable[..., Table]] = {
    "attribution": _attribution,
    "inputs": attribution_tables.inputs,
    "moved": attribution_tables.moved,
    "sales": _sales,
    "effects": ledger_tables.effects,
    "sweep": sweep_tables.sweep,
    "sensitivity": uncertainty_tables.sensitivity,
    "seek": seek_tables.seek,
    "simulation": uncertainty_tables.simulation,
    "chances": uncertainty_tables.chances,
    "drivers": uncertainty_tables.drivers,
    "stress": stress_tables.stress,
    "allocation_channels": allocate_tables.channels,
    "allocation_months": allocate_tables.months,
    "allocation_outcomes": allocate_tables.outcomes,
    "variance": variance_tables.statement,
    "variance_balance": variance_tables.balance,
    "forecast": forecast_tables.statement,
    "forecast_bands": forecast_tables.bands,
    "forecast_balance": forecast_tables.balance,
    "forecast_placed": forecast_tables.placed,
}


@dataclass(frozen=True)
class Shown:
    """The charts and tables of one answer; a notebook displays it as HTML."""

    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]

    def html(self) -> str:
        drawn = [f'<figure tabindex="0">{chart.svg()}</figure>' for chart in self.charts]
        return "\n".join([STYLE, *drawn, *(table.html() for table in self.tables)])

    def text(self) -> str:
        return "\n\n".join([*(chart.alt for chart in self.charts), *(table.text() for table in self.tables)])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}


@singledispatch
def show(answer: object, lang: str) -> Shown:
    """Return the charts and tables of an answer; for a study of several lines, those of the first line."""
    raise TypeError(f"no study answers with {type(answer).__name__}")


@show.register
def _comparison(answer: Comparison, lang: str) -> Shown:
    line = answer.attributions[0].figure.text
    tables = _attribution(answer, lang, line), attribution_tables.inputs(answer, lang)
    return Shown((_attribution_chart(answer, lang, line),), tables)


@show.register
def _ledger(answer: Ledger, lang: str) -> Shown:
    return Shown((), (ledger_tables.effects(answer, lang),))


@show.register
def _sweep(answer: Swept, lang: str) -> Shown:
    return Shown(tuple(sweep_charts.charts(answer, lang)), (sweep_tables.sweep(answer, lang),))


@show.register
def _sensitivity(answer: Sensitivity, lang: str) -> Shown:
    line = next(iter(answer.lines))
    return Shown((_tornado(answer, lang, line),), (uncertainty_tables.sensitivity(answer, lang, line),))


@show.register
def _sought(answer: Sought, lang: str) -> Shown:
    return Shown((seek_charts.along(answer, lang),), (seek_tables.seek(answer, lang),))


@show.register
def _simulation(answer: Simulation, lang: str) -> Shown:
    line = next(iter(answer.lines))
    drivers = uncertainty_tables.drivers(answer, lang, line)
    tables = uncertainty_tables.simulation(answer, lang), uncertainty_tables.chances(answer, lang), drivers
    return Shown((_fan(answer, lang, line), _spread(answer, lang, line)), tables)


@show.register
def _stress(answer: Stress, lang: str) -> Shown:
    return Shown((), (stress_tables.stress(answer, lang),))


@show.register
def _proposal(answer: Proposal, lang: str) -> Shown:
    tables = allocate_tables.channels(answer, lang), allocate_tables.outcomes(answer, lang)
    return Shown((allocate_charts.allocation(answer, lang),), tables)


@show.register
def _variance(answer: Variance, lang: str) -> Shown:
    tables = variance_tables.statement(answer, lang), variance_tables.balance(answer, lang)
    return Shown((variance_charts.bridge(answer, lang),), tables)


@show.register
def _drivers(answer: DriverVariance, lang: str) -> Shown:
    return Shown((variance_charts.flexed(answer, lang),), tuple(driver_tables.tables(answer, lang)))


@show.register
def _forecast(answer: Forecast, lang: str) -> Shown:
    return Shown((forecast_charts.cash(answer, lang),), tuple(forecast_tables.tables(answer, lang)))


@show.register
def _former(answer: FormerForecasts, lang: str) -> Shown:
    return Shown((), (version_tables.former(answer, lang),))


def chart(name: str, result: Any, lang: str, **options: Any) -> Chart:
    """Draw a study's chart by its name.

    `result` is None if the study does not apply to the plan; the chart is then one line of text that says so.
    """
    draw = by_name(name, CHARTS)
    return replace(nothing("study", lang), name=name) if result is None else draw(result, lang, **options)


def table(name: str, result: Any, lang: str, **options: Any) -> Table:
    """Return a study's table by its name; an empty one if `result` is None: the study does not apply."""
    lay = by_name(name, TABLES)
    if result is None:
        return Table(name, text("charts.study.empty", lang), (), (), pd.DataFrame())
    return lay(result, lang, **options)
