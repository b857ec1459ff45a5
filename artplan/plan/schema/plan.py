"""Section `plan`: name, horizon and opening balance of the plan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Month, Section, Words, leaf, refused
from artplan.plan.schema.holidays import Holidays, Year
from artplan.plan.schema.opening import Opening
from artplan.plan.written import calendar
from artplan.plan.written.faults import shown


class Horizon(Section):
    """Settings of the plan as a whole."""

    name: Words = Field(default_factory=lambda: Words(zh="经营计划", en="Operating plan"))
    founder: Words = Field(default_factory=lambda: Words(zh="创始人", en="Founder"))
    currency: Literal["CNY"] = "CNY"
    start: Month = Field(description="The first month, such as 2027-01.")
    months: int = Field(default=12, ge=1, le=60, description="How many months the plan runs.")
    first_fiscal_month: int = Field(
        default=1, ge=1, le=12, description="The calendar month a business year begins."
    )
    day_count: Literal["calendar", "working", "thirty", "holidays"] = Field(
        default="calendar",
        description=(
            "Part months of pay by calendar days, by working days out of 21.75, by months of 30 days, or by "
            "the month's working days and statutory holidays, as the State Council's notices arrange them."
        ),
    )
    holidays: dict[Year, Holidays] = Field(
        default_factory=dict,
        description="Days off by year, for `day_count: holidays`; else those of the published notices.",
    )
    accounting_standard: Literal["small", "enterprise"] = Field(
        default="small",
        description=(
            "The standard for small enterprises (小企业会计准则): stock at cost, refunds as they happen; or "
            "the Accounting Standards for Business Enterprises (企业会计准则): stock is written down, and "
            "refunds to come are provided for."
        ),
    )
    language: Literal["zh", "en"] = "zh"
    opening: Opening = Field(default_factory=Opening)
    cash_reserve: Leaf = leaf(
        "CNY",
        zh="现金储备",
        en="Cash reserve",
        feeds="cash_reserve",
        ge=0,
        default=0,
        rolls="last",
        describe="The cash that must always be kept.",
    )
    days: dict[Month, Annotated[int, Field(ge=1, le=31)]] = Field(
        default_factory=dict,
        description="Months counted by fewer days: what the plan gives for them is for those days.",
    )
    capital_paid_in: Leaf = leaf(
        "CNY/month",
        zh="股东投入",
        en="Capital paid in",
        feeds="capital_paid_in",
        ge=0,
        default=0,
        blank=0,
        one_off=True,
    )

    def days_in(self, month: str) -> int:
        """Return the number of days that the plan counts for a month."""
        return self.days.get(month, calendar.days_in(month))

    @property
    def fiscal_year(self) -> int:
        """The calendar year in which the fiscal year of the plan's first month begins."""
        return int(self.start[:4]) - (calendar.calendar_month(self.start) < self.first_fiscal_month)

    @model_validator(mode="after")
    def _days_of_its_months(self) -> Horizon:
        end = calendar.horizon(self.start, self.months)[-1]
        if not calendar.is_month(end):
            raise refused("schema.ends_late", end=end, last=calendar.LAST_YEAR)
        for month, days in self.days.items():
            if month not in calendar.horizon(self.start, self.months):
                raise refused("schema.no_month_of_plan", value=shown(month))
            if not 1 <= days <= calendar.days_in(month):
                most = calendar.days_in(month)
                raise refused("schema.month_by_days", month=month, days=days, most=most)
        for year, each in self.holidays.items():
            for day in (*each.off, *each.worked, *each.statutory):
                if f"{day.year:04d}" != year:
                    raise refused("schema.day_of_other_year", day=day, year=year)
        return self
