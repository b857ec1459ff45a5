"""Work against the people in post: enquiries to answer, parcels to pack.

Work above capacity waits for the next month or is lost, as the plan says. What waits is answered and sent
late, but its money stays in the month of the order; of what is lost, only the month's own orders are no
sale. A plan in which no post counts work has no limit.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, minimum, one_month, rate, ratio, total, where

# Enquiries


@line("enquiry", zh="询单总数", en="Enquiries, all storefronts")
def enquiries_total(enquiries):
    """Enquiries of the company."""
    return total(enquiries, over="campaign")


@line("enquiry", zh="岗位可回复询单数", en="Enquiries a post can answer", per="post", good="up")
def enquiry_capacity_by_post(productive_equivalent_by_post, enquiries_per_person):
    """What the people in post can answer."""
    return productive_equivalent_by_post * one_month(enquiries_per_person)


@line("enquiry", zh="可回复询单数", en="Enquiries that can be answered", good="up")
def enquiry_capacity(enquiry_capacity_by_post):
    """What all posts can answer."""
    return total(enquiry_capacity_by_post, over="post")


@line("1", zh="询单有上限", en="Enquiries are limited", rolls="last")
def enquiries_are_limited(enquiries_per_person):
    """1 where some post counts the enquiries that it can answer."""
    return total(enquiries_per_person, over="post") > 0


enquiry_backlog_opening = opening(
    "enquiry_backlog_closing", first="enquiry_backlog_start", zh="期初待回复询单"
)


@line("enquiry", zh="应回复询单数", en="Enquiries to answer", rolls="recomputed")
def enquiry_work(enquiry_backlog_opening, enquiries_total):
    """What has waited, and the month's own."""
    return enquiry_backlog_opening + enquiries_total


@line("enquiry", zh="已回复询单数", en="Enquiries answered", good="up")
def enquiries_answered(enquiries_are_limited, enquiry_work, enquiry_capacity):
    """As many as the people in post can answer."""
    return where(enquiries_are_limited, minimum(enquiry_work, enquiry_capacity), enquiry_work)


@line("enquiry", zh="流失询单数", en="Enquiries lost", good="down")
def enquiries_lost(enquiry_work, enquiries_answered, enquiries_total, enquiries_lost_share):
    """The lost part of the month's enquiries above capacity; what waited before is not lost."""
    return minimum(enquiry_work - enquiries_answered, enquiries_total) * enquiries_lost_share


@line("enquiry", zh="期末待回复询单", en="Enquiry backlog closing", rolls="last", good="down")
def enquiry_backlog_closing(enquiry_work, enquiries_answered, enquiries_lost):
    """Enquiries that wait for next month."""
    return enquiry_work - enquiries_answered - enquiries_lost


@line("order", zh="未回复询单流失订单数", en="Orders of unanswered enquiries", per="campaign", good="down")
def orders_unanswered(orders_after_enquiry, enquiries_lost, enquiries_total):
    """Orders that would have followed the lost enquiries."""
    return orders_after_enquiry * ratio(enquiries_lost, enquiries_total, 0)


@line("1", zh="客服负荷率", en="Load of customer service", rolls="recomputed")
def enquiry_load_rate(enquiries_total, enquiry_capacity):
    """The period's enquiries over what can be answered; 0 where nothing is counted."""
    return rate(enquiries_total, enquiry_capacity)


# Parcels


@line("order", zh="需求订单总数", en="Orders wanted, all storefronts")
def orders_wanted_total(orders_wanted):
    """Orders of the company that buyers would pay."""
    return total(orders_wanted, over="campaign")


@line("order", zh="应发包裹数", en="Parcels of the month")
def parcels_wanted(orders_wanted_total, orders_wanted, cancelled_rate, stock_served_share):
    """Orders that stock can serve and that are not refunded before dispatch, one parcel each."""
    unshipped = total(orders_wanted * cancelled_rate, over="campaign")
    return (orders_wanted_total - unshipped) * stock_served_share


