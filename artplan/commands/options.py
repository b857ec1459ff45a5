"""Arguments that several commands share, and what is read from them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from artplan.study import SEED

if TYPE_CHECKING:
    from pathlib import Path

    from artplan.operating import OperatingPlan
    from artplan.plan.written.faults import PlanFault
    from artplan.report.charts.chart import Chart
    from artplan.study.workers.spread import Spread

LANGUAGES = ("zh", "en")
ENGINES = ("local", "dask")
Commands = Any  # argparse's own type for a set of subparsers is private


def wrong(place: str, what: str, fault: str, remedy: str) -> PlanFault:
    """A mistake of the user's on the command line."""
    from artplan.plan.written.faults import Fault, PlanFault

    return PlanFault([Fault(place, what, fault, remedy)])


def add_scenarios(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "scenarios", nargs="*", metavar="SCENARIO", help="base, a scenario, or cases/NAME; default: base"
    )
    command.add_argument("--all", action="store_true", help="base and every scenario")


def add_set(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--set", nargs="+", action="extend", default=[], metavar="PATH=VALUE", dest="changes",
        help="change parameters for this time: a value, x1.5, +10%%, -10%%, +2000, -500, null; "
        "wildcards as in channels.*.spend; may be repeated")  # fmt: skip


def add_lang(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGUAGES, help="language of what is shown; default: the plan's")


def add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")


def add_lines(command: argparse.ArgumentParser, default: str) -> None:
    told = f"a line of the whole plan; may be repeated; default: {default}"
    command.add_argument(
        "--line", nargs="+", action="extend", default=[], metavar="LINE", dest="lines", help=told
    )


def add_draws(command: argparse.ArgumentParser, draws: int) -> None:
    command.add_argument("--draws", type=positive, default=draws, metavar="N", help=f"default: {draws}")
    command.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"default: {SEED}")


def add_charts(command: argparse.ArgumentParser) -> None:
    command.add_argument("--charts", metavar="DIR", help="write the charts as SVG files into this folder")


def add_chart(command: argparse.ArgumentParser, told: str) -> None:
    command.add_argument("--chart", metavar="FILE", help=f"{told}, as .svg or .png")


def add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--engine", choices=ENGINES, default="local", help="who works it out; default: local"
    )
    command.add_argument("--scheduler", metavar="ADDRESS", help="of dask, such as tcp://127.0.0.1:8786")


def spread(chosen: argparse.Namespace) -> AbstractContextManager[Spread]:
    """Where parts are worked out, as --engine and --scheduler say."""
    from artplan.study.workers.scheduler import dask
    from artplan.study.workers.spread import local

    if chosen.engine == "dask":
        if not chosen.scheduler:
            raise wrong("--engine", "dask", "needs a scheduler", "add --scheduler tcp://HOST:8786")
        return dask(chosen.scheduler)
    if chosen.scheduler:
        raise wrong("--scheduler", chosen.scheduler, "is for dask only", "add --engine dask")
    return nullcontext(local)


def settings(chosen: argparse.Namespace) -> dict[str, Any]:
    """What --set gives, for a command in which no word stands on its own behind it."""
    given, others = overrides(chosen.changes)
    if others:
        raise wrong("--set", others[0], "sets nothing", "write PATH=VALUE")
    return given


def one_plan(chosen: argparse.Namespace) -> OperatingPlan:
    """The plan of -s with its changes; what is worth knowing of them is told beside the output."""
    from artplan.pipeline.plans import loaded

    (plan,) = loaded([chosen.scenario], settings(chosen)).values()
    for note in plan.plan.notes:
        print(note.told(chosen.lang or plan.plan.language), file=sys.stderr)
    return plan


def chart_file(name: str) -> Path:
    """Where a chart goes: told before anything is worked out if it cannot."""
    from pathlib import Path

    path = Path(name)
    if path.suffix not in (".svg", ".png"):
        raise wrong("--chart", name, "is no picture", "name a file that ends in .svg or .png")
    if not path.parent.is_dir() or path.is_dir():
        raise wrong("--chart", name, "cannot be written", "name a file in a folder that is there")
    return path


def write_chart(path: Path, chart: Chart) -> None:
    try:
        path.write_bytes(chart.png() if path.suffix == ".png" else chart.svg().encode("utf-8"))
    except OSError as error:
        raise wrong("--chart", str(path), f"cannot be written: {error.strerror}", "choose another") from None


def write_charts(folder: str, charts: Iterable[Chart]) -> None:
    from pathlib import Path

    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        for chart in charts:
            (place / f"{chart.name}.svg").write_text(chart.svg(), encoding="utf-8")
    except OSError as error:
        raise wrong("--charts", folder, str(error.strerror), "name a folder that can be written") from None


def overrides(changes: list[str]) -> tuple[dict[str, Any], list[str]]:
    """What --set gives, and the words behind it that set nothing: names meant to stand on their own."""
    from artplan.plan.read.overlay import parse_setting

    given: dict[str, Any] = {}
    others = []
    for change in changes:
        if "=" not in change and "." not in change:
            others.append(change)
            continue
        path, value = parse_setting(change)
        if path in given:
            raise wrong("--set", path, "is set twice", "keep one of the two")
        given[path] = value
    return given, others


def scenarios(chosen: argparse.Namespace) -> tuple[list[str], dict[str, Any]]:
    """The plans that are meant, and what is changed in them."""
    given, others = overrides(chosen.changes)
    names = [*chosen.scenarios, *others]
    if chosen.all:
        from artplan.plan.read.chain import plan_names

        names += plan_names()
    return names or ["base"], given


def counting(unit: str, total: int | None = None) -> Any:
    """A bar of progress on a terminal, to be told of by `update`; nothing elsewhere."""
    from tqdm import tqdm

    return tqdm(total=total, unit=f" {unit}", leave=False, disable=not sys.stderr.isatty())


def positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
