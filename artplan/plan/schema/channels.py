"""Section `channels`: sources of visits and how they are priced; followers of owned channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import (
    Ref,
    Section,
    Words,
    leaf,
    refused,
)
from artplan.texts.message import listed

PriceKind = Literal["click", "impression", "sale", "fee", "owned"]


@dataclass(frozen=True)
class Pricing:
    """What a kind of price needs, and what it allows.

    needs: parameters that must be above 0 in every month. takes_spend: the channel may have spend.
    buys_visits: spend buys visits at the channel's price, so the channel may have a weight (`mix`) in paid
    visits. paid: the channel costs something. zh, en: the label of the input `priced_by_...`, which the rules
    read if the kind has a price of its own.
    """

    needs: tuple[str, ...] = ()
    takes_spend: bool = False
    buys_visits: bool = False
    paid: bool = True
    zh: str = ""
    en: str = ""

    def takes(self, key: str) -> bool:
        """Return whether a channel of this kind, or a campaign for it, may have `spend` or `mix`."""
        return self.buys_visits if key == "mix" else self.takes_spend


PRICING: Mapping[PriceKind, Pricing] = {
    "click": Pricing(("cost_per_click",), True, True, True, "按点击计费", "Priced by click"),
    "impression": Pricing(
        ("cost_per_thousand_impressions", "click_rate"),
        True,
        True,
        True,
        "按展现计费",
        "Priced by impression",
    ),
    "sale": Pricing(("commission_rate", "conversion_rate"), True, True, True, "按成交计费", "Priced by sale"),
    "fee": Pricing(),
    "owned": Pricing(paid=False),
}


def kinds_that_take(key: str) -> tuple[str, ...]:
    """Return the kinds of price with which `spend` or `mix` is allowed."""
    return tuple(kind for kind, each in PRICING.items() if each.takes(key))


class Channel(Section):
    name: Words | None = None
    storefront: Annotated[str, Ref("storefronts")]
    prices_by: PriceKind
    cost_per_click: Leaf = leaf(
        "CNY/click", zh="单次点击成本", en="Cost per click", feeds="cost_per_click", ge=0, default=0
    )
    visits_per_click: Leaf = leaf(
        "visit/click",
        zh="单次点击访客",
        en="Visits per click",
        feeds="visits_per_click",
        gt=0,
        le=1,
        default=1,
    )
    cost_per_thousand_impressions: Leaf = leaf(
        "CNY/thousand_impressions",
        zh="千次展现成本",
        en="Cost per thousand impressions",
        feeds="cost_per_thousand_impressions",
        ge=0,
        default=0,
    )
    click_rate: Leaf = leaf(
        "click/impression", zh="点击率", en="Click rate", feeds="click_rate", ge=0, le=1, default=0
    )
    commission_rate: Leaf = leaf(
        "1", zh="佣金比例", en="Commission rate", feeds="channel_commission_rate", ge=0, le=1, default=0
    )
    conversion_rate: Leaf = leaf(
        "order/visit",
        zh="渠道转化率",
        en="Channel conversion rate",
        feeds="channel_conversion_rate",
        ge=0,
        le=1,
        default=0,
        describe="Prices the channel only; orders use the storefront's.",
    )
    reference_spend: Leaf = leaf(
        "CNY/month",
        zh="参考投入",
        en="Reference spend",
        feeds="reference_spend",
        ge=0.01,
        default=1,
        describe="The spend at which the price holds.",
    )
    elasticity: Leaf = leaf(
        "1",
        zh="投放弹性",
        en="Elasticity of visits",
        feeds="elasticity",
        ge=0.05,
        le=1,
        default=1,
        describe="1: twice the spend, twice the visits; below 1 they grow more slowly.",
    )
    saturation: Leaf = leaf(
        "1",
        zh="饱和度",
        en="Saturation",
        feeds="saturation",
        ge=0,
        le=0.99,
        default=0,
        describe="What part of all visits there are comes at the reference spend; 0: there is no end.",
    )
    spend: Leaf = leaf(
        "CNY/month", zh="推广投入", en="Spend", feeds="channel_spend", ge=0, default=0, blank=0
    )
    fee: Leaf = leaf(
        "CNY/month", zh="固定费用", en="Fixed fee", feeds="channel_fee", ge=0, default=0, blank=0
    )
    visits: Leaf = leaf(
        "visit/month",
        zh="访客数",
        en="Visits",
        feeds="channel_visits",
        ge=0,
        default=0,
        blank=0,
        describe="Entered for channels at a fixed fee and for owned ones.",
    )
    mix: Leaf = leaf("1", zh="付费流量权重", en="Weight in paid visits", ge=0, default=0)
    followers_start: Leaf = leaf(
        "follower", zh="期初粉丝数", en="Followers at the start", feeds="followers_start", ge=0, default=0
    )
    followers_new: Leaf = leaf(
        "follower/month",
        zh="新增粉丝",
        en="New followers",
        feeds="followers_new",
        ge=0,
        default=0,
        blank=0,
        describe="Won by campaigns, fairs and content; growth by itself comes on top.",
    )
    follower_growth_rate: Leaf = leaf(
        "1/month",
        zh="粉丝月增长率",
        en="Growth of followers",
        feeds="follower_growth_rate",
        ge=0,
        default=0,
        describe="New followers as a share of those at the month's start.",
    )
    follower_loss_rate: Leaf = leaf(
        "1/month",
        zh="粉丝月流失率",
        en="Loss of followers",
        feeds="follower_loss_rate",
        ge=0,
        le=1,
        default=0,
    )
    visits_per_follower: Leaf = leaf(
        "visit/follower/month",
        zh="粉丝月均访问",
        en="Visits per follower",
        feeds="visits_per_follower",
        ge=0,
        default=0,
        describe="On top of visits entered.",
    )
    last_month_visits: Leaf = leaf(
        "visit",
        zh="上月渠道访客",
        en="Visits of the channel last month",
        feeds="channel_last_month_visits",
        ge=0,
        default=0,
    )
    goes_on: bool = Field(
        default=False, description="What the channel brought last month, by the day, is counted on."
    )

    @model_validator(mode="after")
    def _priced(self) -> Channel:
        pricing = PRICING[self.prices_by]
        for name in pricing.needs:
            if min(getattr(self, name).values, default=1) <= 0:
                raise refused("schema.no_price", kind=self.prices_by, key=name)
        if any(self.saturation.values) and not self.reference_spend.given:
            raise refused("schema.no_reference_spend")
        if pricing.buys_visits and any(self.visits.values):
            raise refused("schema.takes_no_visits", kind=self.prices_by)
        for name in ("mix", "spend"):
            if not pricing.takes(name) and any(getattr(self, name).values):
                kinds = listed(kinds_that_take(name), "or")
                raise refused("schema.takes_no_spend", kind=self.prices_by, key=name, kinds=kinds)
        return self
