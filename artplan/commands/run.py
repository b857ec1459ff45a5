"""`artplan run`: the main job."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from artplan.commands import options

if TYPE_CHECKING:
    from artplan.pipeline.state import Ended

ABOUT = """Runs every notebook for every plan and writes pages, tables and executed notebooks to
OUT/<scenario>/ (cases/x goes to cases-x), and an index of all runs to OUT/index.html.
The last line printed is the page to open.

A plan's folder is replaced as a whole when all of its notebooks have run, else left as it was;
a notebook that failed is kept in OUT/failed/. A run with --set is a run of that scenario like any
other: it takes the scenario's place, and its front page, index row and manifest.json say what was
set. To keep both, give it another --out."""


def add(commands: options.Commands) -> None:
    command = commands.add_parser(
        "run", help="every notebook for every scenario, rendered",
        description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    options.add_scenarios(command)
    options.add_set(command)
    options.add_lang(command)
    command.add_argument("--out", type=Path, default=Path("outputs"), metavar="DIR", help="default: outputs")
    command.add_argument(
        "--jobs", type=options.positive, metavar="N", help="notebooks at a time; default: as many as cores"
    )
    command.add_argument(
        "--kernels", choices=("copied", "fresh", "jupyter"),
        help="what runs a notebook: a copy of a process that has imported everything (default where the "
        "system has copies), a fresh one that was started ahead, or Jupyter's usual kernel")  # fmt: skip
    command.add_argument(
        "--time-limit", type=options.positive, default=600, metavar="SECONDS",
        help="for one cell; a notebook that takes longer fails; default: 600")  # fmt: skip
    command.add_argument(
        "--fresh", action="store_true", help="run also what has not changed since the last run"
    )
    command.add_argument(
        "--pdf", action="store_true", help="also the whole plan as one PDF, OUT/<scenario>/plan.pdf"
    )
    options.add_engine(command)
    command.add_argument(
        "--watch", action="store_true", help="run again whenever a parameter file or a notebook is saved"
    )
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.pipeline.run import run
    from artplan.pipeline.state import How

    names, overrides = options.scenarios(chosen)
    if chosen.jobs and chosen.engine == "dask":
        raise options.wrong(
            "--jobs", str(chosen.jobs), "is for the local engine", "start so many dask workers"
        )
    if chosen.pdf and find_spec("typst") is None:
        remedy = "pip install 'artplan[pdf]' (in a checkout: make pdf)"
        raise options.wrong("--pdf", "", "typst is not installed", remedy)
    with options.spread(chosen) as workers:
        there = workers if chosen.engine == "dask" else None
        how = How(chosen.jobs or 0, chosen.kernels or "", chosen.time_limit, chosen.fresh, there)
        if chosen.watch:
            from artplan.pipeline.watch import watch

            watch(names, overrides, chosen.lang, chosen.out, how, _told, chosen.pdf)
        return _told(run(names, overrides, chosen.lang, chosen.out, how, pdf=chosen.pdf))


def _told(ended: Ended) -> int:
    if ended.page:
        print(ended.page, flush=True)
    return ended.code
