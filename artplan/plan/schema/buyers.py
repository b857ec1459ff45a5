"""Sections `buyer_tiers` and `history`: tiers of customers, and last month's figures used by the plan.

Also the curve by which customers of a storefront come back.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.schema.fields import (
    LeafSchema,
    Section,
    Words,
    leaf,
    refused,
)
from artplan.plan.written.faults import shown

MONTHS_SINCE = tuple(str(month) for month in range(1, 13))


def _since(raw: Any) -> str:
    if str(raw) not in MONTHS_SINCE:
        raise refused("schema.no_month_since", value=shown(raw))
    return str(raw)


Since = Annotated[
    str, BeforeValidator(_since), WithJsonSchema({"type": "string", "pattern": r"^([1-9]|1[0-2])$"})
]
REPEAT = LeafSchema(LeafSpec("order/customer/month", "复购曲线", "Repeat curve", ge=0))
RepeatCurve = dict[Since, Annotated[Leaf, REPEAT]]


class BuyerTier(Section):
    """A tier of customers, such as VIP."""

    name: Words | None = None
    share: Leaf = leaf("1", zh="客户占比", en="Share of customers", feeds="buyer_tier_share", ge=0)
    repeat_factor: Leaf = leaf(
        "1",
        zh="复购倍数",
        en="Repeat factor",
        feeds="buyer_tier_repeat_factor",
        ge=0,
        default=1,
        describe="How often a customer of the tier buys again, against the storefront's repeat rate.",
    )
    calls: Leaf = leaf(
        "call/customer/month",
        zh="回访次数",
        en="Calls per customer",
        feeds="buyer_tier_calls",
        ge=0,
        default=0,
    )
    benefit: Leaf = leaf(
        "CNY/customer/month",
        zh="会员权益成本",
        en="Benefit per customer",
        feeds="buyer_tier_benefit",
        ge=0,
        default=0,
        describe="Gifts, invitations, festival cards.",
    )


class History(Section):
    """Last month's figures, as far as the plan uses them."""

    days: Leaf = leaf(
        "day", zh="上月天数", en="Days of last month", feeds="history_days", gt=0, default=30, rolls="last"
    )
    daily_step: Leaf = leaf(
        "visit/day",
        zh="日均取整单位",
        en="Rounding step of visits a day",
        feeds="history_daily_step",
        ge=0,
        default=0,
        describe="Rounded half up before it is multiplied by days; 0: unrounded.",
    )
    total_step: Leaf = leaf(
        "visit",
        zh="合计取整单位",
        en="Rounding step of visits counted on",
        feeds="history_total_step",
        ge=0,
        default=0,
        describe="Rounded half up after it is multiplied by days; 0: unrounded.",
    )
