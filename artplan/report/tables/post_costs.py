"""The cost of a post, computed from its stints' lines, and its headcount; for charts and tables."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from artplan.plan.people import Stint, stints
from artplan.plan.schema.positions import Position
from artplan.plan.written import calendar
from artplan.result import Result

# The parts of cost that are lines by stint. Contributions, by kind, are placed between them.
PAY_LINES = {
    "fixed_pay": "fixed_pay",
    "performance_pay": "performance_pay",
    "commission": "commission_pay",
    "high_temperature": "high_temperature_pay",
    "thirteenth_month": "thirteenth_month_cost_by_stint",
    "severance": "severance_by_stint",
}
CONTRIBUTIONS = ("social_insurance", "housing_fund", "levy")
OTHER_LINES = {
    "flat_burden": "flat_burden",
    "benefits": "benefits_cost",
    "joining_cost": "joining_cost_by_stint",
}
COST_PARTS = (*PAY_LINES, *CONTRIBUTIONS, *OTHER_LINES)
# Leavers count as expected, fractional heads: a post that lacks less than half a person is not vacant.
HALF_A_PERSON = 0.5


@dataclass(frozen=True)
class PostPeople:
    """People in post and planned at a month's end, and the names of the post's holders."""

    in_post: float
    planned: float
    names: tuple[str, ...]

    @property
    def vacant(self) -> bool:
        return self.planned - self.in_post >= HALF_A_PERSON


def role_cost_parts(result: Result) -> pd.DataFrame:
    """Return a frame of posts x parts of their cost, over all months."""
    items: dict[str, pd.Series] = {
        part: result.frame(name).sum(axis=1) for part, name in {**PAY_LINES, **OTHER_LINES}.items()
    }
    kinds = result.frame("stint_contribution_by_kind").sum(axis=1)
    for kind in result.members["contribution_kind"] if len(kinds) else ():
        items[kind] = kinds.xs(kind, level="contribution_kind")
    by_stint = pd.DataFrame(items, columns=list(COST_PARTS), dtype=float).fillna(0.0)
    post_of = {each.name: each.state["post"] for each in stints(result.plan)}
    by_post = by_stint.groupby([post_of[each] for each in by_stint.index]).sum()
    return by_post.reindex(list(result.members["post"])).fillna(0.0)


def people_in_post(result: Result, month: str) -> dict[str, PostPeople]:
    """Return, by post, people in post, planned headcount and holders' names at the month's end."""
    closing, planned = result.frame("headcount_closing")[month], result.frame("headcount_planned")[month]
    names: dict[str, list[str]] = {}
    for stint in stints(result.plan):
        position = result.plan.sections.positions[stint.position]
        if position.person and stint.person == stint.position and _holds(stint, position, month):
            names.setdefault(stint.state["post"], []).append(position.person)
    return {
        post: PostPeople(float(closing[post]), float(planned[post]), tuple(names.get(post, ())))
        for post in result.members["post"]
    }


def _holds(stint: Stint, position: Position, month: str) -> bool:
    """Return whether the stint is that of the month's end; who ends in the month has left."""
    day = calendar.last_day(month)
    left = position.end is not None and position.end <= day
    return (
        (stint.first is None or stint.first <= day) and (stint.last is None or day <= stint.last) and not left
    )


def uncovered_departments(result: Result) -> list[str]:
    """Return the departments without a post."""
    covered = {post.department for post in result.plan.sections.posts.values()}
    return [name for name in result.members["department"] if name not in covered]
