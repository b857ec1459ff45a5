"""Paragraphs on visits, orders, what prices do, advertising, campaigns and targets."""

from __future__ import annotations

import pandas as pd

from artplan.report.prose.telling import Teller, times
from artplan.report.tables.targets import REST, target_figures
from artplan.report.words.format import MINUS, number, percent, short, signed

EVERYDAY = "everyday_"
DEARER = 1.1  # the price in the example of what an elasticity means


def traffic(t: Teller) -> list[str]:
    """The number of visits, their sources, and the storefront with most of them."""
    visits = t.sum("visits_total")
    if not visits:
        return [t.say("traffic.none")]
    kinds = {kind: t.sum(f"{kind}_visits_by_storefront") for kind in ("natural", "owned", "paid")}
    named = [t.say(f"traffic.{kind}", share=times(count / visits)) for kind, count in kinds.items() if count]
    first = t.say("traffic.total", visits=short(visits, "visit", t.lang), kinds=t.clauses(named))
    by_storefront = t.result.frame("visits_by_storefront").sum(axis=1)
    if len(by_storefront) < 2:
        return [first]
    most = t.say(
        "traffic.most",
        name=t.member("storefront", by_storefront.idxmax()),
        share=times(float(by_storefront.max() / visits)),
    )
    return [t.join((first, most))]


def conversion(t: Teller) -> list[str]:
    """Conversion from visits to kept orders, the value of an order, and what prices do to them."""
    visits, placed, paid, back = (
        t.sum(name)
        for name in ("visits_total", "orders_placed_total", "orders_paid_total", "orders_returned_total")
    )
    if not visits or not placed:
        return [t.say("conversion.none")]
    first = t.say(
        "conversion.orders",
        orders=short(placed, "order", t.lang),
        rate=f"{number(100 * placed / visits, 2)}%",
        paid=short(paid, "order", t.lang),
        kept=short(paid - back, "order", t.lang),
    )
    value = t.say("conversion.value", value=number(t.sum("gross_sales_total") / paid, 0)) if paid else ""
    returned = t.say("conversion.returned", rate=times(back / paid)) if paid and back else ""
    prices = t.join((_answers(t, "product", "pieces"), _answers(t, "storefront", "rate")))
    return list(filter(None, (t.join((first, value, returned)), prices)))


def _answers(t: Teller, dimension: str, what: str) -> str:
    """Say what a price that is higher by a tenth does to the members that have an elasticity."""
    line = {"product": "product_price_elasticity", "storefront": "price_elasticity"}[dimension]
    given = t.result.frame(line).iloc[:, 0]
    answers = [
        t.say(
            "conversion.answer",
            name=t.member(dimension, name),
            change=signed(percent(DEARER**elasticity - 1)),
            elasticity=f"{elasticity:g}".replace("-", MINUS),
        )
        for name, elasticity in given[given != 0].items()
    ]
    return t.say(f"conversion.{what}", answers=t.listed(answers)) if answers else ""


def advertising(t: Teller) -> list[str]:
    """Advertising cost and the return on it; the channels with the highest and the lowest price per visit."""
    spend, sales = t.sum("advertising_total"), t.sum("gross_sales_total")
    if not spend:
        return [t.say("advertising.none")]
    first = t.say("advertising.total", spend=t.money(spend), share=times(spend / sales) if sales else "—")
    back = t.say("advertising.return", back=number(sales / spend, 1)) if sales else ""
    prices = _prices(t)
    if len(prices) < 2:
        return [t.join((first, back))]
    channels = t.say(
        "advertising.prices",
        dear=t.member("channel", prices.idxmax()),
        most=number(float(prices.max()), 2),
        cheap=t.member("channel", prices.idxmin()),
        least=number(float(prices.min()), 2),
    )
    return [t.join((first, back)), channels]


def _prices(t: Teller) -> pd.Series:
    """Return the spend per visit of the channels that have spend."""
    visits, spend = (t.result.frame(name).sum(axis=1) for name in ("visits_by_channel", "spend_by_channel"))
    paid = (visits > 0) & (spend > 0)
    return (spend[paid] / visits[paid]).astype(float)


def campaigns(t: Teller) -> list[str]:
    """The campaigns' share of sales, and the campaign with most sales."""
    sales = t.result.frame("gross_sales").sum(axis=1)
    names = [name for name in sales.index if not str(name).startswith(EVERYDAY)]
    whole, apart = float(sales.sum()), sales[names]
    if not whole or not len(apart) or not apart.sum():
        return [t.say("campaigns.none")]
    first = t.say(
        "campaigns.total",
        count=t.counted("campaign", int((apart > 0).sum())),
        amount=t.money(float(apart.sum())),
        share=times(float(apart.sum()) / whole),
    )
    best = t.say(
        "campaigns.best", name=t.member("campaign", apart.idxmax()), amount=t.money(float(apart.max()))
    )
    return [t.join((first, best))]


def targets(t: Teller) -> list[str]:
    """Each storefront's target and what it sells; the campaign and channel that carry most of one."""
    figures = target_figures(t.result)
    if not figures:
        return [t.say("targets.none")]
    whole = []
    for name, (campaigns, _) in figures.items():
        target, sold = float(campaigns["target"].sum()), float(campaigns["sold"].sum())
        amounts = {"target": t.money(target), "sold": t.money(sold), "rate": percent(sold / target)}
        whole.append(t.say("targets.storefront", name=t.member("storefront", name), **amounts))
    most = [
        _carries_most(t, kind, {name: parts[place]["share"] for name, parts in figures.items()})
        for place, kind in enumerate(("campaign", "channel"))
    ]
    return list(filter(None, (t.join(whole), t.join(most))))


def _carries_most(t: Teller, kind: str, shares: dict[str, pd.Series]) -> str:
    """Name the campaign or channel with the largest share of a target; the rest of business is left out."""
    parts = {
        (storefront, str(name)): float(share)
        for storefront, each in shares.items()
        for name, share in each.items()
        if share and name not in (EVERYDAY + storefront, REST)
    }
    if not parts:
        return ""
    storefront, name = max(parts, key=lambda each: parts[each])
    return t.say(
        f"targets.{kind}",
        name=t.member(kind, name),
        storefront=t.member("storefront", storefront),
        share=times(parts[storefront, name]),
    )
