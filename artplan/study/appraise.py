"""The scorecards of a plan: points of each indicator, score, grade, and the pay that depends on it.

>>> import artplan
>>> sheets = appraise(artplan.load("base").run())
>>> sheets[0].points.columns[0]
'2027-01'

A score is paid one month later: a month's pay rate is that of the score or grade of the month before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from artplan.result import Result

LINES = ("score", "bad_months_closing", "score_pay_rate", "bonus_paid_share", "performance_pay_by_scorecard")
NEEDED = (*LINES, "percentile_rank", "indicator_points", "indicator_steps_short", "score_in_grade")


@dataclass(frozen=True)
class Sheet:
    """One scorecard.

    posts, positions: who is appraised by it. full: the full points of each indicator. points: earned points,
    indicators by months. summary: score, consecutive bad months, pay rate (share), share of the bonus paid,
    performance pay (CNY) and the grade's name by months, rows named after their lines; with grading by rank,
    the percentile rank too.
    """

    scorecard: str
    posts: tuple[str, ...]
    positions: tuple[str, ...]
    full: pd.Series
    points: pd.DataFrame
    summary: pd.DataFrame

    def record(self) -> dict[str, Any]:
        """The scorecard as plain data for JSON."""
        return {
            "scorecard": self.scorecard,
            "posts": list(self.posts),
            "positions": list(self.positions),
            "indicators": [
                {
                    "indicator": name,
                    "points": float(self.full[name]),
                    "earned": self.points.loc[name].to_dict(),
                }
                for name in self.points.index
            ],
            **{str(name): row.to_dict() for name, row in self.summary.iterrows()},
        }


def appraise(result: Result, case: int = 0) -> list[Sheet]:
    """Return the scorecards in the plan's order; an empty list for a plan without any.

    The result needs the lines `NEEDED`. Raises KeyError if one is missing.

    >>> import artplan
    >>> appraise(artplan.load("cases/taobao_annual_budget").run())
    []
    """
    sections = result.plan.sections
    points = result.frame("indicator_points", case=case)
    sheets = []
    for name, card in sections.scorecards.items():
        own = [each for each, indicator in sections.indicators.items() if indicator.scorecard == name]
        full = pd.Series({each: result.value("indicator_full_points", each, case=case) for each in own})
        summary = _summary(result, name, case)
        sheets.append(Sheet(name, card.posts, card.positions, full, points.loc[own], summary))
    return sheets


def _summary(result: Result, scorecard: str, case: int) -> pd.DataFrame:
    by_rank = result.plan.sections.appraisal.grades_by == "rank"
    rows: dict[str, Any] = {}
    for line in ("score", *(["percentile_rank"] if by_rank else []), "grade", *LINES[1:]):
        if line == "grade":
            named = [_grade(result, scorecard, month, case) for month in result.months]
            rows[line] = pd.Series(named, list(result.months))
        else:
            frame = result.frame(line, case=case)
            rows[line] = frame.loc[scorecard if result.per(line) else line].astype(object)
    return pd.DataFrame(rows).T


def _grade(result: Result, scorecard: str, month: str, case: int) -> str:
    """Return the grade's name in the plan; "" if the score is below the lowest grade."""
    for grade in result.members["grade"]:
        if result.value("score_in_grade", (scorecard, grade), month, case):
            return grade
    return ""
