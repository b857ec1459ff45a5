"""`artplan seek`: what a parameter would have to be for a line to meet a target."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from artplan.study.seek.answer import Sought

ABOUT = """Finds every value of a parameter, inside its range, at which a line meets a target. LINE=NUMBER:
the line over the whole plan (net_profit=500000), of a month or period (net_profit.2027-11=0), or one of its
months (cash_closing.min=0; also .max, .last, .first, .sum, .average); a member stands between
(visits_by_channel.zhitongche.sum=90000). What a wildcard reaches (channels.*.cost_per_click), or what differs
by month, is moved by one common factor. Where the target cannot be reached, the nearest value is told.
With --percentile 10 the line is taken at its 10th percentile over draws of the uncertain parameters, the same
draws at every trial; a parameter that is given a value counts as certain then."""


def add(commands: options.Commands) -> None:
    told = "the value of a parameter at which a line meets a target"
    command = commands.add_parser("seek", help=told, description=ABOUT)
    command.add_argument("words", nargs="*", metavar="LINE=NUMBER", help="e.g. cash_closing.min=0")
    command.add_argument("--by", required=True, metavar="PATH", help="e.g. overheads.*.amount")
    command.add_argument("--from", type=float, dest="low", metavar="N", help="default: the parameter's range")
    command.add_argument("--to", type=float, dest="high", metavar="N")
    command.add_argument(
        "--percentile", type=float, metavar="P", help="of the line over the draws; default: the plan as it is"
    )
    options.add_draws(command, 1024)
    command.add_argument("-s", "--scenario", default="base", help="default: base")
    options.add_chart(command, "the line along the parameter")
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.study.seek.seek import seek

    measure, target = _asked(chosen.words)
    picture = options.chart_file(chosen.chart) if chosen.chart else None
    plan = options.one_plan(chosen)
    lang = chosen.lang or plan.plan.language
    with options.counting("trials") as bar:
        found = seek(
            plan, measure, target, chosen.by, low=chosen.low, high=chosen.high,
            percentile=chosen.percentile, draws=chosen.draws, seed=chosen.seed, told=bar.update)  # fmt: skip
    if chosen.json:
        print(json.dumps(found.record(), ensure_ascii=False, indent=2))
    else:
        print(_told(found, lang))
    if picture:
        from artplan.report.charts.seek import along

        options.write_chart(picture, along(found, lang))
    return 0


def _asked(words: list[str]) -> tuple[str, float]:
    from artplan.plan.read.relative import as_number
    from artplan.plan.written.yaml_tree import scalar

    line, equals, number = "".join(words).partition("=")
    target = as_number(scalar(number.strip())) if number.strip() else None
    if len(words) != 1 or not equals or not line.strip() or target is None:
        remedy = "write a line and a number, as in artplan seek cash_closing.min=0 --by overheads.*.amount"
        raise options.wrong("seek", " ".join(words), "LINE=NUMBER is wanted", remedy)
    return line.strip(), target


def _told(found: Sought, lang: str) -> str:
    from artplan.report.tables.seek import seek
    from artplan.report.words import parameters as words
    from artplan.texts.catalogue import text

    unit = words.unit_words(found.measure, lang)
    title = f"{found.measure.text}  {words.sought(found, lang)}"
    by = f"{text('seek.by', lang)}  {found.path}  {words.parameter(found.plan, found.path, lang)}"
    table = seek(found, lang)
    parts = [
        title + (f"  [{unit}]" if unit else ""),
        "\n".join([by, table.caption, *words.of_draws(found, lang)]),
        terminal.laid_out(table),
    ]
    if not found.solutions:
        parts.append(text("seek.flat" if found.answer.flat else "seek.unreached", lang))
    settings = ["=".join(map(str, found.setting(root.number))) for root in found.solutions]
    told = [f"{text('seek.scenario', lang)}--set '{each}'" for each in settings]
    parts += ["\n".join(told)] if told else []
    return "\n\n".join([*parts, terminal.PLACEHOLDERS[lang].format(len(found.plan.placeholders))])
