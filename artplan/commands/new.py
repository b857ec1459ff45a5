"""The command `artplan new`: create a folder with a new plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from artplan.commands import options
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

BESIDE = (".*", "__pycache__")  # patterns of files that are not copied


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(commands, "new", text("help.new.brief", lang), text("help.new.about", lang))
    command.add_argument("folder", type=options.path(lang), metavar="DIR", help=text("help.new.folder", lang))
    options.add_lang(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    import shutil

    from artplan.plan.written.shipped import shipped

    folder: Path = chosen.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise options.wrong(str(folder), "", "commands.not_empty")
    for part in ("params", "notebooks"):
        shutil.copytree(shipped(part), folder / part, ignore=shutil.ignore_patterns(*BESIDE))
    lang = chosen.lang or of_environment()
    readme = text("commands.new.readme", lang, name=folder.resolve().name)
    (folder / "README.md").write_text(readme, encoding="utf-8")
    print(f"cd {folder} && artplan run")
    return 0
