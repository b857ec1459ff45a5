"""The funnel never widens: impressions, clicks, visits, orders; and visits end where a channel saturates.

Units must agree before two steps can be compared: an impression is clicked at most once, a click brings at
most one visit, a visit ends in at most one order. These ones, with their units, turn a step into the most
that the next can be; a step wider than that is an error.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, ratio, where


@line("click", zh="点击数不超过展现量", en="Clicks never exceed impressions", per="channel", check="error")
def check_clicks(clicks_by_channel, impressions_by_channel, most_clicks, click_rate):
    """Clicks above impressions, where impressions are known."""
    return where(click_rate > 0, maximum(clicks_by_channel - impressions_by_channel * most_clicks, 0), 0)


@line("visit", zh="访客数不超过点击数", en="Visits never exceed clicks", per="channel", check="error")
def check_visits_of_clicks(
    visits_by_channel, clicks_by_channel, most_visits, priced_by_click, priced_by_impression
):
    """Visits above clicks, where clicks are paid for."""
    return where(
        priced_by_click + priced_by_impression > 0,
        maximum(visits_by_channel - clicks_by_channel * most_visits, 0),
        0,
    )


@line(
    "visit",
    zh="访客数超出渠道上限",
    en="Visits beyond reach",
    per="placement",
    rolls="max",
    good="down",
    check="alert",
)
def alert_visits_beyond_reach(
    placement_by_target, placement_visits_priced, visits_at_reference_spend, placement_saturation
):
    """Visits that a target needs beyond all that the channel brings at any spend."""
    beyond = maximum(placement_saturation * placement_visits_priced - visits_at_reference_spend, 0)
    return placement_by_target * ratio(beyond, placement_saturation, 0)


@line("order", zh="下单数不超过访客数", en="Orders never exceed visits", per="campaign", check="error")
def check_orders_of_visits(orders_of_visits, visits, most_orders):
    """Orders of visits above visits."""
    return maximum(orders_of_visits - visits * most_orders, 0)


@line("enquiry", zh="询单数不超过访客数", en="Enquiries never exceed visits", per="campaign", check="error")
def check_enquiries_of_visits(enquiries, visits, most_enquiries):
    """Enquiries above visits."""
    return maximum(enquiries - visits * most_enquiries, 0)


@line(
    "order", zh="成交不超过需求", en="Orders paid never exceed orders wanted", per="campaign", check="error"
)
def check_orders_wanted(orders_agreed, orders_placed, orders_paid, orders_wanted):
    """Orders agreed above orders placed, paid above wanted, or any of them below 0."""
    return (
        maximum(orders_agreed - orders_placed, 0)
        + maximum(orders_paid - orders_wanted, 0)
        + maximum(0 - orders_paid, 0)
    )
