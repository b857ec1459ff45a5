"""Days in post and days paid of each month, in the plan's way of counting days.

Days in post are those of the calendar month: full-time equivalents, commission and the 13th month go by them.
Days paid are those of the month's pay period, which may begin on a day of the month before. Who leaves after
the period's last day is paid for the rest in the month of his last day, because wages are settled when
somebody leaves (工资支付暂行规定, 劳部发〔1994〕489号, article 9). Heads that the plan dates by month only
(a table of people, the leaver rate, work) come and go with the pay period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single
from artplan.plan.inputs.prepare.counting import DAY, Count, Ends, count
from artplan.plan.people import Person, Stint
from artplan.plan.plan import Plan
from artplan.plan.written import calendar

INPUTS = (
    Input("days_full", "day", (), "满勤天数", "Days of a full month", "sum"),
    Input("pay_days_full", "day", (), "计薪周期满勤天数", "Days of a full pay period", "sum"),
    Input(
        *("days_in_post", "day", ("stint",), "在岗天数", "Days in post", "sum"),
        "Days of the month in this state; of working days, the stint's part of the person's.",
    ),
    Input(
        *("days_paid", "day", ("stint",), "计薪天数", "Days paid", "sum"),
        "Days of the pay period in this state; in the month of the last day, those after the period too.",
    ),
    Input("days_on_probation", "day", ("stint",), "试用期天数", "Days paid on probation", "sum"),
    Input(
        *("person_days_paid", "day", ("person",), "计薪天数（按人员）", "Days paid by person", "sum"),
        "Days of the pay period from the person's first to the last, in whatever states.",
    ),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    months, begins = plan.months, plan.sections.pay.period_first_day
    people = {each.name: each for each in plan.persons}
    paid = {name: replace(each, first=_paid_from(each.first, each, begins)) for name, each in people.items()}
    times = [(each, people[each.person]) for each in plan.stints]
    way = count(plan)

    @cache  # most people have the same first and last day: none
    def between(span: Ends, person: Ends) -> tuple[float, ...]:
        return tuple(_days_paid(way, month, begins, span, person) for month in months)

    def of_months(span: Ends | None, person: Person) -> tuple[float, ...]:
        return (0.0,) if span is None else between(span, (person.first, person.last))

    def of_stint(stint: Stint, person: Person) -> tuple[float, ...]:
        return of_months((_paid_from(stint.first, person, begins), stint.last), paid[person.name])

    days = rows([of_stint(*each) for each in times], len(months))
    tried = [of_months(_probation(plan, *each), paid[each[1].name]) for each in times]
    own = [of_months((each.first, each.last), each) for each in paid.values()]
    return {
        "days_full": single([way.full(calendar.pay_period(month, 1)) for month in months]),
        "pay_days_full": single([way.full(calendar.pay_period(month, begins)) for month in months]),
        "days_in_post": days if begins == 1 else _in_post(way, months, times),
        "days_paid": days,
        "days_on_probation": rows(tried, len(months)),
        "person_days_paid": rows(own, len(months)),
    }


def _paid_from(first: date | None, person: Person, begins: int) -> date | None:
    """The stint's first day; the pay period's, where somebody joins a row with a month."""
    if person.joins_with_row or first is None or first != person.first:
        return first
    return calendar.pay_period(calendar.month_of(first), begins)[0]


def _in_post(way: Count, months: Sequence[str], times: Sequence[tuple[Stint, Person]]) -> Numbers:
    """Days of the months themselves, wherever their pay periods begin."""
    whole = [calendar.pay_period(month, 1) for month in months]
    days = [
        [way.of(month, (stint.first, stint.last), (person.first, person.last)) for month in whole]
        for stint, person in times
    ]
    return rows(days, len(whole))


def _days_paid(way: Count, month: str, begins: int, own: Ends, person: Ends) -> float:
    """Days of the month's pay period; none after the month of the last day, and all that are left in it."""
    last = person[1]
    if last is not None and calendar.month_of(last) < month:
        return 0.0
    period = calendar.pay_period(month, begins)
    days = way.of(period, own, person)
    if last is None or calendar.month_of(last) > month or last <= period[1]:
        return days
    return days + way.of((period[1] + DAY, last), own, person, whole=False)


def _probation(plan: Plan, stint: Stint, person: Person) -> Ends | None:
    """The first and last day of the stint's probation; None where it has none."""
    own, firm = plan.sections.positions[stint.position].probation_months, plan.sections.pay.probation_months
    length = own if own is not None else firm if stint.state["employment"] == "full_time" else 0
    if person.first is None or not length:
        return None
    over = calendar.months_on(person.first, length) - DAY
    last = over if stint.last is None else min(over, stint.last)
    begins = plan.sections.pay.period_first_day
    first = _paid_from(person.first if stint.first is None else stint.first, person, begins)
    return (first, last) if first is not None and first <= last else None
