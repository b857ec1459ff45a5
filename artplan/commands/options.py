"""The arguments that several commands share, and functions that read them."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artplan.commands.help_text import HelpText
from artplan.study import SEED, defaults
from artplan.texts.catalogue import LANGUAGES, text

if TYPE_CHECKING:
    from artplan.operating import OperatingPlan
    from artplan.plan.written.faults import PlanFault
    from artplan.report.charts.chart import Chart
    from artplan.study.workers.spread import Spread

OUT = "outputs"  # where runs are written
ENGINES = ("local", "dask")
DIGITS = 18  # of a whole number on the command line
SHOWN = 40  # signs of a wrong one that a message repeats
Commands = Any  # argparse's own type for a set of subparsers is private


def wrong(place: str, what: str, key: str, **values: object) -> PlanFault:
    """Return the exception for a mistake on the command line.

    key: the key of its text in the catalogue, below `faults`.
    """
    from artplan.plan.written.faults import PlanFault, fault_at

    return PlanFault([fault_at(place, what, key, **values)])


def add_command(commands: Commands, name: str, brief: str, about: str) -> argparse.ArgumentParser:
    """Add a command.

    brief: its text in the list of commands. about: the introduction of its own help.
    """
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=brief, description=about, formatter_class=HelpText
    )
    return command


def add_part(
    parts: Commands, command: str, name: str, act: Callable[[argparse.Namespace], int], lang: str
) -> argparse.ArgumentParser:
    """Add a part of a command, such as `close` of `actuals`, with --lang and --json."""
    brief, about = (text(f"help.{command}.{name}_{kind}", lang) for kind in ("brief", "about"))
    part = add_command(parts, name, brief, about)
    add_lang(part, lang)
    add_json(part, lang)
    part.set_defaults(act=act)
    return part


def add_scenario(command: argparse.ArgumentParser, lang: str) -> None:
    command.add_argument(
        "-s", "--scenario", default=defaults.PLAN,
        help=text("help.options.scenario", lang, default=defaults.PLAN))  # fmt: skip


def add_one_scenario(command: argparse.ArgumentParser, lang: str) -> None:
    """The scenario as a word of its own, where a command has no other."""
    command.add_argument(
        "scenario", nargs="?", default=defaults.PLAN, metavar="SCENARIO",
        help=text("help.options.scenario", lang, default=defaults.PLAN))  # fmt: skip


def add_scenarios(command: argparse.ArgumentParser, lang: str) -> None:
    command.add_argument(
        "scenarios", nargs="*", metavar="SCENARIO",
        help=text("help.options.scenarios", lang, default=defaults.PLAN))  # fmt: skip
    command.add_argument(
        "--all", action="store_true", help=text("help.options.all", lang, default=defaults.PLAN)
    )


def add_set(command: argparse.ArgumentParser, lang: str) -> None:
    command.add_argument(
        "--set", nargs="+", action="extend", default=[], metavar="PATH=VALUE", dest="changes",
        help=text("help.options.set", lang))  # fmt: skip


def add_out(command: argparse.ArgumentParser, about: str, lang: str) -> None:
    """Add --out, the output folder, with the command's own help."""
    command.add_argument("--out", type=path(lang), default=Path(OUT), metavar="DIR", help=about)


def add_lang(command: argparse.ArgumentParser, lang: str, default: str | None = argparse.SUPPRESS) -> None:
    """Add --lang, which may be given before or after the command's name.

    Without the option after the name, the value given before it remains.
    """
    command.add_argument("--lang", choices=LANGUAGES, default=default, help=text("help.options.lang", lang))


def add_json(command: argparse.ArgumentParser, lang: str) -> None:
    command.add_argument("--json", action="store_true", help=text("help.options.json", lang))


def add_force(command: argparse.ArgumentParser, lang: str) -> None:
    command.add_argument("--force", action="store_true", help=text("help.options.force", lang))


def add_lines(command: argparse.ArgumentParser, lang: str, default: Iterable[str]) -> None:
    command.add_argument(
        "--line", nargs="+", action="extend", default=[], metavar="LINE", dest="lines",
        help=text("help.options.line", lang, default=" ".join(default)))  # fmt: skip


def add_draws(command: argparse.ArgumentParser, lang: str, draws: int) -> None:
    command.add_argument(
        "--draws", type=positive(lang), default=draws, metavar="N",
        help=text("help.options.draws", lang, default=draws))  # fmt: skip
    command.add_argument(
        "--seed", type=whole(lang), default=SEED, metavar="N",
        help=text("help.options.seed", lang, default=SEED))  # fmt: skip


def add_replan(command: argparse.ArgumentParser, lang: str) -> None:
    command.add_argument("--replan", action="store_true", help=text("help.options.replan", lang))


def add_charts(command: argparse.ArgumentParser, lang: str) -> None:
    command.add_argument("--charts", type=path(lang), metavar="DIR", help=text("help.options.charts", lang))


def add_chart(command: argparse.ArgumentParser, lang: str, shows: str) -> None:
    command.add_argument("--chart", type=path(lang), metavar="FILE", help=shows)


def add_engine(command: argparse.ArgumentParser, lang: str) -> None:
    command.add_argument(
        "--engine", choices=ENGINES, default=ENGINES[0],
        help=text("help.options.engine", lang, default=ENGINES[0]))  # fmt: skip
    command.add_argument("--scheduler", metavar="ADDRESS", help=text("help.options.scheduler", lang))


