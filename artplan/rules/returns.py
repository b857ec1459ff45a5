"""Orders that are refunded and the money they take back, in the month in which the buyer gets it.

Of a month's paid orders a part will be refunded, so many days after the sale: before dispatch, without the
piece or against its return (`refund_kinds`). What is still to come stands in the places of the dimension
`age` by the months until then, last the month itself, and moves one place on each month; orders and their
money stand apart, since prices differ by month. A refund reverses revenue, the artist's share, the cost and
the commission in its own month, at that month's rates; whether refunds to come are provided for follows from
the plan's accounting standard (`returns_provision`). Refunds of sales before the plan are entered by month.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, maximum, of, one_month, rate, ratio, total

# Orders


@line("order", zh="预计退款订单数", en="Orders that will be refunded", per="campaign", good="down")
def orders_returning(orders_paid, refund_rate):
    """The month's paid orders that will be refunded, now or later, whatever the kind."""
    return orders_paid * refund_rate


returns_due_opening = opening("returns_due_closing", zh="期初待退款订单数（按月份）")


@line(
    "order",
    zh="待退款订单数（按月份）",
    en="Orders by month of refund",
    per=("campaign", "age"),
    rolls="last",
)
def returns_due(returns_due_opening, orders_paid, refund_month_share):
    """Orders to be refunded, one month nearer, and the month's own by the month in which they are."""
    return aged(returns_due_opening) + orders_paid * refund_month_share


@line("order", zh="退款订单数", en="Orders refunded", per="campaign", good="down")
def orders_returned(returns_due, falls_due, orders_of_earlier_sales):
    """Orders that are refunded in the month, of all kinds, whenever they were paid."""
    return total(returns_due * falls_due, over="age") + orders_of_earlier_sales


@line(
    "order",
    zh="期末待退款订单数（按月份）",
    en="Orders to be refunded closing",
    per=("campaign", "age"),
    rolls="last",
)
def returns_due_closing(returns_due, falls_due):
    """Orders that are still to be refunded, by the month in which they are."""
    return returns_due * (1 - falls_due)


@line("order", zh="当月售出当月退款订单数", en="Orders refunded at once", per="campaign", good="down")
def orders_returned_at_once(orders_paid, refund_month_share, falls_due):
    """Orders that are refunded in the month in which they were paid."""
    return orders_paid * total(refund_month_share * falls_due, over="age")


# Of sales before the plan


@line("CNY", zh="建账前销售的退款额", en="Refunds of sales before the plan", per="campaign", good="down")
def refunds_of_earlier_sales(refunds_before, is_everyday):
    """What buyers from before the plan get back in the month, in the storefront's everyday business."""
    return of(one_month(refunds_before), by="storefront", per="campaign") * is_everyday


@line(
    "order", zh="建账前销售的退款订单数", en="Orders of before the plan refunded", per="campaign", good="down"
)
def orders_of_earlier_sales(refunds_of_earlier_sales, order_value):
    """Refunds of sales before the plan over the order value of the month."""
    return ratio(refunds_of_earlier_sales, order_value, 0)


# Money


@line("CNY", zh="预计退款额", en="Refunds that sales will bring", per="campaign", good="down")
def refunds_arising(orders_returning, order_value):
    """What the month's buyers will get back, now or later."""
    return orders_returning * order_value


@line(
    "CNY",
    zh="店铺预计退款额",
    en="Refunds that sales will bring by storefront",
    per="storefront",
    good="down",
)
def refunds_arising_by_storefront(refunds_arising):
    """What the storefront's buyers of the month will get back, now or later."""
    return total(refunds_arising, over="campaign", by="storefront")


refunds_due_opening = opening("refunds_due_closing", zh="期初待退款额（按月份）")


@line("CNY", zh="待退款额（按月份）", en="Refunds by month of return", per=("campaign", "age"), rolls="last")
def refunds_due(refunds_due_opening, gross_sales, refund_month_share):
    """Refunds to come, one month nearer, and the month's own by the month in which they are paid."""
    return aged(refunds_due_opening) + gross_sales * refund_month_share


