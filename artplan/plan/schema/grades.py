"""Sections `appraisal` and `grades`: settings for all scorecards, and the grades given for scores."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, Words, leaf


class Grade(Section):
    name: Words | None = None
    at_least: Leaf = leaf(
        "point",
        zh="等级起始分",
        en="At least",
        ge=0,
        describe="Where grades go by rank it only says which grade stands above which.",
    )
    share: Leaf | None = leaf(
        "1",
        zh="等级强制占比",
        en="Share of people",
        ge=0,
        le=1,
        default=None,
        describe="By rank: the share of all who are judged that the grade takes, from the top.",
    )
    share_at_most: Leaf = leaf(
        "1",
        zh="等级人数占比上限",
        en="Share of people at most",
        feeds="grade_share_limit",
        ge=0,
        le=1,
        default=1,
        describe="Of all whose pay hangs on a score; more is an alert where grades go by score.",
    )
    pay_rate: Leaf | None = leaf(
        "1",
        zh="等级绩效系数",
        en="Pay rate of the grade",
        ge=0,
        default=None,
        describe="The share of performance pay, where a scorecard is paid by its grade.",
    )


class Appraisal(Section):
    """Settings for all scorecards."""

    grades_by: Literal["score", "rank"] = Field(
        default="score",
        description="score: a grade begins at its score. rank: a forced distribution, each grade takes its "
        "share of people from the top.",
    )
    rank_step: Leaf = leaf(
        "point",
        zh="排名得分精度",
        en="Step of ranked scores",
        feeds="rank_step",
        ge=0,
        default=0.01,
        describe="Scores are ranked to the nearest step, and those that come out equal stand equal.",
    )
    bonus_from_gross_profit: Leaf | None = leaf(
        "1",
        zh="奖金占上月毛利上限",
        en="Share of gross profit for bonuses",
        ge=0,
        default=None,
        describe="Pay above 100 % comes out of last month's gross profit; without it, there is no cap.",
    )
    gross_profit_before: Leaf = leaf(
        "CNY",
        zh="计划前月毛利",
        en="Gross profit before the plan",
        feeds="gross_profit_before_plan",
        default=0,
        rolls="last",
    )
    bad_months_warning: Leaf = leaf(
        "1",
        zh="预警连续不合格月数",
        en="Bad months to a warning",
        feeds="bad_months_warning",
        gt=0,
        default=2,
    )
    bad_months_action: Leaf = leaf(
        "1", zh="处理连续不合格月数", en="Bad months to an action", feeds="bad_months_action", gt=0, default=3
    )
