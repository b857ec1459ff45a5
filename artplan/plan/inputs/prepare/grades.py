"""The scorecard that judges each position, and the grades with both edges, by score or by rank."""

from __future__ import annotations

from math import fsum

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, indices, rows, single
from artplan.plan.plan import Plan
from artplan.plan.schema.appraisal import FULL_SCORE
from artplan.plan.schema.grades import Grade
from artplan.plan.schema.root import Sections

# Half of the people with an equal score count as outranked, which puts a tie in the middle of its ranks.
TIE_SHARE = 0.5
# Percentiles computed from fractions of people meet the edge of a grade only up to rounding error.
PERCENTILE_STEP = 1e-6

INPUTS = (
    Input("is_appraised", "1", ("stint",), "按考核表计绩效", "Paid by a scorecard"),
    Input("grades_by_rank", "1", (), "按排名评级", "Grades by rank"),
    Input("tie_share", "1", (), "并列计入比例", "Part of a tie that counts as outranked"),
    Input("percentile_step", "point", (), "百分位精度", "Step of percentile ranks"),
    Input("paid_by_grade", "1", ("scorecard",), "按等级计绩效", "Paid by the grade"),
    Input("grade_before_plan", "1", ("scorecard", "grade"), "计划前等级", "Grade before the plan", "last"),
    Input("grade_floor", "point", ("grade",), "等级下限", "Floor of the grade"),
    Input("grade_ceiling", "point", ("grade",), "等级上限", "Ceiling of the grade"),
    Input("grade_ends", "1", ("grade",), "等级有上限", "The grade has a ceiling"),
    Input("grade_rate", "1", ("grade",), "等级计得系数", "Rate of the grade"),
)


def judged_by(plan: Plan) -> list[str | None]:
    """Return the scorecard of every stint: the one that names its row, else its post's, else None."""
    cards = plan.sections.scorecards
    own = {position: name for name, card in cards.items() for position in card.positions}
    of_post = {post: name for name, card in cards.items() for post in card.posts}
    return [own.get(each.position, of_post.get(each.state["post"])) for each in plan.stints]


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    """Map stints and rivals to scorecards; -1 for a stint that no scorecard judges.

    A rival is a scorecard as seen from another scorecard.
    """
    cards = list(plan.sections.scorecards)
    return {
        ("stint", "scorecard"): indices(
            [-1 if card is None else cards.index(card) for card in judged_by(plan)]
        ),
        ("rival", "scorecard"): indices(range(len(cards))),
    }


def arrays(plan: Plan) -> dict[str, Numbers]:
    sections, length = plan.sections, len(plan.months)
    cards, grades = sections.scorecards.values(), list(sections.grades.values())
    floors = [_floor(grade, sections, length) for grade in grades]
    above = [_next_above(grade, grades) for grade in grades]
    before = [[(float(name == card.grade_before),) for name in sections.grades] for card in cards]
    return {
        "is_appraised": rows([(float(card is not None),) for card in judged_by(plan)], 1),
        "grades_by_rank": single([float(_by_rank(sections))]),
        "tie_share": single([TIE_SHARE]),
        "percentile_step": single([PERCENTILE_STEP]),
        "paid_by_grade": rows([(float(card.pay_by == "grade"),) for card in cards], 1),
        "grade_before_plan": rows([row for card in before for row in card], 1).reshape(
            len(before), len(grades), 1, 1
        ),
        "grade_floor": rows(floors, length),
        "grade_ceiling": rows([(0.0,) if at is None else floors[at] for at in above], length),
        "grade_ends": rows([(float(at is not None),) for at in above], 1),
        "grade_rate": rows(
            [(0.0,) if each.pay_rate is None else each.pay_rate.values for each in grades], length
        ),
    }


def _by_rank(sections: Sections) -> bool:
    return sections.appraisal.grades_by == "rank"


def _floor(grade: Grade, sections: Sections, length: int) -> tuple[float, ...]:
    """Return the floor of the grade: its score, or by rank the percentage of people in the grades below."""
    edge = grade.at_least.values[0]
    if not _by_rank(sections):
        return (edge,)
    below = [other.share for other in sections.grades.values() if other.at_least.values[0] < edge]
    taken = [fsum(share.at(month) for share in below if share) for month in range(length)]
    # Rounded to the step of the percentile ranks, because 0.1 + 0.7 is slightly less than 0.8.
    return tuple(round(FULL_SCORE * each / PERCENTILE_STEP) * PERCENTILE_STEP for each in taken)


def _next_above(grade: Grade, grades: list[Grade]) -> int | None:
    """Return the index of the grade that begins where this one ends, or None for the highest grade."""
    edges = [each.at_least.values[0] for each in grades]
    above = [edge for edge in edges if edge > grade.at_least.values[0]]
    return edges.index(min(above)) if above else None
