"""Section `season` in full: last year's sales, or shares given outright, and where they are rounded."""

from __future__ import annotations

from artplan.plan.leaf import Leaf
from artplan.plan.schema import sales
from artplan.plan.schema.fields import leaf


class Season(sales.Season):
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
