"""The command `artplan findings`: what endangers a plan, what it costs, and what to decide."""

from __future__ import annotations

import argparse

from artplan.commands import options
from artplan.texts.catalogue import text


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "findings", text("help.findings.brief", lang), text("help.findings.about", lang)
    )
    options.add_one_scenario(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.findings.find import findings
    from artplan.findings.verdict import verdict

    plan = options.one_plan(chosen)
    result = plan.run()
    answer = findings(plan, result)
    if chosen.json:
        options.print_json([each.record() for each in answer])
        return 0
    from artplan.report.prose import findings as words
    from artplan.report.prose.telling import Teller

    t = Teller(result, chosen.lang or plan.plan.language)
    said = [words.finding(t, each) for each in answer]
    lines = [f"{place}. {each.trouble}\n   {each.decision}" for place, each in enumerate(said, start=1)]
    print("\n".join([*words.judged(t, verdict(result)), *(lines or [text("findings.none", t.lang)])]))
    return 0
