"""Checks between scorecards, indicators, people and grades, after each of them has been read by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import fsum

from artplan.plan.schema.appraisal import FULL_SCORE
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import Fault, shown
from artplan.texts.closest import suggest
from artplan.texts.message import Message, message, said

Found = tuple[str, Message, Message]


def places(sections: Sections, where: Callable[[str], str]) -> dict[str, str]:
    """Return file and line of each line of the plan that an indicator names, by path."""
    named = (
        f"indicators.{name}.{key}"
        for name, indicator in sections.indicators.items()
        for key in ("measures", "target_line")
        if getattr(indicator, key) is not None
    )
    return {path: where(path) for path in named}


def faults(sections: Sections, months: Sequence[str], where: Callable[[str], str]) -> list[Fault]:
    """Return the faults between scorecards, indicators, people and grades."""
    result = [*_points(sections, months), *_people(sections), *_pay(sections), *_categories(sections, months)]
    result += [*_grades(sections, months), *_paid_by_grade(sections)]
    return [Fault(where(path), path, fault, remedy) for path, fault, remedy in result]


def _points(sections: Sections, months: Sequence[str]) -> Iterator[Found]:
    """Check that the points of each scorecard add up to 100 in every month."""
    for name in sections.scorecards:
        own = [each.points for each in sections.indicators.values() if each.scorecard == name]
        for place, month in enumerate(months):
            full = sum(points.at(place) for points in own)
            if abs(full - FULL_SCORE) > 1e-9:
                wrong = said("scorecards.points", sum=f"{full:g}", month=month, full=f"{FULL_SCORE:g}")
                yield f"scorecards.{name}", *wrong
                break


def _people(sections: Sections) -> Iterator[Found]:
    """Check that no post and no position is named by two scorecards.

    A position that a scorecard names itself is judged by that scorecard, not by the one of its post.
    """
    for key in ("posts", "positions"):
        first: dict[str, str] = {}
        for name, card in sections.scorecards.items():
            for member in getattr(card, key):
                if first.setdefault(member, name) != name:
                    other, kind = first[member], message(f"kind.{key}")
                    twice = said("scorecards.judged", member=shown(member), scorecard=other, kind=kind)
                    yield f"scorecards.{name}.{key}", *twice


def _grades(sections: Sections, months: Sequence[str]) -> Iterator[Found]:
    """Check that grades begin at different scores and that, by rank, their shares add up to 1."""
    edges = [grade.at_least.values for grade in sections.grades.values()]
    if len(set(edges)) < len(edges) or any(len(edge) > 1 for edge in edges):
        yield "grades", *said("scorecards.grade_edges")
    if sections.appraisal.grades_by != "rank":
        return
    lacking = [name for name, grade in sections.grades.items() if grade.share is None]
    for name in lacking:
        yield f"grades.{name}", *said("scorecards.no_share")
    if lacking:
        return
    shares = [grade.share for grade in sections.grades.values() if grade.share is not None]
    for place, month in enumerate(months):
        taken = fsum(share.at(place) for share in shares)
        if abs(taken - 1) > 1e-9:
            path = "grades" if shares else "appraisal.grades_by"
            yield path, *said("scorecards.shares", sum=f"{taken:g}", month=month)
            break


def _paid_by_grade(sections: Sections) -> Iterator[Found]:
    """Check that a scorecard pays by bands or by grade, not both, and that grades cover every score."""
    paid = [name for name, card in sections.scorecards.items() if card.pay_by == "grade"]
    for name in paid:
        if sections.scorecards[name].pay:
            yield f"scorecards.{name}.pay", *said("scorecards.pay_by_grade")
        if sections.scorecards[name].grade_before is None:
            yield f"scorecards.{name}", *said("scorecards.no_grade_before")
    for name, grade in sections.grades.items() if paid else ():
        if grade.pay_rate is None:
            yield f"grades.{name}", *said("scorecards.no_pay_rate", scorecard=paid[0])
    edges = [grade.at_least.values[0] for grade in sections.grades.values()]
    if paid and sections.appraisal.grades_by == "score" and min(edges, default=0) > 0:
        yield "grades", *said("scorecards.no_lowest_grade")


def _pay(sections: Sections) -> Iterator[Found]:
    """Check that the pay bands begin at 0 and rise, so that every score falls into exactly one band."""
    for name, card in sections.scorecards.items():
        path = f"scorecards.{name}.pay"
        edges = [(band.edge.values[0], band.above is not None) for band in card.pay]
        if edges and edges[0] != (0.0, False):
            yield path, *said("scorecards.no_lowest_pay")
        if edges != sorted(set(edges)) or any(len(band.edge.values) > 1 for band in card.pay):
            yield path, *said("scorecards.pay_order")


def _categories(sections: Sections, months: Sequence[str]) -> Iterator[Found]:
    for name, indicator in sections.indicators.items():
        if indicator.kind != "category" or indicator.category is None:
            continue
        path, given = f"indicators.{name}.category", indicator.category
        chosen = given.values() if isinstance(given, dict) else [given]
        for category in chosen:
            if category not in indicator.categories:
                near = suggest(category, indicator.categories, "categories")
                yield path, *said("scorecards.no_category", value=shown(category), near=near)
        if isinstance(given, dict) and min(given, default="9999")[:7] > months[0]:
            begins = min(given, default=None) or message("scorecards.the_end")
            yield path, *said("scorecards.category_late", begins=begins, first=f"{months[0]}-01")
