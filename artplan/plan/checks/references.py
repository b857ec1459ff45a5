"""Checks of references between the parts of a plan, such as reporting lines and the storefront of a channel.

These checks read the YAML tree itself and skip values of the wrong type, so that their faults are reported
together with the faults of the single values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from artplan.plan.leaf.number import unit_of
from artplan.plan.schema.channels import NATURAL
from artplan.plan.schema.fields import specs
from artplan.plan.schema.pricing import PRICING, kinds_that_take, pricing
from artplan.plan.schema.storefronts import Storefront
from artplan.plan.written.faults import Fault, fault_at, shown
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import Message, listed, said


def check(tree: YamlNode, data: Mapping[str, Any]) -> Iterable[Fault]:
    yield from _circles(tree, data)
    yield from _storefronts(tree, data)
    yield from _campaigns(tree, data)
    yield from _origins(tree, data)


def members(data: Mapping[str, Any], section: str) -> dict[str, dict[str, Any]]:
    """Return the members of a section that are mappings."""
    result = data.get(section)
    return {k: v for k, v in result.items() if isinstance(v, dict)} if isinstance(result, dict) else {}


def _circles(tree: YamlNode, data: Mapping[str, Any]) -> Iterable[Fault]:
    superior = {post: value.get("reports_to") for post, value in members(data, "posts").items()}
    seen: set[str] = set()
    for post in superior:
        trail: list[str] = []
        here: Any = post
        while isinstance(here, str) and here in superior and here not in seen:
            seen.add(here)
            trail.append(here)
            here = superior[here]
        if here in trail:
            circle = trail[trail.index(here) :]
            path = ("posts", circle[0], "reports_to")
            place, posts = nearest(tree, path).place, " -> ".join((*circle, circle[0]))
            yield fault_at(place, ".".join(path), "checks.circle", circle=posts)


def _storefronts(tree: YamlNode, data: Mapping[str, Any]) -> Iterable[Fault]:
    """Require a conversion rate and an average order value from every storefront that has visits."""
    visited = [channel.get("storefront") for channel in members(data, "channels").values()]
    for name, storefront in members(data, "storefronts").items():
        if name not in visited and "natural_visits" not in storefront:
            continue
        for key in ("conversion_rate", "average_order_value"):
            if key not in storefront:
                path, unit = ("storefronts", name, key), unit_of(specs(Storefront)[key])
                place = nearest(tree, path).place
                yield fault_at(place, ".".join(path), "checks.has_visits", key=key, unit=unit)


def _campaigns(tree: YamlNode, data: Mapping[str, Any]) -> Iterable[Fault]:
    channels = members(data, "channels")
    for name, campaign in members(data, "campaigns").items():
        for key in ("spend", "mix", "visits"):
            by_channel = campaign.get(key)
            for channel in by_channel if isinstance(by_channel, dict) else ():
                wrong = _not_of(campaign, key, channel, channels.get(channel, {}))
                if wrong is not None:
                    path = ("campaigns", name, key, channel)
                    yield Fault(nearest(tree, path).place, ".".join(path), *wrong)


def _not_of(
    campaign: Mapping[str, Any], key: str, name: str, channel: Mapping[str, Any]
) -> tuple[Message, Message] | None:
    """Return fault and remedy if the campaign cannot set a channel's `spend`, `mix` or `visits`, else None.

    The result is None for an unknown channel too; the schema reports that one.
    """
    if not channel:
        return None
    own, other = campaign.get("storefront"), channel.get("storefront")
    if own != other:
        return said("checks.other_storefront", channel=name, value=shown(other), storefront=own)
    given = channel.get("prices_by")
    kinds = [kind for kind in PRICING if kind in (given if isinstance(given, list) else [given])]
    if not kinds or key in pricing(kinds).takes:
        return None
    others = listed(kinds_that_take(key), "or")
    return said("checks.no_spend", channel=name, value=listed(map(shown, kinds)), kinds=others)


def _origins(tree: YamlNode, data: Mapping[str, Any]) -> Iterable[Fault]:
    """Refuse a channel that is called like the natural visits of a storefront."""
    for storefront in members(data, "storefronts"):
        name = NATURAL + storefront
        if name in members(data, "channels"):
            path = ("channels", name)
            place = nearest(tree, path).place
            yield fault_at(place, ".".join(path), "checks.origin_taken", name=name, storefront=storefront)
