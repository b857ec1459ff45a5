"""Days that count: of months and of pay periods, by the calendar, by thirty, by weekdays or by days off."""

from __future__ import annotations

from datetime import date, timedelta

from tests.naive.inputs.book import Book, day, days_of, length
from tests.naive.inputs.people import Person

WORKING_DAYS = 21.75  # 365 days less 104 of weekend, by twelve


def pay_period(book: Book, month: date) -> list[date]:
    """The days that a month pays: its own, or from some day of the month before."""
    begins = book.all("pay").get("period_first_day", 1)
    if begins == 1:
        return days_of(month)
    before = days_of((month - timedelta(days=1)).replace(day=1))
    return [*before[begins - 1 :], *days_of(month)[: begins - 1]]


def paid_days(book: Book, who: Person, first: date, last: date, month: date) -> float:
    """Days of the pay period; whoever leaves gets all of his last days in his last month."""
    period = pay_period(book, month)
    if who.last < month:
        return 0.0
    if not who.early and first == who.first:  # somebody who comes with a month comes with its pay
        own_period = pay_period(book, who.first)
        first = own_period[0]
    begun = who.first if who.early else pay_period(book, who.first)[0]
    somebody = Person(who.name, who.row, who.says, begun, who.last, who.early)
    days = days_within(book, period, somebody, first, last)
    rest = [each for each in days_of(month) if each > period[-1]]
    if who.last in rest:
        days += days_within(book, rest, somebody, first, last, full=False)
    return days


def days_within(
    book: Book, days: list[date], who: Person, first: date, last: date, full: bool = True
) -> float:
    """So much of what the person's days count as falls on the days from the first to the last."""
    there = [each for each in days if who.first <= each <= who.last]
    own = [each for each in there if first <= each <= last]
    if by(book, "thirty"):
        earlier = [each for each in there if each < first]
        return float(len(thirtieths(own) - thirtieths(earlier)))
    if by(book, "holidays"):
        return float(sum(is_paid(book, each) for each in own))
    if not by(book, "working"):
        return float(len(own))
    if not worked(there):
        return 0.0
    count = float(worked(there))
    if full and count == worked(days):
        count = WORKING_DAYS
    return min(count, WORKING_DAYS) * worked(own) / worked(there)


def whole(book: Book, days: list[date]) -> float:
    if by(book, "working"):
        return WORKING_DAYS
    if by(book, "holidays"):
        return float(sum(is_paid(book, each) for each in days))
    return float(len(thirtieths(days) if by(book, "thirty") else days))


def is_paid(book: Book, today: date) -> bool:
    """A statutory holiday, a weekend day that is worked, or a weekday on which nobody is off."""
    own = book.plan.get("holidays", {})
    notices = [each for each in book.tables["holidays"]["years"] if each["from"][:4] == str(today.year)]
    says = own[str(today.year)] if str(today.year) in own else notices[0]
    named = {kind: [day(each) for each in says.get(kind, [])] for kind in ("off", "worked", "statutory")}
    if today in named["statutory"] or today in named["worked"]:
        return True
    return today.isoweekday() <= 5 and today not in named["off"]


def thirtieths(days: list[date]) -> set[tuple[int, int, int]]:
    """A month has thirty: the 31st is none of its own, and February's last day stands for the rest."""
    result = set()
    for each in days:
        first, last = min(each.day, 30), 30 if each.day == length(each) else each.day
        result |= {(each.year, each.month, number) for number in range(first, last + 1)}
    return result


def by(book: Book, way: str) -> bool:
    return bool(book.plan.get("day_count", "calendar") == way)


def worked(days: list[date]) -> int:
    """Mondays to Fridays."""
    return sum(each.isoweekday() <= 5 for each in days)
