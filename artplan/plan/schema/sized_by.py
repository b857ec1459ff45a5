"""The work that sizes a position."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, leaf


class SizedBy(Section):
    """The work that one full-time person does in a month; the heads for several kinds of work add up."""

    enquiries_per_head: Leaf = leaf(
        "enquiry/person/month", zh="人均月询单量", en="Enquiries per head", ge=0, default=0
    )
    orders_per_head: Leaf = leaf(
        "order/person/month",
        zh="人均月发货量",
        en="Orders per head",
        ge=0,
        default=0,
        describe="Paid orders, each a parcel.",
    )
    returns_per_head: Leaf = leaf(
        "order/person/month", zh="人均月退货量", en="Returns per head", ge=0, default=0
    )
    sales_per_head: Leaf = leaf("CNY/person/month", zh="人均月销售额", en="Sales per head", ge=0, default=0)
    on: Literal["average", "peak"] = Field(
        default="average",
        description="The month as a whole, or every day as busy as the busiest, campaigns taken together.",
    )
    held: Leaf = leaf(
        "person",
        zh="已定人数",
        en="Heads held",
        ge=0,
        default=0,
        describe="Heads that are decided, from the second month on: work no longer changes them.",
    )
    rounding: Literal["up", "nearest", "down", "none"] = Field(
        default="up", description="To whole heads, or none: fractional, as for hours bought in."
    )
