"""`artplan lab`: JupyterLab on the notebooks, where its extra is installed."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from artplan.commands import options


def add(commands: options.Commands) -> None:
    command = commands.add_parser("lab", help="JupyterLab on the notebooks")
    command.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="passed on to JupyterLab, after --")
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    if find_spec("jupyterlab") is None:
        remedy = "pip install 'artplan[lab]' (in a checkout: make lab)"
        raise options.wrong("artplan lab", "", "JupyterLab is not installed", remedy)
    if not Path("notebooks").is_dir():
        remedy = "artplan new DIR makes a plan of your own; start artplan lab there"
        raise options.wrong("notebooks/", "", "is not in this folder", remedy)
    opened = ["--ServerApp.root_dir=.", "--LabApp.default_url=/lab/tree/notebooks"]
    return subprocess.call([sys.executable, "-m", "jupyterlab", *opened, *chosen.arguments])
