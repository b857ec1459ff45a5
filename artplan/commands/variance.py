"""The command `artplan variance`: a month of the ledger against the plan."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from artplan.commands import options
from artplan.study import defaults
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.operating import OperatingPlan
    from artplan.report.tables.table import Table
    from artplan.study.variance.answer import Budget, DriverVariance


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "variance", text("help.variance.brief", lang), text("help.variance.about", lang)
    )
    command.add_argument("month", metavar="YYYY-MM", help=text("help.variance.month", lang))
    command.add_argument("--against", metavar="ID", help=text("help.variance.against", lang))
    command.add_argument("--drivers", action="store_true", help=text("help.variance.drivers", lang))
    command.add_argument("--ytd", action="store_true", help=text("help.variance.ytd", lang))
    options.add_scenario(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.actuals.closed import closed_amounts
    from artplan.actuals.month import amounts_of, ledger_months
    from artplan.study.variance.variance import variance

    budget = _frozen(chosen) if chosen.against else None
    plan = options.one_plan(chosen)
    own = amounts_of([month for month in ledger_months() if month <= chosen.month])
    actuals = {**closed_amounts(), **own}  # last year's may be there as closed months only
    answer = variance(plan, chosen.month, actuals, budget)
    by_driver = chosen.drivers or chosen.ytd
    drivers = _drivers(plan, chosen.month, actuals, chosen.ytd) if by_driver else None
    if chosen.json:
        options.print_json({**answer.record(), **({"drivers": drivers.record()} if drivers else {})})
        return 0
    from artplan.commands import terminal
    from artplan.report.tables.studies import variance as tables
    from artplan.report.tables.studies import variance_by_drivers as by_drivers

    lang = chosen.lang or plan.plan.language
    shown: list[Table] = [tables.statement(answer, lang), tables.balance(answer, lang)]
    said = tables.sentences(answer, lang)
    if drivers:
        shown += by_drivers.tables(drivers, lang)
        said += by_drivers.sentences(drivers, lang)
    parts = [f"{each.caption}\n{terminal.laid_out(each)}" for each in shown]
    print("\n\n".join([*parts, *said]))
    return 0


def _frozen(chosen: argparse.Namespace) -> Budget:
    """Return the budget of a frozen version. Raises PlanFault for other parameters beside it."""
    from artplan.study.variance.answer import Budget
    from artplan.versions.read import read_version

    if chosen.changes or chosen.scenario != defaults.PLAN:
        raise options.wrong("--against", chosen.against, "versions.no_other_plan")
    if chosen.drivers or chosen.ytd:
        raise options.wrong("--against", chosen.against, "versions.no_drivers")
    version = read_version(chosen.against)
    return Budget(chosen.against, version.card.months, version.card.first_fiscal_month, version.figures)


def _drivers(
    plan: OperatingPlan, month: str, actuals: Mapping[str, Mapping[str, float]], to_date: bool
) -> DriverVariance:
    """Read what the month's exports and those of earlier months of the plan measure, and compare it."""
    from artplan.commands.measures import measures_until
    from artplan.study.variance.drivers import driver_variance

    return driver_variance(plan, month, measures_until(plan, month), actuals, to_date)
