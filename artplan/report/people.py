"""What a post costs, put together from its positions' lines, for charts and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

COST_PARTS = ("fixed_pay", "performance_pay", "social_insurance", "housing_fund", "levy", "hiring_cost")


@dataclass(frozen=True)
class PostPeople:
    """How many hold a post at a month's end, how many are planned, who they are."""

    in_post: float
    planned: float
    names: tuple[str, ...]

    @property
    def vacant(self) -> bool:
        return self.in_post < self.planned


def role_cost_parts(result: Any) -> pd.DataFrame:
    """Posts x parts of their cost, over all months."""
    found: dict[str, pd.Series] = {
        "fixed_pay": result.frame("fixed_pay").sum(axis=1),
        "performance_pay": result.frame("performance_pay").sum(axis=1),
        "hiring_cost": result.frame("hiring_cost_due").sum(axis=1),
    }
    kinds = result.frame("employer_contribution_by_kind").sum(axis=1)
    for kind in result.members["contribution_kind"] if len(kinds) else ():
        found[kind] = kinds.xs(kind, level="contribution_kind")
    by_position = pd.DataFrame(found, columns=list(COST_PARTS), dtype=float).fillna(0.0)
    post_of = {name: each.post for name, each in result.plan.sections.positions.items()}
    by_post = by_position.groupby([post_of[each] for each in by_position.index]).sum()
    return by_post.reindex(list(result.members["post"])).fillna(0.0)


def people_in_post(result: Any, month: str) -> dict[str, PostPeople]:
    """By post, at the month's end: people in post, people planned, names of those who hold it."""
    closing, planned = result.frame("headcount_closing")[month], result.frame("headcount_planned")[month]
    names: dict[str, list[str]] = {}
    for position in result.plan.sections.positions.values():
        if position.person and _holds(position, month):
            names.setdefault(position.post, []).append(position.person)
    return {
        post: PostPeople(float(closing[post]), float(planned[post]), tuple(names.get(post, ())))
        for post in result.members["post"]
    }


def _holds(position: Any, month: str) -> bool:
    """In post at the month's end: started by then, and not left before the next month begins."""
    started = position.start is None or f"{position.start:%Y-%m}" <= month
    left = position.end is not None and f"{position.end:%Y-%m}" <= month
    return started and not left


def uncovered_departments(result: Any) -> list[str]:
    """Departments that no post belongs to."""
    covered = {post.department for post in result.plan.sections.posts.values()}
    return [name for name in result.members["department"] if name not in covered]
