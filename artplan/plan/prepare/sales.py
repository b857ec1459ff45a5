"""Storefronts and products: what comes in a month later, and what is sold for others."""

from __future__ import annotations

from artplan.plan.input_form import Array, Input, rows
from artplan.plan.plan import Plan

INPUTS = (
    Input(
        "collected_later_share",
        "1",
        ("storefront",),
        "次月到账占比",
        "Share collected a month later",
        "average",
        "Settlement days as a share of the month's days: what is sold in them is paid in the next month.",
    ),
    Input("is_agent", "1", ("product",), "代理销售", "Sold as an agent"),
)


def arrays(plan: Plan) -> dict[str, Array]:
    days = [plan.sections.plan.days_in(month) for month in plan.months]
    shops = plan.sections.storefronts.values()
    later = [[shop.settlement_days.at(i) / day for i, day in enumerate(days)] for shop in shops]
    agents = [(float(product.agent),) for product in plan.sections.products.values()]
    return {"collected_later_share": rows(later, len(days)), "is_agent": rows(agents, len(days))}
