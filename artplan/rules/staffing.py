"""How many heads a row has: as entered, or sized by last month's work; leavers and their backfill.

A leaver of the leaver rate works to the month's end; the seat then stays empty for the lag. Who the heads
are is worked out in `persons`.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import (
    aged,
    maximum,
    of,
    one_month,
    ratio,
    round_down,
    round_half_up,
    round_up,
    total,
    where,
)


@line("enquiry", zh="按高峰日折算询单数", en="Enquiries at the busiest day's pace", rolls="average")
def enquiries_at_peak(enquiries, campaign_peak):
    """The month's enquiries if every day were as busy as the campaigns' busiest, taken together."""
    return total(enquiries * campaign_peak, over="campaign")


@line("order", zh="按高峰日折算付款订单数", en="Orders at the busiest day's pace", rolls="average")
def orders_at_peak(orders_paid, cancelled_rate, campaign_peak):
    """The month's orders to ship if every day were as busy as the campaigns' busiest, taken together."""
    unshipped = total(orders_paid * cancelled_rate * campaign_peak, over="campaign")
    return total(orders_paid * campaign_peak, over="campaign") - unshipped


@line("order", zh="按高峰日折算退货订单数", en="Returns at the busiest day's pace", rolls="average")
def returns_at_peak(orders_returned_at_once, campaign_peak, orders_returned_total):
    """Refunds of the month's own sales at the busiest day's pace; those of earlier months come evenly."""
    earlier = orders_returned_total - total(orders_returned_at_once, over="campaign")
    return total(orders_returned_at_once * campaign_peak, over="campaign") + earlier


@line("CNY", zh="按高峰日折算成交额", en="Sales at the busiest day's pace", rolls="average")
def sales_at_peak(gross_sales, campaign_peak):
    """The month's gross sales if every day were as busy as the campaigns' busiest, taken together."""
    return total(gross_sales * campaign_peak, over="campaign")


@line("person", zh="询单所需人数", en="Heads for enquiries", per="position", rolls="last")
def heads_for_enquiries(sized_on_peak, enquiries_at_peak, enquiries_by_storefront, enquiries_per_head):
    """The month's enquiries over what one head handles."""
    work = where(sized_on_peak, enquiries_at_peak, total(enquiries_by_storefront, over="storefront"))
    return ratio(work, one_month(enquiries_per_head), 0)


@line("person", zh="发货所需人数", en="Heads for orders", per="position", rolls="last")
def heads_for_orders(sized_on_peak, orders_at_peak, orders_shipped_by_storefront, orders_per_head):
    """The month's orders that ship over what one head handles."""
    work = where(sized_on_peak, orders_at_peak, total(orders_shipped_by_storefront, over="storefront"))
    return ratio(work, one_month(orders_per_head), 0)


@line("person", zh="退货所需人数", en="Heads for returns", per="position", rolls="last")
def heads_for_returns(sized_on_peak, returns_at_peak, orders_returned_total, returns_per_head):
    """The month's refunds, of all kinds, over what one head handles."""
    return ratio(where(sized_on_peak, returns_at_peak, orders_returned_total), one_month(returns_per_head), 0)


@line("person", zh="销售所需人数", en="Heads for sales", per="position", rolls="last")
def heads_for_sales(sized_on_peak, sales_at_peak, gross_sales_total, sales_per_head):
    """The month's gross sales over what one head stands for."""
    return ratio(where(sized_on_peak, sales_at_peak, gross_sales_total), one_month(sales_per_head), 0)


heads_needed_opening = opening("heads_needed_closing", zh="上月工作量所需人数")


@line(
    "person",
    zh="当月工作量所需人数",
    en="Heads that the month's work calls for",
    per="position",
    rolls="last",
)
def heads_needed_closing(heads_for_enquiries, heads_for_orders, heads_for_returns, heads_for_sales):
    """Different kinds of work of one position add up; unrounded."""
    return heads_for_enquiries + heads_for_orders + heads_for_returns + heads_for_sales


@line("person", zh="按工作量测算人数", en="Heads by last month's work", per="position", rolls="last")
def heads_called(heads_needed_opening, sized_step, sized_down, sized_nearest):
    """What last month's work calls for, in whole heads up, down or to the nearest; unrounded at step 0."""
    one_way = where(
        sized_down, round_down(heads_needed_opening, sized_step), round_up(heads_needed_opening, sized_step)
    )
    return (1 - sized_nearest) * one_way + sized_nearest * round_half_up(heads_needed_opening, sized_step)


@line("person", zh="按工作量配备人数", en="Heads that work calls for", per="position", rolls="last")
def heads_sized(heads_called, heads_held, heads_are_held):
    """What last month's work calls for, or what is decided."""
    return where(heads_are_held, heads_held, heads_called)