def spread(chosen: argparse.Namespace) -> AbstractContextManager[Spread]:
    """Return a context for the workers that --engine and --scheduler select."""
    from artplan.study.workers.scheduler import dask
    from artplan.study.workers.spread import local

    if chosen.engine == "dask":
        if not chosen.scheduler:
            raise wrong("--engine", "dask", "commands.no_scheduler")
        return dask(chosen.scheduler)
    if chosen.scheduler:
        raise wrong("--scheduler", chosen.scheduler, "commands.not_dask")
    return nullcontext(local)


def settings(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the overrides of --set, for a command without positional names after it."""
    given, others = overrides(chosen.changes)
    if others:
        raise wrong("--set", others[0], "commands.sets_nothing")
    return given


def one_plan(chosen: argparse.Namespace) -> OperatingPlan:
    """Load the plan of -s with its overrides, and print its notes to standard error."""
    from artplan.pipeline.plans import loaded

    (plan,) = loaded([chosen.scenario], settings(chosen)).values()
    for note in plan.plan.notes:
        print(note.text(chosen.lang or plan.plan.language), file=sys.stderr)
    return plan


def chart_file(path: Path) -> Path:
    """Return the path of a chart.

    Raises PlanFault if the chart cannot be written there, so that this is known before anything is evaluated.
    """
    if path.suffix not in (".svg", ".png"):
        raise wrong("--chart", str(path), "commands.no_picture")
    if not path.parent.is_dir() or path.is_dir():
        raise wrong("--chart", str(path), "commands.no_place")
    return path


def write_chart(path: Path, chart: Chart) -> None:
    """Write a chart as PNG or SVG. Raises Unwritten."""
    from artplan.writing.whole import write_whole

    write_whole(path, chart.png() if path.suffix == ".png" else chart.svg())


def write_charts(folder: Path, charts: Iterable[Chart]) -> None:
    """Write the charts to the folder, all of them or none. Raises Unwritten."""
    from artplan.writing.whole import write_all

    write_all({folder / f"{chart.name}.svg": chart.svg() for chart in charts})


def overrides(changes: list[str]) -> tuple[dict[str, Any], list[str]]:
    """Return the overrides of --set, and those of its arguments that are names rather than overrides.

    --set takes several arguments, so that it also receives positional names that follow it.
    """
    from artplan.plan.read.overlay import parse_setting

    given: dict[str, Any] = {}
    others = []
    for change in changes:
        if "=" not in change and "." not in change:
            others.append(change)
            continue
        path, value = parse_setting(change)
        if path in given:
            raise wrong("--set", path, "commands.set_twice")
        given[path] = value
    return given, others


def scenarios(chosen: argparse.Namespace) -> tuple[list[str], dict[str, Any]]:
    """Return the names of the selected plans, and the overrides for them."""
    given, others = overrides(chosen.changes)
    names = [*chosen.scenarios, *others]
    if chosen.all:
        from artplan.plan.read.chain import plan_names

        names += plan_names()
    return names or [defaults.PLAN], given


def print_json(record: Any) -> None:
    import json

    print(json.dumps(record, ensure_ascii=False, indent=2))


def counting(unit: str, total: int | None = None) -> Any:
    """Return a progress bar with a method `update`; it is shown on a terminal only."""
    from tqdm import tqdm

    return tqdm(total=total, unit=f" {unit}", leave=False, disable=not sys.stderr.isatty())


def path(lang: str) -> Callable[[str], Path]:
    """Return a function that reads the path of a file or folder that the system can hold."""

    def read(given: str) -> Path:
        from pathlib import Path

        from artplan.plan.written.gate import is_path

        if not is_path(given):
            raise argparse.ArgumentTypeError(text("commands.value.path", lang, value=ascii(given[:SHOWN])))
        return Path(given)

    return read


def positive(lang: str) -> Callable[[str], int]:
    """Return a function that parses a whole number above 0; its error message is in the given language."""

    def read(given: str) -> int:
        if not given.isdecimal() or not given.strip("0"):
            raise argparse.ArgumentTypeError(text("commands.value.positive", lang, value=repr(given[:SHOWN])))
        return _short(given, lang)

    return read


def whole(lang: str) -> Callable[[str], int]:
    def read(given: str) -> int:
        try:
            return _short(given, lang)
        except ValueError:
            value = repr(given[:SHOWN])
            raise argparse.ArgumentTypeError(text("commands.value.whole", lang, value=value)) from None

    return read


def _short(given: str, lang: str) -> int:
    if len(given) > DIGITS:
        value = repr(given[:DIGITS])
        raise argparse.ArgumentTypeError(text("commands.value.digits", lang, value=value, digits=DIGITS))
    return int(given)


def finite(given: str) -> float | None:
    """Return the number that a text says; None for a text that says none, and for nan and inf."""
    try:
        amount = float(given)
    except ValueError:
        return None
    return amount if math.isfinite(amount) else None


def number(lang: str) -> Callable[[str], float]:
    def read(given: str) -> float:
        amount = finite(given)
        if amount is None:
            raise argparse.ArgumentTypeError(text("commands.value.number", lang, value=repr(given[:SHOWN])))
        return amount

    return read
