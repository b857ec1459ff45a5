"""Sections `departments`, `posts`, `positions` and `contributions`: who works here, where, for what pay.

A position is one row per person or open slot, because the floors and caps of social insurance fall on
each person's pay. Posts group positions; departments group posts.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from artplan.plan.leaf import Leaf
from artplan.plan.schema.fields import Day, Ref, Section, SourceId, Words, fault, leaf, share_by_name


class Department(Section):
    name: Words | None = None
    purpose: Words | None = Field(default=None, description="What the department is for.")


class Post(Section):
    name: Words | None = None
    department: Annotated[str, Ref("departments")]
    reports_to: Annotated[str, Ref("posts")] | None = Field(
        default=None, description="The superior's post; without one the post reports to the founder."
    )
    reports_to_placeholder: bool = Field(default=False, description="The source names no superior.")
    duties: tuple[Words, ...] = Field(default=(), strict=False)
    planned_headcount: Leaf = leaf(
        "person", zh="编制", en="Planned headcount", feeds="headcount_planned", ge=0, default=0
    )


class Position(Section):
    post: Annotated[str, Ref("posts")]
    name: Words | None = None
    person: str | None = Field(default=None, description="Who holds the position.")
    start: Day | None = Field(
        default=None, description="First day in post; without it, in post from the start."
    )
    end: Day | None = Field(default=None, description="Last day in post.")
    people: Leaf = leaf("person", zh="人数", en="People", feeds="position_people", ge=0, default=1)
    full_time_share: Leaf = leaf(
        "1", zh="全职比例", en="Share of full time", feeds="full_time_share", ge=0, le=1, default=1
    )
    base_pay: Leaf = leaf("CNY/person/month", zh="基本工资", en="Base pay", feeds="base_pay", ge=0)
    performance_pay_share: Leaf = leaf(
        "1",
        zh="绩效工资占比",
        en="Performance pay share",
        feeds="performance_pay_share",
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
        ge=0,
        le=2,
        default=1,
        describe="The appraisal's score turned into pay.",
    )
    contribution_pay: Leaf = leaf(
        "CNY/person/month",
        zh="申报缴费工资",
        en="Declared contribution pay",
        feeds="contribution_pay_entered",
        ge=0,
        default=0,
        describe="Last year's average pay, on which contributions fall; 0: none entered.",
    )
    hiring_cost: Leaf = leaf(
        "CNY/person", zh="招聘成本", en="Hiring cost", feeds="hiring_cost", ge=0, default=0
    )

    @model_validator(mode="after")
    def _in_order(self) -> Position:
        if self.start and self.end and self.end < self.start:
            raise fault(f"ends on {self.end}, before it starts on {self.start}", "put end after start")
        return self


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


class Source(Section):
    """Where values were read."""

    title: str
    address: str | None = None
    year: int | str | None = None
    note: str | None = None


Sources = dict[SourceId, Source]
