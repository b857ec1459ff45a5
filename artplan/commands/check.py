"""`artplan check`: is the plan sound, and how does it do against its own rules."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from artplan.result import Check, Result

ABOUT = """Reads the plans, works them out and runs every integrity check. An error means that the model
is broken (exit code 1), an alert that the business is in trouble (shown, exit code 0)."""

WORDS = {
    "zh": {
        "passed": "通过",
        "failed": "未通过",
        "alert": "警报",
        "placeholders": "占位值 {} 个（没有来源的参数）",
    },
    "en": {
        "passed": "passed",
        "failed": "FAILED",
        "alert": "alert",
        "placeholders": "{} placeholders (parameters without a source)",
    },
}


def add(commands: options.Commands) -> None:
    told = "validate parameters, evaluate, run every check"
    command = commands.add_parser("check", help=told, description=ABOUT)
    options.add_scenarios(command)
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.pipeline.plans import loaded, worked_out

    plans = loaded(*options.scenarios(chosen))
    results = worked_out(plans)
    if chosen.json:
        sheets = [_sheet(name, result) for name, result in results.items()]
        print(json.dumps(sheets, ensure_ascii=False, indent=2))
    else:
        for name, result in results.items():
            print(_told(name, result, chosen.lang or result.plan.language), end="\n\n")
    states = [state(check) for result in results.values() for check in result.checks()]
    return int("failed" in states or len(results) < len(plans))


def state(check: Check) -> str:
    if check.passed:
        return "passed"
    return "failed" if check.kind == "error" else "alert"


def _sheet(name: str, result: Result) -> dict[str, Any]:
    checks = [{"state": state(check), **asdict(check)} for check in result.checks()]
    return {
        "scenario": name,
        "parameter_hash": result.plan.hash,
        "checks": checks,
        "placeholders": len(result.plan.placeholders),
        "notes": [str(note) for note in result.plan.notes],
    }


def _told(name: str, result: Result, lang: str) -> str:
    words = WORDS[lang]
    rows = [
        (words[state(check)], result.label(check.name, lang), check.where, _size(result, check))
        for check in result.checks()
    ]
    lines = [f"{name}  {result.plan.hash[:12]}", terminal.table(rows, left=3)]
    return "\n".join([*lines, words["placeholders"].format(len(result.plan.placeholders))])


def _size(result: Result, check: Check) -> str:
    if check.passed:
        return ""
    unit = result.unit(check.name)
    return f"{terminal.number(check.worst, unit)} {unit}"