@line("CNY", zh="退款额", en="Refunds", per="campaign", good="down")
def refunds(refunds_due, falls_due, refunds_of_earlier_sales):
    """What buyers of orders that are refunded in the month get back, at the price they paid."""
    return total(refunds_due * falls_due, over="age") + refunds_of_earlier_sales


@line("CNY", zh="期末待退款额（按月份）", en="Refunds due closing", per=("campaign", "age"), rolls="last")
def refunds_due_closing(refunds_due, falls_due):
    """Refunds that are still to come, by the month in which they do."""
    return refunds_due * (1 - falls_due)


@line("CNY", zh="期末待退款合计（按月份）", en="Refunds due closing, all campaigns", per="age", rolls="last")
def refunds_due_total_closing(refunds_due_closing):
    """The company's refunds still to come, by the month in which they do."""
    return total(refunds_due_closing, over="campaign")


@line("CNY", zh="期末尚未退款额", en="Refunds expected closing", rolls="last", good="down")
def refunds_expected_closing(refunds_due_total_closing):
    """What buyers of the sales so far will still get back; see `returns_provision` for the account."""
    return total(refunds_due_total_closing, over="age")


# What the month's own sales leave


@line("CNY", zh="活动净销售额", en="Lasting sales", per="campaign", good="up")
def lasting_sales(gross_sales, refunds_arising):
    """The month's gross sales less the refunds that they themselves will bring, now or later."""
    return gross_sales - refunds_arising


@line("CNY", zh="店铺净销售额", en="Lasting sales by storefront", per="storefront", good="up")
def lasting_sales_by_storefront(lasting_sales):
    """Lasting sales of the storefront."""
    return total(lasting_sales, over="campaign", by="storefront")


@line("CNY", zh="净销售额（按成交月归属）", en="Lasting sales, all storefronts", good="up")
def lasting_sales_total(lasting_sales):
    """Lasting sales of the company."""
    return total(lasting_sales, over="campaign")


# What returns cost on their way back, against the sales and the orders of the month


@line("CNY", zh="退货运费合计", en="Return shipping", per="storefront", good="down")
def return_shipping(orders_sent_back, return_shipping_cost, freight_insurance_covers):
    """The way back of returned orders, less the insurer's part: a part of the storefront's logistics."""
    return orders_sent_back * return_shipping_cost * (1 - freight_insurance_covers)


@line("1", zh="退货运费占比", en="Return shipping share", per="storefront", rolls="recomputed", good="down")
def return_shipping_share(return_shipping, gross_sales_by_storefront):
    """Return shipping over gross sales."""
    return rate(return_shipping, gross_sales_by_storefront)


@line(
    "CNY/order",
    zh="每单分摊退货运费",
    en="Return shipping per order",
    per="storefront",
    rolls="recomputed",
    good="down",
)
def return_shipping_per_order(return_shipping, orders_paid_by_storefront):
    """What every order must bear so that returned ones are paid for."""
    return rate(return_shipping, orders_paid_by_storefront)


# Checks


@line("order", zh="待退款订单收发存一致", en="Orders to be refunded add up", per="campaign", check="error")
def check_returns(
    returns_due_opening, orders_returning, orders_of_earlier_sales, orders_returned, returns_due_closing
):
    """Orders to be refunded opening and new ones, less those of the month and the closing."""
    return (
        total(returns_due_opening, over="age")
        + orders_returning
        + orders_of_earlier_sales
        - orders_returned
        - total(returns_due_closing, over="age")
    )


@line("CNY", zh="待退款收发存一致", en="Refunds due add up", per="campaign", check="error")
def check_refunds(
    refunds_due_opening, refunds_arising, refunds_of_earlier_sales, refunds, refunds_due_closing
):
    """Refunds due opening and new ones, less those of the month and the closing."""
    return (
        total(refunds_due_opening, over="age")
        + refunds_arising
        + refunds_of_earlier_sales
        - refunds
        - total(refunds_due_closing, over="age")
    )


@line("CNY", zh="品类退款不超过退款合计", en="Products refund no more than all", check="error")
def check_refunds_by_product(product_refunds, refunds_total):
    """Refunds summed over products beyond all refunds; sales that belong to no product have theirs apart."""
    return maximum(total(product_refunds, over="product") - refunds_total, 0)
