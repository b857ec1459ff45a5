"""Why a parameter of the market does not move sales: the plan follows targets, or its spend is decided.

Where a storefront follows its target, a worse conversion rate buys more visits and sales stay what they are.
Where spend is entered, the target and the weights of the channels are read by no line that sales rest on.
"""

from __future__ import annotations

from typing import Literal

from artplan.plan.plan import Plan
from artplan.study.terms import parameters

Driver = Literal["target", "spend"]

# What only visits and their cost follow from, as long as a target says what is sold.
WORLD = {
    "storefronts": ("conversion_rate", "average_order_value", "payment_rate", "paid_visit_share"),
    "channels": (
        "cost_per_click",
        "visits_per_click",
        "cost_per_thousand_impressions",
        "click_rate",
        "commission_rate",
        "conversion_rate",
        "reference_spend",
        "elasticity",
        "saturation",
        "mix",
        "spend",
    ),
    "campaigns": (
        "conversion_rate",
        "average_order_value",
        "paid_visit_share",
        "discount_rate",
        "mix",
        "spend",
    ),
}
# What nothing sold follows from, once spend is decided.
TARGETS = {
    "storefronts": ("sales_target_year", "sales_target_month"),
    "channels": ("mix",),
    "campaigns": ("sales_target", "last_year_sales", "mix"),
}


def driver(plan: Plan, path: str) -> Driver | None:
    """Return what decides sales in place of the parameter; None where it moves them, or is no such one."""
    drivers = {_of(plan, each.split(".")) for each in parameters.expanded(plan, path)}
    return drivers.pop() if len(drivers) == 1 else None


def _of(plan: Plan, steps: list[str]) -> Driver | None:
    section, *rest = steps
    if len(rest) < 2 or section not in WORLD:
        return None
    member, key = rest[:2]
    driven = _driven_by(plan, section, member)
    named = WORLD if driven == "target" else TARGETS
    return driven if key in named[section] else None


def _driven_by(plan: Plan, section: str, member: str) -> Driver:
    shops = plan.sections.storefronts
    if section == "storefronts":
        return shops[member].driven_by
    if section == "channels":
        return shops[plan.sections.channels[member].storefront].driven_by
    campaign = plan.sections.campaigns[member]
    return campaign.driven_by or shops[campaign.storefront].driven_by
