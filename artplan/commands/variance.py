"""The command `artplan variance`: a month of the ledger against the plan."""

from __future__ import annotations

import argparse
from typing import Any

from artplan.commands import options
from artplan.texts.catalogue import text


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "variance", text("help.variance.brief", lang), text("help.variance.about", lang)
    )
    command.add_argument("month", metavar="YYYY-MM", help=text("help.variance.month", lang))
    options.add_scenario(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.actuals.month import amounts_of, ledger_months
    from artplan.study.variance.variance import variance

    plan = options.one_plan(chosen)
    actuals = amounts_of([month for month in ledger_months() if month <= chosen.month])
    answer = variance(plan, chosen.month, actuals)
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
