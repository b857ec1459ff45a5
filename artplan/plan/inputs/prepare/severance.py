"""Severance by years of service: how many monthly pays the firm owes somebody whom it lets go.

One for each full year; less than a year beyond is a whole one from six months on, else half of one
(劳动合同法, article 47). Nothing is owed for work by the hour (article 71), nor for service contracts,
interns and rehired retired people, which are no employment contracts. Years before 2008, for which the law
refers to older rules (article 97), are counted in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single
from artplan.plan.people import Person, Stint
from artplan.plan.plan import Plan
from artplan.plan.schema.pay import own_or_firm
from artplan.plan.written import calendar

PERSON = ("person",)
MOST_TIMES = 3.0  # a monthly pay counts up to three average wages,
MOST_YEARS = 12.0  # and somebody who is paid more is owed for twelve years at most
HALF_YEAR = 6
DAY = timedelta(days=1)

INPUTS = (
    Input("severance_by_service", "1", PERSON, "按工龄计算经济补偿金", "Severance by years of service"),
    Input(
        *("severance_pays", "1", PERSON, "经济补偿金应付月数", "Monthly pays owed by service", "last"),
        "For whom the firm lets go in the month: one a year, half of one for less than six months.",
    ),
    Input(
        *(
            "severance_pays_capped",
            "1",
            PERSON,
            "经济补偿金应付月数（封顶）",
            "Monthly pays owed, capped",
            "last",
        ),
        "At most twelve: for pay above three times the local average wage.",
    ),
    Input("severance_wage_times", "1", (), "月工资封顶倍数", "Average wages that a monthly pay counts"),
    Input("local_average_wage", "CNY/person/month", PERSON, "当地职工月平均工资", "Local average wage"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    people, length, positions = plan.persons, len(plan.months), plan.sections.positions
    by_service = [
        own_or_firm(positions[p.position], plan.sections.pay, "severance") == "by_service" for p in people
    ]
    wages = [own_or_firm(positions[p.position], plan.sections.pay, "average_wage").values for p in people]
    times: dict[str, list[Stint]] = {each.name: [] for each in people}
    for stint in plan.stints:
        times[stint.person].append(stint)
    pays = [
        [_pays(plan, person, times[person.name], month) for month in plan.months] if wanted else [0.0]
        for person, wanted in zip(people, by_service, strict=True)
    ]
    return {
        "severance_by_service": rows([(float(each),) for each in by_service], length),
        "severance_pays": rows(pays, length),
        "severance_pays_capped": rows([[min(each, MOST_YEARS) for each in row] for row in pays], length),
        "severance_wage_times": single([MOST_TIMES]),
        "local_average_wage": rows(wages, length),
    }


def _pays(plan: Plan, person: Person, times: Sequence[Stint], month: str) -> float:
    """Monthly pays owed to whom the firm lets go in the month; none without an employment contract."""
    row = plan.sections.positions[person.position]
    since = (row.service_since if person.joins_with_row else None) or person.first
    last = _last_day(person, month, sized=row.sized_by is not None)
    if since is None or last < since or (person.first and last < person.first):
        return 0.0
    state = next(each.state for each in reversed(times) if each.first is None or each.first <= last)
    return _of_service(since, last) if state["employment"] == "full_time" else 0.0


def _last_day(person: Person, month: str, sized: bool) -> date:
    """The last day of those let go in the month: the person's, the month's, or the one before it begins.

    Heads that work no longer calls for are gone when the month begins.
    """
    if person.last is not None and calendar.month_of(person.last) <= month:
        return person.last
    return calendar.first_day(month) - DAY if sized else calendar.last_day(month)


def _of_service(first: date, last: date) -> float:
    after = last + DAY
    months = calendar.number(calendar.month_of(after)) - calendar.number(calendar.month_of(first))
    months -= calendar.months_on(first, months) > after
    years, rest = divmod(months, 12)
    if rest >= HALF_YEAR:
        return years + 1.0
    return years + (0.5 if calendar.months_on(first, years * 12) < after else 0.0)
