"""Section `pay`: the firm's pay policy.

A position may override the firm's raise, probation, 13th month, leaver rate and severance.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Ref, Section, leaf
from artplan.plan.schema.positions import Position
from artplan.plan.written import calendar


class Pay(Section):
    period_first_day: int = Field(
        default=1,
        ge=1,
        le=28,
        description="A month's pay is for the days from this day of the month before; 1: its own days.",
    )
    raise_rate: Leaf = leaf("1", zh="调薪幅度（全员）", en="Yearly raise of all", gt=-1, most=10, default=0)
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
    thirteenth_month_covers: Literal["with_own_month", "until_last_month"] | None = Field(
        default=None,
        description="Whether the payment holds what its own month earns: if not given, in December only.",
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
    high_temperature_allowance: Leaf = leaf(
        "CNY/person/month",
        zh="高温津贴标准",
        en="High-temperature allowance a month",
        feeds="high_temperature_allowance",
        ge=0,
        default=0,
        describe="Part of gross pay in `high_temperature_months`, for the share of days in post.",
    )
    high_temperature_months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = Field(
        default=(6, 7, 8, 9), strict=False, description="Calendar months; each province has its own."
    )
    high_temperature_posts: tuple[Annotated[str, Ref("posts")], ...] = Field(
        default=(), strict=False, description="Whose work it is paid for; empty: everybody's."
    )
    union_fee_rate: Leaf = leaf(
        "1",
        zh="工会经费比例",
        en="Union fee as a share of pay",
        feeds="union_fee_rate",
        ge=0,
        le=1,
        default=0,
        describe="Of gross pay and the 13th month; 2 % by law, partly given back in some cities.",
    )
    welfare_rate: Leaf = leaf(
        "1",
        zh="职工福利费比例",
        en="Staff welfare as a share of pay",
        feeds="welfare_rate",
        ge=0,
        le=1,
        default=0,
        describe="Of gross pay and the 13th month; above 14 % it is not deducted from taxable profit.",
    )
    severance: Literal["entered", "by_service"] = Field(
        default="entered",
        description="The position's `severance_months`, or by law: one monthly pay for each year of service.",
    )
    average_wage: Leaf = leaf(
        "CNY/person/month",
        zh="当地上年度职工月平均工资（全员）",
        en="Local average wage, all",
        ge=0,
        default=0,
        describe="As the city has published it for last year; caps severance by service. 0: no cap.",
    )
    thirteenth_month_tax: Literal["merged", "apart", "better"] = Field(
        default="merged",
        description="With the year's pay, or by itself at the rate of a twelfth, as long as the law allows; "
        "or the better of the two as far as it is known when it is paid.",
    )
    special_deductions: Leaf = leaf(
        "CNY/person/month",
        zh="专项附加扣除（全员）",
        en="Special deductions of all",
        ge=0,
        default=0,
        describe="Children, rent, parents: what the wage tax leaves free besides the allowance.",
    )
    wage_tax: Literal["cumulative", "none"] = Field(
        default="none", description="Whether individual income tax is withheld, on the calendar year so far."
    )
    wage_tax_by: Literal["earned", "paid"] = Field(
        default="earned",
        description=(
            "The month whose tax year and tables hold: the one that earns the pay, or the one after it, for "
            "pay that is paid then (`paid_next_month: 1`)."
        ),
    )

    def tax_month(self, month: str) -> str:
        """Return the month in which the pay of a month is taxed."""
        return calendar.from_number(calendar.number(month) + (self.wage_tax_by == "paid"))


def own_or_firm(position: Position, pay: Pay, name: str) -> Any:
    """Return the position's own value, else the firm's."""
    own = getattr(position, name)
    return getattr(pay, name) if own is None else own
