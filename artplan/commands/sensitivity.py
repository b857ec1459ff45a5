"""`artplan sensitivity`: how much a line moves with each parameter, and where it breaks even."""

from __future__ import annotations

import argparse
import json
import math
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from pandas import DataFrame

    from artplan.study.uncertainty.answer import Sensitivity

ABOUT = """Moves one parameter at a time: each uncertain one to its 10th and 90th percentile, or with --all
each given one by -10 % and +10 %. Shows what becomes of the lines, the strongest first, and the value of each
parameter at which the line would be 0."""
SHOWN = 15


def add(commands: options.Commands) -> None:
    told = "which parameters move the plan most, and their break-even values"
    command = commands.add_parser("sensitivity", help=told, description=ABOUT)
    command.add_argument("-s", "--scenario", default="base", help="default: base")
    command.add_argument(
        "--all", action="store_true", help="every given parameter by 10 %%, not only the uncertain ones"
    )
    options.add_lines(command, "net_profit")
    options.add_charts(command)
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.study.uncertainty.break_even import break_even
    from artplan.study.uncertainty.sensitivity import sensitivity

    plan = options.one_plan(chosen)
    found = sensitivity(plan, chosen.lines or ["net_profit"], all_given=chosen.all)
    zeros = {
        line: break_even(plan, line, paths=list(table.index[:SHOWN])) for line, table in found.tornado.items()
    }
    lang = chosen.lang or plan.plan.language
    if chosen.charts:
        _draw(chosen, plan, found, lang)
    if chosen.json:
        print(json.dumps(_record(found, zeros), ensure_ascii=False, indent=2))
    else:
        told = [_told(found, line, zeros[line], lang) for line in found.lines]
        print("\n\n".join([*told, terminal.placeholders(found, lang)]))
    return 0


def _draw(chosen: argparse.Namespace, plan: Any, found: Sensitivity, lang: str) -> None:
    from artplan.report.charts.uncertainty import MOST_LINES, spider, tornado
    from artplan.study.uncertainty.sensitivity import spider as steps_of

    charts = []
    for line, table in found.tornado.items():
        steps = steps_of(plan, line, paths=list(table.index[:MOST_LINES]), all_given=chosen.all)
        charts += [tornado(found, line, lang), spider(found, steps, line, lang)]
    options.write_charts(chosen.charts, charts)


def _record(found: Sensitivity, zeros: dict[str, DataFrame]) -> dict[str, Any]:
    """Numbers that are not there (a value by month, no break-even) are null."""
    lines = {}
    for line, table in found.tornado.items():
        joined = table.join(zeros[line][["break_even", "factor"]])
        rows = {
            path: {name: None if math.isnan(each) else float(each) for name, each in row.items()}
            for path, row in joined.iterrows()
        }
        lines[line] = {"unit": found.lines[line].unit, "plan": found.stands[line], "inputs": rows}
    moved = "percentile" if found.by_distribution else "factor"
    rests_on = {"placeholders": len(found.plan.placeholders)}
    return {"scenario": found.plan.name, "moved_by": moved, "lines": lines, **rests_on}


def _told(found: Sensitivity, line: str, zeros: Any, lang: str) -> str:
    from artplan.report.tables.uncertainty import sensitivity
    from artplan.texts.catalogue import text

    table, more = sensitivity(found, lang, line, zeros), len(found.tornado[line]) - SHOWN
    rest = [text("sensitivity.more", lang, count=more)] if more > 0 else []
    return "\n".join([table.caption, terminal.laid_out(table, behind=True), *rest])
