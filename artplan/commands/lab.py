"""The command `artplan lab`: open the notebooks in JupyterLab. It requires an optional dependency."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from artplan.commands import options
from artplan.texts.catalogue import text


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(commands, "lab", text("help.lab.brief", lang), text("help.lab.about", lang))
    command.add_argument("arguments", nargs="*", metavar="ARGUMENT", help=text("help.lab.arguments", lang))
    options.add_lang(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    import subprocess

    if find_spec("jupyterlab") is None:
        raise options.wrong("artplan lab", "", "commands.no_jupyterlab")
    if not Path("notebooks").is_dir():
        raise options.wrong("notebooks/", "", "commands.no_notebooks")
    opened = ["--ServerApp.root_dir=.", "--LabApp.default_url=/lab/tree/notebooks"]
    return subprocess.call([sys.executable, "-m", "jupyterlab", *opened, *chosen.arguments])
