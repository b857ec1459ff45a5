"""Orders that are delivered in a later month: works made to order, and presales with a balance date.

What is agreed stands in the places of the dimension `age` by the months until delivery, last the month
itself, and moves one place on each month. Sales, cost, VAT, fees and refunds follow at delivery, at the order
value of that month; orders that are due after the plan's end stay in the account. A deposit is paid with the
order and at once. It is a contract liability, no revenue, until delivery, when it is taken off what the
platform settles. VAT on goods sold against advances arises when they are sent (Detailed Rules for the
Implementation of the Interim Regulations on VAT, article 38 (4)); that it stays so is a simplification.

A buyer who never takes his order loses the deposit (Civil Code, article 587; beyond 20 % of the contract,
article 586, only what was agreed otherwise). It is income beside the business, without VAT as nothing was
supplied, in the month in which delivery was due: a simplification where a standard spreads it. Where stock or
packers cannot serve an order that is due, its deposit goes back with the settlement.

Orders agreed before the plan are entered by the month of their delivery, at their price and with the deposits
paid for them; they belong to the storefront's everyday business.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, of, one_month, ratio, total


@line("order", zh="成交订单数", en="Orders agreed", per="campaign", good="up")
def orders_agreed(orders_of_visits, orders_unanswered, payment_rate, direct_orders):
    """Orders that buyers would pay in whole or by a deposit, less those of enquiries nobody answered."""
    share = of(payment_rate, by="storefront", per="campaign")
    return (orders_of_visits - orders_unanswered) * share + direct_orders


orders_ahead_opening = opening("orders_ahead_closing", zh="期初待交付订单数（按月份）")


@line(
    "order",
    zh="待交付订单数（按月份）",
    en="Orders by month of delivery",
    per=("campaign", "age"),
    rolls="last",
)
def orders_ahead(orders_ahead_opening, orders_agreed, delivery_month_share):
    """Orders to be delivered, one month nearer, and the month's own by the month in which they are due."""
    return aged(orders_ahead_opening) + orders_agreed * delivery_month_share


@line("order", zh="建账前订单到期交付数", en="Orders of before the plan due", per="campaign")
def earlier_orders_due(deliveries_before, is_everyday, order_value):
    """Orders agreed before the plan over the order value of the month, in everyday business."""
    sales = of(one_month(deliveries_before), by="storefront", per="campaign") * is_everyday
    return ratio(sales, order_value, 0)


@line("order", zh="当月到期交付订单数", en="Orders due for delivery", per="campaign")
def orders_due(orders_ahead, falls_due, earlier_orders_due):
    """Orders of earlier months that are due in the month."""
    return total(orders_ahead * falls_due, over="age") + earlier_orders_due


@line(
    "order",
    zh="期末待交付订单数（按月份）",
    en="Orders ahead closing",
    per=("campaign", "age"),
    rolls="last",
)
def orders_ahead_closing(orders_ahead, falls_due):
    """Orders that are still to be delivered, by the month in which they are due."""
    return orders_ahead * (1 - falls_due)


@line("CNY", zh="收到定金", en="Deposits of orders", per="campaign", good="up")
def order_deposits(orders_agreed, order_value, order_deposit_share, delivered_at_once):
    """What buyers pay with orders that are delivered in a later month."""
    return orders_agreed * order_value * order_deposit_share * (1 - delivered_at_once)


order_deposits_held_opening = opening("order_deposits_held_closing", zh="期初在手定金（按月份）")


@line(
    "CNY", zh="在手定金（按月份）", en="Deposits by month of delivery", per=("campaign", "age"), rolls="last"
)
def order_deposits_held(order_deposits_held_opening, order_deposits, delivery_month_share):
    """Deposits held, one month nearer to delivery, and the month's own."""
    return aged(order_deposits_held_opening) + order_deposits * delivery_month_share


@line("CNY", zh="建账前订单到期定金", en="Deposits of before the plan due", per="campaign")
def earlier_deposits_due(deposits_before, is_everyday):
    """What was paid before the plan for orders that are due in the month, in everyday business."""
    return of(one_month(deposits_before), by="storefront", per="campaign") * is_everyday


