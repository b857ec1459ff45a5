"""The command `artplan workbook`: write the plan as a spreadsheet of formulas."""

from __future__ import annotations

import argparse
from pathlib import Path

from artplan.commands import options
from artplan.texts.catalogue import LANGUAGES, text


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "workbook", text("help.workbook.brief", lang), text("help.workbook.about", lang)
    )
    options.add_one_scenario(command, lang)
    command.add_argument(
        "-o",
        "--output",
        type=options.path(lang),
        metavar="FILE.xlsx",
        help=text("help.workbook.output", lang),
    )
    command.add_argument(
        "--lang", choices=(*LANGUAGES, "both"), default=argparse.SUPPRESS,
        help=text("help.workbook.lang", lang))  # fmt: skip
    options.add_set(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan import __version__
    from artplan.actuals.closed import closed_amounts
    from artplan.pipeline.outputs.workbook import side_by_side
    from artplan.pipeline.plans import loaded
    from artplan.report.workbook.write import write
    from artplan.study.variance.variance import variances

    overrides = options.settings(chosen)
    (plan,) = loaded([chosen.scenario], overrides).values()
    path = chosen.output or Path(chosen.scenario.replace("/", "-") + ".xlsx")
    if path.suffix != ".xlsx":
        raise options.wrong("-o", str(path), "commands.no_xlsx")
    result = plan.run()
    lang = chosen.lang or result.plan.language
    closed = variances(plan, closed_amounts())
    write(result, path, lang, __version__, side_by_side().named(lang), overrides, closed)
    print(path)
    return 0
