"""Orders of a storefront that are delivered in a later month: made to order, or agreed before the plan."""

from __future__ import annotations

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, leaf


class OrdersAhead(Section):
    making_months: Leaf = leaf(
        "month",
        zh="制作周期",
        en="Months of making",
        ge=0,
        le=12,
        default=0,
        describe="From order to delivery of works made to order, part months counted up.",
    )
    order_deposit_share: Leaf = leaf(
        "1",
        zh="定金比例",
        en="Deposit share",
        ge=0,
        le=1,
        default=0,
        describe="Of the order value, paid with an order that is delivered in a later month.",
    )
    order_forfeit_rate: Leaf = leaf(
        "1",
        zh="定金订单放弃率",
        en="Rate of forfeited orders",
        ge=0,
        le=1,
        default=0,
        describe="Of orders delivered in a later month: never taken; their deposit stays with the shop.",
    )
    deliveries_before: Leaf = leaf(
        "CNY/month",
        zh="建账前订单的交付额",
        en="Deliveries of orders of before the plan",
        feeds="deliveries_before",
        ge=0,
        default=0,
        blank=0,
        one_off=True,
        describe="The price of orders agreed before the plan, in the month in which they are delivered.",
    )
    deposits_before: Leaf = leaf(
        "CNY/month",
        zh="建账前订单的定金",
        en="Deposits on orders of before the plan",
        feeds="deposits_before",
        ge=0,
        default=0,
        blank=0,
        one_off=True,
        describe="Paid before the plan for the orders delivered in the month: part of the opening account.",
    )
