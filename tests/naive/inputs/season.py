"""Last year's months against this year's: by name, or day by day from the Spring Festival."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.naive.inputs.as_given import by_calendar_month
from tests.naive.inputs.book import Book, Values, day, days_of, length, value_of
from tests.naive.inputs.campaigns import SPRING

AROUND = ("01", "02")
MONTHS_OF = {"Q": (1, 2, 3), "H": (1, 2, 3, 4, 5, 6)}


def inputs(book: Book) -> Values:
    says = book.all("season")
    lunar = says.get("compare", "month") == "lunar"
    return {
        "is_festival_month": {f"{number:02d}": book.same(number <= len(AROUND)) for number in range(1, 13)},
        "lunar_weight": {
            (f"{number:02d}", of): [
                weight(book, number, int(of), month.year) if lunar else float(f"{number:02d}" == of)
                for month in book.months
            ]
            for number in range(1, 13)
            for of in AROUND
        },
        "is_largest_month": largest(book),
        "share_months": {"": book.same(len(MONTHS_OF.get(period(book), (1,))))},
        "takes_share_rest": taking(book),
    }


def weight(book: Book, this: int, last: int, year: int) -> float:
    """The part of a month of last year that is sold on the days of a month of this year.

    A day sells what was sold as far from last year's festival; where that was neither in January nor in
    February, what last year's month of the same name sold on average.
    """
    if this > len(AROUND):
        return 0.0
    last_year = book.all("season").get("last_year", book.months[0].year - 1)
    away = day(SPRING[last_year]) - day(SPRING[year])
    part = 0.0
    for each in days_of(date(year, this, 1)):
        then = each + away
        if then in days_of(date(last_year, last, 1)):
            part += day_share(book, then)
        elif last == this and (then.year, then.month) not in ((last_year, 1), (last_year, 2)):
            part += 1 / length(date(last_year, last, 1))
    return part


def day_share(book: Book, then: date) -> float:
    """The part of its month that a day of last year sold; without sales by day all are alike."""
    by_day = book.all("season").get("last_year_days", {})
    sold = {each: float(by_day.get(each.isoformat(), 0)) for each in days_of(then.replace(day=1))}
    return sold[then] / sum(sold.values()) if any(sold.values()) else 1 / len(sold)


def deciding(book: Book) -> tuple[Any, dict[Any, list[float]]]:
    """What shares out the year, as written and by calendar month: given shares, else last year's sales."""
    says = book.all("season")
    given = by_calendar_month(book, says.get("shares"), 0)
    if any(months[0] for months in given.values()):
        return value_of(says["shares"]), given
    return value_of(says.get("last_year_sales")), by_calendar_month(book, says.get("last_year_sales"), 1)


def period(book: Book) -> str:
    """Q for quarters, H for half-years, else nothing."""
    written, _ = deciding(book)
    first = next(iter(written)) if isinstance(written, dict) else ""
    return first[0] if first[:1] in MONTHS_OF else ""


def largest(book: Book) -> dict[str, list[float]]:
    """The calendar month that takes what rounding leaves; the first of several."""
    _, given = deciding(book)
    chosen = ""
    for month, values in given.items():
        if chosen == "" or values[0] > given[chosen][0]:
            chosen = month
    return {month: book.same(month == chosen) for month in given}


def taking(book: Book) -> dict[str, list[float]]:
    """The same of shares: each month of the largest quarter or half-year takes an even part."""
    (chosen,) = [int(month) for month, values in largest(book).items() if values[0]]
    together = len(MONTHS_OF.get(period(book), (1,)))
    same = (chosen - 1) // together
    return {f"{n:02d}": book.same(((n - 1) // together == same) / together) for n in range(1, 13)}
