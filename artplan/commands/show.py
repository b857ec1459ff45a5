"""`artplan show`: lines of the plan as tables."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from artplan.result import Result

ABOUT = "Shows lines of a plan as tables; without a LINE, lists all lines there are."


def add(commands: options.Commands) -> None:
    command = commands.add_parser("show", help="lines as a table", description=ABOUT)
    command.add_argument("lines", nargs="*", metavar="LINE", help="e.g. net_profit visits_by_channel")
    command.add_argument("-s", "--scenario", default="base", help="default: base")
    command.add_argument(
        "--by", choices=("month", "quarter", "half", "year"), default="month", help="default: month"
    )
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.pipeline.plans import loaded

    overrides, others = options.overrides(chosen.changes)
    (plan,) = loaded([chosen.scenario], overrides).values()
    lang = chosen.lang or plan.plan.language
    names = [*chosen.lines, *others]
    if not names:
        return _list(chosen.json, lang)
    _must_exist(names)
    for note in plan.plan.notes:
        print(note.text(lang), file=sys.stderr)
    result = plan.run(names)
    if chosen.json:
        print(json.dumps([_record(result, name, chosen.by) for name in names], ensure_ascii=False, indent=2))
    else:
        tables = [_table(result, name, chosen.by, lang) for name in names]
        print("\n\n".join([*tables, terminal.placeholders(result, lang)]))
    return 0


def _must_exist(names: list[str]) -> None:
    from artplan.model import model
    from artplan.plan.written.faults import Fault, PlanFault

    known = model().lines
    unknown = [name for name in names if name not in known]
    if unknown:
        raise PlanFault(Fault("show", name, "no such line", _nearest(name, known)) for name in unknown)


def _nearest(name: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}?" if near else "`artplan show` lists all lines"


def _list(as_json: bool, lang: str) -> int:
    from artplan.model import model

    cards = [
        {"line": line.name, "label": getattr(line, lang), "unit": line.unit, "per": list(line.per)}
        for line in model().lines.values()
    ]
    if as_json:
        print(json.dumps(cards, ensure_ascii=False, indent=2))
    else:
        rows = [(card["line"], card["label"], card["unit"], " × ".join(card["per"])) for card in cards]
        print(terminal.table(rows, left=4))
    return 0


def _record(result: Result, name: str, by: Any) -> dict[str, Any]:
    frame = result.frame(name, by)
    numbers = [dict(zip(frame.columns, map(float, row), strict=True)) for row in frame.to_numpy()]
    rows = dict(zip(map(_member, frame.index), numbers, strict=True))
    card = {"line": name, "unit": result.unit(name), "per": list(result.per(name))}
    zero = result.lines[name].zero_in("en")
    rests_on = {"placeholders": len(result.plan.placeholders)}
    return {**card, **({"zero": zero} if zero else {}), "rows": rows, **rests_on}


def _table(result: Result, name: str, by: Any, lang: str) -> str:
    from artplan.report.words.format import unit_label

    frame, unit = result.frame(name, by), result.unit(name)
    rows = [("", *frame.columns)]
    for row, numbers in zip(frame.index, frame.to_numpy(), strict=True):
        cells = (_cell(result, name, float(each), lang) for each in numbers)
        rows.append((_shown(result, name, row, lang), *cells))
    shown = "" if unit == "1" else f"  [{unit_label(unit, lang)}]"
    return f"{name}  {result.label(name, lang)}{shown}\n{terminal.table(rows)}"


def _cell(result: Result, name: str, value: float, lang: str) -> str:
    """A number; a month by its name; 0 in words where it is no amount but an answer."""
    zero, unit = result.lines[name].zero_in(lang), result.unit(name)
    if value == 0 and zero:
        return zero
    if unit == "month_number" and value:
        return result.months[int(value) - 1]
    return terminal.number(value, unit)


def _member(row: Any) -> str:
    return " / ".join(row) if isinstance(row, tuple) else str(row)


def _shown(result: Result, name: str, row: Any, lang: str) -> str:
    """The members' names in the reader's language; a line without members is told by its own."""
    members = row if isinstance(row, tuple) else (row,)
    if not result.per(name):
        return result.label(name, lang)
    labels = zip(result.per(name), members, strict=True)
    return " / ".join(result.plan.label(dimension, member, lang) for dimension, member in labels)
