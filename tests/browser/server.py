"""`artplan app` in a process of its own, on a notebook that is as small as a panel can be."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PARAMETERS = 'scenario = "base"\noverrides = {}\nlang = "zh"\nout = ""'
PANEL = """
import ipywidgets as widgets
secret = "a line of code"
lever = widgets.IntText(value=3, description="lever")
told = widgets.HTML(f"<p class='told'>{scenario} {lang} 9</p>")
lever.observe(lambda change: setattr(told, "value", f"<p class='told'>{change['new'] ** 2}</p>"), "value")
root = widgets.VBox([lever, told, *(widgets.HTML("<p>further down</p>") for _ in range(60))])
"""
SHOWN = "\nroot\n"


def small_panel(folder: Path, more: str = "") -> None:
    """Writes it, with more code at its end, where `artplan app` looks for the panel."""
    cells = [
        {"cell_type": "code", "id": f"c{number}", "metadata": {"tags": tags}, "source": source,
         "outputs": [], "execution_count": None}
        for number, (source, tags) in enumerate([(PARAMETERS, ["parameters"]), (PANEL + more + SHOWN, [])])
    ]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    text = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "notebooks").mkdir()
    (folder / "notebooks/00_explore.ipynb").write_text(json.dumps(text), "utf-8")


@contextmanager
def app(folder: Path, *arguments: str, before: str = "") -> Iterator[str]:
    """The address that `artplan app` tells, started in the folder; before: Python that runs ahead of it."""
    code = f"{before}\nfrom artplan.cli import main\nraise SystemExit(main())"
    command = [sys.executable, "-c", code, "app", "--port", "0", "--no-browser", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield re.fullmatch(r"(http://\S+)\n", server.stdout.readline())[1]
        finally:
            server.terminate()
