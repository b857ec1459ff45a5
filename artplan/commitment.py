"""Turn a plan that follows its targets into one whose decisions stand: the settings that make it so.

A plan has two states. *Planning*: visits, spend, sized heads and orders of goods follow from what is to be
sold; a worse conversion rate then buys more visits. *Committed*: what the planning came to is entered as
spend, visits, heads and purchases; what is sold follows from the world. Every line of the committed plan is
that of the plan it comes from, but for the lines in `PLANNING`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.display.labels import EVERYDAY
from artplan.plan.leaf.leaf import LEAST
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
        **entered_natural_visits(result),
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


def entered_natural_visits(result: Result) -> Settings:
    """Enter the natural visits that a share of paid visits came to; a forecast stays what it is."""
    campaigns, visits = result.plan.sections.campaigns, result.array("natural_visits")[..., 0]
    by_share = result.array("natural_by_share")[:, 0, 0] * result.array("driven_by_target")[:, 0, 0]
    settings: Settings = {}
    for row, name in enumerate(result.members["campaign"]):  # everyday business comes first
        own = campaigns.get(name)
        path = f"campaigns.{name}" if own else f"storefronts.{name.removeprefix(EVERYDAY)}"
        if by_share[row]:
            settings[f"{path}.natural_visits_by"] = "entered"
            settings[f"{path}.natural_visits"] = _table(result, name, visits[row])
        elif own and own.natural_visits_by is None and _entered(settings, own.storefront):
            settings[f"{path}.natural_visits_by"] = "share"  # as the storefront has had it
    return settings


def _entered(settings: Settings, storefront: str) -> bool:
    return f"storefronts.{storefront}.natural_visits_by" in settings


def _spends(result: Result) -> Settings:
    """Enter the spend that buys the visits; where none buys them one by one, the visits, and no spend."""
    channels, spend = result.plan.sections.channels, result.array("spend_for_visits")[..., 0]
    bought = {name for name, each in channels.items() if pricing(each.prices_by).buys_visits}
    settings: Settings = {}
    for row, channel, campaign in _by_target(result):
        if channel in bought:
            settings[_path(channel, campaign, "spend")] = _table(result, campaign, spend[row])
    return {**settings, **entered_visits(result, channels.keys() - bought)}


def entered_visits(result: Result, channels: Collection[str]) -> Settings:
    """Return the settings that enter the visits which these channels' weights bring, beside those entered.

    A spend that the plan gives and no line has read so far becomes 0.

    result: of one plan, with `placement_visits_priced`.
    """
    priced, settings = result.array("placement_visits_priced")[..., 0], Settings()
    for row, channel, campaign in _by_target(result):
        if channel not in channels:
            continue
        if any(_given(result, channel, campaign, "spend")):
            settings[_path(channel, campaign, "spend")] = 0
        if priced[row].any():
            entered = _given(result, channel, campaign, "visits") * _share(result, campaign)
            settings[_path(channel, campaign, "visits")] = _table(result, campaign, priced[row] + entered)
    return settings


def _by_target(result: Result) -> Iterator[tuple[int, str, str]]:
    """Row, channel and campaign of the placements whose visits a target sets."""
    flags = dict(zip(result.members["campaign"], result.array("driven_by_target")[:, 0, 0], strict=True))
    for row, (channel, campaign) in enumerate(_placements(result)):
        if flags[campaign]:
            yield row, channel, campaign


def _path(channel: str, campaign: str, key: str) -> str:
    """Where a channel's spend or visits stand: with itself for everyday business, else with the campaign."""
    own = campaign.startswith(EVERYDAY)
    return f"channels.{channel}.{key}" if own else f"campaigns.{campaign}.{key}.{channel}"


def _given(result: Result, channel: str, campaign: str, key: str) -> Numbers:
    """What the plan says there, (month,); of a campaign, the whole of it."""
    leaf = result.plan.leaves.get(_path(channel, campaign, key))
    return np.array([leaf.at(place) if leaf else 0.0 for place in range(len(result.months))])


def _placements(result: Result) -> Iterator[tuple[str, str]]:
    for name in result.members["placement"]:
        channel, _, campaign = name.partition("@")
        yield channel, campaign


def _heads(result: Result) -> Settings:
    """Hold the heads that last month's work called for."""
    heads, rows = result.array("heads_sized")[..., 0], result.plan.sections.positions
    return {
        f"positions.{name}.sized_by.held": _by_month(result, heads[row])
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
            settings[f"products.{name}.purchases"] = _by_month(result, pieces[row])
    return settings


def _share(result: Result, campaign: str) -> Numbers:
    """What part of the campaign falls in each month; of everyday business, all that is entered for it."""
    return result.array("campaign_share")[result.members["campaign"].index(campaign), :, 0]


def _table(result: Result, campaign: str, numbers: Numbers) -> dict[str, float]:
    """Return by month the whole of which the campaign's month has its share."""
    share = _share(result, campaign)
    return _by_month(result, np.divide(numbers, share, out=np.zeros_like(numbers), where=share > 0))


def _by_month(result: Result, numbers: Numbers) -> dict[str, float]:
    """Return the numbers by month; what a plan would refuse as next to nothing is 0."""
    return dict(zip(result.months, np.where(numbers < LEAST, 0.0, numbers).tolist(), strict=True))
