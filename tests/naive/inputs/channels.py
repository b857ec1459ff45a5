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
    result: Values = {name: {} for name in ("is_paid", "channel_goes_on", "mix_weight", "campaign_spend")}
    for kind in BOUGHT:
        result[f"priced_by_{kind}"] = {}
    for channel, says in book.all("channels").items():
        for kind in BOUGHT:
            result[f"priced_by_{kind}"][channel] = book.same(says["prices_by"] == kind)
        result["is_paid"][channel] = book.same(says["prices_by"] != "owned")
        result["channel_goes_on"][channel] = book.same(says.get("goes_on", False))
    for placement, (channel, _, says) in placements(book).items():
        weight = says.get("mix", {}).get(channel, book.all("channels")[channel].get("mix"))
        result["mix_weight"][placement] = book.numbers(weight)
        result["campaign_spend"][placement] = book.numbers(says.get("spend", {}).get(channel))
    return result


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
