"""Section `positions`: one member for each person or open position, or for several people alike.

A person's state (post, pay, share of full time, commission) holds until a change of it; a row of several
people is several people (`artplan.plan.people`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Day, DayKey, Ref, Section, Text, Words, leaf, refused
from artplan.plan.schema.sized_by import SizedBy
from artplan.plan.schema.states import CITY, DATED_NAME, EMPLOYMENT, INSURED, ChangeOfState, Employment

OF_A_POOL = "of a pool, the pool's, at one of its positions or in parts"


class Position(Section):
    post: Annotated[str, Ref("posts"), DATED_NAME] = Field(
        description="Or posts by the day they are held from."
    )
    name: Words | None = None
    person: Text | None = Field(default=None, description="Who holds the position.")
    start: Day | None = Field(
        default=None, description="First day in post; without it, in post from the start."
    )
    end: Day | None = Field(default=None, description="Last day in post.")
    people: Leaf = leaf("person", zh="人数", en="People", feeds="position_people", ge=0, default=1)
    full_time_share: Leaf = leaf(
        "1",
        zh="全职比例",
        en="Share of full time",
        feeds="full_time_share",
        per="stint",
        ge=0,
        le=1,
        default=1,
    )
    base_pay: Leaf = leaf(
        "CNY/person/month", zh="月薪标准（含绩效）", en="Base pay", feeds="base_pay", per="stint", ge=0
    )
    performance_pay_share: Leaf = leaf(
        "1",
        zh="绩效工资占比",
        en="Performance pay share",
        feeds="performance_pay_share",
        per="stint",
        ge=0,
        le=1,
        default=0,
        describe="The part of pay that hangs on the appraisal.",
    )
    performance_rate: Leaf = leaf(
        "1",
        zh="绩效系数",
        en="Performance rate",
        feeds="performance_rate",
        per="stint",
        ge=0,
        le=2,
        default=1,
        describe="The appraisal's score turned into pay.",
    )
    contribution_pay: Leaf = leaf(
        "CNY/person/month",
        zh="录入的缴费工资",
        en="Declared contribution pay",
        feeds="contribution_pay_entered",
        per="person",
        ge=0,
        default=0,
        describe="Last year's average pay, on which contributions fall; 0: none entered.",
    )
    hiring_cost: Leaf = leaf(
        "CNY/person", zh="招聘成本", en="Hiring cost", feeds="hiring_cost", per="person", ge=0, default=0
    )
    sized_by: SizedBy | None = Field(
        default=None,
        description="Heads follow last month's work; `people` is then the least, and the first month's.",
    )
    raise_rate: Leaf | None = leaf(
        "1", zh="调薪幅度", en="Yearly raise", gt=-1, most=10, default=None, describe="Default: the firm's."
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
        describe="In monthly pays a year; none under a service contract. Default: the firm's.",
    )
    thirteenth_month_tax: Literal["merged", "apart", "better"] | None = Field(
        default=None, description="How the 13th month is taxed. Default: as the firm's."
    )
    thirteenth_month_earned: Leaf = leaf(
        "CNY",
        zh="期初已计年终奖",
        en="Thirteenth month earned before the plan",
        feeds="thirteenth_month_start",
        per="person",
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
        "CNY/person",
        zh="办公设备成本",
        en="Equipment cost",
        feeds="equipment_cost",
        per="person",
        ge=0,
        default=0,
    )
    training_cost: Leaf = leaf(
        "CNY/person",
        zh="入职培训成本",
        en="Training cost",
        feeds="training_cost",
        per="person",
        ge=0,
        default=0,
    )
    severance_months: Leaf = leaf(
        "1",
        zh="经济补偿金月数",
        en="Severance",
        feeds="severance_months",
        per="person",
        ge=0,
        default=0,
        describe="In monthly pays, for those whom the firm lets go.",
    )
    severance: Literal["entered", "by_service"] | None = Field(
        default=None, description="`severance_months`, or by years of service. Default: as the firm's."
    )
    service_since: Day | None = Field(
        default=None, description="The day from which years of service count. Default: `start`."
    )
    average_wage: Leaf | None = leaf(
        "CNY/person/month",
        zh="当地上年度职工月平均工资",
        en="Local average wage",
        ge=0,
        default=None,
        describe="Where the position is in another city. Default: the firm's.",
    )
    special_deductions: Leaf | None = leaf(
        "CNY/person/month",
        zh="专项附加扣除",
        en="Special deductions",
        ge=0,
        default=None,
        describe="Default: the firm's.",
    )
    taxable_pay_ytd_start: Leaf = leaf(
        "CNY/person",
        zh="建账累计应税工资",
        en="Taxable pay of the year before the plan",
        feeds="taxable_pay_ytd_start",
        per="person",
        default=0,
        rolls="last",
        describe="Since January: pay less allowance, contributions and special deductions.",
    )
    wage_tax_withheld_start: Leaf = leaf(
        "CNY/person",
        zh="建账累计已扣个税",
        en="Wage tax withheld before the plan",
        feeds="wage_tax_withheld_start",
        per="person",
        ge=0,
        default=0,
        rolls="last",
        describe="Since January.",
    )
    year_pay_start: Leaf = leaf(
        "CNY/person",
        zh="建账本年累计工资",
        en="Pay of the year before the plan",
        feeds="year_pay_start",
        per="person",
        ge=0,
        default=0,
        rolls="last",
        describe="Since January, bonus included; next year's contributions fall on the year's average.",
    )
    year_months_start: Leaf = leaf(
        "1",
        zh="建账本年计薪月数",
        en="Months in post before the plan",
        feeds="year_months_start",
        per="person",
        ge=0,
        le=11,
        default=0,
        rolls="last",
        describe="Since January.",
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
    commission: Annotated[str, Ref("commissions"), DATED_NAME] | None = Field(
        default=None, description="The commission plan the position is paid by."
    )
    employment: Employment = Field(default="full_time", description=EMPLOYMENT)
    city: Annotated[str, DATED_NAME] | None = Field(default=None, description=f"{CITY} Default: the plan's.")
    insured: dict[str, bool] = Field(default_factory=dict, description=INSURED)
    changes: dict[DayKey, ChangeOfState] = Field(
        default_factory=dict,
        description="What is different from a day on, by day: a move, a raise, other hours.",
    )
    commission_sales_share: Leaf = leaf(
        "1",
        zh="归属销售占比",
        en="Share of sales credited",
        feeds="commission_sales_share",
        per="stint",
        ge=0,
        default=1,
        describe="Of the sales that the commission plan covers, for all heads of the position together.",
    )
    commission_sales_start: Leaf = leaf(
        "CNY/person",
        zh="建账累计计提销售额",
        en="Sales of the commission period before the plan",
        default=0,
        describe=f"Since the commission plan's period began; {OF_A_POOL}.",
    )
    commission_quota_start: Leaf = leaf(
        "CNY/person",
        zh="建账累计人均定额",
        en="Quota of the commission period before the plan",
        ge=0,
        default=0,
        describe=f"For the same months; needed for bands of attainment; {OF_A_POOL}.",
    )
    commission_paid_start: Leaf = leaf(
        "CNY/person",
        zh="建账累计已计提成",
        en="Commission of the period before the plan",
        ge=0,
        default=0,
        describe=f"What has been credited for the same months; {OF_A_POOL}.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Position:
        if self.start and self.end and self.end < self.start:
            raise refused("schema.ends_before", start=self.start, end=self.end)
        if self.service_since and self.start and self.start < self.service_since:
            raise refused("schema.service_after_start", since=self.service_since, start=self.start)
        return self

    @model_validator(mode="after")
    def _probation_begins(self) -> Position:
        if self.probation_months and self.start is None:
            raise refused("schema.probation_begins")
        return self
