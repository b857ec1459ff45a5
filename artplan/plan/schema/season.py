"""Section `season`: last year's sales or given shares by month, how years are compared, and rounding."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import (
    Section,
    leaf,
    refused,
)
from artplan.plan.written.calendar import days_in, read_day
from artplan.plan.written.faults import shown
from artplan.plan.written.gate import MOST


class Season(Section):
    last_year_sales: Leaf = leaf(
        "CNY",
        zh="上年销售额",
        en="Last year's sales",
        feeds="last_year_sales",
        ge=0,
        default=1,
        by="calendar",
        describe="By month 1 to 12, quarter Q1 to Q4 or half-year H1 and H2: so a target is shared out.",
    )
    shares: Leaf = leaf(
        "1",
        zh="给定月度占比",
        en="Shares given",
        feeds="season_weights",
        ge=0,
        default=0,
        by="calendar",
        describe="By month, quarter or half-year, as shares or as ratios; in place of last year's sales.",
    )
    company_target_year: Leaf = leaf(
        "CNY/year",
        zh="公司年销售目标",
        en="Company's sales target of the year",
        feeds="company_target_year",
        ge=0,
        default=0,
        describe="Split over the storefronts by their sales_target_share, on top of their own targets.",
    )
    share_step: Leaf = leaf(
        "1",
        zh="占比取整单位",
        en="Rounding step of shares",
        feeds="season_share_step",
        ge=0,
        default=0,
        describe="Shares, of quarters too, are rounded half up; the largest takes the rest. 0: unrounded.",
    )
    target_step: Leaf = leaf(
        "CNY",
        zh="目标取整单位",
        en="Rounding step of targets",
        feeds="season_target_step",
        ge=0,
        default=0,
        describe="A month's part of the year's target is rounded half up; the largest takes the rest.",
    )
    compare: Literal["month", "lunar"] = Field(
        default="month",
        description="January and February by name, or day by day from the Spring Festival.",
    )
    last_year: int | None = Field(
        default=None,
        ge=1950,
        le=2090,
        description="The calendar year of last_year_sales; without it, the one before the plan's first.",
    )
    last_year_days: dict[str, Annotated[float, Field(ge=0, le=MOST)]] = Field(
        default_factory=dict,
        description="Sales of January or February by day; only proportions count. Else all days are alike.",
    )

    @field_validator("last_year_sales")
    @classmethod
    def _not_nothing(cls, sales: Leaf) -> Leaf:
        if not any(sales.values):
            raise refused("schema.no_sales")
        return sales

    @model_validator(mode="after")
    def _lunar(self) -> Season:
        if self.compare == "lunar" and any(self.shares.values):
            raise refused("schema.lunar_shares")
        if self.last_year_days and (self.compare != "lunar" or self.last_year is None):
            raise refused("schema.days_nowhere")
        for month in (f"{self.last_year}-01", f"{self.last_year}-02"):
            listed = [day for day in self.last_year_days if day[:7] == month]
            if listed and len(listed) < days_in(month):
                raise refused("schema.days_listed", month=month, count=len(listed))
            if listed and not any(self.last_year_days[day] for day in listed):
                raise refused("schema.days_all_zero", month=month)
        return self

    @field_validator("last_year_days")
    @classmethod
    def _days(cls, days: dict[str, float], info: ValidationInfo) -> dict[str, float]:
        year = info.data.get("last_year")
        for key in days:
            day = read_day(key)
            if day is None or day.month > 2 or day.year != (year or day.year):
                raise refused("schema.no_winter_day", value=shown(key), year=year or "last_year")
        return days
