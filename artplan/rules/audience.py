"""Followers of owned channels and customers of storefronts: accounts that are opened and closed every month.

Followers bring visits by their number at the month's start. Customers are counted by the order: each order
that is not a former customer's brings a new one. Orders of former customers (see cohorts) are a part of all
orders, not on top of them, and never more than them.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, minimum, one_month, rate, ratio, total, where

# Followers

followers_opening = opening("followers_closing", first="followers_start", zh="期初粉丝")


@line("follower", zh="新增粉丝数", en="Followers gained", per="channel", good="up")
def followers_gained(followers_new, followers_opening, follower_growth_rate):
    """Won by content and campaigns as entered, and by those who follow already."""
    return one_month(followers_new) + followers_opening * one_month(follower_growth_rate)


@line("follower", zh="流失粉丝数", en="Followers lost", per="channel", good="down")
def followers_lost(followers_opening, follower_loss_rate):
    """Those of the month's start who leave."""
    return followers_opening * one_month(follower_loss_rate)


@line("follower", zh="期末粉丝", en="Followers closing", per="channel", rolls="last", good="up")
def followers_closing(followers_opening, followers_gained, followers_lost):
    """Followers at the month's end."""
    return followers_opening + followers_gained - followers_lost


@line("follower", zh="粉丝净减少", en="Followers fallen", per="channel", good="down")
def followers_fallen(followers_opening, followers_closing):
    """Followers fewer than a month ago; 0 where they grow."""
    return maximum(followers_opening - followers_closing, 0)


@line("follower", zh="粉丝总数", en="Followers, all channels", rolls="last", good="up")
def followers_total(followers_closing):
    """Followers of all channels, whoever follows several counted as often."""
    return total(followers_closing, over="channel")


@line("visit", zh="粉丝带来访客数", en="Visits of followers", per="channel", good="up")
def follower_visits(followers_opening, visits_per_follower):
    """Visits of those who follow at the month's start."""
    return followers_opening * one_month(visits_per_follower)


# Customers

customers_opening = opening("customers_closing", first="customers_start", zh="期初客户")


@line("1", zh="客户等级占比合计", en="Sum of the tiers' shares", rolls="last")
def buyer_tier_total(buyer_tier_share):
    """What the tiers' shares of customers add up to."""
    return total(buyer_tier_share, over="buyer_tier")


@line("1", zh="平均复购倍数", en="Average repeat factor", rolls="average")
def repeat_factor_average(buyer_tier_share, buyer_tier_repeat_factor, buyer_tier_total):
    """Repeat factors of the tiers by their shares of customers; 1 without tiers."""
    return ratio(total(buyer_tier_share * buyer_tier_repeat_factor, over="buyer_tier"), buyer_tier_total, 1)


@line("order", zh="老客户订单数", en="Repeat orders", per="storefront", good="up")
def repeat_orders(repeat_orders_expected, orders_paid_by_storefront):
    """Orders of former customers of all origins, at most all orders."""
    return minimum(total(repeat_orders_expected, over="origin", by="storefront"), orders_paid_by_storefront)


@line("customer", zh="新客户数", en="New customers", per="storefront", good="up")
def customers_new(orders_paid_by_storefront, repeat_orders, customers_per_order):
    """Every other order brings a new customer."""
    return (orders_paid_by_storefront - repeat_orders) * customers_per_order


@line("customer", zh="流失客户数", en="Customers lapsed", per="storefront", good="down")
def customers_lapsed(customers_opening, customer_lapse_rate):
    """Former customers who are not counted on any more."""
    return customers_opening * one_month(customer_lapse_rate)


@line("customer", zh="期末客户", en="Customers closing", per="storefront", rolls="last", good="up")
def customers_closing(customers_opening, customers_new, customers_lapsed):
    """Customers at the month's end."""
    return customers_opening + customers_new - customers_lapsed


@line("1", zh="复购率", en="Repeat purchase rate", per="storefront", rolls="recomputed", good="up")
def repeat_purchase_rate(repeat_orders, orders_paid_by_storefront):
    """Orders of former customers over all orders paid."""
    return rate(repeat_orders, orders_paid_by_storefront)


@line("customer", zh="客户总数", en="Customers, all storefronts", rolls="last", good="up")
def customers_total(customers_closing):
    """Customers of all storefronts."""
    return total(customers_closing, over="storefront")


@line("customer", zh="各等级客户数", en="Customers by tier", per="buyer_tier", rolls="last")
def customers_by_tier(customers_total, buyer_tier_share, buyer_tier_total):
    """All customers, split by the tiers' shares."""
    return customers_total * ratio(buyer_tier_share, buyer_tier_total, 0)


@line("call", zh="应回访次数", en="Calls due", per="buyer_tier")
def calls_due(customers_by_tier, buyer_tier_calls):
    """Call-backs that the tier asks for."""
    return customers_by_tier * one_month(buyer_tier_calls)


@line("CNY", zh="会员权益费用", en="Benefits by tier", per="buyer_tier", good="down")
def benefits_by_tier(customers_by_tier, buyer_tier_benefit):
    """Gifts and invitations of the tier."""
    return customers_by_tier * one_month(buyer_tier_benefit)


@line("CNY", zh="会员权益费用合计", en="Benefits of customers", good="down")
def benefits_total(benefits_by_tier):
    """Gifts and invitations of all tiers, without input VAT."""
    return total(benefits_by_tier, over="buyer_tier")


# Checks


@line(
    "follower",
    zh="粉丝收发存一致",
    en="Followers add up and are never negative",
    per="channel",
    check="error",
)
def check_followers(followers_opening, followers_gained, followers_lost, followers_closing):
    """Opening and gained less lost, less the closing; and a closing below 0."""
    moved = followers_opening + followers_gained - followers_lost
    return where(followers_closing < 0, followers_closing, moved - followers_closing)


@line(
    "customer",
    zh="客户收发存一致",
    en="Customers add up and are never negative",
    per="storefront",
    check="error",
)
def check_customers(customers_opening, customers_new, customers_lapsed, customers_closing):
    """Opening and new less lapsed, less the closing; and a closing below 0."""
    moved = customers_opening + customers_new - customers_lapsed
    return where(customers_closing < 0, customers_closing, moved - customers_closing)


@line("customer", zh="客户等级合计一致", en="Tiers add up to the customers", check="error")
def check_buyer_tiers(customers_by_tier, buyer_tier_total, customers_total):
    """Customers summed over tiers, less all customers; where there are tiers at all."""
    return where(buyer_tier_total > 0, total(customers_by_tier, over="buyer_tier") - customers_total, 0)
