"""Positions by month: days in post, joiners and leavers, and whether contributions are due."""

from __future__ import annotations

from datetime import date, timedelta

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.plan import Plan
from artplan.plan.schema.positions import Position
from artplan.plan.written import calendar

PER = ("position",)

INPUTS = (
    Input("headcount_is_planned", "1", ("post",), "有编制", "Headcount is planned", "last"),
    Input(
        "days_in_post",
        "day",
        PER,
        "在岗天数",
        "Days in post",
        "sum",
        "Calendar days, or working days out of 21.75, of the month from start to end.",
    ),
    Input("days_full", "day", PER, "满勤天数", "Days of a full month", "sum"),
    Input("position_at_start", "1", PER, "期初在岗", "In post at the start", "last"),
    Input("position_joins", "1", PER, "当月入职", "Joins in the month", "sum"),
    Input("position_leaves", "1", PER, "当月离职", "Leaves in the month", "sum"),
    Input(
        "contribution_due",
        "1",
        PER,
        "当月缴费",
        "Contributions due",
        "sum",
        "1 where in post on the month's cut-off day.",
    ),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    positions = list(plan.sections.positions.values())
    working = plan.sections.plan.day_count == "working"
    cut_off = plan.sections.contributions.cut_off_day
    months = plan.months

    def table(value: object) -> Numbers:
        return rows([[float(value(p, m)) for m in months] for p in positions], len(months))  # type: ignore[operator]

    planned = [(float(post.planned_headcount.given),) for post in plan.sections.posts.values()]
    return {
        "headcount_is_planned": rows(planned, len(months)),
        "days_in_post": table(lambda p, m: days_between(m, p.start, p.end, working)),
        "days_full": table(lambda p, m: calendar.WORKING_DAYS if working else calendar.days_in(m)),
        "position_at_start": rows([[float(_at_start(p, months[0]))] for p in positions], len(months)),
        "position_joins": table(lambda p, m: p.start is not None and calendar.month_of(p.start) == m),
        "position_leaves": table(lambda p, m: p.end is not None and calendar.month_of(p.end) == m),
        "contribution_due": table(lambda p, m: _due(p, m, cut_off)),
    }


def days_between(month: str, start: date | None, end: date | None, working: bool) -> float:
    """Return the days in post in the month; with `working`, all of its working days count as 21.75."""
    if not working:
        return calendar.days_within(month, start, end)
    days = calendar.weekdays_within(month, start, end)
    full = calendar.weekdays_within(month, None, None)
    return calendar.WORKING_DAYS if days == full else min(days, calendar.WORKING_DAYS)


def _at_start(position: Position, month: str) -> bool:
    return _in_post(position, calendar.first_day(month) - timedelta(days=1)) and (
        position.end is None or position.end >= calendar.first_day(month)
    )


def _in_post(position: Position, day: date) -> bool:
    return (position.start is None or position.start <= day) and (position.end is None or day <= position.end)


def _due(position: Position, month: str, cut_off: int) -> bool:
    day = calendar.first_day(month).replace(day=min(cut_off, calendar.days_in(month)))
    return _in_post(position, day)
