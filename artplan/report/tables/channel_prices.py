"""The table of how channels are paid: kinds of price, commission, and what of it refunds give back."""

from __future__ import annotations

import pandas as pd

from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Column, Table, row
from artplan.report.words.format import NOTHING, number
from artplan.result import Result
from artplan.texts.catalogue import text

COMMISSION = ("earned", "returned")
AMOUNTS = (*COMMISSION, "spend")
LEAST = 0.5  # what is shown as 0 is not listed


def channel_prices(result: Result, lang: str) -> Table:
    """List what each paid channel is paid for, its commission, what is given back of it, and its spend."""
    exact = _figures(result)
    commission = bool(exact[list(COMMISSION)].to_numpy().any())
    words, amounts = (("first", "by", "on"), AMOUNTS) if commission else (("first", "by"), ("spend",))
    shown = {each: largest_remainder(exact[each].to_numpy()) for each in amounts}
    rows = []
    for place, name in enumerate(exact.index):
        paid_for = _paid_for(result, str(name), lang)[: len(words) - 1]
        cells = [number(values[place]) if values[place] else NOTHING for values in shown.values()]
        rows.append(row([result.plan.label("channel", name, lang), *paid_for, *cells]))
    sums = [number(float(values.sum())) for values in shown.values()] if rows else [NOTHING]
    whole = text(f"tables.{'total' if rows else 'channel_prices.nothing'}", lang)
    rows.append(row([whole, *("" for _ in words[1:]), *sums], "result" if rows else "note"))
    due = float(result.total("channel_commission_due_back_closing").iloc[-1])
    if commission and due > LEAST:
        rows.append(
            row([text("tables.channel_prices.due", lang), "", "", NOTHING, number(due), NOTHING], "note")
        )
    heads = [
        Column(text(f"tables.channel_prices.{each}", lang), number=each in amounts)
        for each in (*words, *amounts)
    ]
    return Table(
        "channel_prices", text("tables.channel_prices.caption", lang), tuple(heads), tuple(rows), exact
    )


def _figures(result: Result) -> pd.DataFrame:
    """Return paid channels x (earned, returned, spend); commission is added up over the placements."""
    earned = result.by_member("placement_commission_arising")
    earned = earned.groupby([str(each).partition("@")[0] for each in earned.index]).sum()
    every = {"earned": earned, "returned": result.by_member("channel_commission_returned")}
    frame = pd.DataFrame({**every, "spend": result.by_member("spend_by_channel")})
    paid = [name for name, each in result.plan.sections.channels.items() if each.prices_by != ("owned",)]
    frame = frame.reindex(paid).fillna(0.0)
    return frame.loc[frame.any(axis=1)]


def _paid_for(result: Result, name: str, lang: str) -> tuple[str, str]:
    """Return the channel's kinds of price, and the orders that earn its commission."""
    channel = result.plan.sections.channels[name]
    kinds = [text(f"choice.word_of.prices_by.{each}", lang) for each in channel.prices_by]
    earns = text(f"choice.word_of.commission_on.{channel.commission_on}", lang)
    return " + ".join(kinds), earns if "sale" in channel.prices_by else NOTHING
