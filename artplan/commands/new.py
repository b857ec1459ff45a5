"""`artplan new`: a plan of one's own to start from."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from artplan.commands import options
from artplan.plan.written.shipped import shipped

README = """# {name}

An operating plan that runs: `params/` says what is intended, `notebooks/` show what comes of it.

    artplan run            # every notebook of the base plan; prints the page to open
    artplan run --all      # and of every scenario
    artplan check          # is the plan sound
    artplan show net_profit --by quarter

Start with `params/base/plan.yaml` (name, first month, opening cash), then replace the numbers file by file.
A number without a `source` is a placeholder; every page says how many it rests on. A scenario in
`params/scenarios/` holds only what differs from base.
"""
BESIDE = shutil.ignore_patterns(".*", "__pycache__")


def add(commands: options.Commands) -> None:
    command = commands.add_parser(
        "new", help="a plan of your own to start from",
        description="Makes DIR with a copy of the base plan's parameters and notebooks.")  # fmt: skip
    command.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    folder: Path = chosen.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise options.wrong(str(folder), "", "is there already and not empty", "name a new folder")
    for part in ("params", "notebooks"):
        shutil.copytree(shipped(part), folder / part, ignore=BESIDE)
    (folder / "README.md").write_text(README.format(name=folder.resolve().name), encoding="utf-8")
    print(f"cd {folder} && artplan run")
    return 0
