"""What a customer brings over the months, against what winning one costs: by origin and by storefront.

A customer orders once when won and then by the storefront's repeat curve, as long as he has not lapsed;
curve, lapse and tiers are taken as they stand in the month. The first order leaves what orders of its origin
leave on average before advertising: the storefront's contribution in proportion to the lasting sales that the
origin's visits bring, so that an origin whose buyers send more back, or buy in cheap campaigns, brings less.
Later orders leave what the storefront's orders do, whichever origin won the customer. Advertising counts
without input VAT, as a contribution does. Money is not discounted.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import of, one_month, rate, ratio, some, total, where


@line(
    "CNY/customer",
    zh="获客成本（按获客来源）",
    en="Cost of acquisition by origin",
    per="origin",
    rolls="recomputed",
    good="down",
)
def acquisition_cost_by_origin(spend_by_channel, service_vat_share, customers_new_by_origin):
    """What the channel costs over the customers whom it wins; 0 for natural visits."""
    return rate(
        of(spend_by_channel, by="channel", per="origin") * (1 - service_vat_share), customers_new_by_origin
    )


@line(
    "CNY/customer", zh="获客成本", en="Cost of acquisition", per="storefront", rolls="recomputed", good="down"
)
def acquisition_cost(advertising_by_storefront, service_vat_share, customers_new):
    """What the storefront's channels cost over all its new customers."""
    return rate(advertising_by_storefront * (1 - service_vat_share), customers_new)


# What an order leaves


@line(
    "CNY",
    zh="店铺边际贡献（推广前）",
    en="Storefront's contribution before advertising",
    per="storefront",
    good="up",
)
def contribution_before_advertising(
    storefront_contribution_margin, advertising_by_storefront, service_vat_share
):
    """The storefront's contribution margin before the cost of its channels."""
    return storefront_contribution_margin + advertising_by_storefront * (1 - service_vat_share)


@line(
    "CNY/order",
    zh="单笔订单贡献（推广前）",
    en="Contribution of an order before advertising",
    per="storefront",
    rolls="recomputed",
    good="up",
)
def order_contribution(contribution_before_advertising, orders_paid_by_storefront):
    """The storefront's contribution before advertising, over its paid orders."""
    return rate(contribution_before_advertising, orders_paid_by_storefront)


@line(
    "1",
    zh="店铺推广前边际贡献率",
    en="Contribution before advertising of the storefront's sales",
    per="storefront",
    rolls="recomputed",
    good="up",
)
def storefront_margin_before_advertising_rate(contribution_before_advertising, lasting_sales_by_storefront):
    """What a yuan of the storefront's lasting sales leaves before the cost of its channels."""
    return rate(contribution_before_advertising, lasting_sales_by_storefront)


@line("CNY", zh="自然流量净销售额", en="Lasting sales of natural visits", per="campaign", good="up")
def natural_sales(lasting_sales, placement_sales):
    """The campaign's lasting sales that no channel brings: natural visits, and direct sales."""
    return lasting_sales - total(placement_sales, over="placement", by="campaign")


@line("CNY", zh="净销售额（按获客来源）", en="Lasting sales by origin", per="origin", good="up")
def lasting_sales_by_origin(placement_sales, natural_sales):
    """Lasting sales of the channel's visits, or of the storefront's natural ones."""
    return total(placement_sales, over="placement", by="origin") + total(
        natural_sales, over="campaign", by="origin"
    )


@line(
    "CNY/order",
    zh="单笔订单贡献（推广前，按获客来源）",
    en="Contribution of an order before advertising by origin",
    per="origin",
    rolls="recomputed",
    good="up",
)
def order_contribution_by_origin(
    lasting_sales_by_origin, storefront_margin_before_advertising_rate, orders_by_origin
):
    """What the origin's lasting sales leave, over its paid orders."""
    of_a_yuan = of(storefront_margin_before_advertising_rate, by="storefront", per="origin")
    return rate(lasting_sales_by_origin * of_a_yuan, orders_by_origin)


# What a customer brings


@line(
    "1",
    zh="客户留存率（按月龄）",
    en="Customers kept by age",
    per=("storefront", "age"),
    rolls="average",
    good="up",
)
def customer_kept_share(customer_lapse_rate, age_months):
    """The part of new customers who have not lapsed when they reach the age."""
    return where(age_months > 0, (1 - one_month(customer_lapse_rate)) ** age_months, 1)


@line(
    "order/customer",
    zh="新客户未来复购订单数（按月龄）",
    en="Repeat orders ahead by age",
    per=("storefront", "age"),
    rolls="average",
)
def repeat_orders_ahead(
    repeat_orders_of_customer, customer_kept_share, customer_lapse_rate, lifetime_months_of_age
):
    """What a new customer orders at that age, in the months of the horizon and as long as he is kept."""
    kept = 1 - one_month(customer_lapse_rate)
    return (
        repeat_orders_of_customer
        * customer_kept_share
        * where(
            lifetime_months_of_age > 0,
            ratio(1 - kept**lifetime_months_of_age, 1 - kept, lifetime_months_of_age),
            0,
        )
    )


