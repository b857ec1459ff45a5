"""Persons and stints by month: who joins, moves and leaves, and what each is owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest
from operator import eq, lt
from typing import TypeVar

import numpy as np

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, indices, rows, squeezed
from artplan.plan.people import Person, Stint
from artplan.plan.plan import Plan
from artplan.plan.schema.pay import own_or_firm
from artplan.plan.statutory.cities import CityScheme
from artplan.plan.written import calendar

PERSON, STINT = ("person",), ("stint",)
One = TypeVar("One", Person, Stint)

INPUTS = (
    Input("high_temperature_due", "1", STINT, "当月发高温津贴", "High-temperature allowance is due", "sum"),
    Input("probation_pay_share", "1", STINT, "试用工资比例", "Probation pay share"),
    Input("in_state_at_first", "1", STINT, "月初任职", "In this state on the month's first day", "sum"),
    Input("in_state_at_last", "1", STINT, "月末任职", "In this state on the month's last day", "sum"),
    Input(
        *("next_state_at_first", "1", STINT, "月初已转任", "The next state holds on the first day", "sum"),
        "1 where the state that follows holds on the month's first day.",
    ),
    Input(
        *("stands_for_row", "1", STINT, "代表整行", "Stands for the row", "last"),
        "1 in the stints of the row's first person: the row's heads are where he is.",
    ),
    Input(
        *("in_state_at_cut_off", "1", STINT, "截止日任职", "In this state on the cut-off day", "sum"),
        "1 in the stint that bears what is the person's as a whole: contributions, bonus, severance.",
    ),
    Input("moves_in", "1", STINT, "调入岗位", "Moves into the post", "sum"),
    Input("moves_out", "1", STINT, "调出岗位", "Moves out of the post", "sum"),
    Input("moves_into_department", "1", STINT, "调入部门", "Moves into the department", "sum"),
    Input("moves_out_of_department", "1", STINT, "调出部门", "Moves out of the department", "sum"),
    Input("person_at_start", "1", PERSON, "期初在岗", "In post at the start", "last"),
    Input("person_present", "1", PERSON, "当月在职", "In post in the month", "sum"),
    Input("person_leaves", "1", PERSON, "当月离职", "Leaves in the month", "sum"),
    Input("has_joined", "1", PERSON, "上月已入职", "Has joined in an earlier month", "last"),
    Input(
        *("contribution_due", "1", ("person", "scheme"), "当月缴费", "Contributions due", "sum"),
        "1 where in post on the month's cut-off day, in an employment for which the scheme is owed.",
    ),
    Input("raise_rate", "1", PERSON, "调薪比例", "Raise"),
    Input(
        *("raise_due", "1", PERSON, "当月调薪", "Raise is due", "sum"),
        "1 in the raise month after the plan's first month and after the month in which the person joins.",
    ),
    Input("thirteenth_month_share", "1", STINT, "年终奖折合月数", "Monthly pays of the 13th month"),
    Input("special_deductions", "CNY/person/month", PERSON, "专项附加扣除", "Special deductions"),
    Input("is_service", "1", STINT, "劳务合同", "Service contract", "last"),
    Input(
        *("is_employed", "1", PERSON, "当月有工资薪金", "Earns wages in the month", "sum"),
        "1 where the person is in post in the month, and not under a service contract all the time.",
    ),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    sections, months = plan.sections, plan.months
    people, times = plan.persons, plan.stints
    by_name = {each.name: each for each in people}

    def firms(items: Sequence[One], name: str) -> Numbers:
        own = [own_or_firm(sections.positions[each.position], sections.pay, name) for each in items]
        return rows([leaf.values for leaf in own], len(months))

    return {
        **_seats(plan, by_name, times),
        "high_temperature_due": rows([_is_hot(each, plan) for each in times], len(months)),
        "probation_pay_share": firms(times, "probation_pay_share"),
        **_presence(plan),
        "contribution_due": _due(plan, people, times),
        "raise_due": rows([_raises(each, plan) for each in people], len(months)),
        "raise_rate": firms(people, "raise_rate"),
        "special_deductions": firms(people, "special_deductions"),
        "is_service": rows([(float(_is_service(each)),) for each in times], len(months)),
        "thirteenth_month_share": rows([_thirteenth_month(each, plan) for each in times], len(months)),
    }


def _presence(plan: Plan) -> dict[str, Numbers]:
    """Who is there at the start and in each month, leaves in it, or has joined before."""
    months, people = plan.months, plan.persons

    @cache  # most people have the same first and last day: none
    def within(first: date | None, last: date | None) -> tuple[float, ...]:
        return tuple(float(calendar.days_within(m, first, last) > 0) for m in months)

    @cache
    def of(day: date | None, when: Callable[[str, str], bool], always: bool) -> tuple[float, ...]:
        return (
            (float(always),) if day is None else tuple(float(when(calendar.month_of(day), m)) for m in months)
        )

    employed = {each.name: np.zeros(len(months)) for each in people}
    for stint in plan.stints:
        if not _is_service(stint):
            employed[stint.person] = np.maximum(employed[stint.person], within(stint.first, stint.last))
    result: dict[str, Sequence[Sequence[float]]] = {
        "person_at_start": [(float(_at_start(each, months[0])),) for each in people],
        "person_present": [within(each.first, each.last) for each in people],
        "person_leaves": [of(each.last, eq, False) for each in people],
        "has_joined": [of(each.first, lt, True) for each in people],
        "is_employed": [each.tolist() for each in employed.values()],
    }
    return {name: rows(values, len(months)) for name, values in result.items()}


def _is_hot(stint: Stint, plan: Plan) -> Sequence[float]:
    """Return 1 for each month in which the stint's post is paid the high-temperature allowance, else 0."""
    pay = plan.sections.pay
    if pay.high_temperature_posts and stint.state["post"] not in pay.high_temperature_posts:
        return (0.0,)
    return [float(calendar.calendar_month(m) in pay.high_temperature_months) for m in plan.months]


