"""`artplan sensitivity`: how much a line moves with each parameter, and where it breaks even."""

from __future__ import annotations

import argparse
import json
import math
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from pandas import DataFrame

    from artplan.study.sensitivity import Sensitivity

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
    from artplan.study.break_even import break_even
    from artplan.study.sensitivity import sensitivity

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
    from artplan.study.sensitivity import spider as steps_of

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
    from artplan.report.parameters import parameter_label
    from artplan.report.texts import text

    table, unit = found.tornado[line].join(zeros[["break_even", "factor"]]), found.lines[line].unit
    plan = terminal.number(found.stands[line], unit)
    head = text("sensitivity.head", lang, label=getattr(found.lines[line], lang), line=line, plan=plan)
    columns = ("input", "value_low", "low", "value_high", "high", "swing", "break_even", "factor")
    rows = [(*(text(f"sensitivity.{each}", lang) for each in columns), "")]
    for path, row in table.head(SHOWN).iterrows():
        low, high = (_value(row[side], text("sensitivity.by_month", lang)) for side in columns[1:4:2])
        at_low, at_high, swing = (terminal.number(row[side], unit) for side in ("low", "high", "swing"))
        zero, factor = _value(row["break_even"], "-"), _value(row["factor"], "-", 3)
        label = parameter_label(found.plan, str(path), lang)
        rows.append((label, low, at_low, high, at_high, swing, zero, factor, str(path)))
    more = len(table) - SHOWN
    rest = [text("sensitivity.more", lang, count=more)] if more > 0 else []
    return "\n".join([head, terminal.table(rows, behind=1), *rest])


def _value(number: float, absent: str, digits: int = 6) -> str:
    """A parameter's value, whatever its size."""
    if math.isnan(number):
        return absent
    return f"{number:,.0f}" if abs(number) >= 10**digits else f"{number:,.{digits}g}"
