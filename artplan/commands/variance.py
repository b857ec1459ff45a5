"""The command `artplan variance`: a month of the ledger against the plan."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.study import defaults
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.study.variance.answer import Budget


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "variance", text("help.variance.brief", lang), text("help.variance.about", lang)
    )
    command.add_argument("month", metavar="YYYY-MM", help=text("help.variance.month", lang))
    command.add_argument("--against", metavar="ID", help=text("help.variance.against", lang))
    options.add_scenario(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.actuals.month import amounts_of, ledger_months
    from artplan.study.variance.variance import variance

    budget = _frozen(chosen) if chosen.against else None
    plan = options.one_plan(chosen)
    actuals = amounts_of([month for month in ledger_months() if month <= chosen.month])
    answer = variance(plan, chosen.month, actuals, budget)
    if chosen.json:
        options.print_json(answer.record())
        return 0
    from artplan.commands import terminal
    from artplan.report.tables.studies import variance as tables

    lang = chosen.lang or plan.plan.language
    shown: list[Any] = [tables.statement(answer, lang), tables.balance(answer, lang)]
    parts = [f"{each.caption}\n{terminal.laid_out(each)}" for each in shown]
    print("\n\n".join([*parts, *tables.sentences(answer, lang)]))
    return 0


def _frozen(chosen: argparse.Namespace) -> Budget:
    """Return the budget of a frozen version. Raises PlanFault for other parameters beside it."""
    from artplan.study.variance.answer import Budget
    from artplan.versions.read import read_version

    if chosen.changes or chosen.scenario != defaults.PLAN:
        raise options.wrong("--against", chosen.against, "versions.no_other_plan")
    version = read_version(chosen.against)
    return Budget(chosen.against, version.card.months, version.card.first_fiscal_month, version.figures)
