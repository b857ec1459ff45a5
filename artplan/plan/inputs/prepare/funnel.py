"""Season and funnel: the calendar month that takes the rounding difference, and the limits of the funnel."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single
from artplan.plan.leaf.leaf import is_card
from artplan.plan.leaf.reading import PERIODS
from artplan.plan.plan import Plan
from artplan.plan.schema.season import Season

INPUTS = (
    Input("is_largest_month", "1", ("base_month",), "占比最大月份", "Largest calendar month", "last"),
    Input("share_months", "1", (), "占比所属月数", "Months of a share", "last"),
    Input(
        *("takes_share_rest", "1", ("base_month",), "承担占比余数", "Takes what rounding leaves", "last"),
        "Of the month, quarter or half-year with the largest share, each month's part.",
    ),
    Input("channel_goes_on", "1", ("channel",), "沿用上月流量", "Last month's visits go on"),
    Input("most_clicks", "click/impression", (), "单次展现最多点击", "Most clicks of an impression"),
    Input("most_visits", "visit/click", (), "单次点击最多访客数", "Most visits of a click"),
    Input("most_orders", "order/visit", (), "单 UV 最多订单", "Most orders of a visit"),
    Input("most_enquiries", "enquiry/visit", (), "单 UV 最多询单", "Most enquiries of a visit"),
    Input("customers_per_order", "customer/order", (), "每单客户数", "Customers of an order"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    season = plan.sections.season
    values = season.shares.values if any(season.shares.values) else season.last_year_sales.values
    wide = values if len(values) == 12 else values * 12
    largest = wide.index(max(wide))  # the first of equal months
    together = _months_of_a_share(season)
    first = largest - largest % together
    takes = [float(first <= month < first + together) / together for month in range(12)]
    goes_on = [(float(channel.goes_on),) for channel in plan.sections.channels.values()]
    ones = {entry.name: single([1.0]) for entry in INPUTS if "/" in entry.unit}
    return {
        "is_largest_month": rows([(float(month == largest),) for month in range(12)], 1),
        "share_months": single([float(together)]),
        "takes_share_rest": rows([(each,) for each in takes], 1),
        "channel_goes_on": rows(goes_on, len(plan.months)),
        **ones,
    }


def _months_of_a_share(season: Season) -> int:
    """Return how many months share one entry: those of a quarter or a half-year, where these are given."""
    leaf = season.shares if any(season.shares.values) else season.last_year_sales
    written = leaf.written["value"] if is_card(leaf.written) else leaf.written
    return (
        len(PERIODS[next(iter(written))]) if isinstance(written, dict) and set(written) <= set(PERIODS) else 1
    )
