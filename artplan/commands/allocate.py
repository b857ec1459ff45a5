"""The command `artplan allocate`: divide the advertising budget among channels and months."""

from __future__ import annotations

import argparse
import sys

from artplan.commands import options
from artplan.study import defaults
from artplan.texts.catalogue import text


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "allocate", text("help.allocate.brief", lang), text("help.allocate.about", lang)
    )
    options.add_scenario(command, lang)
    number = options.number(lang)
    command.add_argument("--total", type=number, metavar="N", help=text("help.allocate.total", lang))
    command.add_argument(
        "--floor", action="append", default=[], metavar="NAME=N", help=text("help.allocate.floor", lang)
    )
    command.add_argument(
        "--cap", action="append", default=[], metavar="NAME=N", help=text("help.allocate.cap", lang)
    )
    command.add_argument(
        "--cash-at-least", type=number, metavar="N", help=text("help.allocate.cash_at_least", lang)
    )
    command.add_argument("--within", type=number, metavar="N", help=text("help.allocate.within", lang))
    command.add_argument(
        "--goal", choices=defaults.GOALS, default=defaults.GOAL,
        help=text("help.allocate.goal", lang, default=defaults.GOAL))  # fmt: skip
    command.add_argument("--as", dest="name", metavar="NAME", help=text("help.allocate.as", lang))
    options.add_force(command, lang)
    options.add_chart(command, lang, text("help.allocate.chart", lang))
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.plan.read.scenario import place_for, text_of

    floors, caps = _amounts("--floor", chosen.floor), _amounts("--cap", chosen.cap)
    picture = options.chart_file(chosen.chart) if chosen.chart else None
    path = place_for(chosen.name, chosen.force, "--as") if chosen.name else None

    from artplan.report.tables.studies import allocate as tables
    from artplan.study.allocate.allocate import allocate

    proposal = allocate(
        options.one_plan(chosen), total=chosen.total, floors=floors, caps=caps,
        cash_at_least=chosen.cash_at_least, within=chosen.within, goal=chosen.goal,
        progress=_progress)  # fmt: skip
    lang = chosen.lang or proposal.plan.language
    if path:
        from artplan.writing.whole import write_whole

        comment = text("commands.allocate.comment", lang, goal=chosen.goal)
        write_whole(path, text_of(chosen.scenario, proposal.settings, comment))
    if picture:
        from artplan.report.charts.studies.allocate import allocation

        options.write_chart(picture, allocation(proposal, lang))
    if chosen.json:
        options.print_json(proposal.record())
    else:
        from artplan.commands import terminal

        print("\n\n".join([tables.plain_text(proposal, lang), terminal.placeholders(proposal, lang)]))
    if path:
        print(path, file=sys.stderr if chosen.json else sys.stdout)
    return 0


def _amounts(option: str, given: list[str]) -> dict[str, float]:
    """Parse arguments of the form NAME=N and return the amounts by name."""
    amounts: dict[str, float] = {}
    for each in given:
        name, equals, amount = each.partition("=")
        number = options.finite(amount)
        if not equals or not name or number is None:
            raise options.wrong(option, each, "commands.no_amount", option=option)
        if name in amounts:
            raise options.wrong(option, name, "commands.twice")
        amounts[name] = number
    return amounts


def _progress(rounds: int, goal: float) -> None:
    """Show the progress of the search on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{rounds:>3}  {goal:,.0f}\033[K", end="\r", file=sys.stderr)
