"""Section `season`: last year's sales, or shares given outright, and where they are rounded."""

from __future__ import annotations

from pydantic import field_validator

from artplan.plan.leaf import Leaf
from artplan.plan.schema.fields import (
    Section,
    fault,
    leaf,
)


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
    shares: Leaf = leaf(
        "1",
        zh="给定月度占比",
        en="Shares given",
        feeds="season_weights",
        ge=0,
        default=0,
        by="calendar",
        describe="By calendar month, as shares or as whole-number ratios; in place of last year's sales.",
    )
    share_step: Leaf = leaf(
        "1",
        zh="占比取整单位",
        en="Rounding step of shares",
        feeds="season_share_step",
        ge=0,
        default=0,
        describe="Shares are rounded half up before they multiply; the largest takes the rest. 0: unrounded.",
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

    @field_validator("last_year_sales")
    @classmethod
    def _not_nothing(cls, sales: Leaf) -> Leaf:
        if not any(sales.values):
            raise fault("all months are 0", "give at least one month sales, or leave the section out")
        return sales
