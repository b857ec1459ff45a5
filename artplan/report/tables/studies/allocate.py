"""The tables of a proposed advertising budget: by channel, by month, and its outcome."""

from __future__ import annotations

import pandas as pd

from artplan.report.tables.table import Table, columns, row
from artplan.report.words.format import MINUS, money, number, signed
from artplan.report.words.plain import table
from artplan.study.allocate.answer import Proposal
from artplan.texts.catalogue import text

COLUMNS = ("present", "proposed", "change")


def plain_text(proposal: Proposal, lang: str) -> str:
    """Return the tables and sentences of a proposal as plain text."""
    tables = [channels(proposal, lang), months(proposal, lang), outcomes(proposal, lang)]
    return "\n\n".join([*map(_plain, tables), "\n".join(sentences(proposal, lang))])


def channels(proposal: Proposal, lang: str) -> Table:
    """List spend by channel: present, proposed, change."""
    frame = proposal.by_channel()
    return _table(
        "channels", frame, [proposal.plan.label("channel", name, lang) for name in frame.index], lang
    )


def months(proposal: Proposal, lang: str) -> Table:
    frame = proposal.by_month()
    return _table("months", frame, list(frame.index), lang)


def outcomes(proposal: Proposal, lang: str) -> Table:
    """Compare the outcomes of the present and the proposed budget."""
    frame = proposal.outcomes
    labels = [text(f"allocate.goal.{name}", lang) for name in frame.index]
    return _table("outcomes", frame, labels, lang, total=False)


def sentences(proposal: Proposal, lang: str) -> list[str]:
    """Return sentences on how much of the budget pays, the effect of each limit, and the answer's caveats."""
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
    if proposal.within is not None:
        lines.append(text("allocate.within", lang, times=f"{proposal.within:g}"))
    lowest = float(proposal.outcomes["proposed"]["lowest_cash"])
    if lowest < 0:
        lines.append(text("allocate.short", lang, lowest=money(lowest, lang)))
    for key in ("proportional", "held"):
        if members := getattr(proposal, key):
            labels = [proposal.plan.label("channel", name, lang) for name in members]
            names = text("list.comma", lang).join(labels)
            lines.append(text(f"allocate.{key}", lang, names=names, example=members[0]))
    if proposal.beyond is not None:
        lines.append(text("allocate.beyond", lang, beyond=money(proposal.beyond, lang), goal=goal))
    return lines


def _limit(proposal: Proposal, name: str, lang: str) -> str:
    kind, _, month = name.partition(" ")
    if kind == "cash" and month:
        return text("allocate.cash", lang, month=month)
    label: str = proposal.plan.label("channel", name, lang)
    return label


def _table(name: str, frame: pd.DataFrame, labels: list[str], lang: str, total: bool = True) -> Table:
    shown = [(label, *each) for label, each in zip(labels, frame[list(COLUMNS)].to_numpy(), strict=True)]
    rows = [row(_cells(*each)) for each in shown]
    if total:
        rows.append(row(_cells(text("allocate.total", lang), *frame[list(COLUMNS)].sum()), "result"))
    heads = columns(text(f"allocate.by.{name}", lang), *(text(f"allocate.{each}", lang) for each in COLUMNS))
    return Table(f"allocation_{name}", text(f"allocate.{name}", lang), heads, tuple(rows), frame)


def _cells(name: str, present: float, proposed: float, change: float) -> list[str]:
    return [name, number(present), number(proposed), signed(number(change))]


def _plain(of: Table) -> str:
    rows = [("", *(column.head for column in of.columns[1:])), *(each.cells for each in of.rows)]
    return f"{of.caption}\n{table(rows)}".replace(MINUS, "-")
