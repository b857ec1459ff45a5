"""Section `campaigns`: dates and own values of campaigns; all other values are those of the storefront.

A date may be anchored to a festival: `start: spring_festival -14d`. Festivals of the lunar calendar move from
year to year. An anchored date uses the first such festival on or after the plan's first day; a year after the
name (`spring_festival 2028 +3d`) chooses another one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.schema.fields import (
    LeafSchema,
    Ref,
    Section,
    Words,
    leaf,
    refused,
)
from artplan.plan.schema.refunds import rate
from artplan.plan.schema.storefronts import DrivenBy, NaturalBy
from artplan.plan.written import calendar
from artplan.plan.written.calendar import read_day
from artplan.plan.written.faults import shown
from artplan.texts.closest import suggest

# For each festival: the holiday with which it begins, and the days from that holiday.
FESTIVALS = {
    "spring_festival": ("spring_festival", 0),
    "lantern_festival": ("spring_festival", 14),
    "tomb_sweeping": ("tomb_sweeping", 0),
    "dragon_boat": ("dragon_boat", 0),
    "mid_autumn": ("mid_autumn", 0),
}
DUST = 1e-9  # tolerance for rounding: 0.1 + 0.1 + 0.1 + 0.7 is not exactly 1
SOME_MONTH = "2027-01"
OF_ITS_ORDERS = "Of the campaign's orders. Default: the storefront's."
LONGEST_PRESALE = 12  # months from its start to the balance
ANCHOR = re.compile(r"(?P<festival>[a-z_]+)( (?P<year>\d{4}))?( ?(?P<days>[-+]\d{1,3})d)?")
PATTERN = rf"^(\d{{4}}-\d{{2}}-\d{{2}}|({'|'.join(FESTIVALS)})( \d{{4}})?( ?[-+]\d{{1,3}}d)?)$"


@lru_cache(maxsize=64)
def festival(name: str, year: int) -> date:
    """Return the festival's first day in the year. Raises ValueError for a year in which it is not known."""
    from artplan.plan.schema.festivals import ChineseFestivals  # slow to import, and few plans need it

    holiday, days = FESTIVALS[name]
    (first,) = ChineseFestivals(years=year).get_named(holiday, lookup="exact")
    return first + timedelta(days=days)


def _day(raw: Any, info: ValidationInfo) -> date:
    if isinstance(raw, date):
        return raw
    day = calendar.read_day(raw)
    if day is not None:
        return day
    match = ANCHOR.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise refused("schema.no_anchored_day", value=shown(raw))
    if match["festival"] not in FESTIVALS:
        name = match["festival"]
        raise refused("schema.no_festival", value=shown(name), near=suggest(name, FESTIVALS, "festivals"))
    return _anchored(match["festival"], match["year"], info) + timedelta(days=int(match["days"] or 0))


def _anchored(name: str, year: str | None, info: ValidationInfo) -> date:
    # Where the plan's first month is not known, that is its own fault; any year serves to read on.
    first = calendar.first_day((info.context.first if info.context else "") or SOME_MONTH)
    try:
        if year is not None:
            return festival(name, int(year))
        return min(day for day in (festival(name, first.year + n) for n in (0, 1)) if day >= first)
    except ValueError:
        raise refused("schema.festival_unknown", festival=name) from None


def _of_channel(unit: str, zh: str, en: str) -> LeafSchema:
    return LeafSchema(LeafSpec(unit, zh, en, ge=0))


ChannelId = Annotated[str, Ref("channels")]
AnchoredDay = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": PATTERN})]


