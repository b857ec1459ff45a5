"""The command `artplan new`: create a folder with a new plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from artplan.commands import options
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

# Exports name customers, and no name belongs into a history that nobody can take back.
IGNORED = "outputs/\nexports/\nactuals/exports/\nactuals/store.sqlite*\n"


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(commands, "new", text("help.new.brief", lang), text("help.new.about", lang))
    command.add_argument("folder", type=options.path(lang), metavar="DIR", help=text("help.new.folder", lang))
    command.add_argument("--with-actuals", action="store_true", help=text("help.new.with_actuals", lang))
    options.add_lang(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.writing.whole import write_folder

    folder: Path = chosen.folder
    refuse_occupied(folder)
    lang = chosen.lang or of_environment()
    readme = text("commands.new.readme", lang, name=folder.resolve().name)
    own = {"README.md": readme.encode("utf-8"), ".gitignore": IGNORED.encode("utf-8")}
    invented = _invented(lang) if chosen.with_actuals else {}
    write_folder(folder, {**own, **shipped_files("notebooks"), **shipped_files("params"), **invented})
    print(f"cd {folder} && artplan run")
    if invented:
        month = min(name.split("/")[1] for name in invented if name.startswith("exports/2"))
        print(f"cd {folder} && artplan actuals import exports/{month}/* --month {month}")
    return 0


def refuse_occupied(folder: Path) -> None:
    """Raise PlanFault for a path that is neither new nor an empty folder."""
    from artplan.writing.staging import clean

    if folder.is_dir():
        clean(folder)  # of what a command that was killed has left
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise options.wrong(str(folder), "", "commands.not_empty")


def _invented(lang: str) -> dict[str, bytes]:
    """Return the exports that a shop with the shipped plan might have had, by path within the new folder."""
    from artplan.demonstration.exports import make_exports
    from artplan.plan.written.shipped import shipped

    return make_exports(shipped("params"), lang=lang)


def shipped_files(part: str) -> dict[str, bytes]:
    """Return the contents of the files that come with the package, by path within the new folder."""
    from artplan.plan.written.shipped import shipped

    root = shipped(part)
    names = [path.relative_to(root) for path in sorted(root.rglob("*")) if path.is_file()]
    kept = [name for name in names if not any(_beside(step) for step in name.parts)]
    return {f"{part}/{name.as_posix()}": (root / name).read_bytes() for name in kept}


def _beside(step: str) -> bool:
    return step.startswith(".") or step == "__pycache__"