@line("person", zh="计划在岗人数", en="Heads wanted", per="position", rolls="last")
def heads_wanted(is_sized, position_people, heads_sized):
    """As entered; sized by work, what last month's work calls for, and at least what is entered."""
    return where(is_sized, maximum(position_people, heads_sized), position_people)


seats_empty_opening = opening("seats_empty_closing", zh="期初待补空缺")
heads_wanted_opening = opening("heads_wanted", zh="上月计划在岗人数", en="Heads wanted last month")


@line("person", zh="撤销前待补空缺", en="Empty seats before any are closed", per="position", rolls="average")
def seats_waiting(seats_empty_opening, seat_waits):
    """Seats of leavers that the lag keeps empty, were as many wanted as last month."""
    return total(seats_empty_opening * seat_waits, over="age")


@line("1", zh="待补空缺保留比例", en="Part of the empty seats that is kept", per="position", rolls="average")
def seats_kept_share(seats_waiting, heads_wanted_opening, heads_wanted):
    """Where fewer heads are wanted than last month, empty seats are closed before anybody is let go."""
    fewer = maximum(heads_wanted_opening - heads_wanted, 0)
    return ratio(maximum(seats_waiting - fewer, 0), seats_waiting, 1)


@line("person", zh="当月空缺", en="Empty seats", per=("position", "age"), rolls="average", good="down")
def seats_empty(seats_empty_opening, seat_waits, seats_kept_share):
    """Seats of leavers that the lag keeps empty in the month."""
    return seats_empty_opening * seat_waits * seats_kept_share


@line("person", zh="扣除预计流失后人数", en="Heads less expected attrition", per="position", rolls="average")
def position_heads(heads_wanted, seats_empty):
    """Heads wanted, less seats that wait to be filled again."""
    return maximum(heads_wanted - total(seats_empty, over="age"), 0)


@line("1", zh="当月离职比例", en="Share of heads that quit", per="position", rolls="average", good="down")
def quit_share(position_present, position_leaves, leaver_rate):
    """The share that leaves of its own at the month's end, unless the row ends anyway."""
    return position_present * (1 - position_leaves) * one_month(leaver_rate)


@line("person", zh="主动离职人数", en="Heads that quit", per="position", good="down")
def position_quits(position_heads, quit_share):
    """Heads that leave of their own at the month's end."""
    return position_heads * quit_share


@line(
    "person", zh="期末待补空缺", en="Empty seats closing", per=("position", "age"), rolls="last", good="down"
)
def seats_empty_closing(seats_empty, position_quits, age_is_new):
    """Seats still empty, a month older, and those of the month's leavers; a seat due is filled next month."""
    return aged(seats_empty) + position_quits * age_is_new


@line("person", zh="新入职人数", en="Heads hired", per="position")
def position_hires(person_hires):
    """Heads that join the row: first days, growth, seats filled again."""
    return total(person_hires, over="person", by="position")


novices_opening = opening("novices_closing", zh="期初新人（按司龄）")


@line("person", zh="新人（按司龄）", en="New hires by age", per=("position", "age"), rolls="last")
def novices_closing(novices_opening, position_hires, age_is_new):
    """Hires by the months since they joined; leavers are taken to come from those who know the work."""
    return aged(novices_opening) + position_hires * age_is_new


@line(
    "1", zh="新人效率缺口", en="Productivity missing", per=("position", "age"), rolls="average", good="down"
)
def productivity_missing_share(ramp_start_share, ramp_months, age_months):
    """What a new hire falls short of full speed; the shortfall shrinks evenly over the ramp."""
    return (1 - ramp_start_share) * maximum(1 - ratio(age_months, ramp_months, 1), 0)


@line("person", zh="新人效率折减", en="Heads missing while new hires learn", per="position", rolls="average")
def heads_learning(novices_closing, productivity_missing_share):
    """New hires, each by what he falls short of full speed."""
    return total(novices_closing * productivity_missing_share, over="age")


@line("1", zh="有效工时比例", en="Productive part of the heads", per="position", rolls="average", good="up")
def productive_share(position_heads, heads_learning):
    """Heads less what new hires fall short of, over the heads."""
    return ratio(maximum(position_heads - heads_learning, 0), position_heads, 0)


@line("person", zh="有效全时当量", en="Productive full-time equivalent", per="stint", rolls="average")
def productive_equivalent(full_time_equivalent, productive_share):
    """Full-time equivalents, less what new hires of the row fall short of."""
    return full_time_equivalent * of(productive_share, by="position", per="stint")


@line(
    "person", zh="岗位有效全时当量", en="Productive full-time equivalent by post", per="post", rolls="average"
)
def productive_equivalent_by_post(productive_equivalent):
    """What the post's people count for at work."""
    return total(productive_equivalent, over="stint", by="post")
