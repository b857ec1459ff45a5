"""The command `artplan import`: write the edited blue cells of a workbook as a scenario."""

from __future__ import annotations

import argparse
import sys

from artplan.commands import options
from artplan.texts.catalogue import text


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "import", text("help.import.brief", lang), text("help.import.about", lang)
    )
    command.add_argument(
        "file", type=options.path(lang), metavar="FILE.xlsx", help=text("help.import.file", lang)
    )
    command.add_argument("--name", help=text("help.import.name", lang))
    options.add_force(command, lang)
    options.add_lang(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.operating import load
    from artplan.plan.read.scenario import place_for, text_of
    from artplan.plan.written.faults import PlanFault
    from artplan.plan.written.text import one_line
    from artplan.report.workbook.edited import at_cells, contradictions, edited, unknown
    from artplan.writing.whole import write_whole

    cells = edited(chosen.file)
    plan = load(cells.scenario, cells.overrides).plan
    lang, changed = chosen.lang or plan.language, plan.hash != cells.hash
    faults = [] if changed else contradictions(cells, plan)
    if faults := faults or unknown(cells, plan):
        raise PlanFault(faults, plan.language)
    settings = {**cells.overrides, **cells.settings}
    if not settings:
        print(text("commands.import.nothing", lang, file=chosen.file), file=sys.stderr)
        return 0
    path = place_for(chosen.file.stem if chosen.name is None else chosen.name, chosen.force)
    try:
        load(cells.scenario, settings)
    except PlanFault as fault:
        raise at_cells(fault, cells) from None
    if cells.sorted:
        print(text("commands.import.sorted", lang), file=sys.stderr)
    if changed:
        from artplan.report.words.plans import plan_name

        print(text("commands.import.changed", lang, scenario=plan_name(plan, lang)), file=sys.stderr)
    comment = text("commands.import.comment", lang, file=one_line(chosen.file.name))
    write_whole(path, text_of(cells.scenario, settings, comment))
    print(path)
    return 0
