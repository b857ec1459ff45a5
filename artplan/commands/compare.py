"""`artplan compare`: what differs between two plans, and which decision makes how much of it."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal
from artplan.study import SEED

if TYPE_CHECKING:
    from artplan.study.compare.answer import Comparison

ABOUT = """Shows which inputs differ between the plans A and B, how much of the change of a line each of the
decisions makes (the parts add up to the change), what stands behind the change of gross sales, and which
lines moved most. A decision's part is what it adds on the average of all orders in which they could be
taken; with --in-order, what it adds to those before it in the file. Changes by --set belong to B alone;
without B, they are made to A."""
MOST = 25  # rows of inputs and of lines; --json has them all


def add(commands: options.Commands) -> None:
    told = "what differs between two plans, attributed to each decision"
    command = commands.add_parser("compare", help=told, description=ABOUT)
    command.add_argument("plans", nargs="*", metavar="A B", help="e.g. base growth")
    command.add_argument(
        "--line", nargs="+", action="extend", default=[], metavar="LINE",
        help="to attribute, e.g. gross_profit cash_closing.min (net_profit cash_closing)")  # fmt: skip
    command.add_argument("--in-order", action="store_true", help="in the order of the file, one by one")
    command.add_argument("--seed", type=int, default=SEED, help="of the random orders, beyond 12 decisions")
    options.add_chart(command, "the first line's waterfall")
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.operating import load
    from artplan.study.compare.compare import LINES, compare

    overrides, others = options.overrides(chosen.changes)
    names = _two([*chosen.plans, *others], bool(overrides))
    picture = options.chart_file(chosen.chart) if chosen.chart else None
    before, after = load(names[0]), load(names[1], overrides)
    lang = chosen.lang or after.plan.language
    for note in after.plan.notes:
        print(note.text(lang), file=sys.stderr)
    with _counted() as told:
        found = compare(
            before, after, chosen.line or LINES, in_order=chosen.in_order, seed=chosen.seed, told=told
        )
    if picture:
        from artplan.report.charts.attribution import attribution

        options.write_chart(picture, attribution(found, found.attributions[0], lang))
    print(json.dumps(found.record(), ensure_ascii=False, indent=2) if chosen.json else _told(found, lang))
    return 0


def _two(names: list[str], changed: bool) -> tuple[str, str]:
    if len(names) == 1 and changed:
        return names[0], names[0]
    if len(names) != 2:
        remedy = "write artplan compare base growth"
        raise options.wrong("compare", " ".join(names), "two plans are needed, no more", remedy)
    return names[0], names[1]


@contextlib.contextmanager
def _counted() -> Iterator[Callable[[int], None]]:
    """How many plans were worked out, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from tqdm import tqdm

    with tqdm(file=sys.stderr, unit=" plans", leave=False, dynamic_ncols=True, delay=1) as bar:
        yield lambda count: bar.update(count) and None


def _told(found: Comparison, lang: str) -> str:
    from artplan.report.tables.attribution import attribution, inputs, moved, sales
    from artplan.texts.catalogue import text

    parts = [_table(inputs(found, lang), found.differences, left=4)]
    for each in found.attributions:
        head = text(f"attribution.way.{each.way}", lang)
        parts.append(f"{_table(attribution(found, each, lang))}\n{head}")
    moves = bool(abs(found.sales.price).max(initial=0) >= 1)
    parts += [_table(sales(found, of, lang), moves) for of in ("price", "traffic")]
    parts.append(_table(moved(found, lang), left=2))
    if found.idle:
        names = text("list.comma", lang).join(step.name for step in found.idle)
        parts.append(text("attribution.idle", lang, names=names))
    return "\n\n".join([*filter(None, parts), terminal.placeholders(found.after, lang)])


def _table(table: Any, shown: Any = True, left: int = 1) -> str:
    """A table of the report in a terminal: as many rows as fit."""
    if not shown or not table.rows:
        return ""
    rows = [row.cells for row in table.rows]
    cut = [] if len(rows) <= MOST else [("…", *[""] * (len(rows[0]) - 1))]
    head = tuple(column.head for column in table.columns)
    return f"{table.caption}\n{terminal.table([head, *rows[:MOST], *cut], left=left)}"
