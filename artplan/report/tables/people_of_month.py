"""The people of a month: who is in post, who moved, which seats are open, who is there for a time only.

Headcount is people; the attrition expected of them stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from artplan.plan.people import Stint, for_a_time, moves
from artplan.plan.schema.positions import Position
from artplan.plan.written import calendar
from artplan.report.words.format import DUST_OF_HEADS
from artplan.result import Result

MOST_MONTHS = 6
OF_POST = {
    "in_post": "headcount_closing",
    "attrition": "expected_attrition",
    "planned": "headcount_planned",
    "vacancy": "headcount_vacancy",
    "came": "transfers_in",
    "went": "transfers_out",
}


@dataclass(frozen=True)
class Moved:
    """People of a row who change posts on a day."""

    day: date
    position: str
    heads: float
    former: str
    post: str


@dataclass(frozen=True)
class ForATime:
    """Hands of a row that is there from one day to another."""

    position: str
    post: str
    first: date
    last: date
    heads: float


@dataclass(frozen=True)
class PostPeople:
    """A post at a month's end: heads, the attrition expected of them, open seats, and its holders' names.

    awaited: the first day and the heads of rows that begin later.
    """

    in_post: float
    attrition: float
    planned: float
    vacancy: float
    came: float
    went: float
    names: tuple[str, ...]
    awaited: tuple[tuple[date, float], ...]
    for_a_time: tuple[ForATime, ...]


def chosen_month(result: Result, month: str) -> str:
    """Return the month, or the plan's last where none is given. Raises ValueError outside the plan."""
    shown = month or result.months[-1]
    if shown not in result.months:
        message = f"the plan runs from {result.months[0]} to {result.months[-1]}"
        raise ValueError(f"month {shown} | outside the plan | {message}")
    return shown


def several_years(result: Result) -> bool:
    return result.months[0][:4] != result.months[-1][:4]


def months_of_change(result: Result) -> tuple[str, ...]:
    """The first month, those in which somebody moves or a seat falls open or is filled, and the last."""
    moved, vacant = result.total("transfers_in"), result.frame("headcount_vacancy")
    changes = (vacant.diff(axis=1).abs() > DUST_OF_HEADS).any(axis=0) | (moved > DUST_OF_HEADS)
    first, *inner, last = result.months if len(result.months) > 1 else (result.months[0],) * 2
    between = [month for month in inner if changes[month]][: MOST_MONTHS - 2]
    return tuple(dict.fromkeys((first, *between, last)))


def people_in_post(result: Result, month: str) -> dict[str, PostPeople]:
    """Return the people of each post at the month's end."""
    of_month = {key: result.frame(line)[month] for key, line in OF_POST.items()}
    names, awaited = _holders(result, month), _awaited(result, month)
    hands = [each for each in hands_for_a_time(result) if _there(each.first, each.last, month)]
    return {
        post: PostPeople(
            **{key: float(numbers[post]) for key, numbers in of_month.items()},
            names=tuple(names.get(post, ())),
            awaited=tuple(awaited.get(post, ())),
            for_a_time=tuple(each for each in hands if each.post == post),
        )
        for post in result.members["post"]
    }


def _holders(result: Result, month: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for stint in result.plan.stints:
        position = result.plan.sections.positions[stint.position]
        if position.person and stint.person == stint.position and _holds(stint, position, month):
            names.setdefault(stint.state["post"], []).append(position.person)
    return names


def _holds(stint: Stint, position: Position, month: str) -> bool:
    """Return whether the stint is that of the month's end; who ends in the month has left."""
    day = calendar.last_day(month)
    left = position.end is not None and position.end <= day
    return (
        (stint.first is None or stint.first <= day) and (stint.last is None or day <= stint.last) and not left
    )


def _awaited(result: Result, month: str) -> dict[str, list[tuple[date, float]]]:
    """Rows that begin after the month, but for hands for a time: their first day and heads by post."""
    heads_, later = result.frame("position_headcount"), calendar.last_day(month)
    items: dict[str, list[tuple[date, float]]] = {}
    brief = for_a_time(result.plan.sections)
    for name, position in result.plan.sections.positions.items():
        begins = calendar.month_of(position.start) if position.start else ""
        if position.start and position.start > later and begins in result.months and name not in brief:
            items.setdefault(position.post, []).append((position.start, float(heads_[begins][name])))
    return items


def hands_for_a_time(result: Result) -> list[ForATime]:
    """Return the hands for a time of the plan's months, each with the most heads that it has."""
    heads_ = result.frame("position_headcount").max(axis=1)
    items = []
    for name in for_a_time(result.plan.sections):
        position = result.plan.sections.positions[name]
        assert position.start and position.end
        if heads_[name]:
            items.append(ForATime(name, position.post, position.start, position.end, float(heads_[name])))
    return items


def _there(first: date, last: date, month: str) -> bool:
    return first <= calendar.last_day(month) and calendar.first_day(month) <= last


def moved_people(result: Result, month: str = "") -> list[Moved]:
    """Return who changes posts within the plan, or in one month, by day."""
    came = result.frame("stint_transfers_in").sum(axis=1)
    items = []
    for former, later in moves(result.plan.stints):
        assert later.first
        if came[later.name] and (not month or calendar.month_of(later.first) == month):
            posts = (former.state["post"], later.state["post"])
            items.append(Moved(later.first, later.position, float(came[later.name]), *posts))
    return sorted(items, key=lambda each: each.day)


def open_seats(result: Result) -> list[tuple[str, str, str, float]]:
    """Return the seats that nobody fills: post, first and last month ("" at the plan's end), how many."""
    items = []
    for post, counts in result.frame("headcount_vacancy").iterrows():
        for count, months in groupby(counts.index, key=lambda month: float(counts[month])):
            spell = list(months)
            if count > DUST_OF_HEADS:
                items.append(
                    (str(post), spell[0], "" if spell[-1] == result.months[-1] else spell[-1], count)
                )
    return items
