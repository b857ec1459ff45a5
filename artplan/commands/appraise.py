"""The command `artplan appraise`: show the plan's scorecards with points, grades and pay."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.result import Result
    from artplan.study.appraise import Sheet


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "appraise", text("help.appraise.brief", lang), text("help.appraise.about", lang)
    )
    options.add_one_scenario(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.commands import terminal
    from artplan.operating import load
    from artplan.study.appraise import NEEDED, appraise

    overrides, _ = options.overrides(chosen.changes)
    result = load(chosen.scenario, overrides).run(NEEDED)
    sheets = appraise(result)
    if chosen.json:
        rests_on = {"placeholders": len(result.plan.placeholders)}
        options.print_json([{**sheet.record(), **rests_on} for sheet in sheets])
    else:
        lang = chosen.lang or result.plan.language
        shown = [show(result, sheet, lang) for sheet in sheets] or [text("commands.appraise.none", lang)]
        print("\n\n".join([*shown, terminal.placeholders(result, lang)]))
    return 0


def show(result: Result, sheet: Sheet, lang: str) -> str:
    """Return a scorecard as a table by month, with its name and the posts and positions that it appraises."""
    from artplan.commands import terminal

    title = result.plan.label("scorecard", sheet.scorecard, lang)
    posts = [result.plan.label("post", post, lang) for post in sheet.posts]
    judged = ", ".join(posts + [result.plan.label("position", each, lang) for each in sheet.positions])
    rows: list[Any] = [("", text("commands.appraise.full", lang), *sheet.points.columns)]
    for name, earned in sheet.points.iterrows():
        label = result.plan.label("indicator", str(name), lang)
        rows.append((label, f"{sheet.full[str(name)]:g}", *(f"{each:.4g}" for each in earned)))
    for name, row in sheet.summary.iterrows():
        if name == "grade":
            shown = [result.plan.label("grade", each, lang) if each else "-" for each in row]
            rows.append((text("commands.appraise.grade", lang), "", *shown))
        else:
            numbers = [f"{each:,.4g}" if abs(each) < 1_000 else f"{each:,.0f}" for each in row]
            rows.append((result.label(str(name), lang), "", *numbers))
    return f"{title}  {judged}\n{terminal.table(rows)}"
