"""All sections of a plan together. Every section but `plan` may be left out."""

from __future__ import annotations

from pydantic import Field

from artplan.plan.schema.budget import Overhead, Product, Tax
from artplan.plan.schema.commission import Commission
from artplan.plan.schema.fields import Id, Section
from artplan.plan.schema.horizon import Horizon
from artplan.plan.schema.organisation import Department, Post, Source, SourceId
from artplan.plan.schema.people import Contributions, Pay, Position
from artplan.plan.schema.sales import Campaign, Channel, Season, Storefront

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
    "commissions": "commission_plan",
}


class Sections(Section):
    plan: Horizon
    departments: dict[Id, Department] = Field(default_factory=dict)
    posts: dict[Id, Post] = Field(default_factory=dict)
    positions: dict[Id, Position] = Field(default_factory=dict)
    contributions: Contributions = Field(default_factory=Contributions)
    pay: Pay = Field(default_factory=Pay)
    commissions: dict[Id, Commission] = Field(default_factory=dict)
    storefronts: dict[Id, Storefront] = Field(default_factory=dict)
    season: Season = Field(default_factory=Season)
    channels: dict[Id, Channel] = Field(default_factory=dict)
    campaigns: dict[Id, Campaign] = Field(default_factory=dict)
    products: dict[Id, Product] = Field(default_factory=dict)
    overheads: dict[Id, Overhead] = Field(default_factory=dict)
    tax: Tax = Field(default_factory=Tax)
    sources: dict[SourceId, Source] = Field(default_factory=dict)
