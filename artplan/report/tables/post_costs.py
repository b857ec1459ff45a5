"""The cost of a post, computed from its stints' lines; for charts and tables."""

from __future__ import annotations

import pandas as pd

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


def role_cost_parts(result: Result) -> pd.DataFrame:
    """Return a frame of posts x parts of their cost, over all months."""
    items: dict[str, pd.Series] = {
        part: result.frame(name).sum(axis=1) for part, name in {**PAY_LINES, **OTHER_LINES}.items()
    }
    kinds = result.frame("stint_contribution_by_kind").sum(axis=1)
    for kind in result.members["contribution_kind"] if len(kinds) else ():
        items[kind] = kinds.xs(kind, level="contribution_kind")
    by_stint = pd.DataFrame(items, columns=list(COST_PARTS), dtype=float).fillna(0.0)
    post_of = {each.name: each.state["post"] for each in result.plan.stints}
    by_post = by_stint.groupby([post_of[each] for each in by_stint.index]).sum()
    return by_post.reindex(list(result.members["post"])).fillna(0.0)


def uncovered_departments(result: Result) -> list[str]:
    """Return the departments without a post."""
    covered = {post.department for post in result.plan.sections.posts.values()}
    return [name for name in result.members["department"] if name not in covered]
