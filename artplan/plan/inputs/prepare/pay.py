"""Inputs from a position's dates and the firm's pay policy: probation, raises, payment months, backfill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single
from artplan.plan.inputs.prepare.ages import AGES
from artplan.plan.inputs.prepare.positions import days_between
from artplan.plan.plan import Plan
from artplan.plan.schema.campaigns import Campaign
from artplan.plan.schema.pay import Pay
from artplan.plan.schema.positions import Position, SizedBy
from artplan.plan.written import calendar

PER = ("position",)
DECEMBER = 12
WORK = ("enquiries_per_head", "orders_per_head", "returns_per_head", "sales_per_head")
OF_FIRM = ("raise_rate", "probation_pay_share", "thirteenth_month_share", "leaver_rate")

INPUTS = (
    Input("a_person", "person", (), "一人", "One person", "last"),
    Input("raise_rate", "1", PER, "调薪比例", "Raise"),
    Input(
        "raise_due",
        "1",
        PER,
        "当月调薪",
        "Raise is due",
        "sum",
        "1 in the raise month after the plan's first month and after the month in which the position starts.",
    ),
    Input("days_on_probation", "day", PER, "试用期天数", "Days on probation", "sum"),
    Input("probation_pay_share", "1", PER, "试用工资比例", "Probation pay share"),
    Input("thirteenth_month_share", "1", PER, "年终奖折合月数", "Monthly pays of the 13th month"),
    Input("thirteenth_month_payment", "1", (), "年终奖发放月", "13th month is paid", "sum"),
    Input("thirteenth_month_with_own_month", "1", (), "年终奖含发放当月", "13th month covers its own month"),
    Input("thirteenth_month_accrues", "1", (), "年终奖按月计提", "13th month is accrued"),
    Input("high_temperature_due", "1", PER, "当月发高温津贴", "High-temperature allowance is due", "sum"),
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
    Input("enquiries_per_head", "enquiry/person/month", PER, "人均询单量", "Enquiries a head handles"),
    Input("orders_per_head", "order/person/month", PER, "人均发货量", "Orders a head handles"),
    Input("returns_per_head", "order/person/month", PER, "人均退货量", "Returns a head handles"),
    Input("sales_per_head", "CNY/person/month", PER, "人均销售额", "Sales a head stands for"),
    Input(
        "campaign_peak",
        "1",
        ("campaign",),
        "高峰日系数",
        "Peak factor",
        "average",
        "The campaign's busiest day over its average over all days of the month; everyday business: 1.",
    ),
    Input("january", "1", (), "一月", "January", "sum"),
    Input("base_is_entered", "1", (), "按申报工资缴费", "Base: entered"),
    Input("base_is_current", "1", (), "按当月工资缴费", "Base: the month's pay"),
    Input("base_is_average", "1", (), "按上年平均工资缴费", "Base: last year's average"),
    Input("scheme_is_levy", "1", ("scheme",), "属于规费", "Is a levy"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    positions, months = list(plan.sections.positions.values()), plan.months
    pay, contributions = plan.sections.pay, plan.sections.contributions
    number = [calendar.calendar_month(month) for month in months]
    own = {name: [_own(p, pay, name).values for p in positions] for name in OF_FIRM}
    levies = [
        [float(entry is not None and entry.scheme.kind == "levy") for entry in entries]
        for entries in plan.law.schemes.values()
    ]
    return {
        "a_person": single([1.0]),
        **{name: rows(values, len(months)) for name, values in own.items()},
        "raise_due": rows([_raises(p, months, pay.raise_month) for p in positions], len(months)),
        "days_on_probation": rows([list(_probation(p, plan)) for p in positions], len(months)),
        "thirteenth_month_payment": single([float(n == pay.thirteenth_month_paid_in) for n in number]),
        "thirteenth_month_with_own_month": single([_with_own_month(pay)]),
        "thirteenth_month_accrues": single([float(pay.thirteenth_month == "accrued")]),
        "high_temperature_due": rows([_is_hot(p, pay, number) for p in positions], len(months)),
        "seat_waits": _waits([_own(p, pay, "backfill_months") for p in positions]),
        "ramp_months": rows([(float(p.ramp_months),) for p in positions], len(months)),
        **_sized(positions, len(months)),
        "campaign_peak": _peaks(plan),
        "january": single([float(n == 1) for n in number]),
        **{
            f"base_is_{word}": single([float(contributions.base.endswith(word))])
            for word in ("entered", "current", "average")
        },
        "scheme_is_levy": rows(levies, len(months)),
    }


def _own(position: Position, pay: Pay, name: str) -> Any:
    """Return the position's own value, else the firm's."""
    own = getattr(position, name)
    return getattr(pay, name) if own is None else own


def _is_hot(position: Position, pay: Pay, number: Sequence[int]) -> list[float]:
    """Return 1 for each month in which the position is paid the high-temperature allowance, else 0."""
    works_in_it = not pay.high_temperature_posts or position.post in pay.high_temperature_posts
    return [float(works_in_it and n in pay.high_temperature_months) for n in number]


def _raises(position: Position, months: Sequence[str], raise_month: int) -> list[float]:
    began = max(months[0], calendar.month_of(position.start) if position.start else "")
    return [float(calendar.calendar_month(m) == raise_month and m > began) for m in months]


def _probation(position: Position, plan: Plan) -> Iterator[float]:
    """Yield the days in post and on probation in each month, counted in the same way as days in post."""
    length = _own(position, plan.sections.pay, "probation_months")
    working = plan.sections.plan.day_count == "working"
    for month in plan.months:
        if position.start is None or not length:
            yield 0.0
        else:
            over = _months_on(position.start, length) - timedelta(days=1)
            last = over if position.end is None else min(over, position.end)
            yield days_between(month, position.start, last, working) if last >= position.start else 0.0


def _months_on(day: date, count: int) -> date:
    """Return the same day `count` months later, or the first of the next month if there is no such day."""
    month = calendar.from_number(calendar.number(calendar.month_of(day)) + count)
    last = calendar.last_day(month)
    return last.replace(day=day.day) if day.day <= last.day else last + timedelta(days=1)


def _waits(lags: Sequence[int]) -> Numbers:
    waits = [[float(int(age) < lag) for age in AGES] for lag in lags]
    return np.array(waits, dtype=float).reshape(len(waits), len(AGES), 1, 1)


def _sized(positions: Sequence[Position], length: int) -> dict[str, Numbers]:
    sizes = [position.sized_by or SizedBy() for position in positions]
    return {
        "is_sized": rows([(float(p.sized_by is not None),) for p in positions], length),
        "sized_on_peak": rows([(float(size.on == "peak"),) for size in sizes], length),
        "sized_step": rows([(float(size.rounding != "none"),) for size in sizes], length),
        "sized_down": rows([(float(size.rounding == "down"),) for size in sizes], length),
        "sized_nearest": rows([(float(size.rounding == "nearest"),) for size in sizes], length),
        **{name: rows([getattr(size, name).values for size in sizes], length) for name in WORK},
    }


def _peaks(plan: Plan) -> Numbers:
    everyday = [(1.0,)] * len(plan.sections.storefronts)
    counted = [(month, plan.sections.plan.days_in(month)) for month in plan.months]
    own = [[_peak(campaign, *each) for each in counted] for campaign in plan.sections.campaigns.values()]
    return rows([*everyday, *own], len(plan.months))


def _peak(campaign: Campaign, month: str, days: int) -> float:
    """Return the weight of the busiest day over the mean weight of all the month's days.

    The result is at least 1 in a month with weights: the plan may count fewer days in a month than the
    campaign has there. It is 0 in a month without the campaign.
    """
    part = calendar.span(month, campaign.start, campaign.end)
    if part is None:
        return 0.0
    weights = [campaign.weight(day) for day in calendar.each_day(*part)]
    return max(max(weights) * days / sum(weights), 1.0) if sum(weights) else 0.0


def _with_own_month(pay: Pay) -> float:
    """Return 1 if the 13th month covers the month in which it is paid, else 0.

    By default, a payment in December is for the year that ends with it, and a payment in any other month for
    the year before.
    """
    by_itself = "with_own_month" if pay.thirteenth_month_paid_in == DECEMBER else "until_last_month"
    return float((pay.thirteenth_month_covers or by_itself) == "with_own_month")
