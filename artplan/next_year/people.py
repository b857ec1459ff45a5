"""Staff in the next plan: who is still there, with start dates and changes as they were, at today's pay.

A row that has ended is left out. Pay so far raised is entered as it is now; a raise that falls due in the new
plan's first month is part of it, because a plan gives none in its first month.
"""

from __future__ import annotations

from datetime import date
from math import ceil

from artplan.next_year.answer import Settings, Transition
from artplan.next_year.noted import Noted
from artplan.next_year.opening import thirteenth_months
from artplan.plan.people import Stint, is_worked_out
from artplan.plan.read.yaml_edit import Keys
from artplan.plan.schema.pay import own_or_firm
from artplan.plan.schema.positions import Position
from artplan.plan.written.calendar import calendar_month, first_day, from_number, number
from artplan.study.forecast.year_end import YearEnd

# By parameter: the line by person that it states, where the calendar year did not begin with the plan.
OF_TAX_YEAR = {
    "taxable_pay_ytd_start": "taxable_pay_ytd_closing",
    "wage_tax_withheld_start": "wage_tax_withheld_closing",
}
OF_PAY_YEAR = {"year_pay_start": "year_pay_closing", "year_months_start": "year_months_closing"}
OF_COMMISSION = {
    "commission_sales_start": "commission_base_closing",
    "commission_quota_start": "commission_quota_closing",
    "commission_paid_start": "commission_capped_closing",
}
DUST = 1e-9


def people(end: YearEnd, noted: Noted) -> Transition:
    """Return the settings of all positions; those who have left are removed."""
    result, bonus = Transition(), thirteenth_months(end)
    for name, row in end.result.plan.sections.positions.items():
        if name in left(end):
            result |= Transition({}, frozenset({("positions", name)}))
        else:
            result |= _of_row(end, noted, name, row, bonus.get(name, 0.0))
    return result | _staff(end, noted) | _grades(end) | _scored(end)


def left(end: YearEnd) -> tuple[str, ...]:
    """Return the positions that end before the new plan, but for those that a scorecard is about alone."""
    sections = end.result.plan.sections
    ended = {name for name, row in sections.positions.items() if row.end and row.end < first_day(end.next)}
    alone = [set(each.positions) for each in sections.scorecards.values() if each.positions]
    kept = {name for named in alone if named <= ended for name in named}
    return tuple(name for name in sections.positions if name in ended - kept)


def _of_row(end: YearEnd, noted: Noted, name: str, row: Position, bonus: float) -> Transition:
    amounts = {"thirteenth_month_earned": bonus, **_of_years(end, name), **_commission(end, name, row)}
    sections = end.result.plan.sections
    if sections.contributions.base == "last_year_average" and not is_worked_out(
        sections, row
    ):  # joiners differ
        amounts["contribution_pay"] = _kept(end, name)
    paths: dict[Keys, float] = {("positions", name, key): value for key, value in amounts.items()}
    cards: Settings = noted.cards({path: value for path, value in paths.items() if abs(value) > DUST})
    cards |= _pay(end, noted, name, row) | _heads(end, name, row)
    return Transition(cards, frozenset(paths.keys() - cards.keys()))


def _kept(end: YearEnd, person: str) -> float:
    """Return the pay that contributions fall on as the plan begins: this year's average where it is due then.

    The first month of the year says whether a scheme takes last year's average in that calendar month.
    """
    if end.values["contribution_reset"][:, 0].any() and (
        months := end.by_member("year_months_closing")[person]
    ):
        return end.by_member("year_pay_closing")[person] / months
    kept = end.closing("contribution_pay_kept_closing")[end.result.members["person"].index(person)]
    return float(kept.max(initial=0))


def _of_years(end: YearEnd, person: str) -> dict[str, float]:
    """Return pay and tax of the calendar year so far; nothing where that begins with the plan."""
    pay = end.result.plan.sections.pay
    years = ((pay.tax_month(end.next), OF_TAX_YEAR), (end.next, OF_PAY_YEAR))
    amounts: dict[str, float] = {}
    for month, lines in years:
        begins = calendar_month(month) == 1
        amounts |= {key: 0.0 if begins else end.by_member(line)[person] for key, line in lines.items()}
    return amounts


