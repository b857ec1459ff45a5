"""The command `artplan compare`: show how two plans differ, and the contribution of each decision."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.study import SEED, defaults
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.study.compare.answer import Comparison

MOST = 25  # rows shown of each table; --json has all rows


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "compare", text("help.compare.brief", lang), text("help.compare.about", lang)
    )
    command.add_argument("plans", nargs="*", metavar="A B", help=text("help.compare.plans", lang))
    compared = " ".join(defaults.COMPARED)
    command.add_argument(
        "--line", nargs="+", action="extend", default=[], metavar="LINE", dest="lines",
        help=text("help.compare.line", lang, default=compared))  # fmt: skip
    command.add_argument("--in-order", action="store_true", help=text("help.compare.in_order", lang))
    command.add_argument("--hold", action="store_true", help=text("help.compare.hold", lang))
    command.add_argument(
        "--seed", type=options.whole(lang), default=SEED, metavar="N",
        help=text("help.compare.seed", lang, count=defaults.ALL_ORDERS, default=SEED))  # fmt: skip
    options.add_chart(command, lang, text("help.compare.chart", lang))
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.operating import load
    from artplan.study.compare.compare import compare

    overrides, others = options.overrides(chosen.changes)
    names = _two([*chosen.plans, *others], bool(overrides))
    picture = options.chart_file(chosen.chart) if chosen.chart else None
    before, after = load(names[0]), load(names[1], overrides)
    lang = chosen.lang or after.plan.language
    for note in after.plan.notes:
        print(note.text(lang), file=sys.stderr)
    with _counted(lang) as count:
        comparison = compare(
            before, after, chosen.lines or defaults.COMPARED,
            in_order=chosen.in_order, hold=chosen.hold, seed=chosen.seed, progress=count)  # fmt: skip
    if picture:
        from artplan.report.charts.studies.attribution import attribution

        options.write_chart(picture, attribution(comparison, comparison.attributions[0], lang))
    if chosen.json:
        options.print_json(comparison.record())
    else:
        print(_show(comparison, lang))
    return 0


def _two(names: list[str], changed: bool) -> tuple[str, str]:
    if len(names) == 1 and changed:
        return names[0], names[0]
    if len(names) != 2:
        raise options.wrong("compare", " ".join(names), "commands.two_plans")
    return names[0], names[1]


@contextlib.contextmanager
def _counted(lang: str) -> Iterator[Callable[[int], None]]:
    """Yield a function that counts evaluated plans; the count is shown on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from tqdm import tqdm

    unit = f" {text('commands.counted.plans', lang)}"
    with tqdm(file=sys.stderr, unit=unit, leave=False, dynamic_ncols=True, delay=1) as bar:
        yield lambda count: bar.update(count) and None


def _show(answer: Comparison, lang: str) -> str:
    from artplan.commands import terminal
    from artplan.report.tables.studies.attribution import attribution, inputs, moved, sales

    parts = [_table(inputs(answer, lang), answer.differences, left=4)]
    for each in answer.attributions:
        head = text(f"attribution.way.{each.way}", lang)
        parts.append(f"{_table(attribution(answer, each, lang))}\n{head}")
    moves = bool(abs(answer.sales.price).max(initial=0) >= 1)
    parts += [_table(sales(answer, of, lang), moves) for of in ("price", "traffic")]
    parts.append(_table(moved(answer, lang), left=2))
    if answer.idle:
        names = text("list.comma", lang).join(step.name for step in answer.idle)
        parts.append(text("attribution.idle", lang, names=names))
    return "\n\n".join([*filter(None, parts), terminal.placeholders(answer.after, lang)])


def _table(table: Any, shown: Any = True, left: int = 1) -> str:
    """Return a table of the report as text, with at most MOST rows."""
    from artplan.commands import terminal

    if not shown or not table.rows:
        return ""
    rows = [row.cells for row in table.rows]
    cut = [] if len(rows) <= MOST else [("…", *[""] * (len(rows[0]) - 1))]
    head = tuple(column.head for column in table.columns)
    return f"{table.caption}\n{terminal.table([head, *rows[:MOST], *cut], left=left)}"
