"""The answers of studies as a notebook shows them: charts, tables and paragraphs by name.

`show(found, lang)` puts together all there is to see of one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

import pandas as pd

from artplan.report.charts import allocate as allocate_charts
from artplan.report.charts import attribution as attribution_charts
from artplan.report.charts import seek as seek_charts
from artplan.report.charts import sweep as sweep_charts
from artplan.report.charts import uncertainty as uncertainty_charts
from artplan.report.charts.chart import Chart, nothing
from artplan.report.pages.inline import STYLE
from artplan.report.tables import allocate as allocate_tables
from artplan.report.tables import attribution as attribution_tables
from artplan.report.tables import ledger as ledger_tables
from artplan.report.tables import seek as seek_tables
from artplan.report.tables import sweep as sweep_tables
from artplan.report.tables import uncertainty as uncertainty_tables
from artplan.report.tables.table import Table, words
from artplan.study.allocate.answer import Proposal
from artplan.study.compare.answer import Attribution, Comparison, Ledger
from artplan.study.seek.answer import Sought
from artplan.study.sweep.answer import Swept
from artplan.study.uncertainty.answer import Sensitivity, Simulation
from artplan.texts.catalogue import text
from artplan.texts.closest import by_name

LINE = "net_profit"


def _attributed(found: Comparison, line: str) -> Attribution:
    return next(each for each in found.attributions if each.figure.text == line)


def _attribution_chart(found: Comparison, lang: str, line: str = LINE) -> Chart:
    return attribution_charts.attribution(found, _attributed(found, line), lang)


def _attribution(found: Comparison, lang: str, line: str = LINE) -> Table:
    return attribution_tables.attribution(found, _attributed(found, line), lang)


def _sales(found: Comparison, lang: str, of: str = "traffic") -> Table:
    return attribution_tables.sales(found, of, lang)


def _swept(found: Swept, lang: str, line: str = LINE) -> Chart:
    return next(chart for chart in sweep_charts.charts(found, lang) if chart.name == line)


def _tornado(found: Sensitivity, lang: str, line: str = LINE) -> Chart:
    return uncertainty_charts.tornado(found, line, lang)


def _spider(found: Sensitivity, lang: str, steps: pd.DataFrame, line: str = LINE) -> Chart:
    return uncertainty_charts.spider(found, steps, line, lang)


def _fan(found: Simulation, lang: str, line: str = LINE) -> Chart:
    return uncertainty_charts.fan(found, line, lang)


def _spread(found: Simulation, lang: str, line: str = LINE) -> Chart:
    return uncertainty_charts.spread(found, line, lang)


CHARTS: Mapping[str, Callable[..., Chart]] = {
    "attribution": _attribution_chart,
    "sweep": _swept,
    "tornado": _tornado,
    "spider": _spider,
    "seek": seek_charts.along,
    "fan": _fan,
    "spread": _spread,
    "allocation": allocate_charts.allocation,
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
    "allocation_channels": allocate_tables.channels,
    "allocation_months": allocate_tables.months,
    "allocation_outcomes": allocate_tables.outcomes,
}


@dataclass(frozen=True)
class Shown:
    """Charts and tables of one answer; shows itself as HTML."""

    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]

    def html(self) -> str:
        drawn = [f"<figure>{chart.svg()}</figure>" for chart in self.charts]
        return "\n".join([STYLE, *drawn, *(table.html() for table in self.tables)])

    def text(self) -> str:
        return "\n\n".join([*(chart.alt for chart in self.charts), *(table.text() for table in self.tables)])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}


@singledispatch
def show(answer: object, lang: str) -> Shown:
    """The charts and tables of an answer; of a study of several lines, those of the first."""
    raise TypeError(f"no study answers with {type(answer).__name__}")


@show.register
def _comparison(found: Comparison, lang: str) -> Shown:
    line = found.attributions[0].figure.text
    tables = _attribution(found, lang, line), attribution_tables.inputs(found, lang)
    return Shown((_attribution_chart(found, lang, line),), tables)


@show.register
def _ledger(found: Ledger, lang: str) -> Shown:
    return Shown((), (ledger_tables.effects(found, lang),))


@show.register
def _sweep(found: Swept, lang: str) -> Shown:
    return Shown(tuple(sweep_charts.charts(found, lang)), (sweep_tables.sweep(found, lang),))


@show.register
def _sensitivity(found: Sensitivity, lang: str) -> Shown:
    line = next(iter(found.lines))
    return Shown((_tornado(found, lang, line),), (uncertainty_tables.sensitivity(found, lang, line),))


@show.register
def _sought(found: Sought, lang: str) -> Shown:
    return Shown((seek_charts.along(found, lang),), (seek_tables.seek(found, lang),))


@show.register
def _simulation(found: Simulation, lang: str) -> Shown:
    line = next(iter(found.lines))
    drivers = uncertainty_tables.drivers(found, lang, line)
    tables = uncertainty_tables.simulation(found, lang), uncertainty_tables.chances(found, lang), drivers
    return Shown((_fan(found, lang, line), _spread(found, lang, line)), tables)


@show.register
def _proposal(found: Proposal, lang: str) -> Shown:
    tables = allocate_tables.channels(found, lang), allocate_tables.outcomes(found, lang)
    return Shown((allocate_charts.allocation(found, lang),), tables)


def chart(name: str, found: Any, lang: str, **options: Any) -> Chart:
    """By its name; a line of words in place of a study that does not apply (None)."""
    draw = by_name(name, CHARTS)
    return replace(nothing("study", lang), name=name) if found is None else draw(found, lang, **options)


def table(name: str, found: Any, lang: str, **options: Any) -> Table:
    """By its name; without rows where the study does not apply (None)."""
    lay = by_name(name, TABLES)
    if found is None:
        return Table(name, text("charts.study.empty", lang), words(""), (), pd.DataFrame())
    return lay(found, lang, **options)
