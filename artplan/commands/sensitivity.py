"""The command `artplan sensitivity`: show each parameter's effect on a line, and its break-even value."""

from __future__ import annotations

import argparse
import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.study import defaults
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from pandas import DataFrame

    from artplan.operating import OperatingPlan
    from artplan.study.uncertainty.answer import Sensitivity


def add(commands: options.Commands, lang: str) -> None:
    (low, high), change = defaults.LOW_AND_HIGH, f"{defaults.CHANGE:.0%}"
    about = text("help.sensitivity.about", lang, low=f"{low:g}", high=f"{high:g}", change=change)
    command = options.add_command(commands, "sensitivity", text("help.sensitivity.brief", lang), about)
    options.add_scenario(command, lang)
    among = command.add_mutually_exclusive_group()
    among.add_argument("--all", action="store_true", help=text("help.sensitivity.all", lang, change=change))
    weigh = text("help.sensitivity.placeholders", lang, count=defaults.WEIGHED, change=change)
    among.add_argument("--placeholders", action="store_true", help=weigh)
    options.add_lines(command, lang, defaults.SENSITIVE)
    options.add_charts(command, lang)
    options.add_replan(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    plan = options.one_plan(chosen)
    result = _study(chosen, plan)
    lang = chosen.lang or plan.plan.language
    if chosen.charts:
        _draw(chosen, plan, result, lang)
    if chosen.json:
        options.print_json(_record(result, _zeros(chosen, plan, result)))
    else:
        from artplan.commands import terminal

        if chosen.placeholders:
            tables = [_weighed(result, line, lang) for line in result.lines]
        else:
            zeros = _zeros(chosen, plan, result)
            tables = [_show(result, line, zeros.get(line), lang) for line in result.lines]
        print("\n\n".join([*filter(None, tables), terminal.placeholders(result, lang)]))
    return 0


def _study(chosen: argparse.Namespace, plan: OperatingPlan) -> Sensitivity:
    from artplan.study.uncertainty.sensitivity import sensitivity
    from artplan.study.uncertainty.weights import of_placeholders

    lines = chosen.lines or defaults.SENSITIVE
    if chosen.placeholders:
        return of_placeholders(plan, lines, replan=chosen.replan)
    return sensitivity(plan, lines, all_given=chosen.all, replan=chosen.replan)


def _zeros(chosen: argparse.Namespace, plan: OperatingPlan, answer: Sensitivity) -> dict[str, DataFrame]:
    """Return the values of the strongest inputs at which each line would be 0, by line; none without any."""
    from artplan.study.uncertainty.break_even import break_even

    strongest = {line: list(table.index[: defaults.INPUTS_SHOWN]) for line, table in answer.tornado.items()}
    return {
        line: break_even(plan, line, paths=paths, replan=chosen.replan)
        for line, paths in strongest.items()
        if paths
    }


def _draw(chosen: argparse.Namespace, plan: OperatingPlan, answer: Sensitivity, lang: str) -> None:
    from artplan.report.charts.studies.uncertainty import MOST_LINES, spider, tornado
    from artplan.study.uncertainty.sensitivity import spider as steps_of

    charts, factors = [], not answer.by_distribution
    for line, table in answer.tornado.items():
        paths = list(table.index[:MOST_LINES])
        if not paths:
            continue
        steps = steps_of(plan, line, paths=paths, all_given=factors, replan=chosen.replan)
        charts += [tornado(answer, line, lang), spider(answer, steps, line, lang)]
    options.write_charts(chosen.charts, charts)


def _record(answer: Sensitivity, zeros: dict[str, DataFrame]) -> dict[str, Any]:
    """Return the answer for JSON; missing numbers (a value by month, no break-even) are null."""
    lines = {}
    for line, table in answer.tornado.items():
        joined = table.join(zeros[line][["break_even", "factor"]]) if line in zeros else table
        rows = {str(path): _row(answer, str(path), row) for path, row in joined.iterrows()}
        lines[line] = {"unit": answer.lines[line].unit, "plan": answer.stands[line], "inputs": rows}
    moved = "percentile" if answer.by_distribution else "factor"
    rests_on = {"placeholders": len(answer.plan.placeholders)}
    about = {"scenario": answer.plan.name, "committed": answer.committed, "moved_by": moved}
    return {**about, "lines": lines, **rests_on}


def _row(answer: Sensitivity, path: str, numbers: Any) -> dict[str, Any]:
    row = {name: None if math.isnan(each) else float(each) for name, each in numbers.items()}
    quoted = answer.plan.leaves[path].published
    return row if quoted is None else {**row, "published": asdict(quoted)}


def _weighed(answer: Sensitivity, line: str, lang: str) -> str:
    """Return the table of the placeholders that weigh most; "" where none moves the line."""
    from artplan.commands import terminal
    from artplan.report.tables.studies.weights import weights

    table = weights(answer, lang, line)
    return "\n".join([table.caption, terminal.laid_out(table, behind=True)]) if table.rows else ""


def _show(answer: Sensitivity, line: str, zeros: Any, lang: str) -> str:
    from artplan.commands import terminal
    from artplan.report.tables.studies.uncertainty import sensitivity

    table, more = sensitivity(answer, lang, line, zeros), len(answer.tornado[line]) - defaults.INPUTS_SHOWN
    rest = [text("sensitivity.more", lang, count=more)] if more > 0 else []
    return "\n".join([table.caption, terminal.laid_out(table, behind=True), *rest])
