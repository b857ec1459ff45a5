"""Slow views: charts drawn with the chart library, and studies of the changed plan.

Each is computed in a second process (`app.beside`), from the state of the session at the time of the request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from artplan.api import studies
from artplan.api.applicable import Questions
from artplan.app.session import Changes, Now
from artplan.app.views.months import ShadedBand
from artplan.app.views.tag import tag
from artplan.study import SEED
from artplan.study.forecast.closed_months import ClosedMonths
from artplan.study.forecast.forecast import forecast
from artplan.study.forecast.outlook import outlook
from artplan.texts.catalogue import text

if TYPE_CHECKING:  # the chart library is imported only when needed
    from artplan.report.charts.chart import Chart

View = Callable[[Now, str], Any]
DRAWS = 2000
WITHIN = (10.0, 90.0)  # the percentiles that limit the band


def band(now: Now, lang: str) -> ShadedBand | None:
    """Return the range of cash that contains 80% of the draws; None if no parameter is uncertain."""
    if now.closed is not None:
        return _band_of_open_months(now, now.closed) if _uncertain(now) else None
    result = _ask(now).simulate(DRAWS)
    if result is None:
        return None
    low, high = result.fan("cash_closing", WITHIN).to_numpy().tolist()
    return ShadedBand(tuple(low), tuple(high))


def _band_of_open_months(now: Now, closed: ClosedMonths) -> ShadedBand:
    openings, _ = closed.openings(now.evaluated.modelled)
    left = len(closed.planned.months) - closed.at
    drawn = outlook(now.here, openings, closed.at, left, 0.0, DRAWS, SEED, {})
    return ShadedBand(*drawn.cash)


def _uncertain(now: Now) -> bool:
    return any(leaf.uncertain for leaf in now.here.plan.leaves.values())


def funnel(now: Now, lang: str) -> str:
    """Show the visits and cost of each channel, and how visits become sales."""
    from artplan.report.charts import traffic as charts
    from artplan.report.tables import traffic as tables

    result = now.evaluated.shown
    drawn = [charts.channels(result, lang), charts.funnel(result, lang)]
    return _figures(drawn[:1]) + tables.channels(result, lang).html() + _figures(drawn[1:])


def customers(now: Now, lang: str) -> str:
    """Show customers by origin: what winning one costs, and what one brings until when."""
    from artplan.report.charts import customers as charts
    from artplan.report.tables import customers as tables

    result = now.evaluated.shown
    return _figures([charts.origins(result, lang)]) + tables.origins(result, lang).html()


def people(now: Now, lang: str) -> str:
    """Show headcount and its cost by month, and the organisation charts of the months in which it changes."""
    from artplan.report.charts import people
    from artplan.report.story import Story

    result = now.evaluated.shown
    drawn = [people.headcount(result, lang), people.department_cost(result, lang)]
    return _figures(drawn) + Story(result, lang).organisation().html()


def uncertainty(now: Now, lang: str) -> str:
    """Show the simulation: cash by month, the year's profit, and the probabilities of bad outcomes.

    Once months are closed it is that of the forecast.
    """
    from artplan.report import answers as shown

    if now.closed is not None:
        draws = DRAWS if _uncertain(now) else 0
        return shown.show(forecast(now.plan, now.closed.actuals, rest=now.here, draws=draws), lang).html()
    result = _ask(now).simulate(DRAWS)
    drawn = [shown.chart("fan", result, lang, line="cash_closing"), shown.chart("spread", result, lang)]
    return _figures(drawn) + "".join(
        shown.table(name, result, lang).html() for name in ("chances", "simulation")
    )


def tornado(now: Now, lang: str) -> str:
    """Show the parameters with the greatest effect on profit."""
    from artplan.report import answers as shown

    result = _ask(now).sensitivity()
    return _figures([shown.chart("tornado", result, lang)]) + shown.table("sensitivity", result, lang).html()


def why(now: Now, lang: str) -> str:
    """Show the contribution of each change to the change in profit and cash."""
    from artplan.report import answers as shown

    if not now.changes:
        return tag("p", words=text("app.nothing_moved", lang))
    result = studies.compare(now.plan, now.here)
    lines = ("net_profit", "cash_closing")
    parts = [
        _figures([shown.chart("attribution", result, lang, line=line)])
        + shown.table("attribution", result, lang, line=line).html()
        for line in lines
    ]
    return "".join(parts)


def allocation(now: Now, lang: str) -> tuple[str, Changes]:
    """Return the budget allocation with the highest contribution margin, and the changes that apply it."""
    from artplan.report import answers as shown

    result = _ask(now).allocate()
    if result is None:
        return tag("p", words=text("app.no_allocation", lang)), {}
    return shown.show(result, lang).html(), result.settings


SLOW: Mapping[str, View] = {
    "band": band,
    "funnel": funnel,
    "customers": customers,
    "people": people,
    "uncertainty": uncertainty,
    "tornado": tornado,
    "why": why,
    "allocation": allocation,
}


def _ask(now: Now) -> Questions:
    return Questions(now.here, now.here.plan.name, now.changes)


def _figures(charts: Iterable[Chart]) -> str:
    return "".join(f'<figure class="ap-figure-drawn">{chart.svg()}</figure>' for chart in charts)
