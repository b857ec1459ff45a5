"""Who a plan's rows of people are: persons, and the stints of each.

A row (a member of `positions`) is one person, or several. Those who join in the same month are alike in
everything and make one person of the model; who joins the row later is another, with a probation, a tax year
and a bonus of its own. A person's stint is the time in one state: post, pay, hours, commission. A change of
any of them, even inside a month, begins the next stint.

Members follow from the plan's dates and choices, not from its numbers: a row whose heads the model works out
has a person for each month in which somebody may join.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from artplan.plan.schema.positions import Position
from artplan.plan.schema.root import Sections
from artplan.plan.schema.states import ChangeOfState
from artplan.plan.written import calendar

SEASON_DAYS = 92  # the longest quarter


@dataclass(frozen=True)
class Person:
    """Those of a row who joined together.

    first, last: days in post; None where there is none. joins_with_row: whether they are the row's first.
    """

    name: str
    position: str
    first: date | None
    last: date | None
    joins_with_row: bool


@dataclass(frozen=True)
class Stint:
    """A person's time in one state.

    first, last: its days; None where there is none. state: the fields that can change, as they are then.
    """

    name: str
    person: str
    position: str
    first: date | None
    last: date | None
    state: dict[str, Any]


def persons(sections: Sections, months: Sequence[str]) -> tuple[Person, ...]:
    """The persons of all rows, in the order of the rows."""
    rows = sections.positions.items()
    return tuple(each for name, row in rows for each in _persons(sections, months, name, row))


def _persons(sections: Sections, months: Sequence[str], name: str, row: Position) -> Iterator[Person]:
    yield Person(name, name, row.start, row.end, joins_with_row=True)
    begins = calendar.month_of(row.start) if row.start else ""
    ends = calendar.month_of(row.end) if row.end else months[-1]
    joining = range(1, len(months)) if is_worked_out(sections, row) else row.people.steps
    for at in joining:
        month = months[at]
        if begins < month <= ends:
            yield Person(f"{name}+{month}", name, calendar.first_day(month), row.end, joins_with_row=False)


def is_worked_out(sections: Sections, row: Position) -> bool:
    """Whether the row's heads follow from the model: sized by work, or with leavers and their backfill."""
    leaving = sections.pay.leaver_rate if row.leaver_rate is None else row.leaver_rate
    return row.sized_by is not None or leaving.given


def stints(people: Sequence[Person], sections: Sections, months: Sequence[str]) -> tuple[Stint, ...]:
    """The stints of all persons, one after another; at least one of each person."""
    begins, ends = calendar.first_day(months[0]), calendar.last_day(months[-1])
    rows = sections.positions
    return tuple(each for one in people for each in _stints(one, rows[one.position], begins, ends))


def _stints(person: Person, row: Position, begins: date, ends: date) -> Iterator[Stint]:
    earliest = max(person.first or begins, begins)
    latest = min(person.last or ends, ends)
    state: dict[str, Any] = {name: getattr(row, name) for name in ChangeOfState.model_fields}
    name, first = person.name, person.first
    for key in sorted(row.changes):
        day, change = date.fromisoformat(key), row.changes[key]
        changed = {key: value for key in state if (value := getattr(change, key)) is not None}
        if earliest < day <= latest:
            yield Stint(name, person.name, person.position, first, day - timedelta(days=1), state)
            name, first = f"{person.name}@{day.isoformat()}", day
        if day <= latest:
            insured = {**state["insured"], **changed.pop("insured", {})}
            state = {**state, **changed, "insured": insured}
    yield Stint(name, person.name, person.position, first, person.last, state)


def for_a_time(sections: Sections) -> tuple[str, ...]:
    """Rows with a first and a last day at most a season apart: hands for a campaign, not posts to be kept."""
    rows = sections.positions.items()
    return tuple(
        name for name, row in rows if row.start and row.end and (row.end - row.start).days < SEASON_DAYS
    )


def moves(times: Sequence[Stint]) -> tuple[tuple[Stint, Stint], ...]:
    """Of a plan's stints a row's, the former and the later, between which its people change posts."""
    pairs = pairwise(times)
    return tuple(
        (former, later)
        for former, later in pairs
        if former.person == later.person == later.position and former.state["post"] != later.state["post"]
    )
