"""Channels, and placements: a channel within a campaign, or the everyday business, of its storefront."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import Book, Groups, Values
from tests.naive.inputs.campaigns import of_shop

BOUGHT = ("click", "impression", "sale")


def placements(book: Book) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Every placement's channel and campaign, and what the campaign says."""
    return {
        f"{channel}@{campaign}": (channel, campaign, says)
        for channel, own in book.all("channels").items()
        for campaign, (shop, says) in of_shop(book).items()
        if shop == own["storefront"]
    }


def inputs(book: Book) -> Values:
    names = ("is_paid", "channel_goes_on", "mix_weight", "campaign_spend", "campaign_visits")
    more = (
        "placement_conversion_rate",
        "placement_return_factor",
        "channel_commission_on_placed",
        "channel_commission_on_kept",
    )
    result: Values = {name: {} for name in (*names, *more)}
    for kind in BOUGHT:
        result[f"priced_by_{kind}"] = {}
    for channel, says in book.all("channels").items():
        for kind in BOUGHT:
            result[f"priced_by_{kind}"][channel] = book.same(kind in kinds_of(says))
        result["is_paid"][channel] = book.same(kinds_of(says) != ["owned"])
        commission = says.get("commission_on", "kept")
        result["channel_commission_on_placed"][channel] = book.same(commission == "placed")
        result["channel_commission_on_kept"][channel] = book.same(commission == "kept")
        result["channel_goes_on"][channel] = book.same(says.get("goes_on", False))
    for placement, (channel, _, says) in placements(book).items():
        own = book.all("channels")[channel]
        shop = book.all("storefronts")[own["storefront"]]
        conversion = own.get("conversion_rate", says.get("conversion_rate", shop.get("conversion_rate")))
        result["placement_conversion_rate"][placement] = book.numbers(conversion)
        result["placement_return_factor"][placement] = book.numbers(own.get("return_factor"), 1)
        weight = says.get("mix", {}).get(channel, book.all("channels")[channel].get("mix"))
        result["mix_weight"][placement] = book.numbers(weight)
        result["campaign_spend"][placement] = book.numbers(says.get("spend", {}).get(channel))
        result["campaign_visits"][placement] = book.numbers(says.get("visits", {}).get(channel))
    return result


def kinds_of(says: dict[str, Any]) -> list[str]:
    """One kind of price, or several."""
    kinds = says["prices_by"]
    return [kinds] if isinstance(kinds, str) else list(kinds)


def groups(book: Book) -> Groups:
    items, channels = placements(book), book.all("channels")
    return {
        ("channel", "storefront"): {channel: says["storefront"] for channel, says in channels.items()},
        ("placement", "channel"): {name: channel for name, (channel, _, _) in items.items()},
        ("placement", "campaign"): {name: campaign for name, (_, campaign, _) in items.items()},
        ("placement", "storefront"): {
            name: channels[channel]["storefront"] for name, (channel, _, _) in items.items()
        },
    }
