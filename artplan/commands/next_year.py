"""The command `artplan next-year`: the plan of the coming year, from what this one closes with."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from artplan.commands import options
from artplan.commands.new import IGNORED, refuse_occupied, shipped_files
from artplan.texts.catalogue import text

# What is the shop's own beside the parameters, and comes along as it is.
OWN = (
    "notebooks/*.ipynb",
    "actuals/closed/*.csv",
    "actuals/mapping.yaml",
    "actuals/readers/*.yaml",
    "README.md",
)


def add(commands: options.Commands, lang: str) -> None:
    brief, about = text("help.next_year.brief", lang), text("help.next_year.about", lang)
    command = options.add_command(commands, "next-year", brief, about)
    command.add_argument(
        "folder", type=options.path(lang), metavar="DIR", help=text("help.next_year.folder", lang)
    )
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.actuals.closed import closed_amounts
    from artplan.next_year.folder import next_year
    from artplan.operating import load
    from artplan.plan.read.chain import own_folder
    from artplan.writing.whole import write_folder

    refuse_occupied(chosen.folder)
    params = own_folder()
    if params is None:
        raise options.wrong("params", "", "next_year.no_folder")
    plan = load("base")
    answer = next_year(plan, closed_amounts(), params)
    lang = chosen.lang or plan.plan.language
    own = _own(params.parent)
    if not any(name.startswith("notebooks/") for name in own):
        own |= shipped_files("notebooks")
    readme = text("commands.new.readme", lang, name=chosen.folder.resolve().name).encode("utf-8")
    about = {"README.md": readme, ".gitignore": IGNORED.encode("utf-8")}
    write_folder(chosen.folder, {**about, **own, **answer.files})
    if chosen.json:
        options.print_json(answer.record())
        return 0
    from artplan.commands import terminal
    from artplan.report.tables.studies import next_year as tables

    table = tables.placed(answer, lang)
    said = tables.sentences(answer, lang)
    print("\n\n".join([f"{table.caption}\n{terminal.laid_out(table)}", "\n".join(said)]))
    print(text("next_year.written", lang, start=answer.start, folder=str(chosen.folder)))
    return 0


def _own(root: Path) -> dict[str, bytes]:
    """Return the files that come along, by path within the folder."""
    paths: Iterable[Path] = (path for pattern in OWN for path in sorted(root.glob(pattern)))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
