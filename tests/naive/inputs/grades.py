"""Grades: where each begins, in points or in percent of those who stand below, and what it pays."""

from __future__ import annotations

from decimal import Decimal

from tests.naive.inputs.book import Book, Values, plain, value_of
from tests.naive.inputs.scorecards import groups

STEP = Decimal("0.000001")  # of percentile ranks, and so of the grades that they meet


def inputs(book: Book) -> Values:
    cards, grades = book.all("scorecards"), book.all("grades")
    judged = groups(book)["stint", "scorecard"]
    return {
        "is_appraised": {stint: book.same(card is not None) for stint, card in judged.items()},
        "grades_by_rank": {"": book.same(by_rank(book))},
        "tie_share": {"": book.same(0.5)},
        "percentile_step": {"": book.same(float(STEP))},
        "paid_by_grade": {card: book.same(says.get("pay_by") == "grade") for card, says in cards.items()},
        "grade_before_plan": {
            (card, grade): book.same(says.get("grade_before") == grade)
            for card, says in cards.items()
            for grade in grades
        },
        "grade_rate": {grade: book.numbers(says.get("pay_rate")) for grade, says in grades.items()},
        **edges(book),
    }


def by_rank(book: Book) -> bool:
    return book.all("appraisal").get("grades_by") == "rank"


def edges(book: Book) -> Values:
    """A grade goes from its floor to the floor of the next better one; the best has no end."""
    grades = book.all("grades")
    best_first = sorted(grades, key=lambda grade: -plain(value_of(grades[grade]["at_least"])))
    floors = floors_of(book, best_first)
    better = dict(zip(best_first, [None, *best_first[:-1]], strict=True)) if best_first else {}
    return {
        "grade_floor": floors,
        "grade_ceiling": {
            grade: book.same(0) if above is None else floors[above] for grade, above in better.items()
        },
        "grade_ends": {grade: book.same(above is not None) for grade, above in better.items()},
    }


def floors_of(book: Book, best_first: list[str]) -> dict[str, list[float]]:
    """By score as given; by rank from the top: below a grade stand those whom it and its betters leave."""
    grades = book.all("grades")
    if not by_rank(book):
        return {grade: book.numbers(says["at_least"]) for grade, says in grades.items()}
    result: dict[str, list[float]] = {}
    left = book.same(1)
    for grade in best_first:
        shares = book.numbers(grades[grade]["share"])
        left = [rest - share for rest, share in zip(left, shares, strict=True)]
        result[grade] = [float(Decimal(100 * rest).quantize(STEP)) for rest in left]
    return result
