"""The paragraphs that compare scenarios."""

from __future__ import annotations

from collections.abc import Mapping

from artplan.report.prose.telling import Teller
from artplan.report.tables.headline import figures
from artplan.report.words.plans import shown_names
from artplan.result import Result


def scenarios(results: Mapping[str, Result], lang: str) -> list[str]:
    """The best and the worst scenario by profit, the difference, and the scenarios that run out of cash."""
    items = {key: figures(result) for key, result in results.items()}
    own, names = next(iter(results)), shown_names(results, lang)
    t = Teller(results[own], lang)
    profit = {key: each["net_profit"] for key, each in items.items()}
    if len(items) == 1:
        return [t.say("scenarios.alone", name=names[own], profit=t.money(profit[own]))]
    best, worst = max(profit, key=lambda each: profit[each]), min(profit, key=lambda each: profit[each])
    first = t.say(
        "scenarios.span",
        count=t.counted("scenario", len(items)),
        best=names[best],
        most=t.money(profit[best]),
        worst=names[worst],
        least=t.money(profit[worst]),
        gap=t.money(profit[best] - profit[worst]),
    )
    others = [
        t.say(
            f"scenarios.{'more' if profit[key] >= profit[own] else 'less'}",
            name=names[key],
            gap=t.money(abs(profit[key] - profit[own])),
        )
        for key in items
        if key != own
    ]
    against = t.say("scenarios.against", own=names[own], others=t.clauses(others))
    dry = [
        t.say("scenarios.one_dry", name=names[key], low=t.money(each["cash_lowest"]))
        for key, each in items.items()
        if each["cash_lowest"] < 0
    ]
    cash = t.say("scenarios.dry", names=t.listed(dry)) if dry else t.say("scenarios.solvent")
    return [t.join((first, against)), cash]