def _at_start(person: Person, month: str) -> bool:
    first = calendar.first_day(month)
    return _in_post(person, first - timedelta(days=1)) and (person.last is None or person.last >= first)


def _in_post(one: Person | Stint, day: date) -> bool:
    return (one.first is None or one.first <= day) and (one.last is None or day <= one.last)


def _cut_offs(plan: Plan) -> list[date]:
    """The day of each month on which contributions are due, the month's last where it has no such day."""
    day = plan.sections.contributions.cut_off_day
    return [calendar.first_day(m).replace(day=min(day, calendar.days_in(m))) for m in plan.months]


def _due(plan: Plan, people: Sequence[Person], times: Sequence[Stint]) -> Numbers:
    """Whether each scheme is owed for each person: shape (person, scheme, month, 1)."""
    days, schemes = _cut_offs(plan), list(plan.law.schemes.values())
    due = np.zeros((len(people), len(schemes), len(days), 1))
    place = {each.name: at for at, each in enumerate(people)}

    @cache  # most people are alike in this
    def covered(city: str, employment: str) -> Numbers:
        owed = [[_covers(each, city, employment, at) for at in range(len(days))] for each in schemes]
        return np.array(owed).reshape(len(schemes), len(days))

    for stint in times:
        city, insured = stint.state["city"] or plan.sections.contributions.city, stint.state["insured"]
        owed = covered(city, stint.state["employment"])
        for at, scheme in enumerate(schemes):
            if scheme.name in insured and scheme.city == city:
                owed = owed.copy()
                owed[at] = insured[scheme.name]
        there = [_in_post(stint, day) for day in days]
        due[place[stint.person], :, :, 0] += owed * there
    return squeezed(due)


def _covers(scheme: CityScheme, city: str, employment: str, month: int) -> float:
    """Return 1 if the scheme is one of the city's and owed for such an employment in the month, else 0."""
    entry = scheme.entries[month] if scheme.city == city else None
    return float(entry is not None and employment in entry.scheme.covers)


def _thirteenth_month(stint: Stint, plan: Plan) -> tuple[float, ...]:
    """The stint's own share, none under a service contract; the firm's is for the full-time employed."""
    if _is_service(stint):
        return (0.0,)
    own, firm = plan.sections.positions[stint.position].thirteenth_month_share, plan.sections.pay
    if own is not None:
        return own.values
    return firm.thirteenth_month_share.values if stint.state["employment"] == "full_time" else (0.0,)


