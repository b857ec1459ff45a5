"""Section `storefronts`: the shops of the firm, their customers, and the charges of their platforms.

A storefront is driven by its sales target (visits and spend follow) or by its spend (sales follow).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.buyers import RepeatCurve
from artplan.plan.schema.fields import (
    Month,
    Section,
    Words,
    leaf,
    refused,
)
from artplan.plan.schema.money import LONGEST_DELAY, one_amount
from artplan.plan.schema.orders_ahead import OrdersAhead
from artplan.plan.schema.refunds import Refunds

DrivenBy = Literal["target", "spend"]
NaturalBy = Literal["share", "forecast", "entered"]


class FeeRefund(Section):
    """The share of the annual fee that is refunded at a level of sales since its payment."""

    sales: Leaf = leaf("CNY", zh="返还门槛", en="Sales for the refund", gt=0)
    share: Leaf = leaf("1", zh="返还比例", en="Share given back", ge=0, le=1)

    @model_validator(mode="after")
    def _once(self) -> FeeRefund:
        one_amount(self, "sales", "share")
        return self


class Storefront(OrdersAhead, Refunds):
    name: Words | None = None
    driven_by: DrivenBy = Field(
        default="target", description="Which end is given: the sales target or the spend."
    )
    natural_visits_by: NaturalBy = Field(
        default="share",
        description="The rest beside the paid share; a forecast over the seasons; or as entered by month.",
    )
    sales_target_year: Leaf = leaf(
        "CNY/year", zh="年销售目标", en="Sales target of the year", feeds="sales_target_year", ge=0, default=0
    )
    sales_target_share: Leaf = leaf(
        "1",
        zh="公司目标分摊权重",
        en="Weight in the company's target",
        feeds="sales_target_weight",
        ge=0,
        default=0,
        describe="Shares or whole-number ratios of season.company_target_year.",
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
        zh="自然访客数",
        en="Natural visits",
        feeds="natural_visits_month",
        ge=0,
        default=0,
        blank=0,
    )
    paid_visit_share: Leaf = leaf("1", zh="付费访客占比", en="Paid share of visits", gt=0, le=1, default=1)
    conversion_rate: Leaf = leaf("order/visit", zh="转化率", en="Conversion rate", ge=0, le=1, default=0)
    average_order_value: Leaf = leaf("CNY/order", zh="客单价", en="Average order value", ge=0, default=0)
    reference_order_value: Leaf = leaf(
        "CNY/order",
        zh="基准客单价",
        en="Reference order value",
        ge=0,
        default=0,
        describe="At which the conversion rate was seen, before discounts; 0: it answers discounts only.",
    )
    price_elasticity: Leaf = leaf(
        "1",
        zh="价格弹性",
        en="Price elasticity",
        feeds="price_elasticity",
        ge=-20,
        le=0,
        default=0,
        describe="Percent on the conversion rate for one percent on the price.",
    )
    direct_sales: Leaf = leaf(
        "CNY/month",
        zh="无需访客的销售额",
        en="Sales without visits",
        feeds="storefront_direct_sales",
        ge=0,
        default=0,
        blank=0,
        describe="Sold and paid without a channel: a company's order, a gallery's own customers.",
    )
    coupon_rate: Leaf = leaf(
        "1",
        zh="店铺优惠券占比",
        en="Coupons of the shop",
        ge=0,
        le=1,
        default=0,
        describe="Of the price after a campaign's discount: the shop bears them, the buyer pays less.",
    )
    platform_subsidy_rate: Leaf = leaf(
        "1",
        zh="平台补贴占比",
        en="Subsidy of the platform",
        ge=0,
        le=1,
        default=0,
        describe="Of the order value: the buyer pays less, and the platform pays the shop the rest.",
    )
    payment_rate: Leaf = leaf(
        "1", zh="付款率", en="Payment rate", feeds="payment_rate", ge=0, le=1, default=1
    )
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
        zh="平台佣金率",
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
    annual_fee: Leaf = leaf(
        "CNY/year", zh="软件服务年费", en="Annual platform fee", feeds="annual_fee", ge=0, default=0
    )
    annual_fee_month: Month | None = Field(
        default=None, description="When it is paid, and every twelve months on; else with the plan's start."
    )
    annual_fee_refunds: tuple[FeeRefund, ...] = Field(
        default=(), strict=False, description="Shares of the annual fee given back at yearly sales."
    )
    annual_fee_start: Leaf = leaf(
        "CNY",
        zh="建账前所缴年费",
        en="Annual fee paid before the plan",
        feeds="annual_fee_current_start",
        ge=0,
        default=0,
        rolls="last",
        describe="The one that was paid last; what is not used up of it is prepaid in plan.opening.",
    )
    fee_sales_ytd_start: Leaf = leaf(
        "CNY",
        zh="建账前缴费以来销售额",
        en="Sales since the annual fee before the plan",
        feeds="fee_sales_ytd_start",
        ge=0,
        default=0,
        rolls="last",
        describe="Kept by buyers; they count towards the refund of that fee.",
    )
    annual_fee_refund_start: Leaf = leaf(
        "CNY",
        zh="建账前已计返还年费",
        en="Fee refund booked before the plan",
        feeds="annual_fee_refund_earned_start",
        ge=0,
        default=0,
        rolls="last",
        describe="Earned and not yet received; it comes with the next payment of the fee.",
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
    dealer_margin_rate: Leaf = leaf(
        "1",
        zh="代理佣金与经销折让比例",
        en="Margin of the agent or dealer",
        feeds="dealer_margin_rate",
        ge=0,
        le=1,
        default=0,
        describe="Of sales kept: what an agent is paid, or a dealer buys below the price.",
    )
    dealer_is: Literal["agent", "buyer"] = Field(
        default="agent",
        description="An agent bills his margin, a cost; a buyer pays less: revenue and VAT are lower.",
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
    repeat_curve: RepeatCurve = Field(
        default_factory=dict,
        description="Orders of a customer by months since the first purchase, 1 to 12; a month left out has "
        "those of the month before it, months after the last entry have repeat_rate.",
    )
    repeat_level: Leaf = leaf(
        "1",
        zh="复购水平系数",
        en="Level of repeat purchases",
        feeds="repeat_level",
        ge=0,
        default=1,
        describe="Multiplies repeat_curve and repeat_rate.",
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
    lifetime_months: Leaf = leaf(
        "month",
        zh="客户生命周期月数",
        en="Horizon of a customer's orders",
        ge=1,
        le=120,
        default=24,
        describe="Months after the first purchase whose orders count for a customer's value.",
    )
    last_month_visits: Leaf = leaf(
        "visit",
        zh="上月访客数",
        en="Visits last month",
        feeds="storefront_last_month_visits",
        ge=0,
        default=0,
    )

    @model_validator(mode="after")
    def _paid_once(self, info: ValidationInfo) -> Storefront:
        one_amount(self, "deposit")
        back, start = self.deposit_returned_month, info.context.first if info.context else ""
        if back is not None and back < (self.deposit_month or start):
            raise refused("schema.deposit_back", month=back)
        shares = [0.0, *(step.share.at(0) for step in self.annual_fee_refunds)]
        limits = [step.sales.at(0) for step in self.annual_fee_refunds]
        if shares != sorted(shares) or limits != sorted(limits):
            raise refused("schema.refunds_fall")
        return self
