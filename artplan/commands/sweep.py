"""The command `artplan sweep`: evaluate a plan at many points, and show a table and charts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.study.sweep.answer import Swept

ROWS = 60  # most rows of a table on the terminal


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "sweep", text("help.sweep.brief", lang), text("help.sweep.about", lang)
    )
    command.add_argument("spec", metavar="SPEC.yaml", help=text("help.sweep.spec", lang))
    command.add_argument("-s", "--scenario", metavar="SCENARIO", help=text("help.sweep.scenario", lang))
    command.add_argument(
        "-o", "--out", type=options.path(lang), metavar="DIR", help=text("help.sweep.out", lang)
    )
    command.add_argument(
        "--run", type=options.positive(lang), nargs="+", action="extend", default=[], metavar="N",
        dest="points", help=text("help.sweep.run", lang))  # fmt: skip
    options.add_engine(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from dataclasses import replace

    from artplan.pipeline.terminal import interruptible, say
    from artplan.study.sweep.spec import find_spec, read_spec
    from artplan.study.sweep.sweep import sweep

    overrides = options.settings(chosen)
    spec = read_spec(find_spec(chosen.spec))
    if chosen.scenario:
        spec = replace(spec, scenarios=(chosen.scenario,))
    if chosen.out and chosen.out.exists() and not chosen.out.is_dir():
        raise options.wrong("--out", str(chosen.out), "commands.is_file")
    _refuse_points(chosen, spec.points * len(spec.scenarios))
    keep = chosen.out / "parts" if chosen.out else None
    step = say if sys.stderr.isatty() else None
    with interruptible(), options.spread(chosen) as workers:
        swept = sweep(spec, overrides, keep=keep, step=step, spread=workers)
    lang = chosen.lang or swept.plan.language
    for note in swept.plan.notes:
        print(note.text(lang), file=sys.stderr)
    if chosen.out:
        _write(swept, chosen.out, lang)
    if chosen.json:
        options.print_json(swept.record())
    else:
        print(_show(swept, lang, chosen.out))
    return max((_run(swept, point, overrides, chosen) for point in chosen.points), default=0)


def _refuse_points(chosen: argparse.Namespace, count: int) -> None:
    if chosen.points and not chosen.out:
        raise options.wrong("--run", str(chosen.points[0]), "commands.no_out")
    for point in chosen.points:
        if point > count:
            raise options.wrong("--run", str(point), "commands.no_row", count=count)


def _run(swept: Swept, point: int, overrides: Mapping[str, Any], chosen: argparse.Namespace) -> int:
    """Run all notebooks for a row of the table, and return the exit code."""
    from artplan.pipeline.run import run

    scenario, settings = swept.setting(point - 1)
    ended = run([scenario], {**overrides, **settings}, chosen.lang, chosen.out / "points" / str(point))
    if ended.page:
        print(ended.page, file=sys.stderr if chosen.json else sys.stdout, flush=True)
    return ended.code


def _write(swept: Swept, folder: Path, lang: str) -> None:
    from importlib.util import find_spec

    from artplan.report.charts.studies.sweep import charts
    from artplan.writing.whole import write_all

    swept.write(folder / "sweep.csv")
    if find_spec("pyarrow"):
        swept.write_parquet(folder / "sweep.parquet")
    write_all({folder / f"{chart.name}.png": chart.png(160) for chart in charts(swept, lang)})


def _show(swept: Swept, lang: str, folder: Path | None) -> str:
    from artplan.commands import terminal
    from artplan.report.words import parameters as words
    from artplan.report.words.plans import plan_names

    plans = plan_names(swept.plans, lang)
    names = [text("sweep.scenario", lang), *(axis.path for axis in swept.axes)]
    rows = [("", *names, *(each.text for each in swept.measures))]
    for row, place, point in zip(range(1, ROWS + 1), swept.rows, swept.points(), strict=False):
        values, numbers = (plans[place[0]], *point[1 : len(names)]), point[len(names) :]
        shown = [words.value(each, number) for each, number in zip(swept.measures, numbers, strict=True)]
        rows.append(
            (str(row), *(f"{each:.10g}" if isinstance(each, float) else str(each) for each in values), *shown)
        )
    lines = [f"{axis.path}  {words.parameter(swept.plan, axis.path, lang)}" for axis in swept.axes]
    for each in swept.measures:
        unit = words.unit_words(each, lang)
        named = f"{each.text}  {words.measure(each, swept.plan, lang)}"
        lines.append(named + (f"  [{unit}]" if unit else ""))
    parts = ["\n".join(lines), terminal.table(rows)]
    if len(swept.rows) > ROWS:
        parts.append(text("sweep.more", lang, count=f"{len(swept.rows) - ROWS:,}"))
    lost = int((swept.numbers != swept.numbers).any(axis=1).sum())
    if lost:
        parts.append(text("sweep.no_number", lang, count=lost))
    if folder:
        parts.append(
            text("sweep.written", lang, place=folder / "sweep.csv", parts=swept.parts, kept=swept.kept)
        )
    return "\n\n".join([*parts, terminal.placeholders(swept, lang)])
