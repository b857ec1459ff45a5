"""The command `artplan upgrade`: rewrite an older plan with the current names."""

from __future__ import annotations

import argparse

from artplan.commands import options
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment


def add(commands: options.Commands, lang: str) -> None:
    brief, about = text("help.upgrade.brief", lang), text("help.upgrade.about", lang)
    command = options.add_command(commands, "upgrade", brief, about)
    command.add_argument(
        "folder", type=options.path(lang), metavar="DIR", help=text("help.upgrade.folder", lang)
    )
    options.add_lang(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.plan.upgrade.folder import upgrade

    lang = chosen.lang or of_environment()
    renamings = upgrade(chosen.folder)
    for place, names in renamings.items():
        for each in names:
            print(
                text(
                    "commands.upgrade.renamed", lang, place=f"{place}:{each.line}", old=each.old, new=each.new
                )
            )
    if not renamings:
        print(text("commands.upgrade.nothing", lang))
    return 0