def _commission(end: YearEnd, name: str, row: Position) -> dict[str, float]:
    """Return what counts towards a commission whose period goes on."""
    stint = last_stint(end, name)
    plan = end.result.plan.sections.commissions.get(stint.state["commission"] or "")
    goes_on = plan is not None and not plan.begins(end.next) and _has_joined(end, row)
    return {key: end.by_member(line)[stint.name] if goes_on else 0.0 for key, line in OF_COMMISSION.items()}


def _has_joined(end: YearEnd, row: Position) -> bool:
    return row.start is None or row.start < first_day(end.next)


def last_stint(end: YearEnd, person: str) -> Stint:
    """Return the state of a person as the year ends."""
    day = first_day(end.next)
    stints = [each for each in end.result.plan.stints if each.person == person]
    return next((each for each in reversed(stints) if each.first is None or each.first < day), stints[0])


def _pay(end: YearEnd, noted: Noted, name: str, row: Position) -> Settings:
    """Return the pay with raises, where there were any, in the row or in its last change of pay."""
    pay, now = end.result.plan.sections.pay, end.next
    growth = end.by_member("pay_growth_closing")[name]
    if pay.raise_month == calendar_month(now) and _has_joined(end, row):
        at = min(len(end.result.months) - 1, number(now) - number(end.result.months[0]))
        growth = (1 + growth) * (1 + own_or_firm(row, pay, "raise_rate").at(at)) - 1
    if abs(growth) < DUST:
        return {}
    day = first_day(now)
    changed = [
        key for key in sorted(row.changes) if row.changes[key].base_pay and date.fromisoformat(key) < day
    ]
    above = ("positions", name, "changes", changed[-1]) if changed else ("positions", name)
    stated = last_stint(end, name).state["base_pay"]
    at = min(len(stated.values), end.result.months.index(end.last) + 1) - 1
    path = (*above, "base_pay")
    return {path: noted.card(path, stated.values[at] * (1 + growth))}


def _heads(end: YearEnd, name: str, row: Position) -> Settings:
    """Return the heads of a row that is sized by work: what the last month calls for, then the least."""
    if row.sized_by is None:
        return {}
    at = end.result.months.index(end.last)
    least, needed = row.people.at(at), end.by_member("heads_needed_closing")[name]
    heads = max(least, float(ceil(needed - DUST)))
    if heads == least:
        return {}
    following = from_number(number(end.next) + 1)
    return {("positions", name, "people"): {f"{end.next}-01": heads, f"{following}-01": least}}


def _staff(end: YearEnd, noted: Noted) -> Transition:
    """Return last year's average staff, by which levies are charged."""
    path = ("contributions", "staff_last_year")
    if calendar_month(end.next) != 1 or not end.result.members["scheme"]:
        return Transition()
    return Transition(
        {path: noted.card(path, end.total("staff_months_closing") / end.total("staff_counted_closing"))}
    )


def _grades(end: YearEnd) -> Transition:
    """Return the grade of the last month, paid in the first month of the new plan."""
    grades = end.result.members.get("grade", ())
    cards = end.result.members.get("scorecard", ())
    if not grades:
        return Transition()
    reached = end.closing("score_in_grade")
    return Transition({
        ("scorecards", card, "grade_before"): grades[int(reached[row].argmax())]
        for row, card in enumerate(cards)
        if reached[row].any()
    })  # fmt: skip


def _scored(end: YearEnd) -> Transition:
    """Return the positions of scorecards without those who have left."""
    gone, scorecards = set(left(end)), end.result.plan.sections.scorecards
    return Transition({
        ("scorecards", card, "positions"): [name for name in each.positions if name not in gone]
        for card, each in scorecards.items()
        if gone & set(each.positions)
    })  # fmt: skip
