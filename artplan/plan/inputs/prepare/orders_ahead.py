"""Orders delivered in a later month: how many months each month's orders of a campaign have to wait.

A campaign with a balance date delivers in the month of that date, and at once in or after it; any other one,
and everyday business, after the storefront's months of making.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import ceil

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, squeezed
from artplan.plan.inputs.prepare.ages import AGES
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.campaigns import Campaign
from artplan.plan.written import calendar

DUST = 1e-9  # tolerance for rounding: 0.1 * 30 is not exactly 3
SHARES = ("order_deposit_share", "order_forfeit_rate")
INPUTS = (
    Input(
        *("delivery_month_share", "1", ("campaign", "age"), "待交付月份分布", "Share of orders ahead"),
        *("average", "By the month of delivery; nothing where orders are delivered at once."),
    ),
    Input("delivered_at_once", "1", ("campaign",), "当月交付", "Delivered at once"),
    Input("order_deposit_share", "1", ("campaign",), "定金比例", "Deposit share"),
    Input("order_forfeit_rate", "1", ("campaign",), "定金订单放弃率", "Rate of forfeited orders"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    shops, campaigns = plan.sections.storefronts, plan.sections.campaigns.values()
    waits: list[Callable[[int], int]] = [partial(_making, shop.making_months) for shop in shops.values()]
    for each in campaigns:
        months, making = plan.months, shops[each.storefront].making_months
        waits.append(partial(_until_balance, each, months) if each.balance_due else partial(_making, making))
    share = np.zeros((len(waits), len(AGES), len(plan.months), 1))
    for row, wait in enumerate(waits):
        for month in range(len(plan.months)):
            if wait(month):
                share[row, len(AGES) - 1 - wait(month), month] = 1.0
    result = {name: _own(plan, name) for name in SHARES}
    return {
        **result,
        "delivery_month_share": squeezed(share),
        "delivered_at_once": squeezed(1.0 - share.sum(axis=1)),
    }


def _making(months: Leaf, at: int) -> int:
    return ceil(months.at(at) - DUST)


def _until_balance(campaign: Campaign, months: tuple[str, ...], at: int) -> int:
    """The months until the balance is due; none outside the months in which the presale runs."""
    assert campaign.balance_due is not None
    due, month = calendar.number(calendar.month_of(campaign.balance_due)), calendar.number(months[at])
    runs = calendar.month_of(campaign.start) <= months[at] <= calendar.month_of(campaign.end)
    return max(due - month, 0) if runs else 0


def _own(plan: Plan, name: str) -> Numbers:
    """The storefront's for everyday business; a campaign's own, else the storefront's."""
    shops = plan.sections.storefronts
    values = [getattr(shop, name).values for shop in shops.values()]
    for each in plan.sections.campaigns.values():
        values.append((getattr(each, name) or getattr(shops[each.storefront], name)).values)
    return rows(values, len(plan.months))
