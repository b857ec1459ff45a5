"""The command `artplan explain`: trace a number back to the file, line and source of each parameter."""

from __future__ import annotations

import argparse
import sys

from artplan.commands import options
from artplan.texts.catalogue import text


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "explain", text("help.explain.brief", lang), text("help.explain.about", lang)
    )
    command.add_argument("words", nargs="*", metavar="LINE MONTH", help=text("help.explain.words", lang))
    options.add_scenario(command, lang)
    command.add_argument(
        "--member", default="", metavar="NAME[,NAME]", help=text("help.explain.member", lang)
    )
    command.add_argument(
        "--depth", type=options.positive(lang), metavar="N", help=text("help.explain.depth", lang)
    )
    command.add_argument("--against", metavar="SCENARIO", help=text("help.explain.against", lang))
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    import shutil

    from artplan.operating import load

    overrides, others = options.overrides(chosen.changes)
    line, month = _line_and_month([*chosen.words, *others])
    plan = load(chosen.scenario, overrides)
    for note in plan.plan.notes:
        print(note.text(chosen.lang or plan.plan.language), file=sys.stderr)
    explanation = plan.explain(
        line, month, chosen.member, depth=chosen.depth, lang=chosen.lang or "", against=chosen.against
    )
    if chosen.json:
        options.print_json(explanation.record())
    else:
        print(explanation.text(shutil.get_terminal_size().columns if sys.stdout.isatty() else 0))
    return 0


def _line_and_month(words: list[str]) -> tuple[str, str]:
    if len(words) != 2:
        raise options.wrong("explain", " ".join(words), "commands.line_and_month")
    return words[0], words[1]
