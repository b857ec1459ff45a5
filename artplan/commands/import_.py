"""`artplan import`: the edited blue cells of a workbook become a scenario."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from artplan.commands import options

ABOUT = """Reads a workbook that artplan has written and somebody has changed, and writes a scenario
that holds just the blue cells that differ. A number outside its range is refused, with its cell."""


def add(commands: options.Commands) -> None:
    command = commands.add_parser("import", help="a scenario from an edited workbook", description=ABOUT)
    command.add_argument("file", type=Path, metavar="FILE.xlsx")
    command.add_argument("--name", help="of the scenario; default: the file's name")
    command.add_argument("--force", action="store_true", help="replace a scenario of that name")
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.operating import load
    from artplan.plan.read.scenario import place_for, text_of
    from artplan.report.workbook.edited import edited

    found = edited(chosen.file)
    settings = {**found.overrides, **found.settings}
    if not settings:
        print(
            f"{chosen.file}: no blue cell differs from what artplan wrote; nothing to keep", file=sys.stderr
        )
        return 0
    path = place_for(chosen.name or chosen.file.stem, chosen.force)
    load(found.scenario, settings)  # what the cells say must make a plan
    if load(found.scenario, found.overrides).plan.hash != found.hash:
        told = "has changed since the workbook was written; only what was edited in the workbook is kept"
        print(f"{found.scenario} {told}", file=sys.stderr)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text_of(found.scenario, settings, f"from {chosen.file.name}"), encoding="utf-8")
    print(path)
    return 0
