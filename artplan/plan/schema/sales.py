"""Sections `storefronts`, `season`, `channels` and `campaigns`: where and when it is sold, and who comes.

A storefront is driven by its sales target (visits and spend follow) or by its spend (sales follow). A
campaign has dates and may have its own target, traffic and prices; what it does not give is its
storefront's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from artplan.plan.calendar import read_day
from artplan.plan.faults import shown
from artplan.plan.leaf import Leaf, Spec
from artplan.plan.schema.fields import Day, LeafSchema, Month, Ref, Section, Words, fault, leaf
from artplan.plan.schema.money import LONGEST_DELAY, one_amount

DrivenBy = Literal["target", "spend"]
NaturalBy = Literal["share", "forecast"]


class FeeRefund(Section):
    """The share of the annual fee that sales since its payment bring back."""

    sales: Leaf = leaf("CNY", zh="返还门槛", en="Sales for the refund", gt=0)
    share: Leaf = leaf("1", zh="返还比例", en="Share given back", ge=0, le=1)

    @model_validator(mode="after")
    def _once(self) -> FeeRefund:
        one_amount(self, "sales", "share")
        return self


class Storefront(Section):
    name: Words | None = None
    driven_by: DrivenBy = Field(
        default="target", description="Which end is given: the sales target or the spend."
    )
    natural_visits_by: NaturalBy = Field(
        default="share", description="Natural visits are the rest beside the paid share, or entered."
    )
    sales_target_year: Leaf = leaf(
        "CNY/year", zh="年销售目标", en="Sales target of the year", feeds="sales_target_year", ge=0, default=0
    )
    sales_target_month: Leaf = leaf(
        "CNY/month",
        zh="月销售目标",
        en="Sales target of the month",
        feeds="sales_target_month",
        ge=0,
        default=0,
        blank=0,
    )
    natural_visits: Leaf = leaf(
        "visit/month",
        zh="自然访客",
        en="Natural visits",
        feeds="natural_visits_month",
        ge=0,
        default=0,
        blank=0,
    )
    paid_visit_share: Leaf = leaf("1", zh="付费访客占比", en="Paid share of visits", gt=0, le=1, default=1)
    conversion_rate: Leaf = leaf("order/visit", zh="转化率", en="Conversion rate", ge=0, le=1, default=0)
    average_order_value: Leaf = leaf("CNY/order", zh="客单价", en="Average order value", ge=0, default=0)
    payment_rate: Leaf = leaf(
        "1", zh="付款率", en="Payment rate", feeds="payment_rate", ge=0, le=1, default=1
    )
    return_rate: Leaf = leaf("1", zh="退货率", en="Return rate", feeds="return_rate", ge=0, le=1, default=0)
    enquiry_rate: Leaf = leaf(
        "enquiry/visit", zh="询单率", en="Enquiry rate", feeds="enquiry_rate", ge=0, le=1, default=0
    )
    enquiry_conversion_rate: Leaf = leaf(
        "order/enquiry",
        zh="询单转化率",
        en="Enquiry conversion rate",
        feeds="enquiry_conversion_rate",
        ge=0,
        le=1,
        default=0,
    )
    platform_commission_rate: Leaf = leaf(
        "1",
        zh="平台扣点",
        en="Platform commission rate",
        feeds="platform_commission_rate",
        ge=0,
        le=1,
        default=0,
    )
    base_fee_rate: Leaf = leaf(
        "1", zh="基础软件服务费率", en="Base software fee rate", feeds="base_fee_rate", ge=0, le=1, default=0
    )
    payment_fee_rate: Leaf = leaf(
        "1", zh="支付手续费率", en="Payment fee rate", feeds="payment_fee_rate", ge=0, le=1, default=0
    )
    courier_cost: Leaf = leaf(
        "CNY/order", zh="快递费", en="Courier cost", feeds="courier_cost", ge=0, default=0
    )
    packing_cost: Leaf = leaf(
        "CNY/order", zh="包装费", en="Packing cost", feeds="packing_cost", ge=0, default=0
    )
    return_shipping_cost: Leaf = leaf(
        "CNY/order", zh="退货运费", en="Return shipping cost", feeds="return_shipping_cost", ge=0, default=0
    )
    settlement_days: Leaf = leaf(
        "day",
        zh="结算天数",
        en="Settlement days",
        ge=0,
        le=LONGEST_DELAY,
        default=0,
        describe="Days from the sale to the platform's payment.",
    )
    shipping_charge: Leaf = leaf(
        "CNY/order", zh="向买家收取的运费", en="Shipping charged", feeds="shipping_charge", ge=0, default=0
    )
    payment_fee_fixed: Leaf = leaf(
        "CNY/order",
        zh="每单支付手续费",
        en="Payment fee per order",
        feeds="payment_fee_fixed",
        ge=0,
        default=0,
    )
    payment_fee_borne_by: Literal["shop", "buyer", "artist"] = Field(
        default="shop", description="Who bears the payment fee: a buyer pays it on top of the bill."
    )
    commission_refunded_share: Leaf = leaf(
        "1",
        zh="退款退还的平台佣金比例",
        en="Commission that comes back on refunds",
        feeds="commission_refunded_share",
        ge=0,
        le=1,
        default=1,
    )
    base_fee_refunded_share: Leaf = leaf(
        "1",
        zh="退款退还的基础服务费比例",
        en="Base fee that comes back on refunds",
        feeds="base_fee_refunded_share",
        ge=0,
        le=1,
        default=1,
    )
    payment_fee_refunded_share: Leaf = leaf(
        "1",
        zh="退款退还的支付手续费比例",
        en="Payment fee that comes back on refunds",
        feeds="payment_fee_refunded_share",
        ge=0,
        le=1,
        default=0,
    )
    annual_fee: Leaf = leaf(
        "CNY/year", zh="软件服务年费", en="Annual platform fee", feeds="annual_fee", ge=0, default=0
    )
    annual_fee_month: Month | None = Field(
        default=None, description="When it is paid, and every twelve months on; else with the plan's start."
    )
    annual_fee_refunds: tuple[FeeRefund, ...] = Field(
        default=(), strict=False, description="Shares of the annual fee given back at yearly sales."
    )
    deposit: Leaf = leaf("CNY", zh="平台保证金", en="Deposit", feeds="deposit", ge=0, default=0)
    deposit_month: Month | None = Field(
        default=None, description="When the deposit is paid; else with the plan's start."
    )
    deposit_returned_month: Month | None = Field(
        default=None, description="When the deposit comes back; else after the plan."
    )
    deposit_booked_as: Literal["asset", "cost"] = Field(
        default="asset", description="Some budgets book deposits as a cost."
    )

    @model_validator(mode="after")
    def _paid_once(self) -> Storefront:
        one_amount(self, "deposit")
        back = self.deposit_returned_month
        if back is not None and back < (self.deposit_month or back):
            raise fault(
                f"the deposit comes back in {back}, before it is paid", "put deposit_returned_month later"
            )
        shares = [0.0, *(step.share.at(0) for step in self.annual_fee_refunds)]
        limits = [step.sales.at(0) for step in self.annual_fee_refunds]
        if shares != sorted(shares) or limits != sorted(limits):
            raise fault("annual_fee_refunds do not rise", "list them from the lowest sales and share up")
        return self


class Season(Section):
    last_year_sales: Leaf = leaf(
        "CNY",
        zh="上年销售额",
        en="Last year's sales",
        feeds="last_year_sales",
        ge=0,
        default=1,
        by="calendar",
        describe="By calendar month 1 to 12; a year's target is shared out in proportion.",
    )

    @field_validator("last_year_sales")
    @classmethod
    def _not_nothing(cls, sales: Leaf) -> Leaf:
        if not any(sales.values):
            raise fault("all months are 0", "give at least one month sales, or leave the section out")
        return sales


class Channel(Section):
    name: Words | None = None
    storefront: Annotated[str, Ref("storefronts")]
    prices_by: Literal["click", "impression", "sale", "fee", "owned"]
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
        gt=0,
        default=1,
        describe="The spend at which the price holds.",
    )
    elasticity: Leaf = leaf(
        "1",
        zh="投放弹性",
        en="Elasticity of visits",
        feeds="elasticity",
        gt=0,
        le=1,
        default=1,
        describe="1: twice the spend, twice the visits; below 1 they grow more slowly.",
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

    @model_validator(mode="after")
    def _priced(self) -> Channel:
        needed = {
            "click": ("cost_per_click",),
            "impression": ("cost_per_thousand_impressions", "click_rate"),
            "sale": ("commission_rate", "conversion_rate"),
        }.get(self.prices_by, ())
        for name in needed:
            if min(getattr(self, name).values, default=1) <= 0:
                raise fault(
                    f"priced by {self.prices_by}, but no {name}", f"give {name} above 0 in every month"
                )
        for name in ("mix", "spend"):
            if not needed and any(getattr(self, name).values):
                remedy = "enter fee and visits instead, or price it by click, impression or sale"
                raise fault(f"priced by {self.prices_by}, yet {name} is given", remedy)
        return self


def _of_channel(unit: str, zh: str, en: str) -> LeafSchema:
    return LeafSchema(Spec(unit, zh, en, ge=0))


ChannelId = Annotated[str, Ref("channels")]


class Campaign(Section):
    name: Words | None = None
    storefront: Annotated[str, Ref("storefronts")]
    start: Day
    end: Day
    driven_by: DrivenBy | None = Field(default=None, description="The storefront's, unless given.")
    natural_visits_by: NaturalBy | None = Field(default=None, description="The storefront's, unless given.")
    inside: bool = Field(default=True, description="Part of the month's target; otherwise on top of it.")
    day_weights: dict[str, float] = Field(
        default_factory=dict, description="How heavy a day is, by date; a day not listed weighs 1."
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
        zh="活动自然访客",
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
    paid_visit_share: Leaf | None = leaf(
        "1", zh="付费访客占比", en="Paid share of visits", gt=0, le=1, default=None
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

    @field_validator("day_weights")
    @classmethod
    def _weights(cls, weights: dict[str, float], info: ValidationInfo) -> dict[str, float]:
        for key, weight in weights.items():
            if read_day(key) is None:
                raise fault(f"{shown(key)} is no day", "write days such as 2027-11-11")
            if weight < 0:
                raise fault(f"{key}: {weight:g} is out of range", "a weight is at least 0")
        return weights

    @model_validator(mode="after")
    def _in_order(self) -> Campaign:
        if self.end < self.start:
            raise fault(f"ends on {self.end}, before it starts on {self.start}", "put end after start")
        for key in self.day_weights:
            if not self.start.isoformat() <= key <= self.end.isoformat():
                raise fault(f"{key} is not a day of the campaign", f"days from {self.start} to {self.end}")
        return self
