"""Notes on spend that no line reads, and on storefronts that have no visits or that no channel can serve.

In a storefront driven by a sales target, spend follows from the target, and no line reads the spend that the
plan enters. A plan may switch between the two drivers, so this is not a fault; but a reader who changes such
spend must know that no result changes.
"""

from __future__ import annotations

from collections.abc import Iterable

from artplan.plan.schema.channels import Channel
from artplan.plan.schema.pricing import pricing
from artplan.plan.schema.root import Sections
from artplan.plan.schema.storefronts import Storefront
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message

VISITED = ("mix", "visits", "followers_start", "followers_new")
BRINGS = ("fee", "visits", "followers_start", "followers_new")


def notes(sections: Sections, root: YamlNode) -> Iterable[Note]:
    yield from _of_channels(sections, root)
    yield from _of_campaigns(sections, root)
    yield from _without_spend(sections, root)
    yield from _without_visits(sections, root)


def _of_channels(sections: Sections, root: YamlNode) -> Iterable[Note]:
    for name, channel in sections.channels.items():
        driven = sections.storefronts[channel.storefront].driven_by
        if driven == "target" and any(channel.spend.values):
            yield _not_used(root, ("channels", name, "spend"), f"storefronts.{channel.storefront}")


def _of_campaigns(sections: Sections, root: YamlNode) -> Iterable[Note]:
    for name, campaign in sections.campaigns.items():
        driven = campaign.driven_by or sections.storefronts[campaign.storefront].driven_by
        for channel, spend in campaign.spend.items():
            if driven == "target" and any(spend.values):
                yield _not_used(root, ("campaigns", name, "spend", channel), f"campaigns.{name}")


def _not_used(root: YamlNode, path: tuple[str, ...], driver: str) -> Note:
    unused = message("notes.spend_unused", driver=driver)
    return Note(nearest(root, path).place, ".".join(path), unused)


def _without_spend(sections: Sections, root: YamlNode) -> Iterable[Note]:
    for name, storefront in sections.storefronts.items():
        channels = [each for each in sections.channels.values() if each.storefront == name]
        if storefront.driven_by == "spend" and not _driven(storefront, channels):
            path = ("storefronts", name, "driven_by")
            nothing = message("notes.nothing_spent", path=".".join(path))
            yield Note(nearest(root, path).place, ".".join(path), nothing)


def _without_visits(sections: Sections, root: YamlNode) -> Iterable[Note]:
    for name, storefront in sections.storefronts.items():
        channels = [each for each in sections.channels.values() if each.storefront == name]
        targets = (*storefront.sales_target_year.values, *storefront.sales_target_month.values)
        if storefront.driven_by == "target" and any(targets) and not _visited(storefront, channels):
            path = ("storefronts", name)
            yield Note(nearest(root, path).place, ".".join(path), message("notes.nobody_visits"))


def _visited(storefront: Storefront, channels: list[Channel]) -> bool:
    """Return whether a target can bring visits to the storefront, or some come anyway."""
    by_forecast = storefront.natural_visits_by != "share" and any(storefront.natural_visits.values)
    direct = any(storefront.direct_sales.values)
    brought = [value for each in channels for name in VISITED for value in getattr(each, name).values]
    return by_forecast or direct or any(brought)


def _driven(storefront: Storefront, channels: list[Channel]) -> bool:
    """Return whether the storefront has any spend.

    A storefront without channels that have a price may also be driven by the visits that the plan enters.
    """
    priced = [channel for channel in channels if "spend" in pricing(channel.prices_by).takes]
    if priced:
        return any(any(channel.spend.values) or any(channel.visits.values) for channel in priced)
    entered = [value for each in channels for name in BRINGS for value in getattr(each, name).values]
    sold = (*storefront.natural_visits.values, *storefront.direct_sales.values)
    return any(entered) or any(sold)
