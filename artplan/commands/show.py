"""The command `artplan show`: print lines of the plan as tables."""

from __future__ import annotations

import argparse
import sys
from math import isnan
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.result import Result


BY = ("month", "quarter", "half", "year")


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "show", text("help.show.brief", lang), text("help.show.about", lang)
    )
    command.add_argument("lines", nargs="*", metavar="LINE", help=text("help.show.lines", lang))
    options.add_scenario(command, lang)
    command.add_argument("--by", choices=BY, default=BY[0], help=text("help.show.by", lang, default=BY[0]))
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
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
        options.print_json([_record(result, name, chosen.by) for name in names])
    else:
        from artplan.commands import terminal

        tables = [_table(result, name, chosen.by, lang) for name in names]
        print("\n\n".join([*tables, terminal.placeholders(result, lang)]))
    return 0


def _must_exist(names: list[str]) -> None:
    from artplan.model import model
    from artplan.plan.written.faults import PlanFault, fault_at
    from artplan.plan.written.renamed import suggest_line

    known = model().lines
    unknown = [name for name in names if name not in known]
    if unknown:
        raise PlanFault(
            fault_at("show", name, "asked.no_line", near=suggest_line(name, known)) for name in unknown
        )


def _list(as_json: bool, lang: str) -> int:
    from artplan.model import model

    cards = [
        {"line": line.name, "label": getattr(line, lang), "unit": line.unit, "per": list(line.per)}
        for line in model().lines.values()
    ]
    if as_json:
        options.print_json(cards)
    else:
        from artplan.commands import terminal

        rows = [(card["line"], card["label"], card["unit"], " × ".join(card["per"])) for card in cards]
        print(terminal.table(rows, left=4))
    return 0


def _record(result: Result, name: str, by: Any) -> dict[str, Any]:
    columns = result.periods(by)[0]
    rows = {
        " / ".join(key) or name: dict(zip(columns, map(_or_none, row), strict=True))
        for key, row in zip(result.rows(name), result.numbers(name, by).tolist(), strict=True)
    }
    card = {"line": name, "unit": result.unit(name), "per": list(result.per(name))}
    zero = result.lines[name].zero_in("en")
    rests_on = {"placeholders": len(result.plan.placeholders)}
    return {**card, **({"zero": zero} if zero else {}), "rows": rows, **rests_on}


def _or_none(value: float) -> float | None:
    """Return the number, or None for a rate that is undefined."""
    return None if isnan(value) else value


def _table(result: Result, name: str, by: Any, lang: str) -> str:
    from artplan.commands import terminal
    from artplan.texts.units import unit_label

    unit, rows = result.unit(name), [("", *result.periods(by)[0])]
    for key, numbers in zip(result.rows(name), result.numbers(name, by).tolist(), strict=True):
        cells = (_cell(result, name, each, lang) for each in numbers)
        rows.append((_shown(result, name, key, lang), *cells))
    shown = "" if unit == "1" else f"  [{unit_label(unit, lang)}]"
    return f"{name}  {result.label(name, lang)}{shown}\n{terminal.table(rows)}"


def _cell(result: Result, name: str, value: float, lang: str) -> str:
    """Return a value as text.

    A month is shown by its name, and 0 (of a rate: that it is undefined) in words where the line has them.
    """
    from artplan.commands.terminal import number
    from artplan.engine.undefined import can_be_undefined

    zero, unit = result.lines[name].zero_in(lang), result.unit(name)
    if zero and (isnan(value) if can_be_undefined(result.program.model, name) else value == 0):
        return zero
    if unit == "month_number" and value:
        return result.months[int(value) - 1]
    return number(value, unit)


def _shown(result: Result, name: str, key: tuple[str, ...], lang: str) -> str:
    """Return the labels of a row's members; for a line without members, the line's label."""
    if not key:
        return result.label(name, lang)
    labels = zip(result.per(name), key, strict=True)
    return " / ".join(result.plan.label(dimension, member, lang) for dimension, member in labels)
