"""Orders that come back and the refunds they bring, in the month in which they come back.

Of a month's paid orders a part will be returned, so many days after the sale. What is still to come back
stands in the places of the dimension `age` by the months until then, last the month itself, and moves one
place on each month; orders and their money stand apart, since prices differ by month. A refund reverses
revenue, the artist's share, the cost and the commission in its own month, at that month's rates; no
provision is booked for refunds to come. Refunds of sales before the plan are left out.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, maximum, of, rate, total

# Orders


@line("order", zh="将退货订单数", en="Orders that will come back", per="campaign", good="down")
def orders_returning(orders_paid, return_rate):
    """The month's paid orders that buyers will send back, now or later."""
    return orders_paid * return_rate


returns_due_opening = opening("returns_due_closing", zh="期初待退货订单数（按月份）")


@line(
    "order",
    zh="待退货订单数（按月份）",
    en="Orders by month of return",
    per=("campaign", "age"),
    rolls="last",
)
def returns_due(returns_due_opening, orders_returning, return_month_share):
    """Returns to come, one month nearer, and the month's own by the month in which they come back."""
    share = of(return_month_share, by="storefront", per="campaign")
    return aged(returns_due_opening) + orders_returning * share


@line("order", zh="退货订单数", en="Orders returned", per="campaign", good="down")
def orders_returned(returns_due, falls_due):
    """Orders that come back in the month, whenever they were paid."""
    return total(returns_due * falls_due, over="age")


@line(
    "order", zh="期末待退货订单数（按月份）", en="Returns due closing", per=("campaign", "age"), rolls="last"
)
def returns_due_closing(returns_due, falls_due):
    """Orders that are still to come back, by the month in which they do."""
    return returns_due * (1 - falls_due)


@line("order", zh="当月售出当月退货订单数", en="Orders returned at once", per="campaign", good="down")
def orders_returned_at_once(orders_returning, return_month_share, falls_due):
    """Orders that come back in the month in which they were paid."""
    return orders_returning * of(
        total(return_month_share * falls_due, over="age"), by="storefront", per="campaign"
    )


# Money


@line("CNY", zh="将退款额", en="Refunds that sales will bring", per="campaign", good="down")
def refunds_arising(orders_returning, order_value):
    """What the month's buyers will get back, now or later."""
    return orders_returning * order_value


@line(
    "CNY", zh="店铺将退款额", en="Refunds that sales will bring by storefront", per="storefront", good="down"
)
def refunds_arising_by_storefront(refunds_arising):
    """What the storefront's buyers of the month will get back, now or later."""
    return total(refunds_arising, over="campaign", by="storefront")


refunds_due_opening = opening("refunds_due_closing", zh="期初待退款额（按月份）")


@line("CNY", zh="待退款额（按月份）", en="Refunds by month of return", per=("campaign", "age"), rolls="last")
def refunds_due(refunds_due_opening, refunds_arising, return_month_share):
    """Refunds to come, one month nearer, and the month's own by the month in which they are paid."""
    share = of(return_month_share, by="storefront", per="campaign")
    return aged(refunds_due_opening) + refunds_arising * share


@line("CNY", zh="退款额", en="Refunds", per="campaign", good="down")
def refunds(refunds_due, falls_due):
    """What buyers of orders that come back in the month get back, at the price they paid."""
    return total(refunds_due * falls_due, over="age")


@line("CNY", zh="期末待退款额（按月份）", en="Refunds due closing", per=("campaign", "age"), rolls="last")
def refunds_due_closing(refunds_due, falls_due):
    """Refunds that are still to come, by the month in which they do."""
    return refunds_due * (1 - falls_due)


@line("CNY", zh="期末待退款合计（按月份）", en="Refunds due closing, all campaigns", per="age", rolls="last")
def refunds_due_total_closing(refunds_due_closing):
    """The company's refunds still to come, by the month in which they do."""
    return total(refunds_due_closing, over="campaign")


@line("CNY", zh="期末预计退款", en="Refunds expected closing", rolls="last", good="down")
def refunds_expected_closing(refunds_due_total_closing):
    """What buyers of the sales so far will still get back; in no account, as no provision is booked."""
    return total(refunds_due_total_closing, over="age")


# What the month's own sales leave


@line("CNY", zh="活动净成交额", en="Lasting sales", per="campaign", good="up")
def lasting_sales(gross_sales, refunds_arising):
    """The month's gross sales less the refunds that they themselves will bring, now or later."""
    return gross_sales - refunds_arising


@line("CNY", zh="店铺净成交额", en="Lasting sales by storefront", per="storefront", good="up")
def lasting_sales_by_storefront(lasting_sales):
    """Lasting sales of the storefront."""
    return total(lasting_sales, over="campaign", by="storefront")


@line("CNY", zh="净成交额", en="Lasting sales, all storefronts", good="up")
def lasting_sales_total(lasting_sales):
    """Lasting sales of the company."""
    return total(lasting_sales, over="campaign")


# What returns cost on their way back, against the sales and the orders of the month


@line("CNY", zh="退货运费合计", en="Return shipping", per="storefront", good="down")
def return_shipping(orders_returned_by_storefront, return_shipping_cost):
    """The way back of returned orders: a part of the storefront's logistics."""
    return orders_returned_by_storefront * return_shipping_cost


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


@line("order", zh="待退货订单收发存一致", en="Returns due add up", per="campaign", check="error")
def check_returns(returns_due_opening, orders_returning, orders_returned, returns_due_closing):
    """Returns due opening and new ones, less those of the month and the closing."""
    return (
        total(returns_due_opening, over="age")
        + orders_returning
        - orders_returned
        - total(returns_due_closing, over="age")
    )


@line("CNY", zh="待退款收发存一致", en="Refunds due add up", per="campaign", check="error")
def check_refunds(refunds_due_opening, refunds_arising, refunds, refunds_due_closing):
    """Refunds due opening and new ones, less those of the month and the closing."""
    return (
        total(refunds_due_opening, over="age")
        + refunds_arising
        - refunds
        - total(refunds_due_closing, over="age")
    )


@line("CNY", zh="品类退款不超过退款合计", en="Products refund no more than all", check="error")
def check_refunds_by_product(product_refunds, refunds_total):
    """Refunds summed over products beyond all refunds; sales that belong to no product have theirs apart."""
    return maximum(total(product_refunds, over="product") - refunds_total, 0)
