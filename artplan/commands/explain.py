"""`artplan explain`: where a number comes from, down to file, line and source."""

from __future__ import annotations

import argparse
import json
import shutil
import sys

from artplan.commands import options

ABOUT = """Shows what a line of the plan is worked out from, and that again, down to the parameters with file,
line and source. MONTH may be a quarter, half-year or fiscal year as well (2027-Q2, 2027). Of a line with
members all together are shown; --member picks some. --against shows what makes the difference between two
plans; changes by --set belong to the plan of -s alone."""


def add(commands: options.Commands) -> None:
    told = "where a number comes from, down to file, line and source"
    command = commands.add_parser("explain", help=told, description=ABOUT)
    command.add_argument("words", nargs="*", metavar="LINE MONTH", help="e.g. net_profit 2027-11")
    command.add_argument("-s", "--scenario", default="base", help="default: base")
    command.add_argument(
        "--member",
        default="",
        metavar="NAME[,NAME]",
        help="a member of each dimension, by name or label; * for all",
    )
    command.add_argument(
        "--depth", type=options.positive, metavar="N", help="levels shown; default: a screen's worth"
    )
    command.add_argument("--against", metavar="SCENARIO", help="explain the difference from this plan")
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.operating import load

    overrides, others = options.overrides(chosen.changes)
    line, month = _asked([*chosen.words, *others])
    plan = load(chosen.scenario, overrides)
    for note in plan.plan.notes:
        print(note.text(chosen.lang or plan.plan.language), file=sys.stderr)
    found = plan.explain(
        line, month, chosen.member, depth=chosen.depth, lang=chosen.lang or "", against=chosen.against
    )
    if chosen.json:
        print(json.dumps(found.record(), ensure_ascii=False, indent=2))
    else:
        print(found.text(shutil.get_terminal_size().columns if sys.stdout.isatty() else 0))
    return 0


def _asked(words: list[str]) -> tuple[str, str]:
    if len(words) != 2:
        remedy = "write artplan explain net_profit 2027-11"
        raise options.wrong("explain", " ".join(words), "a line and a month are needed, no more", remedy)
    return words[0], words[1]
