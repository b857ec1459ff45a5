"""The command `artplan stress`: show what shocks do to net profit and to the lowest cash."""

from __future__ import annotations

import argparse

from artplan.commands import options
from artplan.study import defaults
from artplan.texts.catalogue import text


def add(commands: options.Commands, lang: str) -> None:
    pay, paid = f"{defaults.PAY_TIMES - 1:.0%}", f"{defaults.PAID_SHARE:.0%}"
    about = text("help.stress.about", lang, pay=pay, paid=paid)
    command = options.add_command(commands, "stress", text("help.stress.brief", lang), about)
    options.add_one_scenario(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.study.uncertainty.stress import stress

    answer = stress(options.one_plan(chosen))
    if chosen.json:
        options.print_json(answer.record())
    else:
        from artplan.commands import terminal
        from artplan.report.tables.studies.stress import stress as laid

        lang = chosen.lang or answer.plan.language
        shown = laid(answer, lang)
        parts = [shown.caption, terminal.laid_out(shown), "", terminal.placeholders(answer, lang)]
        print("\n".join(parts))
    return 0
