"""Rows of positions: whether anybody is there, leavers and their seats, heads sized by work; pay policy."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import AGES, Book, Groups, Values, days_of
from tests.naive.inputs.people import first_and_last

PER_HEAD = ("enquiries_per_head", "orders_per_head", "returns_per_head", "sales_per_head")


def inputs(book: Book) -> Values:
    result: Values = {
        "headcount_is_planned": {
            post: book.same("planned_headcount" in says) for post, says in book.all("posts").items()
        },
        "headcount_planned_next": {
            post: shifted(book.numbers(says.get("planned_headcount")))
            for post, says in book.all("posts").items()
        },
    }
    firm = book.all("pay")
    for seat, says in book.all("positions").items():
        for part in (of_row(book, says), sized(book, says.get("sized_by"))):
            for name, months in part.items():
                result.setdefault(name, {})[seat] = months
        waits = says.get("backfill_months", firm.get("backfill_months", 0))
        for age in AGES:
            result.setdefault("seat_waits", {})[seat, age] = book.same(int(age) < waits)
    return {**result, **of_all(book)}


def of_row(book: Book, says: dict[str, Any]) -> dict[str, list[float]]:
    first, last = first_and_last(says)
    there = [[each for each in days_of(month) if first <= each <= last] for month in book.months]
    return {
        "people_next": shifted(book.numbers(says.get("people"), 1)),
        "position_present": book.when([bool(days) for days in there]),
        "position_leaves": book.when([last in days for days in there]),
        "leaver_rate": book.numbers(says.get("leaver_rate", book.all("pay").get("leaver_rate"))),
        "ramp_months": book.same(says.get("ramp_months", 0)),
    }


def shifted(months: list[float]) -> list[float]:
    return [*months[1:], months[-1]]


def sized(book: Book, work: dict[str, Any] | None) -> dict[str, list[float]]:
    """Seats that follow the work; in whole heads unless nothing is rounded."""
    says = work or {}
    rounding = says.get("rounding", "up")
    return {
        "is_sized": book.same(work is not None),
        "sized_on_peak": book.same(says.get("on") == "peak"),
        "sized_step": book.same(rounding != "none"),
        "sized_down": book.same(rounding == "down"),
        "sized_nearest": book.same(rounding == "nearest"),
        "heads_are_held": [float("held" in says and month > 0) for month in range(len(book.months))],
        "heads_held": book.numbers(says.get("held")),
        **{name: book.numbers(says.get(name)) for name in PER_HEAD},
    }


def of_all(book: Book) -> Values:
    """What holds for everybody: the 13th month and the base of contributions."""
    firm = book.all("pay")
    paid_in = firm.get("thirteenth_month_paid_in", 12)
    covers = firm.get("thirteenth_month_covers") or ("with_own_month" if paid_in == 12 else "")
    base = book.all("contributions").get("base", "entered")
    return {
        "thirteenth_month_payment": {"": book.when([month.month == paid_in for month in book.months])},
        "thirteenth_month_with_own_month": {"": book.same(covers == "with_own_month")},
        "thirteenth_month_accrues": {"": book.same(firm.get("thirteenth_month", "accrued") == "accrued")},
        "base_is_entered": {"": book.same(base == "entered")},
        "base_is_current": {"": book.same(base == "current")},
        "base_is_average": {"": book.same(base == "last_year_average")},
    }


def groups(book: Book) -> Groups:
    posts = book.all("posts")
    return {
        ("post", "department"): {post: says["department"] for post, says in posts.items()},
        ("post", "superior"): {post: says.get("reports_to") for post, says in posts.items()},
    }
