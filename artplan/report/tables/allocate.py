"""The advertising budget divided anew, in rows of text: by channel, by month, and what it comes to."""

from __future__ import annotations

from typing import Any

from artplan.report.format import MINUS, money, number, signed
from artplan.report.plain import table
from artplan.report.texts import text

COLUMNS = ("present", "proposed", "change")


def told(proposal: Any, lang: str) -> str:
    """The tables and sentences of a proposal, as plain text."""
    channels = proposal.by_channel()
    channels.index = [proposal.plan.label("channel", name, lang) for name in channels.index]
    outcomes = proposal.outcomes.copy()
    outcomes.index = [text(f"allocate.goal.{name}", lang) for name in outcomes.index]
    parts = [
        _table("channels", channels, lang, total=True),
        _table("months", proposal.by_month(), lang, total=True),
        _table("outcomes", outcomes, lang, total=False),
        "\n".join(sentences(proposal, lang)),
    ]
    return "\n\n".join(parts)


def sentences(proposal: Any, lang: str) -> list[str]:
    """What of the budget pays, what each limit costs, and what to know of the answer."""
    goal = text(f"allocate.goal.{proposal.goal}", lang)
    total = money(proposal.total, lang)
    if proposal.idle:
        lines = [text("allocate.idle", lang, idle=money(proposal.idle, lang), total=total, goal=goal)]
    else:
        key = "allocate.used_sales" if proposal.goal == "sales" else "allocate.used"
        lines = [text(key, lang, total=total, goal=goal, price=number(proposal.price, 2))]
    for name, price in proposal.prices.items():
        key = "allocate.limit_gives" if price > 0 else "allocate.limit_costs"
        shown = _limit(proposal, name, lang)
        lines.append(text(key, lang, name=shown, price=number(abs(price), 2), goal=goal))
    lowest = float(proposal.outcomes.loc["lowest_cash", "proposed"])
    if lowest < 0:
        lines.append(text("allocate.short", lang, lowest=money(lowest, lang)))
    if proposal.proportional:
        labels = [proposal.plan.label("channel", name, lang) for name in proposal.proportional]
        names = "、".join(labels) if lang == "zh" else ", ".join(labels)
        lines.append(text("allocate.proportional", lang, names=names, example=proposal.proportional[0]))
    return lines


def guarantee(divided: Any, lang: str) -> str:
    """What is certain of a division among S-shaped responses: that it is the best, or how near to it."""
    if divided.proved:
        return text("allocate.proved", lang)
    return text("allocate.within", lang, gap=money(divided.gap, lang), bound=money(divided.bound, lang))


def _limit(proposal: Any, name: str, lang: str) -> str:
    kind, _, month = name.partition(" ")
    if kind == "cash" and month:
        return text("allocate.cash", lang, month=month)
    label: str = proposal.plan.label("channel", name, lang)
    return label


def _table(title: str, frame: Any, lang: str, total: bool) -> str:
    rows = [("", *(text(f"allocate.{column}", lang) for column in COLUMNS))]
    shown = [
        (str(name), *row) for name, row in zip(frame.index, frame[list(COLUMNS)].to_numpy(), strict=True)
    ]
    if total:
        shown.append((text("allocate.total", lang), *frame[list(COLUMNS)].sum()))
    rows += [(name, number(was), number(then), signed(number(more))) for name, was, then, more in shown]
    return f"{text(f'allocate.{title}', lang)}\n{table(rows)}".replace(MINUS, "-")
