"""The interface of a notebook: `say`, `chart`, `table`, `periods`, each called with a name, and `shown`.

A story holds a result, or several to be compared, and a language, so that a notebook's cells are one line
each and contain no logic. With an output folder, every chart is also written as SVG and every table as CSV.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from artplan.plan.written import renamed
from artplan.report import answers as studies
from artplan.report.charts import appraisal as appraisal_charts
from artplan.report.charts import compare as compare_charts
from artplan.report.charts import customers as customers_charts
from artplan.report.charts import money as money_charts
from artplan.report.charts import organisation as organisation_charts
from artplan.report.charts import people as people_charts
from artplan.report.charts import processes as process_charts
from artplan.report.charts import statements as statement_charts
from artplan.report.charts import stock as stock_charts
from artplan.report.charts import traffic as traffic_charts
from artplan.report.charts.chart import Chart
from artplan.report.explain.explanation import Explanation
from artplan.report.months import Months
from artplan.report.pages.inline import STYLE
from artplan.report.prose import appraisal as appraisal_prose
from artplan.report.prose import compare as compare_prose
from artplan.report.prose import money as money_prose
from artplan.report.prose import people as people_prose
from artplan.report.prose import statements as statement_prose
from artplan.report.prose import stock as stock_prose
from artplan.report.prose import studies as study_prose
from artplan.report.prose import traffic as traffic_prose
from artplan.report.prose.telling import Prose, Teller
from artplan.report.tables import appraisal as appraisal_tables
from artplan.report.tables import channel_prices as price_tables
from artplan.report.tables import closed_month
from artplan.report.tables import customers as customers_tables
from artplan.report.tables import money as money_tables
from artplan.report.tables import organisation as organisation_tables
from artplan.report.tables import pay as pay_tables
from artplan.report.tables import people as people_tables
from artplan.report.tables import plan as plan_tables
from artplan.report.tables import refunds as refund_tables
from artplan.report.tables import statements as statement_tables
from artplan.report.tables import statutory as statutory_tables
from artplan.report.tables import stock as stock_tables
from artplan.report.tables import targets as target_tables
from artplan.report.tables import taxes as tax_tables
from artplan.report.tables import traffic as traffic_tables
from artplan.report.tables.people_of_month import chosen_month, months_of_change
from artplan.report.tables.table import Table, Tables
from artplan.report.words.days import month_label
from artplan.report.words.plans import plan_name
from artplan.result import Result
from artplan.study.explain.answer import Item
from artplan.study.variance.answer import Variance
from artplan.texts.catalogue import has, text
from artplan.texts.closest import by_name
from artplan.writing.whole import write_whole

CHARTS: Mapping[str, Callable[..., Chart]] = {
    "profit_and_cash": money_charts.profit_and_cash,
    "waterfall": money_charts.waterfall,
    "sales_and_target": money_charts.sales_and_target,
    "organisation": organisation_charts.organisation,
    "processes": process_charts.processes,
    "headcount": people_charts.headcount,
    "department_cost": people_charts.department_cost,
    "role_cost": people_charts.role_cost,
    "funnel": traffic_charts.funnel,
    "channels": traffic_charts.channels,
    "stock": stock_charts.stock,
    "campaign_calendar": stock_charts.campaign_calendar,
    "audience": stock_charts.audience,
    "origins": customers_charts.origins,
    "capacity": stock_charts.capacity,
    "scores": appraisal_charts.scores,
    "cash_flow": statement_charts.cash_flow,
}
TABLES: Mapping[str, Callable[..., Table]] = {
    "budget": money_tables.budget,
    "cash": money_tables.cash,
    "duties": people_tables.duties,
    "headcount": people_tables.headcount,
    "departments": organisation_tables.departments,
    "spans": organisation_tables.spans,
    "transfers": organisation_tables.transfers,
    "positions": people_tables.positions,
    "role_cost": people_tables.role_cost,
    "department_cost": people_tables.department_cost,
    "take_home": pay_tables.take_home,
    "contributions": pay_tables.contributions,
    "commissions": pay_tables.commissions,
    "funnel": traffic_tables.funnel,
    "refunds": refund_tables.refunds,
    "channels": traffic_tables.channels,
    "channel_prices": price_tables.channel_prices,
    "campaigns": traffic_tables.campaigns,
    "targets": target_tables.targets,
    "stock": stock_tables.stock,
    "stock_by_month": stock_tables.stock_by_month,
    "artists": tax_tables.artists,
    "taxable_profit": tax_tables.taxable_profit,
    "orders_of_goods": stock_tables.orders_of_goods,
    "campaign_plan": stock_tables.campaign_plan,
    "audience": stock_tables.audience,
    "origins": customers_tables.origins,
    "capacity": stock_tables.capacity,
    "scorecards": appraisal_tables.scorecards,
    "appraisal": appraisal_tables.appraisal,
    "profit_and_loss": statement_tables.profit_and_loss,
    "cash_flow": statement_tables.cash_flow,
    "cash_flow_indirect": statement_tables.cash_flow_indirect,
    "balance": statement_tables.balance,
    "contribution_margin": statement_tables.contribution_margin,
    "indicators": statement_tables.indicators,
    "statutory_income": statutory_tables.statutory_income,
    "statutory_balance": statutory_tables.statutory_balance,
    "statutory_cash_flow": statutory_tables.statutory_cash_flow,
    "statutory_tie_out": statutory_tables.statutory_tie_out,
    "assumptions": plan_tables.assumptions,
    "placeholders": plan_tables.placeholders,
    "sources": plan_tables.sources,
    "overrides": plan_tables.overrides,
    "checks": plan_tables.checks,
}
PROSE: Mapping[str, Callable[[Teller], list[str]]] = {
    "about": money_prose.about,
    "profit": money_prose.profit,
    "cash": money_prose.cash,
    "target": money_prose.target,
    "budget": money_prose.budget,
    "quarters": money_prose.quarters,
    "worst_month": money_prose.worst_month,
    "tax": money_prose.tax,
    "health": money_prose.health,
    "people": people_prose.people,
    "structure": people_prose.structure,
    "processes": people_prose.processes,
    "payroll": people_prose.payroll,
    "social_insurance": people_prose.social_insurance,
    "traffic": traffic_prose.traffic,
    "conversion": traffic_prose.conversion,
    "advertising": traffic_prose.advertising,
    "campaigns": traffic_prose.campaigns,
    "targets": traffic_prose.targets,
    "stock": stock_prose.stock,
    "calendar": stock_prose.calendar,
    "audience": stock_prose.audience,
    "capacity": stock_prose.capacity,
    "appraisal": appraisal_prose.appraisal,
    "break_even": statement_prose.break_even,
    "cash_flow": statement_prose.cash_flow,
    "balance": statement_prose.balance,
    "contribution_margin": statement_prose.contribution_margin,
    "statutory": statement_prose.statutory,
}
PERIODS = ("quarter", "month", "half", "year")
# These take all results, by name, instead of one.
COMPARING_CHARTS: Mapping[str, Callable[..., Chart]] = {
    "scenarios": compare_charts.scenarios,
    "scenario_cash": compare_charts.scenario_cash,
}
COMPARING_TABLES: Mapping[str, Callable[..., Table]] = {
    "scenarios": plan_tables.scenarios,
    "scenario_list": plan_tables.scenario_list,
}
COMPARING_PROSE: Mapping[str, Callable[..., list[str]]] = {"scenarios": compare_prose.scenarios}


@dataclass(frozen=True)
class Story:
    """A result presented in one language.

    results: the results to be compared, by plan; the first is the story's own.
    tree: explains a number, given result, line and month. compared: compares the last closed month with the
    plan; None where there is none.
    """

    result: Result
    lang: str
    out: Path | None = None
    results: Mapping[str, Result] = field(default_factory=dict)
    tree: Callable[[Result, str, str], Item] | None = None
    compared: Callable[[], Variance | None] | None = None

    def say(self, topic: str, *answer: Any) -> Prose:
        """Return the paragraphs on a topic, filled in with the result's figures.

        A topic on a study takes the study's answer; None means that the study does not apply.
        """
        if answer:
            message = self._answered(topic, answer[0])
        elif topic in COMPARING_PROSE:
            message = COMPARING_PROSE[topic](self._compared(topic), self.lang)
        else:
            message = by_name(topic, {**PROSE, **COMPARING_PROSE}, renamed.PROSE)(
                Teller(self.result, self.lang)
            )
        heading = text(f"prose.{topic}.heading", self.lang) if has(f"prose.{topic}.heading") else ""
        return Prose(heading, tuple(message))

    def chart(self, name: str, *answer: Any, **options: Any) -> Chart:
        """Return a chart by its name.

        A study's chart takes the study's answer. Options, such as `month`, are passed to the chart.
        """
        if answer:
            chart = studies.chart(name, answer[0], self.lang, **options)
        elif name in COMPARING_CHARTS:
            chart = COMPARING_CHARTS[name](self._compared(name), self.lang, **options)
        else:
            chart = by_name(name, {**CHARTS, **COMPARING_CHARTS})(self.result, self.lang, **options)
        if self.out:
            write_whole(self.out / f"{chart.name}.svg", chart.svg())
        return chart

    def table(self, name: str, *answer: Any, **options: Any) -> Table:
        """Return a table by its name.

        A study's table takes the study's answer. Options, such as `by`, are passed to the table.
        """
        if answer:
            table = studies.table(name, answer[0], self.lang, **options)
        elif name in COMPARING_TABLES:
            table = COMPARING_TABLES[name](self._compared(name), self.lang, **options)
        else:
            lay = by_name(name, {**TABLES, **COMPARING_TABLES}, renamed.TABLES)
            table = lay(self.result, self.lang, **options)
        return self._kept(table)

    def actual(self, name: str) -> Table | None:
        """Return a statement's last closed month against the plan; None while no month is closed."""
        lay = by_name(name, closed_month.TABLES)
        answer = self.compared() if self.compared else None
        if answer is None:
            return None
        return self._kept(lay(self.result, answer, self.lang))

    def shown(self, answer: Any) -> studies.Shown:
        """Return the charts and tables of a study's answer; none for None: the study does not apply."""
        parts = studies.Shown((), ()) if answer is None else studies.show(answer, self.lang)
        if self.out:
            for chart in parts.charts:
                write_whole(self.out / f"{chart.name}.svg", chart.svg())
            for table in parts.tables:
                write_whole(self.out / f"{table.name}.csv", table.csv())
        return parts

    def periods(self, name: str, *by: str) -> Tables:
        """Return a table by several kinds of period; by default, quarters with the others folded below."""
        return Tables(tuple(self.table(name, by=each) for each in by or PERIODS))

    def organisation(self, month: str = "") -> Months:
        """Return the organisation of a month, by default the last, and folded below it of those of change."""
        shown = chosen_month(self.result, month)
        each = [shown, *(other for other in months_of_change(self.result) if other != shown)]
        titles = (
            text("charts.organisation.others", self.lang, month=month_label(at, self.lang)) for at in each
        )
        charts = [self.chart("organisation", month=at) for at in each]
        tables = [[self.table(name, month=at) for name in ("departments", "spans")] for at in each]
        parts: list[tuple[Chart | Table, ...]] = [
            (chart, *below) for chart, below in zip(charts, tables, strict=True)
        ]
        return Months(tuple(titles), tuple(parts))

    def explain(self, line: str, when: str = "lowest", depth: int = 8) -> Explanation:
        """Explain a number as a tree that unfolds; `lowest` and `highest` stand for the extreme months."""
        if self.tree is None:
            raise ValueError(f"{line} | nothing to explain it with | open with open_report(...)")
        amounts = self.result.total(line)
        months = {"lowest": str(amounts.idxmin()), "highest": str(amounts.idxmax())}
        item = self.tree(self.result, line, months.get(when, when))
        return Explanation(item, self.result, self.lang, depth)

    def text(self) -> str:
        """Return the plan's title, name and period, its hash, and how many values have no source."""
        plan = self.result.plan
        return text(
            "story.opened",
            self.lang,
            title=plan.title.get(self.lang),
            name=plan_name(plan, self.lang),
            period=Teller(self.result, self.lang).period(),
            hash=plan.hash[:8],
            placeholders=len(plan.placeholders),
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": f'{STYLE}<p class="opened">{escape(self.text())}</p>', "text/plain": self.text()}

    def _answered(self, topic: str, answer: Any) -> list[str]:
        t = Teller(self.result, self.lang)
        tell = by_name(topic, study_prose.PROSE)
        return [t.say(f"{topic}.none")] if answer is None else tell(t, answer)

    def _kept(self, table: Table) -> Table:
        if self.out:
            write_whole(self.out / f"{table.name}.csv", table.csv())
        return table

    def _compared(self, name: str) -> Mapping[str, Result]:
        if not self.results:
            raise ValueError(f'{name} | nothing to compare | open with open_report(..., scenarios="")')
        return self.results
