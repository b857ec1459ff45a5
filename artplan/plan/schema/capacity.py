"""How much work people can do: what a post answers and packs, and what happens to the work above it.

What one full-time person does in a month stands at the post; section `capacity` says what becomes of work
that nobody has time for. Without any such number, people are never the limit.
"""

from __future__ import annotations

from artplan.plan.leaf import Leaf
from artplan.plan.schema import organisation
from artplan.plan.schema.fields import Section, leaf


class Post(organisation.Post):
    """A post, and how much work a person in it can do."""

    enquiries_per_person: Leaf = leaf(
        "enquiry/person/month",
        zh="人均可接询单",
        en="Enquiries a person can answer",
        feeds="enquiries_per_person",
        ge=0,
        default=0,
        describe="In a month at full time; 0: the post answers none.",
    )
    parcels_per_person: Leaf = leaf(
        "order/person/month",
        zh="人均可打包单数",
        en="Parcels a person can pack",
        feeds="parcels_per_person",
        ge=0,
        default=0,
        describe="In a month at full time, one parcel an order; 0: the post packs none.",
    )


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
        zh="期初待接询单数",
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
