"""Posts and positions: days in post, joining and leaving, probation, raises, seats sized by work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.naive.inputs.book import AGES, Book, Groups, Values, after, day, days_of, length

WORKING_DAYS = 21.75  # 365 days less 104 of weekend, by twelve
PER_HEAD = ("enquiries_per_head", "orders_per_head", "returns_per_head", "sales_per_head")


def inputs(book: Book) -> Values:
    result: Values = {
        "headcount_is_planned": {
            post: book.same("planned_headcount" in says) for post, says in book.all("posts").items()
        }
    }
    for seat, says in book.all("positions").items():
        for part in (in_post(book, says), pay(book, says), sized(book, says.get("sized_by"))):
            for name, months in part.items():
                result.setdefault(name, {})[seat] = months
        waits = says.get("backfill_months", book.all("pay").get("backfill_months", 0))
        for age in AGES:
            result.setdefault("seat_waits", {})[seat, age] = book.same(int(age) < waits)
    return {**result, **of_all(book)}


def first_and_last(says: dict[str, Any]) -> tuple[date, date]:
    """Days in post; one who was there before has always been, one without an end stays for ever."""
    return day(says.get("start", "0001-01-01")), day(says.get("end", "9999-12-31"))


def in_post(book: Book, says: dict[str, Any]) -> dict[str, list[float]]:
    first, last = first_and_last(says)
    cut_off = book.all("contributions").get("cut_off_day", 15)
    begins = book.months[0]
    due = [month.replace(day=min(cut_off, length(month))) for month in book.months]
    there = [[each for each in days_of(month) if first <= each <= last] for month in book.months]
    return {
        "days_in_post": [counted(book, month, days) for month, days in zip(book.months, there, strict=True)],
        "days_full": [counted(book, month, days_of(month)) for month in book.months],
        "position_at_start": book.same(first < begins <= last),
        "position_joins": book.when([first in days_of(month) for month in book.months]),
        "position_leaves": book.when([last in days_of(month) for month in book.months]),
        "contribution_due": book.when([first <= each <= last for each in due]),
    }


def counted(book: Book, month: date, days: list[date]) -> float:
    """Calendar days; or Mondays to Fridays, where all of a month's count 21.75 and a part never more."""
    if book.plan.get("day_count", "calendar") == "calendar":
        return float(len(days))
    worked, whole = (sum(each.isoweekday() <= 5 for each in part) for part in (days, days_of(month)))
    return WORKING_DAYS if worked == whole else min(float(worked), WORKING_DAYS)


def pay(book: Book, says: dict[str, Any]) -> dict[str, list[float]]:
    firm = book.all("pay")
    first, last = first_and_last(says)

    def own(name: str, otherwise: float) -> list[float]:
        return book.numbers(says.get(name, firm.get(name)), otherwise)

    months = says.get("probation_months", firm.get("probation_months", 0)) if "start" in says else 0
    passed = later(first, months)
    tried = [[each for each in days_of(month) if first <= each <= last] for month in book.months]
    begun = max(book.months[0], first.replace(day=1))
    return {
        "raise_rate": own("raise_rate", 0),
        "raise_due": book.when(
            [month.month == firm.get("raise_month", 1) and month > begun for month in book.months]
        ),
        "days_on_probation": [
            counted(book, month, [each for each in days if each < passed])
            for month, days in zip(book.months, tried, strict=True)
        ],
        "probation_pay_share": own("probation_pay_share", 1),
        "thirteenth_month_share": own("thirteenth_month_share", 0),
        "leaver_rate": own("leaver_rate", 0),
        "ramp_months": book.same(says.get("ramp_months", 0)),
        "high_temperature_due": hot(book, says["post"]),
    }


def hot(book: Book, post: str) -> list[float]:
    """The months of the allowance, to the posts that work in the heat; to all where none is named."""
    firm = book.all("pay")
    posts, months = firm.get("high_temperature_posts", []), firm.get("high_temperature_months", [6, 7, 8, 9])
    named = not posts or post in posts
    return book.when([named and month.month in months for month in book.months])


def later(first: date, months: int) -> date:
    """The same day so many months later; the first of the next month where there is no such day."""
    target = after(first.replace(day=1), months)
    return target + timedelta(days=min(first.day - 1, length(target)))


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
    posts, seats = book.all("posts"), book.all("positions")
    return {
        ("position", "post"): {seat: says["post"] for seat, says in seats.items()},
        ("post", "department"): {post: says["department"] for post, says in posts.items()},
        ("post", "superior"): {post: says.get("reports_to") for post, says in posts.items()},
        ("position", "department"): {seat: posts[says["post"]]["department"] for seat, says in seats.items()},
    }
