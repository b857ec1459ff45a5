"""Rows of positions by month: whether anybody is there, and how their heads are worked out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.inputs.prepare.ages import AGES
from artplan.plan.plan import Plan
from artplan.plan.schema.pay import own_or_firm
from artplan.plan.schema.positions import Position
from artplan.plan.schema.sized_by import SizedBy
from artplan.plan.written import calendar

PER = ("position",)
WORK = ("enquiries_per_head", "orders_per_head", "returns_per_head", "sales_per_head")

INPUTS = (
    Input("headcount_is_planned", "1", ("post",), "有编制", "Headcount is planned", "last"),
    Input(
        *("headcount_planned_next", "person", ("post",), "次月编制", "Planned headcount next month", "last"),
        "In the plan's last month, that month's.",
    ),
    Input(
        *("position_present", "1", PER, "当月在职", "In post in the month", "average"),
        "1 in every month with a day in post, a weekend too.",
    ),
    Input("position_leaves", "1", PER, "当月离职", "Leaves in the month", "sum"),
    Input(
        *("people_next", "person", PER, "次月人数", "People next month", "last"),
        "What the plan enters for the next month; in the plan's last month, that month's.",
    ),
    Input("leaver_rate", "1/month", PER, "离职率", "Leavers a month"),
    Input(
        "seat_waits",
        "1",
        ("position", "age"),
        "空缺待补",
        "Seat still waits",
        "average",
        "1 while a leaver's seat is younger than the lag until it is filled again.",
    ),
    Input("ramp_months", "1", PER, "上手月数", "Months of the ramp", "last"),
    Input("is_sized", "1", PER, "按工作量配人", "Sized by work"),
    Input("sized_on_peak", "1", PER, "按高峰日配人", "Sized on the peak day"),
    Input("sized_step", "person", PER, "配人取整单位", "Step of sizing", "last"),
    Input("sized_down", "1", PER, "配人舍去零头", "Sized in whole heads, rounded down"),
    Input("sized_nearest", "1", PER, "配人四舍五入", "Sized to the nearest whole head"),
    Input("heads_are_held", "1", PER, "人数已定", "Heads are held"),
    Input("heads_held", "person", PER, "已定人数", "Heads held", "last"),
    Input("enquiries_per_head", "enquiry/person/month", PER, "人均询单量", "Enquiries a head handles"),
    Input("orders_per_head", "order/person/month", PER, "人均发货量", "Orders a head handles"),
    Input("returns_per_head", "order/person/month", PER, "人均退货量", "Returns a head handles"),
    Input("sales_per_head", "CNY/person/month", PER, "人均销售额", "Sales a head stands for"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    positions, months, pay = list(plan.sections.positions.values()), plan.months, plan.sections.pay
    posts = plan.sections.posts.values()
    planned = [(float(post.planned_headcount.given),) for post in posts]
    leaves = [[float(_leaves(p, m)) for m in months] for p in positions]
    return {
        "headcount_is_planned": rows(planned, len(months)),
        "headcount_planned_next": rows([_shifted(p.planned_headcount.values) for p in posts], len(months)),
        "position_present": rows([[float(_present(p, m)) for m in months] for p in positions], len(months)),
        "position_leaves": rows(leaves, len(months)),
        "people_next": rows([_shifted(p.people.values) for p in positions], len(months)),
        "leaver_rate": rows([own_or_firm(p, pay, "leaver_rate").values for p in positions], len(months)),
        "seat_waits": _waits([own_or_firm(p, pay, "backfill_months") for p in positions]),
        "ramp_months": rows([(float(p.ramp_months),) for p in positions], len(months)),
        **_sized(positions, len(months)),
    }


def _shifted(values: tuple[float, ...]) -> tuple[float, ...]:
    return (*values[1:], values[-1])


def _present(position: Position, month: str) -> bool:
    return calendar.days_within(month, position.start, position.end) > 0


def _leaves(position: Position, month: str) -> bool:
    return position.end is not None and calendar.month_of(position.end) == month


def _waits(lags: Sequence[int]) -> Numbers:
    waits = [[float(int(age) < lag) for age in AGES] for lag in lags]
    return np.array(waits, dtype=float).reshape(len(waits), len(AGES), 1, 1)


def _held(size: SizedBy, length: int) -> list[float]:
    """From the second month on: in the first one those are there whom the row enters."""
    return [float(size.held.given and month > 0) for month in range(length)]


def _sized(positions: Sequence[Position], length: int) -> dict[str, Numbers]:
    sizes = [position.sized_by or SizedBy() for position in positions]
    return {
        "is_sized": rows([(float(p.sized_by is not None),) for p in positions], length),
        "sized_on_peak": rows([(float(size.on == "peak"),) for size in sizes], length),
        "sized_step": rows([(float(size.rounding != "none"),) for size in sizes], length),
        "sized_down": rows([(float(size.rounding == "down"),) for size in sizes], length),
        "sized_nearest": rows([(float(size.rounding == "nearest"),) for size in sizes], length),
        "heads_are_held": rows([_held(size, length) for size in sizes], length),
        "heads_held": rows([size.held.values for size in sizes], length),
        **{name: rows([getattr(size, name).values for size in sizes], length) for name in WORK},
    }