class Campaign(Section):
    name: Words | None = None
    storefront: Annotated[str, Ref("storefronts")]
    start: AnchoredDay
    end: AnchoredDay
    driven_by: DrivenBy | None = Field(default=None, description="The storefront's, unless given.")
    natural_visits_by: NaturalBy | None = Field(default=None, description="The storefront's, unless given.")
    inside: bool = Field(default=True, description="Part of the month's target; otherwise on top of it.")
    day_weights: dict[str, Annotated[float, Field(ge=0, le=1e6)]] = Field(
        default_factory=dict, description="How heavy a day is, by date; a day not listed weighs 1."
    )
    day_shares: dict[str, Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=dict,
        description="Instead of weights: shares of the campaign by date; days not listed share the rest.",
    )
    sales_target: Leaf = leaf(
        "CNY", zh="活动销售目标", en="Campaign sales target", feeds="campaign_sales_target", ge=0, default=0
    )
    last_year_sales: Leaf = leaf(
        "CNY",
        zh="上年活动销售额",
        en="Campaign's sales last year",
        feeds="campaign_last_year_sales",
        ge=0,
        default=0,
    )
    natural_visits: Leaf = leaf(
        "visit",
        zh="活动自然访客数",
        en="Campaign's natural visits",
        feeds="campaign_natural_visits",
        ge=0,
        default=0,
    )
    conversion_rate: Leaf | None = leaf(
        "order/visit", zh="转化率", en="Conversion rate", ge=0, le=1, default=None
    )
    average_order_value: Leaf | None = leaf(
        "CNY/order", zh="客单价", en="Average order value", ge=0, default=None
    )
    reference_order_value: Leaf | None = leaf(
        "CNY/order",
        zh="基准客单价",
        en="Reference order value",
        ge=0,
        default=None,
        describe="Before the discount; the storefront's, unless the campaign has an order value of its own.",
    )
    reference_discount_rate: Leaf | None = leaf(
        "1",
        zh="基准折扣率",
        en="Reference discount",
        ge=0,
        le=0.99,
        default=None,
        describe="At which a conversion rate of its own was seen; without it, no discount is answered.",
    )
    direct_sales: Leaf = leaf(
        "CNY",
        zh="无需访客的销售额",
        en="Sales without visits",
        feeds="campaign_direct_sales",
        ge=0,
        default=0,
        describe="Sold and paid without a channel, in the whole campaign: a stand at a fair.",
    )
    coupon_rate: Leaf | None = leaf(
        "1",
        zh="店铺优惠券占比",
        en="Coupons of the shop",
        ge=0,
        le=1,
        default=None,
        describe="Of the price after the discount. Default: the storefront's.",
    )
    platform_subsidy_rate: Leaf | None = leaf(
        "1",
        zh="平台补贴占比",
        en="Subsidy of the platform",
        ge=0,
        le=1,
        default=None,
        describe="Of the order value. Default: the storefront's.",
    )
    paid_visit_share: Leaf | None = leaf(
        "1", zh="付费访客占比", en="Paid share of visits", gt=0, le=1, default=None
    )
    return_rate: Leaf | None = rate("退货率", "Return rate", OF_ITS_ORDERS, None)
    refund_before_dispatch_rate: Leaf | None = rate(
        "未发货退款率", "Rate of refunds before dispatch", OF_ITS_ORDERS, None
    )
    refund_only_rate: Leaf | None = rate("仅退款率", "Rate of refunds without return", OF_ITS_ORDERS, None)
    balance_due: AnchoredDay | None = Field(
        default=None,
        description="Of a presale: orders of earlier months are delivered in its month. "
        "Default: after the storefront's months of making.",
    )
    order_deposit_share: Leaf | None = leaf(
        "1",
        zh="定金比例",
        en="Deposit share",
        ge=0,
        le=1,
        default=None,
        describe="Of the order value, paid with the order. Default: the storefront's.",
    )
    order_forfeit_rate: Leaf | None = leaf(
        "1",
        zh="定金订单放弃率",
        en="Rate of forfeited orders",
        ge=0,
        le=1,
        default=None,
        describe="Of orders delivered in a later month: never taken. Default: the storefront's.",
    )
    discount_rate: Leaf = leaf(
        "1", zh="折扣率", en="Discount rate", feeds="discount_rate", ge=0, le=1, default=0
    )
    slot_fee: Leaf = leaf("CNY", zh="坑位费", en="Slot fee", feeds="slot_fee", ge=0, default=0)
    spend: dict[ChannelId, Annotated[Leaf, _of_channel("CNY", "活动推广投入", "Campaign spend")]] = Field(
        default_factory=dict, description="By channel, for the whole campaign."
    )
    mix: dict[ChannelId, Annotated[Leaf, _of_channel("1", "付费流量权重", "Weight in paid visits")]] = Field(
        default_factory=dict, description="By channel; the channel's own weight where none is given."
    )
    visits: dict[ChannelId, Annotated[Leaf, _of_channel("visit", "活动访客数", "Campaign visits")]] = Field(
        default_factory=dict,
        description="By channel, for the whole campaign, where no visits are bought by click or impression.",
    )

    @field_validator("day_weights", "day_shares")
    @classmethod
    def _by_day(cls, numbers: dict[str, float]) -> dict[str, float]:
        for key in numbers:
            if read_day(key) is None:
                raise refused("schema.no_campaign_day", value=shown(key))
        return numbers

    @model_validator(mode="after")
    def _in_order(self) -> Campaign:
        if self.end < self.start:
            raise refused("schema.ends_before", start=self.start, end=self.end)
        if self.balance_due is not None and self.balance_due < self.start:
            raise refused("schema.balance_before", start=self.start, due=self.balance_due)
        if self.balance_due is not None and self._months_until(self.balance_due) > LONGEST_PRESALE:
            raise refused("schema.balance_far", due=self.balance_due)
        for key in (*self.day_weights, *self.day_shares):
            if not self.start.isoformat() <= key <= self.end.isoformat():
                raise refused("schema.not_in_campaign", day=key, start=self.start, end=self.end)
        self._shares_of_a_whole()
        return self

    def _shares_of_a_whole(self) -> None:
        if self.day_weights and self.day_shares:
            raise refused("schema.weights_and_shares")
        whole = sum(self.day_shares.values())
        if whole > 1 + DUST:
            raise refused("schema.shares_above_one", sum=f"{whole:g}")
        if len(self.day_shares) == self.days and whole < 1 - DUST:
            raise refused("schema.shares_below_one", sum=f"{whole:g}")
        if len(self.day_weights) == self.days and not any(self.day_weights.values()):
            raise refused("schema.weigh_nothing")

    def _months_until(self, day: date) -> int:
        first, last = (calendar.number(calendar.month_of(each)) for each in (self.start, day))
        return last - first

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def weight(self, day: date) -> float:
        """Return the weight of a day against the campaign's other days; unlisted days have equal weights."""
        if not self.day_shares:
            return self.day_weights.get(day.isoformat(), 1.0)
        rest = max(1 - sum(self.day_shares.values()), 0.0)
        others = self.days - len(self.day_shares)
        return self.day_shares.get(day.isoformat(), rest / others if others else 0.0)
