"""The commission that channels earn on what their visits sell.

A contract pays the commission on orders placed, on orders paid, or on orders that are paid and kept. What is
paid of the orders placed is what the campaign's buyers pay and stock and packers can serve. Where only kept
orders earn, the commission of an order that comes back is given back in the month in which its buyer is
refunded: what is still to be given back moves nearer by the dimension `age`, channel by channel, as refunds
do. It counts against the channel's everyday business, whichever campaign sold it; in a month after a large
campaign that may bring the commission below 0. Orders that are delivered later earn it with the order.
Commission of before the plan is left out.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, of, ratio, total, where


@line("1", zh="付款订单占比", en="Share of orders that are paid", per="campaign", rolls="recomputed")
def orders_paid_share(orders_paid, orders_wanted, orders_agreed, direct_orders, orders_of_visits):
    """The part of what visits order that is paid, and served as far as the month's deliveries are."""
    served = ratio(orders_paid, orders_wanted, 1)
    return ratio((orders_agreed - direct_orders) * served, orders_of_visits, 0)


@line("CNY", zh="当月订单佣金", en="Commission of the month's orders", per="placement", good="down")
def placement_commission_arising(
    commission_per_order_value, order_value, placement_visits, channel_commission_on_placed, orders_paid_share
):
    """Commission on what the placement's visits order, or on what of that is paid."""
    ordered = placement_visits * commission_per_order_value * of(order_value, by="campaign", per="placement")
    return ordered * where(
        of(channel_commission_on_placed, by="channel", per="placement"),
        1,
        of(orders_paid_share, by="campaign", per="placement"),
    )


@line(
    "CNY",
    zh="预计退回佣金（按月份）",
    en="Commission that refunds will give back",
    per=("age", "placement"),
    good="up",
)
def placement_commission_returning(
    placement_commission_arising, channel_commission_on_kept, placement_refund_weight, refund_month_share
):
    """The part of it on orders that will be refunded, by the month of the refund, if only kept ones earn."""
    return (
        placement_commission_arising
        * of(channel_commission_on_kept, by="channel", per="placement")
        * placement_refund_weight
        * of(refund_month_share, by="campaign", per="placement")
    )


@line(
    "CNY",
    zh="渠道预计退回佣金（按月份）",
    en="Commission that refunds will give back by channel",
    per=("channel", "age"),
    good="up",
)
def channel_commission_returning(placement_commission_returning):
    """What refunds of the channel's orders of the month will give back, by the month of the refund."""
    return total(placement_commission_returning, over="placement", by="channel")


channel_commission_due_back_opening = opening(
    "channel_commission_due_back_closing", zh="期初待退回佣金（按月份）"
)


@line(
    "CNY",
    zh="待退回佣金（按月份）",
    en="Commission by month of return",
    per=("channel", "age"),
    rolls="last",
)
def channel_commission_due_back(channel_commission_due_back_opening, channel_commission_returning):
    """Commission to be given back, one month nearer, and the month's own by the month of the refund."""
    return aged(channel_commission_due_back_opening) + channel_commission_returning


@line("CNY", zh="退回佣金", en="Commission given back", per="channel", good="up")
def channel_commission_returned(channel_commission_due_back, falls_due):
    """Commission on orders whose buyers are refunded in the month, whenever they paid."""
    return total(channel_commission_due_back * falls_due, over="age")


@line(
    "CNY",
    zh="期末待退回佣金（按月份）",
    en="Commission due back closing",
    per=("channel", "age"),
    rolls="last",
)
def channel_commission_due_back_closing(channel_commission_due_back, falls_due):
    """Commission that is still to be given back, by the month in which it is."""
    return channel_commission_due_back * (1 - falls_due)


@line("CNY", zh="渠道佣金", en="Channel commission", per="placement", good="down")
def placement_commission(placement_commission_arising, channel_commission_returned, is_everyday):
    """Commission of the month's orders, less what returns give back; that stands with everyday business."""
    returned = of(channel_commission_returned, by="channel", per="placement")
    return placement_commission_arising - returned * of(is_everyday, by="campaign", per="placement")


@line("CNY", zh="待退回佣金收发存一致", en="Commission due back adds up", per="channel", check="error")
def check_channel_commission(
    channel_commission_due_back_opening,
    channel_commission_returning,
    channel_commission_returned,
    channel_commission_due_back_closing,
):
    """Commission due back opening and new, less that of the month and the closing."""
    return (
        total(channel_commission_due_back_opening, over="age")
        + total(channel_commission_returning, over="age")
        - channel_commission_returned
        - total(channel_commission_due_back_closing, over="age")
    )
