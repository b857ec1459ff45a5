"""Persons and stints, day by day: who joins a row when, and on which days he is in which state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.naive.inputs.book import Book, day, days_of, text

STATE = (
    *("post", "commission", "full_time_share", "base_pay", "performance_pay_share", "performance_rate"),
    *("commission_sales_share", "employment", "city"),
)
WORKED_OUT = ("sized_by", "leaver_rate")


@dataclass(frozen=True)
class Person:
    """Heads of a row with the same first day; `early`: those with whom the row begins."""

    name: str
    row: str
    says: dict[str, Any]
    first: date
    last: date
    early: bool


@dataclass(frozen=True)
class Stint:
    """Days of a person on which nothing changes; `says` is the row as it reads on those days."""

    name: str
    person: Person
    says: dict[str, Any]
    first: date
    last: date


def first_and_last(says: dict[str, Any]) -> tuple[date, date]:
    """Days in post; one who was there before has always been, one without an end stays for ever."""
    return day(says.get("start", "0001-01-01")), day(says.get("end", "9999-12-31"))


def persons(book: Book) -> list[Person]:
    """The row itself; and everybody else who may join it in a later month, on the month's first day."""
    result = []
    for row, says in book.all("positions").items():
        first, last = first_and_last(says)
        result.append(Person(row, row, says, first, last, True))
        heads = book.numbers(says.get("people"), 1)
        any_month = any(name in says for name in WORKED_OUT) or "leaver_rate" in book.all("pay")
        for number, month in enumerate(book.months):
            others = number > 0 and (any_month or heads[number] != heads[number - 1])
            if others and first < month <= last:
                result.append(Person(f"{row}+{text(month)}", row, says, month, last, False))
    return result


def stints(book: Book) -> list[Stint]:
    return [stint for person in persons(book) for stint in of_person(book, person)]


def of_person(book: Book, person: Person) -> list[Stint]:
    """A state begins on the first day, and on each later day in post that the row dates a change of."""
    in_plan = [each for month in book.months for each in days_of(month)]
    there = [each for each in in_plan if person.first <= each <= person.last]
    changed = {day(written) for written in person.says.get("changes", {})}
    begun = [person.first, *(each for each in there[1:] if each in changed)]
    ended = [*(each - timedelta(days=1) for each in begun[1:]), person.last]
    known = max(person.first, in_plan[0]) if there else min(person.last, in_plan[-1])
    names = [person.name, *(f"{person.name}@{each.isoformat()}" for each in begun[1:])]
    states = [as_on(person.says, each) for each in (known, *begun[1:])]
    return [
        Stint(name, person, state, first, last)
        for name, state, first, last in zip(names, states, begun, ended, strict=True)
    ]


def as_on(says: dict[str, Any], today: date) -> dict[str, Any]:
    """What the row says of the state, with all changes up to today read over it."""
    result = {name: says[name] for name in STATE if name in says}
    for written in sorted(says.get("changes", {}), key=day):
        if day(written) <= today:
            change = says["changes"][written]
            result |= {name: change[name] for name in STATE if change.get(name) is not None}
    return {**result, "insured": insured_on(says, today)}


def insured_on(says: dict[str, Any], today: date) -> dict[str, bool]:
    """What is said last of each scheme."""
    result = dict(says.get("insured") or {})
    for written in sorted(says.get("changes", {}), key=day):
        if day(written) <= today:
            result.update(says["changes"][written].get("insured") or {})
    return result


def is_full_time(says: dict[str, Any]) -> bool:
    return bool(says.get("employment", "full_time") == "full_time")
