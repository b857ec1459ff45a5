"""`artplan workbook`: the plan as a spreadsheet of live formulas."""

from __future__ import annotations

import argparse
from pathlib import Path

from artplan.commands import options

ABOUT = """Writes the plan as a workbook of live formulas: change a blue cell and everything follows, the
checks included. `artplan import` reads the blue cells back as a scenario."""


def add(commands: options.Commands) -> None:
    command = commands.add_parser("workbook", help="the live workbook", description=ABOUT)
    command.add_argument("scenario", nargs="?", default="base", help="default: base")
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE.xlsx", help="default: the scenario's name, here"
    )
    command.add_argument("--lang", choices=(*options.LANGUAGES, "both"), help="default: the plan's language")
    options.add_set(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.pipeline.outputs.workbook import side_by_side, write_workbook
    from artplan.pipeline.plans import loaded

    overrides = options.settings(chosen)
    (plan,) = loaded([chosen.scenario], overrides).values()
    path = chosen.output or Path(chosen.scenario.replace("/", "-") + ".xlsx")
    if path.suffix != ".xlsx":
        raise options.wrong("-o", str(path), "is no .xlsx file", "give a name that ends in .xlsx")
    result = plan.run()
    lang = chosen.lang or result.plan.language
    try:
        write_workbook(result, path, lang, side_by_side(), overrides)
    except OSError as error:
        raise options.wrong(
            str(path), "", f"cannot be written: {error.strerror}", "choose another -o"
        ) from None
    print(path)
    return 0
