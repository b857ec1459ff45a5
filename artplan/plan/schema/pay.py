"""Sections `contributions` and `pay`: the city's schemes or a flat burden, and the firm's policy of pay.

A position may have its own raise, probation, 13th month and leaver rate instead of the firm's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from artplan.plan.leaf import Leaf
from artplan.plan.schema.fields import (
    Section,
    fault,
    leaf,
    share_by_name,
)


class Contributions(Section):
    city: str = Field(default="none", description="A file of params/statutory; none: no contributions.")
    cut_off_day: int = Field(
        default=15,
        ge=1,
        le=31,
        description="Contributions of a month fall due for who is in post on this day.",
    )
    employer_rates: dict[str, Annotated[Leaf, share_by_name("单位缴费比例", "Employer rate")]] = Field(
        default_factory=dict, description="The firm's own rate by scheme, instead of the table's."
    )
    employee_rates: dict[str, Annotated[Leaf, share_by_name("个人缴费比例", "Employee rate")]] = Field(
        default_factory=dict, description="The employees' own rate by scheme, instead of the table's."
    )
    base: Literal["entered", "current", "last_year_average"] = Field(
        default="entered",
        description="What contributions fall on: pay entered, else a month's pay; the month's own pay; "
        "or last calendar year's average pay, renewed once a year.",
    )
    reset_month: int = Field(
        default=7,
        ge=1,
        le=12,
        description="The calendar month of last year's average, for schemes that do not say their own.",
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
    wage_tax: Literal["cumulative", "none"] = Field(
        default="none", description="Whether individual income tax is withheld, on the calendar year so far."
    )
