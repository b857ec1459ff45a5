"""`artplan appraise`: scorecards of the plan, their points, grades and pay."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from artplan.commands import options, terminal

if TYPE_CHECKING:
    from artplan.result import Result
    from artplan.study.appraise import Sheet

ABOUT = """Shows each scorecard by month, with the posts and people it judges: what its indicators earned, the
score and its grade (by score or by rank), bad months in a row, and what is paid. A month's score or grade is
paid with the next month's payroll."""
WORDS = {
    "zh": {"full": "分值", "grade": "等级", "none": "计划没有考核表"},
    "en": {"full": "points", "grade": "Grade", "none": "the plan has no scorecards"},
}


def add(commands: options.Commands) -> None:
    command = commands.add_parser("appraise", help="scorecards: points, grade, pay", description=ABOUT)
    command.add_argument("scenario", nargs="?", default="base", metavar="SCENARIO", help="default: base")
    options.add_set(command)
    options.add_lang(command)
    options.add_json(command)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.operating import load
    from artplan.study.appraise import NEEDED, appraise

    overrides, _ = options.overrides(chosen.changes)
    result = load(chosen.scenario, overrides).run(NEEDED)
    sheets = appraise(result)
    if chosen.json:
        rests_on = {"placeholders": len(result.plan.placeholders)}
        print(json.dumps([{**sheet.record(), **rests_on} for sheet in sheets], ensure_ascii=False, indent=2))
    else:
        lang = chosen.lang or result.plan.language
        told = [_told(result, sheet, lang) for sheet in sheets] or [WORDS[lang]["none"]]
        print("\n\n".join([*told, terminal.placeholders(result, lang)]))
    return 0


def _told(result: Result, sheet: Sheet, lang: str) -> str:
    title = result.plan.label("scorecard", sheet.scorecard, lang)
    posts = [result.plan.label("post", post, lang) for post in sheet.posts]
    judged = ", ".join(posts + [result.plan.label("position", each, lang) for each in sheet.positions])
    rows: list[Any] = [("", WORDS[lang]["full"], *sheet.points.columns)]
    for name, earned in sheet.points.iterrows():
        label = result.plan.label("indicator", str(name), lang)
        rows.append((label, f"{sheet.full[str(name)]:g}", *(f"{each:.4g}" for each in earned)))
    for name, row in sheet.summary.iterrows():
        if name == "grade":
            shown = [result.plan.label("grade", each, lang) if each else "-" for each in row]
            rows.append((WORDS[lang]["grade"], "", *shown))
        else:
            numbers = [f"{each:,.4g}" if abs(each) < 1_000 else f"{each:,.0f}" for each in row]
            rows.append((result.label(str(name), lang), "", *numbers))
    return f"{title}  {judged}\n{terminal.table(rows)}"
