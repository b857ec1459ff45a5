"""The command `artplan commit`: save a plan with its decisions held, as a scenario of it."""

from __future__ import annotations

import argparse
import sys

from artplan.commands import options
from artplan.texts.catalogue import text


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "commit", text("help.commit.brief", lang), text("help.commit.about", lang)
    )
    options.add_scenario(command, lang)
    command.add_argument("--name", required=True, help=text("help.commit.name", lang))
    options.add_force(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.plan.read.plan import overrides_of
    from artplan.plan.read.scenario import place_for, text_of
    from artplan.writing.whole import write_whole

    plan = options.one_plan(chosen)
    lang = chosen.lang or plan.plan.language
    settings = overrides_of(plan.committed().plan)
    if not settings:
        from artplan.report.words.plans import plan_name

        print(text("commands.commit.nothing", lang, plan=plan_name(plan.plan, lang)), file=sys.stderr)
        return 0
    path = place_for(chosen.name, chosen.force)
    write_whole(path, text_of(plan.plan.name, settings, text("commands.commit.comment", lang)))
    print(path)
    return 0
