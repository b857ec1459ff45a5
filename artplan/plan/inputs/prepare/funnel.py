"""Season and funnel: the calendar month that takes the rounding difference, and the limits of the funnel."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single
from artplan.plan.plan import Plan

INPUTS = (
    Input("is_largest_month", "1", ("base_month",), "占比最大月份", "Largest calendar month", "last"),
    Input("channel_goes_on", "1", ("channel",), "沿用上月流量", "Last month's visits go on"),
    Input("most_clicks", "click/impression", (), "单次展现最多点击", "Most clicks of an impression"),
    Input("most_visits", "visit/click", (), "单次点击最多访客", "Most visits of a click"),
    Input("most_orders", "order/visit", (), "单次访问最多订单", "Most orders of a visit"),
    Input("most_enquiries", "enquiry/visit", (), "单次访问最多询单", "Most enquiries of a visit"),
    Input("customers_per_order", "customer/order", (), "每单客户数", "Customers of an order"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    season = plan.sections.season
    values = season.shares.values if any(season.shares.values) else season.last_year_sales.values
    wide = values if len(values) == 12 else values * 12
    largest = wide.index(max(wide))  # the first of equal months
    goes_on = [(float(channel.goes_on),) for channel in plan.sections.channels.values()]
    ones = {entry.name: single([1.0]) for entry in INPUTS if "/" in entry.unit}
    return {
        "is_largest_month": rows([(float(month == largest),) for month in range(12)], 1),
        "channel_goes_on": rows(goes_on, len(plan.months)),
        **ones,
    }
