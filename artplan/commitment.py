"""Turn a plan that follows its targets into one whose decisions stand: the settings that make it so.

A plan has two states. *Planning*: visits, spend, sized heads and orders of goods follow from what is to be
sold; a worse conversion rate then buys more visits. *Committed*: what the planning came to is entered as
spend, visits, heads and purchases; what is sold follows from the world. Every line of the committed plan is
that of the plan it comes from, but for the lines in `PLANNING`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.display.labels import EVERYDAY
from artplan.plan.leaf.leaf import LEAST, Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.pricing import pricing
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.result import Result

Settings = dict[str, Any]
DUST = 1e-6  # visits

# Lines of which the settings are made.
NEEDED = (
    "spend_for_visits",
    "placement_by_target",
    "placement_visits_priced",
    "natural_visits",
    "heads_sized",
    "pieces_ordered",
    "alert_visits_beyond_reach",
)

# The lines that differ between the two states, and no other.
PLANNING = (
    # what only a plan that follows its targets needs
    "placement_by_target", "visits_needed", "paid_visits_needed", "natural_visits_forecast",
    # what spend brings, once it is entered
    "spend_planned", "response_to_spend", "visits_bought",
    # visits at a fee or a commission: by their weight, or as entered
    "placement_visits_priced", "placement_visits_entered", "paid_visits_entered",
    "response_for_visits", "spend_for_visits", "placement_spend",
    # pieces ordered by rule, or as entered
    "pieces_wanted_ahead", "pieces_coming", "pieces_coming_now", "pieces_missing_ahead", "pieces_reordered",
)  # fmt: skip


def commitments(result: Result) -> Settings:
    """Return the settings that hold a plan at its result: by path, as in a scenario's `set:` block.

    result: of one plan, with the lines `NEEDED` and what they rest on. Empty for a plan that follows no
    target and sizes no heads. Raises PlanFault where no spend brings the visits that a target needs.
    """
    sections = result.plan.sections
    _within_reach(result)
    return {
        **driven_by_spend(sections),
        **_natural_visits(result),
        **_spends(result),
        **_heads(result),
        **_purchases(result),
    }


def known_in(plan: Plan, settings: Settings) -> Settings:
    """Return the settings for members that the plan has too."""
    known: Settings = {}
    for path, value in settings.items():
        section, member, *rest = path.split(".")
        there = member in getattr(plan.sections, section)
        channels = rest[1:] if section == "campaigns" else []
        if there and all(channel in plan.sections.channels for channel in channels):
            known[path] = value
    return known


def driven_by_spend(sections: Sections) -> Settings:
    """Return the settings that make every storefront and campaign driven by spend."""
    turned = {
        f"storefronts.{name}.driven_by": "spend"
        for name, shop in sections.storefronts.items()
        if shop.driven_by != "spend"
    }
    own = [name for name, campaign in sections.campaigns.items() if campaign.driven_by == "target"]
    return turned | {f"campaigns.{name}.driven_by": "spend" for name in own}


def _within_reach(result: Result) -> None:
    beyond = result.array("alert_visits_beyond_reach")[..., 0].max(axis=1, initial=0)
    short = [name for name, visits in zip(_placements(result), beyond, strict=True) if visits > DUST]
    if short:
        raise PlanFault(
            fault_at("commit", f"channels.{channel}", "commit.beyond_reach", campaign=campaign)
            for channel, campaign in short
        )


def _by_target(result: Result) -> set[str]:
    """Return the campaigns, everyday business included, whose targets set the visits."""
    flags = result.array("driven_by_target")[:, 0, 0]
    return {name for name, flag in zip(result.members["campaign"], flags, strict=True) if flag}


def _natural_visits(result: Result) -> Settings:
    """Enter the natural visits that a share of paid visits came to; a forecast stays what it is."""
    sections, by_target = result.plan.sections, _by_target(result)
    shares = result.array("natural_by_share")[:, 0, 0]
    settings: Settings = {}
    held = set()
    for row, name in enumerate(result.members["campaign"]):
        if name not in by_target or not shares[row]:
            continue
        visits = result.array("natural_visits")[row, :, 0]
        if name.startswith(EVERYDAY):
            shop = name.removeprefix(EVERYDAY)
            held.add(shop)
            settings[f"storefronts.{shop}.natural_visits_by"] = "entered"
            settings[f"storefronts.{shop}.natural_visits"] = _table(result.months, visits)
        else:
            settings[f"campaigns.{name}.natural_visits_by"] = "entered"
            settings[f"campaigns.{name}.natural_visits"] = _table(
                result.months, visits, result.array("campaign_share")[row, :, 0]
            )
    for name, campaign in sections.campaigns.items():
        path = f"campaigns.{name}.natural_visits_by"
        if campaign.storefront in held and campaign.natural_visits_by is None and path not in settings:
            settings[path] = "share"  # as the storefront had it
    return settings


def _spends(result: Result) -> Settings:
    """Enter the spend that buys the visits, by channel, and by channel and campaign; else the visits."""
    channels = result.plan.sections.channels
    bought = {name for name, each in channels.items() if pricing(each.prices_by).buys_visits}
    others = [name for name, each in channels.items() if name not in bought and each.prices_by != ("owned",)]
    spend, by_target = result.array("spend_for_visits")[..., 0], _by_target(result)
    shares = _shares(result)
    settings: Settings = {}
    for row, (channel, campaign) in enumerate(_placements(result)):
        if campaign not in by_target or channel not in bought:
            continue
        if campaign.startswith(EVERYDAY):
            settings[f"channels.{channel}.spend"] = _table(result.months, spend[row])
        else:
            settings[f"campaigns.{campaign}.spend.{channel}"] = _table(
                result.months, spend[row], shares[campaign]
            )
    return {**settings, **entered_visits(result, others), **_unspent(result, others)}


def entered_visits(result: Result, channels: Collection[str]) -> Settings:
    """Return the settings that enter the visits which these channels' weights bring, beside those entered.

    result: of one plan, with `placement_visits_priced`.
    """
    sections, by_target = result.plan.sections, _by_target(result)
    priced, shares = result.array("placement_visits_priced")[..., 0], _shares(result)
    settings: Settings = {}
    for row, (channel, campaign) in enumerate(_placements(result)):
        if campaign not in by_target or channel not in channels or not priced[row].any():
            continue
        if campaign.startswith(EVERYDAY):
            entered = _months_of(sections.channels[channel].visits, result)
            settings[f"channels.{channel}.visits"] = _table(result.months, priced[row] + entered)
        else:
            given = sections.campaigns[campaign].visits.get(channel)
            entered = _months_of(given, result) if given else np.zeros(len(result.months))
            visits = priced[row] + entered * shares[campaign]
            settings[f"campaigns.{campaign}.visits.{channel}"] = _table(
                result.months, visits, shares[campaign]
            )
    return settings


def _unspent(result: Result, channels: Collection[str]) -> Settings:
    """Spend that no line has read so far would buy visits once spend decides: it is none."""
    sections, by_target = result.plan.sections, _by_target(result)
    settings: Settings = {}
    for channel, campaign in _placements(result):
        if channel not in channels or campaign not in by_target:
            continue
        if campaign.startswith(EVERYDAY):
            if any(sections.channels[channel].spend.values):
                settings[f"channels.{channel}.spend"] = 0
        elif channel in sections.campaigns[campaign].spend:
            settings[f"campaigns.{campaign}.spend.{channel}"] = 0
    return settings


def _months_of(leaf: Leaf, result: Result) -> Numbers:
    return np.array([leaf.at(place) for place in range(len(result.months))])


def _shares(result: Result) -> dict[str, Numbers]:
    """Return what part of each campaign falls in each month."""
    return dict(zip(result.members["campaign"], result.array("campaign_share")[..., 0], strict=True))


def _placements(result: Result) -> Iterator[tuple[str, str]]:
    for name in result.members["placement"]:
        channel, _, campaign = name.partition("@")
        yield channel, campaign


def _heads(result: Result) -> Settings:
    """Hold the heads that last month's work called for."""
    heads, rows = result.array("heads_sized")[..., 0], result.plan.sections.positions
    return {
        f"positions.{name}.sized_by.held": _table(result.months, heads[row])
        for row, name in enumerate(result.members["position"])
        if rows[name].sized_by is not None
    }


def _purchases(result: Result) -> Settings:
    """Enter the pieces that a reorder rule came to, with those that were entered beside it."""
    pieces, products = result.array("pieces_ordered")[..., 0], result.plan.sections.products
    settings: Settings = {}
    for row, name in enumerate(result.members["product"]):
        if any(products[name].cover_months.values):
            settings[f"products.{name}.cover_months"] = 0
            settings[f"products.{name}.purchases"] = _table(result.months, pieces[row])
    return settings


def _table(months: Sequence[str], numbers: Numbers, shares: Numbers | None = None) -> Mapping[str, float]:
    """Return a number for each month; of a campaign, the whole of which the month has this share."""
    if shares is not None:
        numbers = np.divide(numbers, shares, out=np.zeros_like(numbers), where=shares > 0)
    return dict(zip(months, np.where(numbers < LEAST, 0.0, numbers).tolist(), strict=True))
