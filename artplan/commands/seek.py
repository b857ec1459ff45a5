"""The command `artplan seek`: find the value of a parameter at which a line meets a target."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from artplan.commands import options
from artplan.study import defaults
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.study.seek.answer import Sought


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "seek", text("help.seek.brief", lang), text("help.seek.about", lang)
    )
    number = options.number(lang)
    command.add_argument("words", nargs="*", metavar="LINE=NUMBER", help=text("help.seek.words", lang))
    command.add_argument("--by", required=True, metavar="PATH", help=text("help.seek.by", lang))
    command.add_argument("--from", type=number, dest="low", metavar="N", help=text("help.seek.low", lang))
    command.add_argument("--to", type=number, dest="high", metavar="N", help=text("help.seek.high", lang))
    command.add_argument("--percentile", type=number, metavar="P", help=text("help.seek.percentile", lang))
    options.add_draws(command, lang, defaults.SEEK_DRAWS)
    options.add_scenario(command, lang)
    options.add_chart(command, lang, text("help.seek.chart", lang))
    options.add_replan(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.study.seek.seek import seek

    measure, target = _target(chosen.words)
    picture = options.chart_file(chosen.chart) if chosen.chart else None
    plan = options.one_plan(chosen)
    lang = chosen.lang or plan.plan.language
    with options.counting(text("commands.counted.trials", lang)) as bar:
        sought = seek(
            plan, measure, target, chosen.by, low=chosen.low, high=chosen.high,
            percentile=chosen.percentile, replan=chosen.replan, draws=chosen.draws, seed=chosen.seed,
            progress=bar.update)  # fmt: skip
    if chosen.json:
        options.print_json(sought.record())
    else:
        print(_show(sought, lang))
    if picture:
        from artplan.report.charts.studies.seek import along

        options.write_chart(picture, along(sought, lang))
    return 0


def _target(words: list[str]) -> tuple[str, float]:
    from artplan.plan.read.relative import as_number
    from artplan.plan.written.yaml_tree import scalar

    line, equals, number = "".join(words).partition("=")
    target = as_number(scalar(number.strip())) if number.strip() else None
    if len(words) != 1 or not equals or not line.strip() or target is None:
        raise options.wrong("seek", " ".join(words), "commands.line_and_number")
    return line.strip(), target


def _show(answer: Sought, lang: str) -> str:
    from artplan.commands import terminal
    from artplan.report.tables.studies.seek import seek
    from artplan.report.words import parameters as words

    unit = words.unit_words(answer.measure, lang)
    title = f"{answer.measure.text}  {words.sought(answer, lang)}"
    by = f"{text('seek.by', lang)}  {answer.path}  {words.parameter(answer.plan, answer.path, lang)}"
    table = seek(answer, lang)
    parts = [
        title + (f"  [{unit}]" if unit else ""),
        "\n".join([by, table.caption, *words.of_draws(answer, lang)]),
        terminal.laid_out(table),
    ]
    if not answer.solutions:
        parts.append(words.not_reached(answer, lang))
    settings = ["=".join(map(str, answer.setting(root.number))) for root in answer.solutions]
    if settings:
        parts.append("\n".join(f"{text('seek.scenario', lang)}--set '{each}'" for each in settings))
    return "\n\n".join([*parts, terminal.placeholders(answer, lang)])
