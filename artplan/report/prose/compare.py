"""The paragraphs that compare scenarios."""

from __future__ import annotations

from collections.abc import Mapping

from artplan.report.prose.telling import Teller
from artplan.report.tables.headline import figures
from artplan.result import Result


def scenarios(results: Mapping[str, Result], lang: str) -> list[str]:
    """The best and the worst scenario by profit, the difference, and the scenarios that run out of cash.

    The keys of `results` are the names to show.
    """
    items = {name: figures(result) for name, result in results.items()}
    own = next(iter(results))
    t = Teller(results[own], lang)
    profit = {name: each["net_profit"] for name, each in items.items()}
    if len(items) == 1:
        return [t.say("scenarios.alone", name=own, profit=t.money(profit[own]))]
    best, worst = max(profit, key=lambda each: profit[each]), min(profit, key=lambda each: profit[each])
    first = t.say(
        "scenarios.span",
        count=t.counted("scenario", len(items)),
        best=best,
        most=t.money(profit[best]),
        worst=worst,
        least=t.money(profit[worst]),
        gap=t.money(profit[best] - profit[worst]),
    )
    others = [
        t.say(
            f"scenarios.{'more' if profit[name] >= profit[own] else 'less'}",
            name=name,
            gap=t.money(abs(profit[name] - profit[own])),
        )
        for name in items
        if name != own
    ]
    against = t.say("scenarios.against", own=own, others=t.clauses(others))
    dry = [
        t.say("scenarios.one_dry", name=name, low=t.money(each["cash_lowest"]))
        for name, each in items.items()
        if each["cash_lowest"] < 0
    ]
    cash = t.say("scenarios.dry", names=t.listed(dry)) if dry else t.say("scenarios.solvent")
    return [t.join((first, against)), cash]
