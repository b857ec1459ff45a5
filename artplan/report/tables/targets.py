"""The table of what was to be sold, and of the campaigns and channels that carry it.

A share is one of the storefront's target of the year; in a plan of more than a year, of the target of all its
months. In a plan of a year, what is entered for single months only has no year to be a share of.
"""

from __future__ import annotations

import pandas as pd

from artplan.plan.inputs.prepare.campaigns import storefront_of
from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.table import Table, TableRow, columns, row
from artplan.report.words.format import NOTHING, number, percent
from artplan.result import Result
from artplan.texts.catalogue import text

HEADS = ("target", "share", "sold", "attained")
REST = "natural-traffic"  # no valid name in a plan, so it is no channel's
YEAR = 12


def targets(result: Result, lang: str) -> Table:
    """Lay each storefront's target out by campaign, beside what is sold, and by channel."""
    figures = target_figures(result)
    rows: list[TableRow] = []
    for storefront, (campaigns, channels) in figures.items():
        rows.append(row([result.plan.label("storefront", storefront, lang)], "group"))
        rows += _rows(campaigns, [result.plan.label("campaign", each, lang) for each in campaigns.index])
        whole = campaigns.sum()
        rows.append(row([text("tables.targets.whole", lang), *_cells(whole, whole.round())], "result"))
        rows += _rows(channels, [_by(result, str(each), lang) for each in channels.index], note=True)
    if not rows:
        rows.append(row([text("tables.targets.nothing", lang), *(NOTHING for _ in HEADS)], "note"))
    heads = {each: text(f"tables.targets.{each}", lang) for each in HEADS}
    if len(result.months) > YEAR:
        heads["share"] = text("tables.targets.share_of_plan", lang)
    shown = columns(text("tables.targets.first", lang), *heads.values())
    exact = {storefront: pd.concat(parts) for storefront, parts in figures.items()}
    frame = pd.concat(exact) if exact else pd.DataFrame(columns=HEADS[:-1], dtype=float)
    return Table("targets", text("tables.targets.caption", lang), shown, tuple(rows), frame)


def target_figures(result: Result) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Return campaigns and channels x (target, share, sold) of each storefront that has a target."""
    homes, channels = storefront_of(result.plan.sections), result.plan.sections.channels
    targets, sold = result.frame("sales_target"), result.by_member("gross_sales")
    carried, of_year = result.frame("channel_target"), result.frame("storefront_target_year")
    figures: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = {}
    for storefront in result.members["storefront"]:
        mine = targets.loc[[each for each in targets.index if homes[each] == storefront]]
        if not mine.to_numpy().any():
            continue
        brought = carried.loc[[each for each in carried.index if channels[each].storefront == storefront]]
        brought.loc[REST] = mine.sum() - brought.sum()
        year = float(of_year.loc[storefront].to_numpy()[-1])
        whole = year if len(result.months) <= YEAR else float(mine.to_numpy().sum())
        figures[storefront] = (_parts(mine, whole, sold), _parts(brought, whole, sold))
    return figures


def _parts(amounts: pd.DataFrame, whole: float, sold: pd.Series) -> pd.DataFrame:
    """Return members x (target, share, sold); channels are not known to sell anything of their own."""
    target = amounts.sum(axis=1)
    share = target / whole if whole else 0 * target
    return pd.DataFrame({"target": target, "share": share, "sold": sold.reindex(target.index)})


def _rows(parts: pd.DataFrame, labels: list[str], note: bool = False) -> list[TableRow]:
    """Return the rows that are not empty, rounded so that they add up."""
    rounded = pd.DataFrame(
        {each: largest_remainder(parts[each].fillna(0).to_numpy()) for each in ("target", "sold")}
    )
    return [
        row([label, *_cells(exact, shown)], "note" if note else "")
        for label, (_, exact), (_, shown) in zip(labels, parts.iterrows(), rounded.iterrows(), strict=True)
        if shown.any()
    ]


def _cells(exact: pd.Series, shown: pd.Series) -> list[str]:
    """Return target, share, sales and attainment; a dash for what does not apply."""
    target, share, sold = (float(exact[each]) for each in ("target", "share", "sold"))
    return [
        number(shown["target"]) if target else NOTHING,
        percent(share) if share else NOTHING,
        NOTHING if pd.isna(sold) else number(shown["sold"]),
        percent(sold / target) if target else NOTHING,
    ]


def _by(result: Result, name: str, lang: str) -> str:
    label = text("tables.targets.rest", lang) if name == REST else result.plan.label("channel", name, lang)
    return text("tables.targets.by", lang, name=label)
