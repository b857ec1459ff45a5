"""Channels and placements.

A placement is a channel in one campaign of its storefront, everyday business included.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, indices, rows
from artplan.plan.inputs.prepare import campaigns
from artplan.plan.plan import Plan
from artplan.plan.schema.pricing import PRICING, pricing
from artplan.plan.schema.root import Sections

PER = ("channel",)
PRICED = {kind: each for kind, each in PRICING.items() if each.zh}  # kinds for which the rules have a price

INPUTS = (
    *(Input(f"priced_by_{kind}", "1", PER, each.zh, each.en) for kind, each in PRICED.items()),
    Input("channel_commission_on_placed", "1", PER, "佣金按下单计", "Commission on orders placed"),
    Input("channel_commission_on_kept", "1", PER, "退款退佣", "Refunds give commission back"),
    Input("is_paid", "1", PER, "付费渠道", "Paid channel"),
    Input(
        "placement_conversion_rate",
        "order/visit",
        ("placement",),
        "渠道访客转化率",
        "Conversion of the channel's visits",
    ),
    Input("placement_return_factor", "1", ("placement",), "渠道退款系数", "Refund factor of the channel"),
    Input("mix_weight", "1", ("placement",), "付费流量权重", "Weight in paid visits"),
    Input("campaign_spend", "CNY", ("placement",), "活动推广投入", "Campaign spend"),
    Input("campaign_visits", "visit", ("placement",), "活动访客数", "Campaign visits"),
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
    channels = sections.channels.values()
    result = {f"priced_by_{kind}": _flags(kind in each.prices_by for each in channels) for kind in PRICED}
    result["is_paid"] = _flags(pricing(each.prices_by).paid for each in channels)
    result["channel_commission_on_placed"] = _flags(each.commission_on == "placed" for each in channels)
    result["channel_commission_on_kept"] = _flags(each.commission_on == "kept" for each in channels)
    weights, conversions, factors = [], [], []
    given: dict[str, list[Sequence[float]]] = {"spend": [], "visits": []}
    for name, campaign in placements(sections):
        channel, own = sections.channels[name], sections.campaigns.get(campaign)
        mix = own.mix.get(name) if own is not None else None
        factors.append(channel.return_factor.values)
        weights.append((channel.mix if mix is None else mix).values)
        of_campaign = campaigns.conversion_of(sections, channel.storefront, own)
        conversions.append((channel.conversion_rate or of_campaign).values)
        for key, values in given.items():
            leaf = getattr(own, key).get(name) if own is not None else None
            values.append((0.0,) if leaf is None else leaf.values)
    return {
        **result,
        "placement_conversion_rate": rows(conversions, length),
        "placement_return_factor": rows(factors, length),
        "mix_weight": rows(weights, length),
        "campaign_spend": rows(given["spend"], length),
        "campaign_visits": rows(given["visits"], length),
    }


def _flags(values: Iterable[bool]) -> Numbers:
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