@line("CNY", zh="当月到期定金", en="Deposits of orders due", per="campaign")
def order_deposits_due(order_deposits_held, falls_due, earlier_deposits_due):
    """Deposits of the orders that are due in the month."""
    return total(order_deposits_held * falls_due, over="age") + earlier_deposits_due


@line(
    "CNY",
    zh="期末在手定金（按月份）",
    en="Deposits held closing",
    per=("campaign", "age"),
    rolls="last",
)
def order_deposits_held_closing(order_deposits_held, falls_due):
    """Deposits of orders that are still to be delivered."""
    return order_deposits_held * (1 - falls_due)


@line("CNY", zh="收到定金合计", en="Deposits received", good="up")
def customer_deposits_received(order_deposits):
    """What all buyers pay ahead, at once in cash."""
    return total(order_deposits, over="campaign")


@line("CNY", zh="定金抵作货款", en="Deposits applied", per="storefront")
def customer_deposits_applied(order_deposits_due, order_forfeit_rate):
    """Deposits of orders that are taken; what is settled is the rest of the price."""
    return total(order_deposits_due, over="campaign", by="storefront") - total(
        order_deposits_due * order_forfeit_rate, over="campaign", by="storefront"
    )


@line("CNY", zh="没收定金收入", en="Deposits forfeited", good="up")
def customer_deposits_forfeited(order_deposits_due, order_forfeit_rate):
    """Deposits of orders that are never taken: other income, neither revenue nor subject to VAT."""
    return total(order_deposits_due * order_forfeit_rate, over="campaign")


customer_deposits_opening = opening(
    "customer_deposits_closing", first="customer_deposits_start", zh="期初合同负债"
)


@line("CNY", zh="合同负债", en="Customer deposits closing", rolls="last")
def customer_deposits_closing(
    customer_deposits_opening,
    customer_deposits_received,
    customer_deposits_applied,
    customer_deposits_forfeited,
):
    """What buyers have paid for orders that are still to be delivered."""
    return (
        customer_deposits_opening
        + customer_deposits_received
        - total(customer_deposits_applied, over="storefront")
        - customer_deposits_forfeited
    )


@line("CNY", zh="各活动在手定金", en="Deposits held by campaign", per="campaign", rolls="last")
def order_deposits_by_campaign(order_deposits_held_closing):
    """Deposits of the campaign's orders that are still to be delivered."""
    return total(order_deposits_held_closing, over="age")


earlier_deposits_opening = opening(
    "earlier_deposits_closing", first="customer_deposits_start", zh="期初在手的建账前定金"
)


@line("CNY", zh="期末在手的建账前定金", en="Deposits of before the plan closing", rolls="last")
def earlier_deposits_closing(earlier_deposits_opening, earlier_deposits_due):
    """What was paid before the plan for orders that are still to be delivered."""
    return earlier_deposits_opening - total(earlier_deposits_due, over="campaign")


@line("CNY", zh="合同负债余额一致", en="Customer deposits are those held", rolls="last", check="error")
def check_customer_deposits(customer_deposits_closing, order_deposits_by_campaign, earlier_deposits_closing):
    """The account of customers' deposits, less the deposits of all orders still to be delivered."""
    return customer_deposits_closing - (
        total(order_deposits_by_campaign, over="campaign") + earlier_deposits_closing
    )


@line("order", zh="待交付订单收发存一致", en="Orders ahead add up", per="campaign", check="error")
def check_orders_ahead(
    orders_ahead_opening,
    orders_agreed,
    delivered_at_once,
    earlier_orders_due,
    orders_due,
    orders_ahead_closing,
):
    """Orders ahead opening, new and earlier ones, less those that are due and the closing."""
    return (
        total(orders_ahead_opening, over="age")
        + orders_agreed * (1 - delivered_at_once)
        + earlier_orders_due
        - orders_due
        - total(orders_ahead_closing, over="age")
    )
