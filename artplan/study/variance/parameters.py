"""Which parameters of a plan a measured driver stands for, and how they follow it.

A storefront's driver stands for the parameters of its everyday business and of its campaigns, which move
together: an export of the shop does not tell them apart, nor kinds of refunds. In a committed plan, visits
that ads do not bring are natural visits, entered or as a share; spend and its price bring the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.leaf.leaf import LEAST
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.refunds import RATES
from artplan.plan.schema.root import Sections

Turn = Literal[
    "times", "over", "rest"
]  # a parameter times, or divided by, its driver; or the rest of 1 times it


@dataclass(frozen=True)
class MovedParameters:
    """The parameters that follow one driver of a member: by path, how."""

    group: str
    member: str
    turns: Mapping[str, Turn]

    def start(self, base: Mapping[str, float]) -> float:
        """Return where the driver starts: 1, or 0 if there is nothing that a factor could move."""
        return float(any(base[path] for path in self.turns))

    def values(self, base: Mapping[str, float], driver: Numbers) -> dict[str, Numbers]:
        """Return the parameters in their units, within their ranges, for each value of the driver.

        base: their values in the plan. Where all are 0, the first of them is the driver itself.
        """
        if not self.start(base):
            base = {path: float(at == 0) for at, path in enumerate(self.turns)}
        return {path: within(path, _turned(turn, base[path], driver)) for path, turn in self.turns.items()}


def _turned(turn: Turn, base: float, driver: Numbers) -> Numbers:
    if turn == "times":
        return base * driver
    if turn == "over":
        return base / np.maximum(driver, LEAST)
    return base / (base + np.maximum(driver, 0) * (1 - base))


def within(path: str, values: Numbers) -> Numbers:
    """Return the values of a parameter, those beyond its range at the range's end."""
    spec = follow(Sections, path.split("."))[-1].spec
    assert spec is not None
    low = max(spec.lowest, LEAST) if spec.gt is not None else spec.lowest
    inside = np.clip(values, low, spec.highest)
    return inside if low > 0 else np.where(np.abs(inside) < LEAST, 0.0, inside)


def parameters_of(plan: Plan, group: str, member: str) -> MovedParameters:
    """Return the parameters that a group's driver of a member stands for; none if the plan has none.

    group: one of `GROUPS` in `recover`. member: a channel or a storefront; "" for the company's.
    """
    turns: dict[str, Turn] = {}
    if group == "spend":
        turns = dict.fromkeys(_of_channel(plan, member, "spend"), "times")
    elif group == "price":
        names = ("cost_per_click", "cost_per_thousand_impressions")
        turns = dict.fromkeys((f"channels.{member}.{name}" for name in names), "over")
    elif group == "visits":
        turns = dict(_natural(plan, member))
    elif group in ("conversion", "order_value"):
        name = "conversion_rate" if group == "conversion" else "average_order_value"
        turns = dict.fromkeys(_of_storefront(plan, member, name), "times")
    elif group == "refunds":
        turns = dict.fromkeys((p for name in reversed(RATES) for p in _of_storefront(plan, member, name)),
                              "times")  # fmt: skip
    else:
        section, name = {"pay": ("positions", "base_pay"), "overheads": ("overheads", "amount")}[group]
        paths = (p for p in plan.leaves if p.startswith(f"{section}.") and p.endswith(f".{name}"))
        turns = dict.fromkeys(paths, "times")
    return MovedParameters(group, member, {path: turn for path, turn in turns.items() if path in plan.leaves})


def _of_channel(plan: Plan, channel: str, name: str) -> Iterator[str]:
    yield f"channels.{channel}.{name}"
    yield from (f"campaigns.{campaign}.{name}.{channel}" for campaign in plan.sections.campaigns)


def _of_storefront(plan: Plan, storefront: str, name: str) -> Iterator[str]:
    yield f"storefronts.{storefront}.{name}"
    for campaign, each in plan.sections.campaigns.items():
        if each.storefront == storefront:
            yield f"campaigns.{campaign}.{name}"


def _natural(plan: Plan, storefront: str) -> Iterator[tuple[str, Turn]]:
    shop, campaigns = plan.sections.storefronts[storefront], plan.sections.campaigns
    by_share = shop.natural_visits_by == "share"
    for path in _of_storefront(plan, storefront, ""):
        own = campaigns.get(path.split(".")[1]) if path.startswith("campaigns.") else None
        shares = (
            by_share if own is None or own.natural_visits_by is None else own.natural_visits_by == "share"
        )
        yield (f"{path}paid_visit_share", "rest") if shares else (f"{path}natural_visits", "times")
