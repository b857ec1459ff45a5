"""All sections of a plan together. Every section but `plan` may be left out."""

from __future__ import annotations

from pydantic import Field

from artplan.plan.schema.audience import BuyerTier, Channel, History, Storefront
from artplan.plan.schema.budget import Overhead, Tax
from artplan.plan.schema.campaigns import Campaign
from artplan.plan.schema.capacity import Capacity, Post
from artplan.plan.schema.fields import Id, Section
from artplan.plan.schema.horizon import Horizon
from artplan.plan.schema.organisation import Contributions, Department, Position, Source, SourceId
from artplan.plan.schema.season import Season
from artplan.plan.schema.stock import Product

# The dimension that a section's members form.
DIMENSIONS = {
    "departments": "department",
    "posts": "post",
    "positions": "position",
    "storefronts": "storefront",
    "channels": "channel",
    "campaigns": "campaign",
    "products": "product",
    "overheads": "overhead",
    "buyer_tiers": "buyer_tier",
}


class Sections(Section):
    plan: Horizon
    departments: dict[Id, Department] = Field(default_factory=dict)
    posts: dict[Id, Post] = Field(default_factory=dict)
    positions: dict[Id, Position] = Field(default_factory=dict)
    contributions: Contributions = Field(default_factory=Contributions)
    storefronts: dict[Id, Storefront] = Field(default_factory=dict)
    season: Season = Field(default_factory=Season)
    channels: dict[Id, Channel] = Field(default_factory=dict)
    campaigns: dict[Id, Campaign] = Field(default_factory=dict)
    buyer_tiers: dict[Id, BuyerTier] = Field(default_factory=dict)
    history: History = Field(default_factory=History)
    capacity: Capacity = Field(default_factory=Capacity)
    products: dict[Id, Product] = Field(default_factory=dict)
    overheads: dict[Id, Overhead] = Field(default_factory=dict)
    tax: Tax = Field(default_factory=Tax)
    sources: dict[SourceId, Source] = Field(default_factory=dict)
