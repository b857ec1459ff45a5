"""`artplan allocate`: the advertising budget divided among channels and months."""

from __future__ import annotations

import argparse
import json
import sys

from artplan.commands import options

ABOUT = """Divides the advertising budget among channels, months and campaigns for most contribution margin
(or net profit, or sales). For this the plan is driven by spend; what visits are worth is measured in the
plan, so that stock, capacity and returns count. What does not pay is not spent, and the answer says so.
NAME is a channel, by its name or label; its floor and cap hold over all months together."""


def add(commands: options.Commands) -> None:
    told = "the advertising budget divided for most contribution margin"
    command = commands.add_parser("allocate", help=told, description=ABOUT)
    command.add_argument("-s", "--scenario", default="base", help="default: base")
    command.add_argument("--total", type=float, metavar="N", help="the budget; default: what is spent today")
    for kind, means in (("floor", "at least"), ("cap", "at most")):
        command.add_argument(
            f"--{kind}", action="append", default=[], metavar="NAME=N", help=f"{means} so much for a channel"
        )
    command.add_argument("--cash-at-least", type=float, metavar="N", help="at the end of every month")
    command.add_argument(
        "--goal", choices=("contribution_margin", "net_profit", "sales"), default="contribution_margin",
        help="default: contribution_margin")  # fmt: skip
    command.add_argument("--as", dest="name", metavar="NAME", help="keep the proposal as a scenario")
    command.add_argument("--force", action="store_true", help="replace a scenario of that name")
    options.add_chart(command, "present and proposed spend")
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.plan.read.scenario import place_for, text_of

    overrides = options.settings(chosen)
    floors, caps = _amounts("--floor", chosen.floor), _amounts("--cap", chosen.cap)
    picture = options.chart_file(chosen.chart) if chosen.chart else None
    path = place_for(chosen.name, chosen.force, "--as") if chosen.name else None

    from artplan.report.tables.allocate import told
    from artplan.study.allocate.allocate import allocate

    proposal = allocate(
        chosen.scenario, overrides, total=chosen.total, floors=floors, caps=caps,
        cash_at_least=chosen.cash_at_least, goal=chosen.goal, told=_progress)  # fmt: skip
    lang = chosen.lang or proposal.plan.language
    if path:
        path.parent.mkdir(exist_ok=True)
        comment = f"artplan allocate, for {chosen.goal}"
        path.write_text(text_of(chosen.scenario, proposal.settings, comment), encoding="utf-8")
    if picture:
        from artplan.report.charts.allocate import allocation

        options.write_chart(picture, allocation(proposal, lang))
    if chosen.json:
        print(json.dumps(proposal.record(), ensure_ascii=False, indent=2))
    else:
        from artplan.commands.terminal import PLACEHOLDERS

        count = len(proposal.plan.placeholders)
        print("\n\n".join([told(proposal, lang), PLACEHOLDERS[lang].format(count)]))
    if path:
        print(path, file=sys.stderr if chosen.json else sys.stdout)
    return 0


def _amounts(option: str, given: list[str]) -> dict[str, float]:
    """NAME=N, by name."""
    found: dict[str, float] = {}
    for each in given:
        name, equals, amount = each.partition("=")
        try:
            number = float(amount)
        except ValueError:
            equals = ""
        if not equals or not name:
            raise options.wrong(option, each, "is no amount for a channel", f"write {option} taobaoke=20000")
        if name in found:
            raise options.wrong(option, name, "is given twice", "keep one of the two")
        found[name] = number
    return found


def _progress(rounds: int, goal: float) -> None:
    """On a terminal, how far the search has come."""
    if sys.stderr.isatty():
        print(f"\r{rounds:>3}  {goal:,.0f}\033[K", end="\r", file=sys.stderr)
