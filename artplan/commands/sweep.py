"""`artplan sweep`: a plan at many points, as a table and charts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from artplan.study.sweep.answer import Swept

ABOUT = """Works out lines of the plan for every combination of the values that SPEC lists: a YAML file, or
the name of one in params/studies. With --out the table (sweep.csv, with pyarrow also sweep.parquet), charts
(for one or two parameters) and the parts that are worked out go to DIR; a part that is there already is not
worked out again. --run N runs every notebook for the Nth row of the table, into DIR/points/N."""
ROWS = 60  # of a table on the terminal


def add(commands: options.Commands) -> None:
    command = commands.add_parser("sweep", help="a plan at many points: table and charts", description=ABOUT)
    command.add_argument("spec", metavar="SPEC.yaml", help="e.g. conversion_and_click_price")
    command.add_argument("-s", "--scenario", metavar="SCENARIO", help="in place of the file's scenarios")
    command.add_argument("-o", "--out", type=Path, metavar="DIR", help="where table, charts and parts go")
    command.add_argument(
        "--run", type=options.positive, nargs="+", action="extend", default=[], metavar="N", dest="points",
        help="also every notebook for these rows of the table")  # fmt: skip
    options.add_engine(command)
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
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
        raise options.wrong("--out", str(chosen.out), "is a file", "name a folder")
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
        print(json.dumps(swept.record(), ensure_ascii=False, indent=2))
    else:
        print(_told(swept, lang, chosen.out))
    return max((_run(swept, point, overrides, chosen) for point in chosen.points), default=0)


def _refuse_points(chosen: argparse.Namespace, count: int) -> None:
    if chosen.points and not chosen.out:
        raise options.wrong(
            "--run", str(chosen.points[0]), "nowhere to put pages", "name a folder with --out DIR"
        )
    for point in chosen.points:
        if point > count:
            raise options.wrong("--run", str(point), f"the table has {count} rows", "choose one of them")


def _run(swept: Swept, point: int, overrides: Mapping[str, Any], chosen: argparse.Namespace) -> int:
    """All notebooks for a row of the table; the exit code of that run."""
    from artplan.pipeline.run import run

    scenario, settings = swept.setting(point - 1)
    ended = run([scenario], {**overrides, **settings}, chosen.lang, chosen.out / "points" / str(point))
    if ended.page:
        print(ended.page, file=sys.stderr if chosen.json else sys.stdout, flush=True)
    return ended.code


def _write(swept: Swept, folder: Path, lang: str) -> None:
    from importlib.util import find_spec

    from artplan.report.charts.sweep import charts

    folder.mkdir(parents=True, exist_ok=True)
    swept.write(folder / "sweep.csv")
    if find_spec("pyarrow"):
        swept.write_parquet(folder / "sweep.parquet")
    for chart in charts(swept, lang):
        (folder / f"{chart.name}.png").write_bytes(chart.png(160))


def _told(swept: Swept, lang: str, folder: Path | None) -> str:
    from artplan.report.words import parameters as words
    from artplan.texts.catalogue import text

    names = [text("sweep.scenario", lang), *(axis.path for axis in swept.axes)]
    rows = [("", *names, *(each.text for each in swept.measures))]
    for row, point in zip(range(1, ROWS + 1), swept.points(), strict=False):
        values, numbers = point[: len(names)], point[len(names) :]
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
    return "\n\n".join([*parts, terminal.PLACEHOLDERS[lang].format(len(swept.plan.placeholders))])
