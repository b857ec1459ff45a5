"""What must hold between the parts of a plan: who reports to whom, which channel sells where.

These checks read the tree itself and pass over what is wrongly written, so that their faults are listed
together with those of the single values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from artplan.plan.schema.channels import TAKE_SPEND
from artplan.plan.written.faults import Fault, shown
from artplan.plan.written.yaml_tree import Node, nearest


def check(tree: Node, data: Mapping[str, Any]) -> Iterable[Fault]:
    yield from _circles(tree, data)
    yield from _storefronts(tree, data)
    yield from _campaigns(tree, data)


def members(data: Mapping[str, Any], section: str) -> dict[str, dict[str, Any]]:
    """The members of a section that are mappings."""
    found = data.get(section)
    return {k: v for k, v in found.items() if isinstance(v, dict)} if isinstance(found, dict) else {}


def _circles(tree: Node, data: Mapping[str, Any]) -> Iterable[Fault]:
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
            fault = f"a circle of superiors: {' -> '.join((*circle, circle[0]))}"
            remedy = "let one of them report to another post, or to the founder (no reports_to)"
            yield Fault(nearest(tree, path).place, ".".join(path), fault, remedy)


def _storefronts(tree: Node, data: Mapping[str, Any]) -> Iterable[Fault]:
    """Where people come, it must be known how many buy and for how much."""
    visited = [channel.get("storefront") for channel in members(data, "channels").values()]
    for name, storefront in members(data, "storefronts").items():
        if name not in visited and "natural_visits" not in storefront:
            continue
        for key, unit in (("conversion_rate", "order/visit"), ("average_order_value", "CNY/order")):
            if key not in storefront:
                path = ("storefronts", name, key)
                remedy = f"the storefront has visits: give a number in {unit}"
                yield Fault(nearest(tree, path).place, ".".join(path), f"missing {key}", remedy)


def _campaigns(tree: Node, data: Mapping[str, Any]) -> Iterable[Fault]:
    channels = members(data, "channels")
    for name, campaign in members(data, "campaigns").items():
        for key in ("spend", "mix"):
            listed = campaign.get(key)
            for channel in listed if isinstance(listed, dict) else ():
                path = ("campaigns", name, key, channel)
                place = nearest(tree, path).place
                known = channels.get(channel, {})
                if known and known.get("storefront") != campaign.get("storefront"):
                    fault = f"{channel} belongs to storefront {shown(known.get('storefront'))}"
                    remedy = f"take a channel of {campaign.get('storefront')}"
                    yield Fault(place, ".".join(path), fault, remedy)
                elif known and known.get("prices_by") not in TAKE_SPEND:
                    fault = f"{channel} is priced by {shown(known.get('prices_by'))}"
                    remedy = "take a channel priced by click, impression or sale"
                    yield Fault(place, ".".join(path), fault, remedy)
