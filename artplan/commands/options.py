"""Arguments that several commands share, and what is read from them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from artplan.plan.faults import PlanFault

LANGUAGES = ("zh", "en")
Commands = Any  # argparse's own type for a set of subparsers is private


def wrong(place: str, what: str, fault: str, remedy: str) -> PlanFault:
    """A mistake of the user's on the command line."""
    from artplan.plan.faults import Fault, PlanFault

    return PlanFault([Fault(place, what, fault, remedy)])


def add_scenarios(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "scenarios", nargs="*", metavar="SCENARIO", help="base, a scenario, or cases/NAME; default: base"
    )
    command.add_argument("--all", action="store_true", help="base and every scenario")


def add_set(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--set", nargs="+", action="extend", default=[], metavar="PATH=VALUE", dest="changes",
        help="change parameters for this time: a value, x1.5, +10%%, -10%%, +2000, -500, null; "
        "wildcards as in channels.*.spend; may be repeated")  # fmt: skip


def add_lang(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGUAGES, help="language of what is shown; default: the plan's")


def add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")


def overrides(changes: list[str]) -> tuple[dict[str, Any], list[str]]:
    """What --set gives, and the words behind it that set nothing: names meant to stand on their own."""
    from artplan.plan.overlay import parse_setting

    given: dict[str, Any] = {}
    others = []
    for change in changes:
        if "=" not in change and "." not in change:
            others.append(change)
            continue
        try:
            path, value = parse_setting(change)
        except ValueError as error:
            raise wrong("--set", "", *str(error).split(" | ", 1)) from None
        if path in given:
            raise wrong("--set", path, "is set twice", "keep one of the two")
        given[path] = value
    return given, others


def scenarios(chosen: argparse.Namespace) -> tuple[list[str], dict[str, Any]]:
    """The plans that are meant, and what is changed in them."""
    given, others = overrides(chosen.changes)
    names = [*chosen.scenarios, *others]
    if chosen.all:
        from artplan.plan.files import plan_names

        names += plan_names()
    return names or ["base"], given


def positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
