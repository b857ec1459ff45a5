"""Who follows and who has bought: owned channels with followers, storefronts with customers and dealers.

Also what last month brought, for plans that count on existing traffic before they buy more.
"""

from __future__ import annotations

from pydantic import Field

from artplan.plan.leaf import Leaf
from artplan.plan.schema import sales
from artplan.plan.schema.fields import Section, Words, leaf


class Channel(sales.Channel):
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


class Storefront(sales.Storefront):
    dealer_margin_rate: Leaf = leaf(
        "1",
        zh="代理经销让利比例",
        en="Margin of the agent or dealer",
        feeds="dealer_margin_rate",
        ge=0,
        le=1,
        default=0,
        describe="Of sales kept: what an agent is paid, or a dealer buys below the price.",
    )
    customers_start: Leaf = leaf(
        "customer", zh="期初客户数", en="Customers at the start", feeds="customers_start", ge=0, default=0
    )
    repeat_rate: Leaf = leaf(
        "order/customer/month",
        zh="客户月复购",
        en="Orders of a former customer",
        feeds="repeat_rate",
        ge=0,
        default=0,
        describe="By a customer of the lowest tier, in a month; part of all orders, not on top.",
    )
    customer_lapse_rate: Leaf = leaf(
        "1/month",
        zh="客户流失率",
        en="Lapse of customers",
        feeds="customer_lapse_rate",
        ge=0,
        le=1,
        default=0,
    )
    last_month_visits: Leaf = leaf(
        "visit",
        zh="上月访客",
        en="Visits last month",
        feeds="storefront_last_month_visits",
        ge=0,
        default=0,
    )


class BuyerTier(Section):
    """A level of customers, such as VIP."""

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
    """Last month, as far as the plan leans on it."""

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
