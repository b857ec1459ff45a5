"""All sections of a plan. Every section except `plan` is optional."""

from __future__ import annotations

from pydantic import Field

from artplan.plan.schema.appraisal import Indicator, Scorecard
from artplan.plan.schema.appropriation import Appropriation
from artplan.plan.schema.buyers import BuyerTier, History
from artplan.plan.schema.campaigns import Campaign
from artplan.plan.schema.capacity import Capacity
from artplan.plan.schema.channels import Channel
from artplan.plan.schema.commission import Commission
from artplan.plan.schema.contributions import Contributions
from artplan.plan.schema.correlations import Correlation
from artplan.plan.schema.fields import Id, Section
from artplan.plan.schema.grades import Appraisal, Grade
from artplan.plan.schema.limits import Limits
from artplan.plan.schema.money import Asset, Course, Licence, Loan, NonOperating, Terms, View
from artplan.plan.schema.organisation import Department, Post, Source, SourceId
from artplan.plan.schema.overheads import Overhead
from artplan.plan.schema.pay import Pay
from artplan.plan.schema.plan import Horizon
from artplan.plan.schema.positions import Position
from artplan.plan.schema.processes import Process
from artplan.plan.schema.products import Product
from artplan.plan.schema.season import Season
from artplan.plan.schema.storefronts import Storefront
from artplan.plan.schema.tax import Loss, Tax

# The dimension whose members are the members of a section.
DIMENSIONS = {
    "departments": "department",
    "posts": "post",
    "positions": "position",
    "storefronts": "storefront",
    "channels": "channel",
    "campaigns": "campaign",
    "products": "product",
    "overheads": "overhead",
    "losses": "loss",
    "scorecards": "scorecard",
    "indicators": "indicator",
    "grades": "grade",
    "assets": "asset",
    "loans": "loan",
    "licences": "licence",
    "training": "course",
    "non_operating": "non_operating",
    "buyer_tiers": "buyer_tier",
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
    buyer_tiers: dict[Id, BuyerTier] = Field(default_factory=dict)
    history: History = Field(default_factory=History)
    capacity: Capacity = Field(default_factory=Capacity)
    products: dict[Id, Product] = Field(default_factory=dict)
    overheads: dict[Id, Overhead] = Field(default_factory=dict)
    tax: Tax = Field(default_factory=Tax)
    losses: dict[Id, Loss] = Field(default_factory=dict)
    appropriation: Appropriation = Field(default_factory=Appropriation)
    appraisal: Appraisal = Field(default_factory=Appraisal)
    scorecards: dict[Id, Scorecard] = Field(default_factory=dict)
    indicators: dict[Id, Indicator] = Field(default_factory=dict)
    grades: dict[Id, Grade] = Field(default_factory=dict)
    assets: dict[Id, Asset] = Field(default_factory=dict)
    loans: dict[Id, Loan] = Field(default_factory=dict)
    licences: dict[Id, Licence] = Field(default_factory=dict)
    training: dict[Id, Course] = Field(default_factory=dict)
    non_operating: dict[Id, NonOperating] = Field(default_factory=dict)
    terms: Terms = Field(default_factory=Terms)
    view: View = Field(default_factory=View)
    limits: Limits = Field(default_factory=Limits)
    processes: dict[Id, Process] = Field(default_factory=dict)
    correlations: dict[Id, Correlation] = Field(default_factory=dict)
    sources: dict[SourceId, Source] = Field(default_factory=dict)
