"""What must fit together between scorecards, indicators, people and grades, once each is read by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import fsum

from artplan.plan.schema.appraisal import FULL_SCORE
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import Fault, shown
from artplan.texts.closest import suggest

Found = tuple[str, str, str]


def places(sections: Sections, where: Callable[[str], str]) -> dict[str, str]:
    """File and line of each line of the plan that an indicator names, by path."""
    named = (
        f"indicators.{name}.{key}"
        for name, indicator in sections.indicators.items()
        for key in ("measures", "target_line")
        if getattr(indicator, key) is not None
    )
    return {path: where(path) for path in named}


def faults(sections: Sections, months: Sequence[str], where: Callable[[str], str]) -> list[Fault]:
    """What does not fit together between cards, indicators, people and grades."""
    found = [*_points(sections, months), *_people(sections), *_pay(sections), *_categories(sections, months)]
    found += [*_grades(sections, months), *_paid_by_grade(sections)]
    return [Fault(where(path), path, fault, remedy) for path, fault, remedy in found]


def _points(sections: Sections, months: Sequence[str]) -> Iterator[Found]:
    """The points of a scorecard add to 100, in every month."""
    for name in sections.scorecards:
        own = [each.points for each in sections.indicators.values() if each.scorecard == name]
        for place, month in enumerate(months):
            full = sum(points.at(place) for points in own)
            if abs(full - FULL_SCORE) > 1e-9:
                fault = f"the points of its indicators add to {full:g} in {month}, not to {FULL_SCORE:g}"
                yield f"scorecards.{name}", fault, "change the points of its indicators"
                break


def _people(sections: Sections) -> Iterator[Found]:
    """Nobody is judged by two cards; a position that is named is judged by that card, not by its post's."""
    for key, what in (("posts", "post"), ("positions", "position")):
        first: dict[str, str] = {}
        for name, card in sections.scorecards.items():
            for member in getattr(card, key):
                if first.setdefault(member, name) != name:
                    fault = f"{shown(member)} is judged by {first[member]} already"
                    yield f"scorecards.{name}.{key}", fault, f"let one scorecard name a {what}"


def _grades(sections: Sections, months: Sequence[str]) -> Iterator[Found]:
    """Grades stand apart, and where they go by rank everybody falls into one."""
    edges = [grade.at_least.values for grade in sections.grades.values()]
    if len(set(edges)) < len(edges) or any(len(edge) > 1 for edge in edges):
        yield "grades", "two grades begin at the same score, or one moves", "give each an edge of its own"
    if sections.appraisal.grades_by != "rank":
        return
    lacking = [name for name, grade in sections.grades.items() if grade.share is None]
    for name in lacking:
        remedy = "grades go by rank: give the share of people that it takes from the top"
        yield f"grades.{name}", "missing share", remedy
    if lacking:
        return
    shares = [grade.share for grade in sections.grades.values() if grade.share is not None]
    for place, month in enumerate(months):
        taken = fsum(share.at(place) for share in shares)
        if abs(taken - 1) > 1e-9:
            fault = f"the shares of the grades add to {taken:g} in {month}, not to 1"
            yield "grades" if shares else "appraisal.grades_by", fault, "let the grades share all the people"
            break


def _paid_by_grade(sections: Sections) -> Iterator[Found]:
    """A card pays by its bands or by its grade, and by grade whatever the score is."""
    paid = [name for name, card in sections.scorecards.items() if card.pay_by == "grade"]
    for name in paid:
        if sections.scorecards[name].pay:
            remedy = "leave pay out, or say pay_by: score"
            yield f"scorecards.{name}.pay", "bands of pay say nothing for who is paid by grade", remedy
        if sections.scorecards[name].grade_before is None:
            remedy = "name the grade of the month before the plan: it is paid in the first month"
            yield f"scorecards.{name}", "missing grade_before", remedy
    for name, grade in sections.grades.items() if paid else ():
        if grade.pay_rate is None:
            remedy = f"{paid[0]} is paid by grade: give the share of performance pay"
            yield f"grades.{name}", "missing pay_rate", remedy
    edges = [grade.at_least.values[0] for grade in sections.grades.values()]
    if paid and sections.appraisal.grades_by == "score" and min(edges, default=0) > 0:
        yield (
            "grades",
            "scores from 0 on have no grade to be paid by",
            "let the lowest begin with at_least: 0",
        )


def _pay(sections: Sections) -> Iterator[Found]:
    """Bands of pay begin at 0 and rise, so that every score is paid once."""
    for name, card in sections.scorecards.items():
        path = f"scorecards.{name}.pay"
        edges = [(band.edge.values[0], band.above is not None) for band in card.pay]
        if edges and edges[0] != (0.0, False):
            yield path, "scores from 0 on have no pay", "begin with at_least: 0"
        if edges != sorted(set(edges)) or any(len(band.edge.values) > 1 for band in card.pay):
            yield (
                path,
                "bands of pay out of order",
                "list them from the lowest score to the highest, each once",
            )


def _categories(sections: Sections, months: Sequence[str]) -> Iterator[Found]:
    for name, indicator in sections.indicators.items():
        if indicator.kind != "category" or indicator.category is None:
            continue
        path, given = f"indicators.{name}.category", indicator.category
        chosen = given.values() if isinstance(given, dict) else [given]
        for category in chosen:
            if category not in indicator.categories:
                yield (
                    path,
                    f"no category {shown(category)}",
                    suggest(category, indicator.categories, "categories"),
                )
        if isinstance(given, dict) and min(given, default="9999")[:7] > months[0]:
            yield path, f"no category before {min(given, default='the end')}", f"begin with {months[0]}-01"
