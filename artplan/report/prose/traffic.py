"""Paragraphs on visits, orders, advertising and campaigns."""

from __future__ import annotations

import pandas as pd

from artplan.report.prose.telling import Teller, times
from artplan.report.words.format import number, short

EVERYDAY = "everyday_"


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
    """Conversion from visits to kept orders, and the value of an order."""
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
    return [t.join((first, value, returned))]


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
