"""Channels and placements.

A placement is a channel in one campaign of its storefront, everyday business included.
"""

from __future__ import annotations

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, indices, rows
from artplan.plan.inputs.prepare import campaigns
from artplan.plan.plan import Plan
from artplan.plan.schema.channels import PRICING
from artplan.plan.schema.root import Sections

PER = ("channel",)
PRICED = {kind: each for kind, each in PRICING.items() if each.zh}  # kinds for which the rules have a price

INPUTS = (
    *(Input(f"priced_by_{kind}", "1", PER, each.zh, each.en) for kind, each in PRICED.items()),
    Input("is_paid", "1", PER, "付费渠道", "Paid channel"),
    Input("mix_weight", "1", ("placement",), "付费流量权重", "Weight in paid visits"),
    Input("campaign_spend", "CNY", ("placement",), "活动推广投入", "Campaign spend"),
)


def placements(sections: Sections) -> list[tuple[str, str]]:
    """Return channel and campaign of every placement, in the order of the channels."""
    of = campaigns.storefront_of(sections)
    return [
        (name, campaign)
        for name, channel in sections.channels.items()
        for campaign, storefront in of.items()
        if storefront == channel.storefront
    ]


def members(sections: Sections) -> tuple[str, ...]:
    return tuple(f"{channel}@{campaign}" for channel, campaign in placements(sections))


def arrays(plan: Plan) -> dict[str, Numbers]:
    sections, length = plan.sections, len(plan.months)
    prices = [channel.prices_by for channel in sections.channels.values()]
    result = {f"priced_by_{kind}": _flags([price == kind for price in prices]) for kind in PRICED}
    result["is_paid"] = _flags([PRICING[price].paid for price in prices])
    weights, spends = [], []
    for name, campaign in placements(sections):
        own = sections.campaigns.get(campaign)
        mix = own.mix.get(name) if own is not None else None
        spend = own.spend.get(name) if own is not None else None
        weights.append((sections.channels[name].mix if mix is None else mix).values)
        spends.append((0.0,) if spend is None else spend.values)
    return {**result, "mix_weight": rows(weights, length), "campaign_spend": rows(spends, length)}


def _flags(values: list[bool]) -> Numbers:
    return rows([(float(value),) for value in values], 1)


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    sections = plan.sections
    pairs = placements(sections)
    channels, storefronts = list(sections.channels), list(sections.storefronts)
    everything = list(campaigns.members(sections))
    shop = {name: storefronts.index(channel.storefront) for name, channel in sections.channels.items()}
    return {
        ("channel", "storefront"): indices(list(shop.values())),
        ("placement", "channel"): indices([channels.index(channel) for channel, _ in pairs]),
        ("placement", "campaign"): indices([everything.index(campaign) for _, campaign in pairs]),
        ("placement", "storefront"): indices([shop[channel] for channel, _ in pairs]),
    }
