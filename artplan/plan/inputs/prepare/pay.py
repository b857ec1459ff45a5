"""Inputs from the firm's pay policy: payment months, contribution base; and the campaigns' busiest days."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single
from artplan.plan.plan import Plan
from artplan.plan.schema.campaigns import Campaign
from artplan.plan.schema.pay import Pay
from artplan.plan.written import calendar

DECEMBER = 12
SEAT_DUST = 1e-9

INPUTS = (
    Input("a_person", "person", (), "一人", "One person", "last"),
    Input(
        *("seat_dust", "person", (), "人数尘差", "Dust of heads", "last"),
        "Less than this is nobody: what is left where sums of parts of heads cancel.",
    ),
    Input("thirteenth_month_payment", "1", (), "年终奖发放月", "13th month is paid", "sum"),
    Input("thirteenth_month_with_own_month", "1", (), "年终奖含发放当月", "13th month covers its own month"),
    Input("thirteenth_month_accrues", "1", (), "年终奖按月计提", "13th month is accrued"),
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
    Input("base_is_entered", "1", (), "按录入工资缴费", "Base: entered"),
    Input("base_is_current", "1", (), "按当月工资缴费", "Base: the month's pay"),
    Input("base_is_average", "1", (), "按上年平均工资缴费", "Base: last year's average"),
    Input("scheme_is_levy", "1", ("scheme",), "属于规费", "Is a levy"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    months, pay, contributions = plan.months, plan.sections.pay, plan.sections.contributions
    number = [calendar.calendar_month(month) for month in months]
    levies = [
        [float(entry is not None and entry.scheme.kind == "levy") for entry in each.entries]
        for each in plan.law.schemes.values()
    ]
    return {
        "a_person": single([1.0]),
        "seat_dust": single([SEAT_DUST]),
        "thirteenth_month_payment": single([float(n == pay.thirteenth_month_paid_in) for n in number]),
        "thirteenth_month_with_own_month": single([_with_own_month(pay)]),
        "thirteenth_month_accrues": single([float(pay.thirteenth_month == "accrued")]),
        "campaign_peak": _peaks(plan),
        "january": single([float(n == 1) for n in number]),
        **{
            f"base_is_{word}": single([float(contributions.base.endswith(word))])
            for word in ("entered", "current", "average")
        },
        "scheme_is_levy": rows(levies, len(months)),
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
