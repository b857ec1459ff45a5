"""What channels cost: clicks and impressions, fees, and the commission of what was sold and kept."""

from __future__ import annotations

from tests.naive import returns
from tests.naive.month import Month, add, figure, per


def commission(m: Month) -> None:
    """Commission of the month's orders; what returns give back is taken off everyday business."""
    n, arising = m.now, "placement_commission_arising"
    served = n["stock_served_share"] * (1 - n["dispatch_lost_share"])
    paid = m.each(
        "orders_paid_share",
        "campaign",
        lambda c: per(
            (n["orders_agreed"][c] - n["direct_orders"][c]) * (served if n["orders_wanted"][c] else 1.0),
            n["orders_of_visits"][c],
        ),
    )
    accounts = ("channel_commission_due_back",)
    returns.empty(m, accounts, (arising, "placement_commission_returning", "placement_commission"))
    n["channel_commission_returning"] = {
        (channel, age): 0.0 for channel in m.members("channel") for age in m.members("age")
    }
    for one in m.members("placement"):
        channel, c = str(m.group("placement", "channel", one)), str(m.group("placement", "campaign", one))
        ordered = n["placement_visits"][one] * n["order_value"][c] * n["commission_per_order_value"][one]
        earned = ordered if m.of("channel_commission_on_placed", channel) else ordered * paid[c]
        n[arising][one] = n["placement_commission"][one] = earned
        kept, weight = m.of("channel_commission_on_kept", channel), n["placement_refund_weight"][one]
        for age in m.members("age"):
            back = earned * weight * n["refund_month_share"][c, age] if kept else 0.0
            n["placement_commission_returning"][age, one] = back
            key = (channel, age)
            n["channel_commission_returning"][key] += back
    returned = m.each("channel_commission_returned", "channel", lambda channel: _given_back(m, channel))
    for one in m.members("placement"):
        if m.of("is_everyday", str(m.group("placement", "campaign", one))):
            n["placement_commission"][one] -= returned[str(m.group("placement", "channel", one))]
    m.each("check_channel_commission", "channel", lambda channel: 0.0)


def _given_back(m: Month, channel: str) -> float:
    def sold(then: Month, age: str) -> float:
        return float(then.now["channel_commission_returning"][channel, age])

    return returns.to_come(m, "channel_commission_due_back", channel, sold)


def spend(m: Month) -> None:
    """What placements and channels cost, together and by day."""
    n = m.now
    costs = n["advertising_spend"] = {}
    for one in m.members("placement"):
        channel = str(m.group("placement", "channel", one))
        costs[one] = n["placement_fee"][one] + n["placement_commission"][one]
        if not n["spend_is_commission"][channel]:
            costs[one] += n["placement_spend"][one]
    by_channel = m.sum_by("spend_by_channel", "placement", "channel", costs)
    came = n["visits_by_channel"]
    m.each("cost_per_visit_by_channel", "channel", lambda one: figure(by_channel[one], came[one]))
    n["advertising_total"] = add(costs.values())
    campaign = m.given.groups["placement", "campaign"]
    days = m.each("placement_days", "placement", lambda one: m.of("campaign_days", str(campaign[one])))
    m.each("advertising_per_day", "placement", lambda one: figure(costs[one], days[one]))
    n["check_advertising"] = 0.0
