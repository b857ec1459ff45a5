"""Section `contributions`: social insurance and housing fund by the city's schemes, or as a flat rate."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import (
    Section,
    leaf,
    refused,
    share_by_name,
)


class Contributions(Section):
    city: str = Field(
        default="none",
        description="A file of params/statutory; none: no contributions. A position may name its own.",
    )
    uncharged_without_table: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="Schemes that charge nothing before their first table; of all others that is a fault.",
    )
    cut_off_day: int = Field(
        default=15,
        ge=1,
        le=31,
        description="Contributions of a month fall due for who is in post on this day.",
    )
    employer_rates: dict[str, Annotated[Leaf, share_by_name("单位缴费比例", "Employer rate")]] = Field(
        default_factory=dict,
        description="The firm's own rate by scheme, instead of the table's; pension@shanghai is that "
        "of a city that is not the plan's.",
    )
    employee_rates: dict[str, Annotated[Leaf, share_by_name("个人缴费比例", "Employee rate")]] = Field(
        default_factory=dict,
        description="The employees' own rate by scheme, named likewise, instead of the table's.",
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
        zh="社保综合费率",
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
        describe="No levy is due of a firm with so many heads or fewer on a year's average; 0: always due.",
    )
    staff_last_year: Leaf = leaf(
        "person",
        zh="上年平均职工人数",
        en="Average staff of the year before the plan",
        feeds="staff_last_year",
        ge=0,
        default=0,
        rolls="last",
        describe="Decides whether levies are due; 0: not known, the average of the year so far decides.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> Contributions:
        if self.city != "none" and any(self.burden_rate.values):
            raise refused("schema.city_and_burden")
        return self
