"""The command `artplan run`: execute all notebooks for one or more plans."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from artplan.commands import options
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

if TYPE_CHECKING:
    from artplan.pipeline.state import Ended


TIME_LIMIT = 600  # seconds for each cell


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(commands, "run", text("help.run.brief", lang), text("help.run.about", lang))
    options.add_scenarios(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_out(command, text("help.run.out", lang, default=options.OUT), lang)
    command.add_argument("--jobs", type=options.positive(lang), metavar="N", help=text("help.run.jobs", lang))
    command.add_argument(
        "--kernels", choices=("copied", "fresh", "jupyter"), help=text("help.run.kernels", lang)
    )
    command.add_argument(
        "--time-limit", type=options.positive(lang), default=TIME_LIMIT, metavar="SECONDS",
        help=text("help.run.time_limit", lang, default=TIME_LIMIT))  # fmt: skip
    command.add_argument("--fresh", action="store_true", help=text("help.run.fresh", lang))
    command.add_argument("--pdf", action="store_true", help=text("help.run.pdf", lang))
    options.add_engine(command, lang)
    command.add_argument("--timings", action="store_true", help=text("help.run.timings", lang))
    command.add_argument("--watch", action="store_true", help=text("help.run.watch", lang))
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.pipeline.run import run
    from artplan.pipeline.state import How

    names, overrides = options.scenarios(chosen)
    if chosen.jobs and chosen.engine == "dask":
        raise options.wrong("--jobs", str(chosen.jobs), "commands.not_local")
    if chosen.pdf and find_spec("typst") is None:
        raise options.wrong("--pdf", "", "commands.no_typst")
    with options.spread(chosen) as workers:
        there = workers if chosen.engine == "dask" else None
        how = How(chosen.jobs or 0, chosen.kernels or "", chosen.time_limit, chosen.fresh, there)
        if chosen.watch:
            from artplan.pipeline.watch import watch

            watch(names, overrides, chosen.lang, chosen.out, how, _show, chosen.pdf)
        ended = run(names, overrides, chosen.lang, chosen.out, how, pdf=chosen.pdf)
    if chosen.timings:
        _timings(ended, chosen.lang or of_environment())
    return _show(ended)


def _timings(ended: Ended, lang: str) -> None:
    """Print the slowest cells to stderr; the last line of stdout remains the page to open."""
    from artplan.commands import terminal
    from artplan.pipeline.outputs.timings import slowest

    names = ("scenario", "notebook", "cell", "seconds")
    heads = tuple(text(f"commands.timings.{name}", lang) for name in names)
    cells = [(*each[:-1], f"{each.seconds:.2f}") for each in slowest(ended.folders)]
    print(terminal.table([heads, *cells], left=3), file=sys.stderr)


def _show(ended: Ended) -> int:
    if ended.page:
        print(ended.page, flush=True)
    return ended.code