def _is_service(stint: Stint) -> bool:
    return bool(stint.state["employment"] == "service")


def _raises(person: Person, plan: Plan) -> list[float]:
    began = max(plan.months[0], calendar.month_of(person.first) if person.first else "")
    due = plan.sections.pay.raise_month
    return [float(calendar.calendar_month(m) == due and m > began) for m in plan.months]


def _seats(plan: Plan, people: Mapping[str, Person], times: Sequence[Stint]) -> dict[str, Numbers]:
    """Which of a person's stints holds on which day of the month, and where one follows another."""
    days = {
        "in_state_at_first": [calendar.first_day(m) for m in plan.months],
        "in_state_at_last": [calendar.last_day(m) for m in plan.months],
        "in_state_at_cut_off": _cut_offs(plan),
    }
    count = Counter(each.person for each in times)

    def holds(stint: Stint, on: Sequence[date]) -> Sequence[float]:
        if count[stint.person] == 1:
            return (1.0,)
        return [float(_in_post(stint, _own_day(people[stint.person], day))) for day in on]

    held = {name: [holds(each, on) for each in times] for name, on in days.items()}
    following = zip_longest(times, times[1:], held["in_state_at_first"][1:])
    held["next_state_at_first"] = [
        at_first if then and then.person == one.person else (0.0,) for one, then, at_first in following
    ]
    held["stands_for_row"] = [(float(people[each.person].joins_with_row),) for each in times]
    return {
        **{name: rows(values, len(plan.months)) for name, values in held.items()},
        **_moves(plan, times),
    }


def _own_day(person: Person, day: date) -> date:
    """The day, or the nearest to it on which the person is in post."""
    late = day if person.first is None else max(day, person.first)
    return late if person.last is None else min(late, person.last)


def _moves(plan: Plan, times: Sequence[Stint]) -> dict[str, Numbers]:
    posts = plan.sections.posts
    levels: Mapping[str, Callable[[Stint], str]] = {
        "moves_in": lambda stint: stint.state["post"],
        "moves_into_department": lambda stint: posts[stint.state["post"]].department,
    }
    result: dict[str, Numbers] = {}
    for into, place in levels.items():
        out = into.replace("into", "out_of") if "into" in into else "moves_out"
        entered = [
            _entered(plan, one, other, place) for one, other in zip(times, (None, *times), strict=False)
        ]
        left = [
            _entered(plan, other, one, place) for one, other in zip(times, (*times[1:], None), strict=False)
        ]
        result |= {into: rows(entered, len(plan.months)), out: rows(left, len(plan.months))}
    return result


def _entered(
    plan: Plan, later: Stint | None, former: Stint | None, place: Callable[[Stint], str]
) -> Sequence[float]:
    """1 in the month in which a person comes from the former to the later stint, if that is another place."""
    if later is None or former is None or later.person != former.person or place(later) == place(former):
        return (0.0,)
    assert later.first is not None
    return [float(calendar.month_of(later.first) == month) for month in plan.months]


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    """A stint's person, row, post and department; a person's row, and the next who joined the row."""
    sections, people, times = plan.sections, plan.persons, plan.stints
    row, post = list(sections.positions), list(sections.posts)
    person = [each.name for each in people]
    department = list(sections.departments)
    posts = [each.state["post"] for each in times]
    following = [
        at + 1 if at + 1 < len(people) and people[at + 1].position == each.position else -1
        for at, each in enumerate(people)
    ]
    return {
        ("stint", "person"): indices([person.index(each.person) for each in times]),
        ("stint", "position"): indices([row.index(each.position) for each in times]),
        ("stint", "post"): indices([post.index(each) for each in posts]),
        ("stint", "department"): indices(
            [department.index(sections.posts[each].department) for each in posts]
        ),
        ("person", "position"): indices([row.index(each.position) for each in people]),
        ("person", "next_person"): indices(following),
        ("next_person", "person"): indices(list(range(len(people)))),
    }
