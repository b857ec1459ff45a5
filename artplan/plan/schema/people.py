"""What sections `positions` and `contributions` say beyond pay and dates, and section `pay`.

Section `pay` is the firm's policy: raises, probation, the 13th month, when pay is paid. A position may have
its own raise, probation, 13th month and leaver rate instead.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from artplan.plan.leaf import Leaf
from artplan.plan.schema import organisation
from artplan.plan.schema.fields import Ref, Section, fault, leaf


class SizedBy(Section):
    """Work that one full-time head does in a month; what calls for several kinds of work adds up."""

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
    rounding: Literal["up", "none"] = Field(
        default="up", description="To whole heads, or fractional as for hours bought in."
    )


class Position(organisation.Position):
    sized_by: SizedBy | None = Field(
        default=None,
        description="Heads follow last month's work; `people` is then the least, and the first month's.",
    )
    raise_rate: Leaf | None = leaf(
        "1", zh="调薪幅度", en="Yearly raise", gt=-1, default=None, describe="Default: the firm's."
    )
    probation_months: int | None = Field(
        default=None, ge=0, le=6, description="From the start date on. Default: the firm's."
    )
    probation_pay_share: Leaf | None = leaf(
        "1",
        zh="试用期工资比例",
        en="Probation pay",
        ge=0,
        le=1,
        default=None,
        describe="Default: the firm's.",
    )
    thirteenth_month_share: Leaf | None = leaf(
        "1",
        zh="年终奖月数",
        en="Thirteenth month",
        ge=0,
        default=None,
        describe="In monthly pays a year. Default: the firm's.",
    )
    thirteenth_month_earned: Leaf = leaf(
        "CNY",
        zh="期初已计年终奖",
        en="Thirteenth month earned before the plan",
        feeds="thirteenth_month_start",
        ge=0,
        default=0,
        rolls="last",
    )
    leaver_rate: Leaf | None = leaf(
        "1/month",
        zh="月离职率",
        en="Leaver rate",
        ge=0,
        le=1,
        default=None,
        describe="The share of heads that leave at a month's end. Default: the firm's.",
    )
    backfill_months: int | None = Field(
        default=None, ge=0, le=11, description="How long a leaver's seat stays empty. Default: the firm's."
    )
    equipment_cost: Leaf = leaf(
        "CNY/person", zh="办公设备成本", en="Equipment cost", feeds="equipment_cost", ge=0, default=0
    )
    training_cost: Leaf = leaf(
        "CNY/person", zh="入职培训成本", en="Training cost", feeds="training_cost", ge=0, default=0
    )
    severance_months: Leaf = leaf(
        "1",
        zh="离职补偿月数",
        en="Severance",
        feeds="severance_months",
        ge=0,
        default=0,
        describe="In monthly pays, for those whom the firm lets go.",
    )
    special_deductions: Leaf = leaf(
        "CNY/person/month",
        zh="专项附加扣除",
        en="Special deductions",
        feeds="special_deductions",
        ge=0,
        default=0,
        describe="Children, rent, parents: what the wage tax leaves free besides the allowance.",
    )
    ramp_months: int = Field(
        default=0, ge=0, le=12, description="Months until somebody hired works at full speed."
    )
    ramp_start_share: Leaf = leaf(
        "1",
        zh="新人起始效率",
        en="Productivity of a new hire",
        feeds="ramp_start_share",
        ge=0,
        le=1,
        default=0,
        describe="In the first month; it rises evenly over the ramp.",
    )
    commission: Annotated[str, Ref("commissions")] | None = Field(
        default=None, description="The commission plan the position is paid by."
    )
    commission_sales_share: Leaf = leaf(
        "1",
        zh="归属销售占比",
        en="Share of sales credited",
        feeds="commission_sales_share",
        ge=0,
        default=1,
        describe="Of the sales that the commission plan covers, for all heads of the position together.",
    )

    @model_validator(mode="after")
    def _probation_begins(self) -> Position:
        if self.probation_months and self.start is None:
            raise fault("probation_months, but no start", "give the first day in post as start")
        return self


class Contributions(organisation.Contributions):
    base: Literal["entered", "current", "last_year_average"] = Field(
        default="entered",
        description="What contributions fall on: pay entered, else a month's pay; the month's own pay; "
        "or last calendar year's average pay, renewed once a year.",
    )
    reset_month: int = Field(
        default=7, ge=1, le=12, description="The calendar month in which last year's average comes in."
    )
    burden_rate: Leaf = leaf(
        "1",
        zh="综合附加费率",
        en="Flat burden",
        feeds="burden_rate",
        ge=0,
        default=0,
        describe="Instead of schemes (city: none): the employer's contributions as a share of gross pay.",
    )
    levy_spared_up_to: Leaf = leaf(
        "person",
        zh="残保金免征人数上限",
        en="Levies spared up to",
        feeds="levy_spared_up_to",
        ge=0,
        default=0,
        rolls="last",
        describe="No levy is due in a month that ends with so many heads or fewer; 0: always due.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> Contributions:
        if self.city != "none" and any(self.burden_rate.values):
            raise fault(
                "both city and burden_rate are given", "give one of them; city: none for the flat rate"
            )
        return self


class Pay(Section):
    raise_rate: Leaf = leaf("1", zh="调薪幅度（全员）", en="Yearly raise of all", gt=-1, default=0)
    raise_month: int = Field(
        default=1,
        ge=1,
        le=12,
        description="Pay as entered holds until the first such month after the plan or the position begins.",
    )
    probation_months: int = Field(
        default=0, ge=0, le=6, description="For positions with a start date, from that day on."
    )
    probation_pay_share: Leaf = leaf(
        "1", zh="试用期工资比例（全员）", en="Probation pay of all", ge=0, le=1, default=1
    )
    thirteenth_month_share: Leaf = leaf(
        "1",
        zh="年终奖月数（全员）",
        en="Thirteenth month of all",
        ge=0,
        default=0,
        describe="In monthly pays a year.",
    )
    thirteenth_month: Literal["accrued", "when_paid"] = Field(
        default="accrued", description="Whether it is a cost of the months that earn it, or of its payment."
    )
    thirteenth_month_paid_in: int = Field(
        default=12, ge=1, le=12, description="The calendar month that pays what has been earned so far."
    )
    thirteenth_month_leaver_share: Leaf = leaf(
        "1",
        zh="离职人员年终奖比例",
        en="Leavers' part of the 13th month",
        feeds="thirteenth_month_leaver_share",
        ge=0,
        le=1,
        default=1,
        describe="What is paid at once to a position that ends; the rest is lost.",
    )
    leaver_rate: Leaf = leaf("1/month", zh="月离职率（全员）", en="Leaver rate of all", ge=0, le=1, default=0)
    backfill_months: int = Field(default=0, ge=0, le=11, description="How long a leaver's seat stays empty.")
    paid_next_month: Leaf = leaf(
        "1",
        zh="工资次月发放比例",
        en="Share of pay paid next month",
        feeds="pay_later_share",
        ge=0,
        le=1,
        default=0,
    )
    contributions_paid_next_month: Leaf = leaf(
        "1",
        zh="单位缴费次月缴纳比例",
        en="Share of contributions paid next month",
        feeds="contributions_later_share",
        ge=0,
        le=1,
        default=0,
    )
    wage_tax: Literal["cumulative", "none"] = Field(
        default="none", description="Whether individual income tax is withheld, on the calendar year so far."
    )
