"""All that the rules are given, worked out from a plan and the tables: members, inputs, groupings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.naive.inputs import (
    ahead,
    artists,
    as_given,
    campaigns,
    channels,
    cohorts,
    commission,
    grades,
    horizon,
    ledger,
    lives,
    money,
    overheads,
    people,
    schemes,
    scorecards,
    season,
    seats,
    settlement,
    stock,
    storefronts,
    tax,
)
from tests.naive.inputs.book import AGES, Book, Groups, Values

INPUTS = (
    *(as_given, horizon, seats, lives, schemes, campaigns, channels, season, stock, artists),
    *(tax, money, overheads, storefronts, ledger),
    *(cohorts, settlement, ahead, commission, scorecards, grades),
)
GROUPS = (horizon, seats, lives, schemes, campaigns, channels, cohorts, commission, scorecards)
SECTIONS = {
    "department": "departments",
    "post": "posts",
    "superior": "posts",
    "position": "positions",
    "storefront": "storefronts",
    "channel": "channels",
    "product": "products",
    "overhead": "overheads",
    "loss": "losses",
    "scorecard": "scorecards",
    "rival": "scorecards",
    "indicator": "indicators",
    "grade": "grades",
    "asset": "assets",
    "loan": "loans",
    "licence": "licences",
    "course": "training",
    "non_operating": "non_operating",
    "buyer_tier": "buyer_tiers",
}


@dataclass(frozen=True)
class Prepared:
    """What the rules are given; a grouping gives each member its group or None, an indicator its line."""

    members: dict[str, list[str]]
    values: Values
    groups: Groups
    references: dict[tuple[str, str], tuple[str, tuple[str, ...], str]]


def work_out(sections: dict[str, Any], tables: dict[str, Any]) -> Prepared:
    book = Book(sections, tables)
    values: Values = {}
    for module in INPUTS:
        values.update(module.inputs(book))
    groups: Groups = {}
    for module in GROUPS:
        groups.update(module.groups(book))
    return Prepared(members(book), values, groups, scorecards.references(book))


def members(book: Book) -> dict[str, list[str]]:
    return {
        **{dimension: list(book.all(section)) for dimension, section in SECTIONS.items()},
        "person": [each.name for each in people.persons(book)],
        "next_person": [each.name for each in people.persons(book)],
        "stint": [each.name for each in people.stints(book)],
        "earner": list(dict.fromkeys(commission.groups(book)["stint", "earner"].values())),
        "campaign": list(campaigns.of_shop(book)),
        "placement": list(channels.placements(book)),
        "commission_plan": list(commission.plans(book)),
        "commission_tier": commission.tiers(book),
        "scheme": list(schemes.in_force(book)),
        "contribution_kind": ["social_insurance", "housing_fund", "levy"],
        "base_month": [f"{number:02d}" for number in range(1, 13)],
        "festival_month": list(season.AROUND),
        "artist_tax_tier": list(artists.tiers(book)),
        "tier": tax.profit_tiers(book),
        "wage_tax_tier": list(tax.wages(book)["wage_tax_rate"]),
        "service_tax_tier": list(tax.service(book)["service_tax_rate"]),
        "refund_tier": storefronts.tiers(book),
        "refund_kind": list(settlement.KINDS),
        "band": scorecards.band_names(book),
        "pay_band": scorecards.pay_names(book),
        "age": list(AGES),
        "origin": cohorts.origins(book),
        "month_since": list(AGES),
    }