@line("order", zh="岗位可打包数", en="Parcels a post can pack", per="post", good="up")
def parcel_capacity_by_post(productive_equivalent_by_post, parcels_per_person):
    """What the people in post can pack."""
    return productive_equivalent_by_post * one_month(parcels_per_person)


@line("order", zh="可打包数", en="Parcels that can be packed", good="up")
def parcel_capacity(parcel_capacity_by_post):
    """What all posts can pack."""
    return total(parcel_capacity_by_post, over="post")


@line("1", zh="打包有上限", en="Parcels are limited", rolls="last")
def parcels_are_limited(parcels_per_person):
    """1 where some post counts the parcels that it can pack."""
    return total(parcels_per_person, over="post") > 0


parcel_backlog_opening = opening("parcel_backlog_closing", first="parcel_backlog_start", zh="期初待发货")


@line("order", zh="待打包数", en="Parcels to pack", rolls="recomputed")
def parcel_work(parcel_backlog_opening, parcels_wanted):
    """What has waited, and the month's own."""
    return parcel_backlog_opening + parcels_wanted


@line("order", zh="已发包裹数", en="Parcels sent", good="up")
def parcels_sent(parcels_are_limited, parcel_work, parcel_capacity):
    """As many as the people in post can pack."""
    return where(parcels_are_limited, minimum(parcel_work, parcel_capacity), parcel_work)


@line("order", zh="取消订单数", en="Orders cancelled for want of packers", good="down")
def parcels_lost(parcel_work, parcels_sent, parcels_wanted, parcels_lost_share):
    """The cancelled part of the month's orders above capacity; what waited before is not cancelled."""
    return minimum(parcel_work - parcels_sent, parcels_wanted) * parcels_lost_share


@line("order", zh="期末待发货", en="Parcel backlog closing", rolls="last", good="down")
def parcel_backlog_closing(parcel_work, parcels_sent, parcels_lost):
    """Orders that are sent next month."""
    return parcel_work - parcels_sent - parcels_lost


@line("1", zh="发货损失占比", en="Share of orders lost in dispatch", rolls="average", good="down")
def dispatch_lost_share(parcels_lost, parcels_wanted):
    """Cancelled orders over those that stock can serve."""
    return ratio(parcels_lost, parcels_wanted, 0)


@line("1", zh="打包负荷率", en="Load of packing", rolls="recomputed")
def parcel_load_rate(parcels_wanted, parcel_capacity):
    """The period's parcels over what can be packed; 0 where nothing is counted."""
    return rate(parcels_wanted, parcel_capacity)


# Warnings and checks


@line("enquiry", zh="客服超负荷", en="Enquiries above capacity", rolls="max", good="down", check="alert")
def alert_enquiries(enquiry_work, enquiries_answered):
    """Enquiries that nobody in post has time for."""
    return enquiry_work - enquiries_answered


@line("order", zh="打包超负荷", en="Parcels above capacity", rolls="max", good="down", check="alert")
def alert_parcels(parcel_work, parcels_sent):
    """Orders that nobody in post has time to pack."""
    return parcel_work - parcels_sent


@line("enquiry", zh="询单收发存一致", en="Enquiry backlog adds up and is not negative", check="error")
def check_enquiry_backlog(
    enquiry_backlog_opening, enquiries_total, enquiries_answered, enquiries_lost, enquiry_backlog_closing
):
    """Opening and new less answered and lost, less the closing; and a closing below 0."""
    moved = enquiry_backlog_opening + enquiries_total - enquiries_answered - enquiries_lost
    return moved - enquiry_backlog_closing + maximum(0 - enquiry_backlog_closing, 0)


@line("order", zh="包裹收发存一致", en="Parcel backlog adds up and is not negative", check="error")
def check_parcel_backlog(
    parcel_backlog_opening, parcels_wanted, parcels_sent, parcels_lost, parcel_backlog_closing
):
    """Opening and new less sent and cancelled, less the closing; and a closing below 0."""
    moved = parcel_backlog_opening + parcels_wanted - parcels_sent - parcels_lost
    return moved - parcel_backlog_closing + maximum(0 - parcel_backlog_closing, 0)
