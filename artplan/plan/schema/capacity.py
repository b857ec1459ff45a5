"""Section `capacity`: what happens to work that exceeds the capacity of the staff.

The post states what one full-time person does in a month. If no post states such a number, staff never limits
sales.
"""

from __future__ import annotations

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, leaf


class Capacity(Section):
    enquiries_lost_share: Leaf = leaf(
        "1",
        zh="超负荷询单流失占比",
        en="Share of unanswered enquiries lost",
        feeds="enquiries_lost_share",
        ge=0,
        le=1,
        default=0,
        describe="Of the month's enquiries above capacity; the others wait.",
    )
    parcels_lost_share: Leaf = leaf(
        "1",
        zh="超负荷订单取消占比",
        en="Share of unpacked orders cancelled",
        feeds="parcels_lost_share",
        ge=0,
        le=1,
        default=0,
        describe="Of the month's orders above capacity; the others wait.",
    )
    enquiry_backlog_start: Leaf = leaf(
        "enquiry",
        zh="期初待回复询单数",
        en="Enquiries waiting at the start",
        feeds="enquiry_backlog_start",
        ge=0,
        default=0,
        rolls="last",
    )
    parcel_backlog_start: Leaf = leaf(
        "order",
        zh="期初待发货单数",
        en="Orders waiting at the start",
        feeds="parcel_backlog_start",
        ge=0,
        default=0,
        rolls="last",
    )
