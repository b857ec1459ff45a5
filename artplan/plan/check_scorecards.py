"""What must fit together between scorecards, indicators, posts and grades, once each is read by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from artplan.plan.faults import Fault, shown, suggest
from artplan.plan.schema.appraisal import FULL_SCORE
from artplan.plan.schema.root import Sections

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
    """What does not fit together between cards, indicators, posts and grades."""
    found = [*_points(sections, months), *_posts(sections), *_pay(sections), *_categories(sections, months)]
    edges = [grade.at_least.values for grade in sections.grades.values()]
    if len(set(edges)) < len(edges) or any(len(edge) > 1 for edge in edges):
        found.append(
            ("grades", "two grades begin at the same score, or one moves", "give each an edge of its own")
        )
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


def _posts(sections: Sections) -> Iterator[Found]:
    """Nobody is judged by two cards."""
    first: dict[str, str] = {}
    for name, card in sections.scorecards.items():
        for post in card.posts:
            if first.setdefault(post, name) != name:
                fault = f"{shown(post)} is judged by {first[post]} already"
                yield f"scorecards.{name}.posts", fault, "let one scorecard judge a post"


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