@line(
    "order/customer",
    zh="客户生命周期订单数",
    en="Lifetime orders of a customer",
    per="storefront",
    rolls="average",
    good="up",
)
def lifetime_orders(customers_per_order, repeat_orders_ahead):
    """The order that wins the customer and those that follow within the horizon."""
    return ratio(1, customers_per_order, 0) + total(repeat_orders_ahead, over="age")


@line(
    "CNY/customer",
    zh="客户生命周期贡献",
    en="Lifetime contribution of a customer",
    per="storefront",
    rolls="recomputed",
    good="up",
)
def lifetime_contribution(order_contribution, lifetime_orders):
    """What a customer's orders leave within the horizon, before advertising."""
    return order_contribution * lifetime_orders


@line(
    "CNY/customer",
    zh="客户生命周期贡献（按获客来源）",
    en="Lifetime contribution of a customer by origin",
    per="origin",
    rolls="recomputed",
    good="up",
)
def lifetime_contribution_by_origin(
    order_contribution_by_origin,
    customers_per_order,
    order_contribution,
    repeat_orders_ahead,
    orders_by_origin,
):
    """What the first order leaves, one of the origin, and later ones of the storefront; if any is won."""
    later = of(order_contribution * total(repeat_orders_ahead, over="age"), by="storefront", per="origin")
    return (order_contribution_by_origin * ratio(1, customers_per_order, 0) + later) * some(orders_by_origin)


@line(
    "1",
    zh="生命周期贡献与获客成本之比（按获客来源）",
    en="Lifetime contribution over cost of acquisition by origin",
    per="origin",
    rolls="recomputed",
    good="up",
)
def acquisition_return_by_origin(lifetime_contribution_by_origin, acquisition_cost_by_origin):
    """How often a customer brings back what the channel pays for him; undefined where he costs nothing."""
    return rate(lifetime_contribution_by_origin, acquisition_cost_by_origin)


@line(
    "1",
    zh="生命周期贡献与获客成本之比",
    en="Lifetime contribution over cost of acquisition",
    per="storefront",
    rolls="recomputed",
    good="up",
)
def acquisition_return(lifetime_contribution, acquisition_cost):
    """How often a customer brings back what the storefront pays for him on average."""
    return rate(lifetime_contribution, acquisition_cost)


# Payback


@line(
    "CNY/customer",
    zh="复购累计贡献",
    en="Cumulated contribution of repeat orders",
    per=("storefront", "month_since"),
    rolls="recomputed",
    good="up",
)
def repeat_contribution_until(order_contribution, repeat_orders_ahead, age_passed):
    """What a customer's repeat orders until so many months later leave, before advertising."""
    return order_contribution * total(repeat_orders_ahead * age_passed, over="age")


@line(
    "CNY/customer",
    zh="新客户累计贡献",
    en="Cumulated contribution of a customer",
    per=("storefront", "month_since"),
    rolls="recomputed",
    good="up",
)
def customer_contribution_until(order_contribution, customers_per_order, repeat_contribution_until):
    """What the first order and all until so many months later leave, before advertising."""
    return order_contribution * ratio(1, customers_per_order, 0) + repeat_contribution_until


@line(
    "1",
    zh="尚未回本（按获客来源）",
    en="Not paid back by origin",
    per=("month_since", "origin"),
    rolls="recomputed",
)
def payback_open_by_origin(
    acquisition_cost_by_origin, order_contribution_by_origin, customers_per_order, repeat_contribution_until
):
    """1 where first order and repeat orders together have not reached the cost of acquisition."""
    first = order_contribution_by_origin * ratio(1, customers_per_order, 0)
    return some(
        acquisition_cost_by_origin - first - of(repeat_contribution_until, by="storefront", per="origin")
    )


@line("1", zh="尚未回本", en="Not paid back", per=("storefront", "month_since"), rolls="recomputed")
def payback_open(acquisition_cost, customer_contribution_until):
    """1 where the cumulated contribution has not reached the average cost of acquisition."""
    return some(acquisition_cost - customer_contribution_until)


@line(
    "1",
    zh="获客回本月数（按获客来源）",
    en="Payback in months by origin",
    per="origin",
    rolls="recomputed",
    good="down",
    zero=("一年内未回本或无新客户", "not within a year, or nobody won"),
)
def payback_months_by_origin(payback_open_by_origin, is_last_month_since, customers_new_by_origin):
    """Months from the first purchase until a customer has brought back his cost; 0: the first order does."""
    paid_back = 1 - total(payback_open_by_origin * is_last_month_since, over="month_since")
    return rate(total(payback_open_by_origin, over="month_since"), paid_back * some(customers_new_by_origin))


@line(
    "1",
    zh="获客回本月数",
    en="Payback in months",
    per="storefront",
    rolls="recomputed",
    good="down",
    zero=("一年内未回本或无新客户", "not within a year, or nobody won"),
)
def payback_months(payback_open, is_last_month_since, customers_new):
    """Months from the first purchase until a customer has brought back the average cost."""
    paid_back = 1 - total(payback_open * is_last_month_since, over="month_since")
    return rate(total(payback_open, over="month_since"), paid_back * some(customers_new))
