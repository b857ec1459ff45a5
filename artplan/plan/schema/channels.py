"""Section `channels`: sources of visits and what they charge; followers of owned channels."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import (
    Ref,
    Section,
    Words,
    leaf,
    refused,
)
from artplan.plan.schema.pricing import PRICING, PriceKind, PriceKinds, kinds_that_take, pricing
from artplan.texts.message import listed

CommissionOn = Literal["kept", "paid", "placed"]

NATURAL = "natural_"  # an origin of customers: a storefront's natural visits; no channel may be called so


class Channel(Section):
    name: Words | None = None
    storefront: Annotated[str, Ref("storefronts")]
    prices_by: PriceKinds = Field(
        description="One kind of price or several; owned stands alone, click excludes impression."
    )
    cost_per_click: Leaf = leaf(
        "CNY/click", zh="单次点击成本", en="Cost per click", feeds="cost_per_click", ge=0, default=0
    )
    visits_per_click: Leaf = leaf(
        "visit/click",
        zh="单次点击访客数",
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
    commission_on: CommissionOn = Field(
        default="kept",
        description="Orders that earn the commission: paid and not returned, paid, or placed.",
    )
    conversion_rate: Leaf | None = leaf(
        "order/visit",
        zh="渠道转化率",
        en="Channel conversion rate",
        ge=0,
        le=1,
        default=None,
        describe="For the commission only; orders use the campaign's. Default: the campaign's.",
    )
    return_factor: Leaf = leaf(
        "1",
        zh="退款系数",
        en="Refund factor",
        ge=0,
        le=20,
        default=1,
        describe="How often orders of its visits are refunded, against natural visits of the campaign.",
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
        "CNY/month",
        zh="推广投入",
        en="Spend",
        feeds="channel_spend",
        ge=0,
        default=0,
        blank=0,
        describe="Of a channel that is paid by commission only, the commission expected.",
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
        describe="Where none are bought by click or impression; on top of what spend and mix bring.",
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
        zh="每位粉丝月均访客数",
        en="Visits per follower",
        feeds="visits_per_follower",
        ge=0,
        default=0,
        describe="On top of visits entered.",
    )
    last_month_visits: Leaf = leaf(
        "visit",
        zh="上月渠道访客数",
        en="Visits of the channel last month",
        feeds="channel_last_month_visits",
        ge=0,
        default=0,
    )
    goes_on: bool = Field(
        default=False, description="What the channel brought last month, by the day, is counted on."
    )

    @field_validator("prices_by")
    @classmethod
    def _together(cls, kinds: tuple[PriceKind, ...]) -> tuple[PriceKind, ...]:
        for place, kind in enumerate(kinds):
            for other in kinds[:place]:
                if kind == other or kind in PRICING[other].excludes:
                    key = "schema.kind_twice" if kind == other else "schema.kinds_exclude"
                    raise refused(key, kind=kind, other=other)
        return kinds

    @model_validator(mode="after")
    def _priced(self) -> Channel:
        together, kind = pricing(self.prices_by), listed(self.prices_by)
        for name in together.needs:
            self._above_zero(name, getattr(self, name))
        if "sale" in self.prices_by and self.conversion_rate is not None:
            self._above_zero("conversion_rate", self.conversion_rate)
        for name, neutral in (("elasticity", 1), ("saturation", 0)):
            if not together.buys_visits and any(each != neutral for each in getattr(self, name).values):
                raise refused("schema.no_response", kind=kind, key=name, neutral=neutral)
        if any(self.saturation.values) and not self.reference_spend.given:
            raise refused("schema.no_reference_spend")
        if "visits" not in together.takes and any(self.visits.values):
            raise refused("schema.takes_no_visits", kind=kind)
        for name in ("mix", "spend"):
            if name not in together.takes and any(getattr(self, name).values):
                kinds = listed(kinds_that_take(name), "or")
                raise refused("schema.takes_no_spend", kind=kind, key=name, kinds=kinds)
        return self

    def _above_zero(self, name: str, given: Leaf) -> None:
        if min(given.values, default=1) <= 0:
            raise refused("schema.no_price", kind=listed(self.prices_by), key=name)
