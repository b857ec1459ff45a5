"""Customers by the origin that won them and by the months since: who comes back, and when.

An origin is a channel, or the natural visits of a storefront. It wins the part of the storefront's new
customers that its visits bring of the paid orders, campaigns included; direct orders, which need no visit,
count with the natural ones. Each month every cohort moves one place on along the dimension `age`; the last
place holds all who bought first thirteen months ago or earlier. Customers of before the plan stand there from
the start, as customers of natural visits.

How often a customer orders depends on the months since the first purchase: the storefront's repeat curve,
and its flat repeat rate where the curve says nothing and for all older customers.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, of, one_month, ratio, total, where


@line("order", zh="投放带来的付款订单数", en="Orders paid by placement", per="placement", good="up")
def placement_orders(placement_visits, visits, orders_paid_of_visits):
    """The campaign's paid orders by the placement's part of its visits."""
    return placement_visits * of(ratio(orders_paid_of_visits, visits, 0), by="campaign", per="placement")


@line("order", zh="自然流量付款订单数", en="Orders paid of natural visits", per="campaign", good="up")
def natural_orders(natural_visits, visits, orders_paid_of_visits, orders_paid):
    """The campaign's paid orders by the natural part of its visits, and those that need no visit."""
    return natural_visits * ratio(orders_paid_of_visits, visits, 0) + orders_paid - orders_paid_of_visits


@line("order", zh="付款订单数（按获客来源）", en="Orders paid by origin", per="origin", good="up")
def orders_by_origin(placement_orders, natural_orders):
    """Paid orders of the channel's visits, or of the storefront's natural ones."""
    return total(placement_orders, over="placement", by="origin") + total(
        natural_orders, over="campaign", by="origin"
    )


@line(
    "order/customer",
    zh="每位客户复购订单数（按月龄）",
    en="Repeat orders of a customer by age",
    per=("storefront", "age"),
    rolls="average",
)
def repeat_orders_of_customer(
    repeat_curve_given, repeat_curve, repeat_rate, repeat_level, repeat_factor_average
):
    """By the curve where it says something, else by the flat rate; times its level and the tiers' factor."""
    return (
        one_month(where(repeat_curve_given, repeat_curve, repeat_rate)) * repeat_level * repeat_factor_average
    )


@line(
    "customer",
    zh="建账前客户（按获客来源和月龄）",
    en="Customers before the plan by age",
    per=("age", "origin"),
    rolls="first",
)
def customers_by_age_at_start(customers_start, age_is_oldest):
    """Customers of before the plan: of natural visits, and older than all places."""
    return total(customers_start, over="storefront", by="origin") * age_is_oldest


customers_by_age_opening = opening(
    "customers_by_age_closing", first="customers_by_age_at_start", zh="期初客户（按获客来源和月龄）"
)


@line(
    "order/customer",
    zh="每位客户复购订单数（按获客来源和月龄）",
    en="Repeat orders of an origin's customer by age",
    per=("age", "origin"),
    rolls="average",
)
def repeat_orders_of_origin(repeat_orders_of_customer):
    """As the storefront's customers order."""
    return of(repeat_orders_of_customer, by="storefront", per="origin")


@line("order", zh="老客户预期订单数", en="Repeat orders expected", per="origin")
def repeat_orders_expected(customers_by_age_opening, repeat_orders_of_origin):
    """What the origin's former customers would order, were there no limit."""
    return total(customers_by_age_opening * repeat_orders_of_origin, over="age")


@line("order", zh="老客户订单数（按获客来源）", en="Repeat orders by origin", per="origin", good="up")
def repeat_orders_by_origin(repeat_orders_expected, repeat_orders):
    """Expected repeat orders; where they exceed all orders, those of all origins are cut alike."""
    part = ratio(repeat_orders, total(repeat_orders_expected, over="origin", by="storefront"), 0)
    return repeat_orders_expected * of(part, by="storefront", per="origin")


@line("customer", zh="新客户数（按获客来源）", en="New customers by origin", per="origin", good="up")
def customers_new_by_origin(orders_by_origin, customers_new, orders_paid_by_storefront):
    """The storefront's new customers by the origin's part of its paid orders."""
    return orders_by_origin * of(
        ratio(customers_new, orders_paid_by_storefront, 0), by="storefront", per="origin"
    )


@line(
    "customer",
    zh="期末客户（按获客来源和月龄）",
    en="Customers by age closing",
    per=("age", "origin"),
    rolls="last",
)
def customers_by_age_closing(
    customers_by_age_opening, customer_lapse_rate, customers_new_by_origin, age_is_new
):
    """Each cohort a month older and less those who lapse; the month's new customers in the first place."""
    kept = 1 - of(one_month(customer_lapse_rate), by="storefront", per="origin")
    return where(age_is_new, customers_new_by_origin, aged(customers_by_age_opening) * kept)


@line(
    "customer",
    zh="期末客户（按获客来源）",
    en="Customers by origin closing",
    per="origin",
    rolls="last",
    good="up",
)
def customers_by_origin_closing(customers_by_age_closing):
    """Customers whom the origin won and who have not lapsed."""
    return total(customers_by_age_closing, over="age")


# Checks


@line(
    "order", zh="订单按获客来源合计一致", en="Origins add up to the orders", per="storefront", check="error"
)
def check_orders_by_origin(orders_by_origin, orders_paid_by_storefront):
    """Paid orders summed over origins, less the storefront's."""
    return total(orders_by_origin, over="origin", by="storefront") - orders_paid_by_storefront


@line(
    "customer",
    zh="客户按获客来源合计一致",
    en="Cohorts add up to the customers",
    per="storefront",
    check="error",
)
def check_customers_by_origin(customers_by_origin_closing, customers_closing):
    """Customers summed over origins and ages, less the storefront's."""
    return total(customers_by_origin_closing, over="origin", by="storefront") - customers_closing
