"""Where visits come from, in both directions.

Driven by target: sales needed → visits needed → paid part → channels by their mix.
Driven by spend: channels bring what their spend buys; natural visits join them; sales follow.

A placement is a channel within a campaign (everyday business is one of the campaigns). Channels that
are not paid for each visit (owned, at a fixed fee, by commission) bring the visits that are entered
for them, and those at a cost also their weight in what is needed. Natural visits are a forecast or a
share of all visits, the same parameter in both directions.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, of, one_month, rate, ratio, total, where


@line("CNY/order", zh="成交客单价", en="Order value", per="campaign", rolls="average", good="up")
def order_value(list_order_value, discount_rate, coupon_rate):
    """Order value after the campaign's discount and the shop's coupons."""
    return list_order_value * (1 - discount_rate) * (1 - coupon_rate)


@line("CNY/visit", zh="UV 价值", en="Sales per visit", per="campaign", rolls="average", good="up")
def sales_per_visit(conversion_at_price, payment_rate, order_value):
    """What a visit sells on average: conversion, share of orders that are paid, order value."""
    return conversion_at_price * of(payment_rate, by="storefront", per="campaign") * order_value


@line("visit", zh="所需访客数", en="Visits needed", per="campaign")
def visits_needed(driven_by_target, sales_target, direct_orders, order_value, sales_per_visit):
    """Visits that sell what direct orders leave of the target."""
    return driven_by_target * ratio(
        maximum(sales_target - direct_orders * order_value, 0), sales_per_visit, 0
    )


@line("visit", zh="自然访客数预测", en="Forecast of natural visits", per="campaign")
def natural_visits_forecast(
    is_everyday,
    natural_visits_month,
    natural_as_entered,
    season_index,
    campaign_natural_visits,
    campaign_share,
):
    """The storefront's natural visits, over the seasons or as entered; or the campaign's own in the month."""
    return where(
        is_everyday,
        of(one_month(natural_visits_month), by="storefront", per="campaign")
        * (natural_as_entered + (1 - natural_as_entered) * season_index),
        campaign_natural_visits * campaign_share,
    )


@line("visit", zh="既定渠道访客数", en="Visits entered", per="placement")
def placement_visits_entered(channel_visits, follower_visits, is_everyday, campaign_visits, campaign_share):
    """Entered visits of the channel's month and its followers, or of the whole campaign by its days."""
    return where(
        of(is_everyday, by="campaign", per="placement"),
        of(one_month(channel_visits) + follower_visits, by="channel", per="placement"),
        campaign_visits * of(campaign_share, by="campaign", per="placement"),
    )


@line("visit", zh="既定付费访客数", en="Paid visits entered", per="campaign")
def paid_visits_entered(placement_visits_entered, placement_is_paid):
    """Entered visits of channels that cost something."""
    return total(placement_visits_entered * placement_is_paid, over="placement", by="campaign")


@line("visit", zh="自有渠道访客数", en="Visits of owned channels", per="campaign")
def owned_visits(placement_visits_entered, placement_is_owned):
    """Entered visits of owned channels."""
    return total(placement_visits_entered * placement_is_owned, over="placement", by="campaign")


@line("visit", zh="所需付费访客数", en="Paid visits needed", per="campaign")
def paid_visits_needed(
    visits_needed,
    natural_by_share,
    paid_visit_share,
    natural_visits_forecast,
    owned_visits,
    paid_visits_entered,
):
    """The paid share of the visits needed, or what natural and owned visits leave; less those entered."""
    needed = where(
        natural_by_share,
        visits_needed * paid_visit_share,
        visits_needed - natural_visits_forecast - owned_visits,
    )
    return maximum(needed - paid_visits_entered, 0)


@line("visit", zh="计价渠道访客数", en="Visits at a price", per="placement")
def placement_visits_priced(placement_by_target, paid_visits_needed, mix_share, visits_bought):
    """Visits of channels with a weight or spend: the needed ones by the mix, or those that spend brings."""
    return where(
        placement_by_target, of(paid_visits_needed, by="campaign", per="placement") * mix_share, visits_bought
    )


@line("visit", zh="渠道访客数", en="Visits by placement", per="placement", good="up")
def placement_visits(placement_visits_priced, placement_visits_entered):
    """All visits that the channel brings to the campaign."""
    return placement_visits_priced + placement_visits_entered


@line("visit", zh="付费访客数", en="Paid visits", per="campaign")
def paid_visits(placement_visits, placement_is_paid):
    """Visits of paid channels."""
    return total(placement_visits * placement_is_paid, over="placement", by="campaign")


@line("visit", zh="自然访客数", en="Natural visits", per="campaign", good="up")
def natural_visits(natural_by_share, paid_visits, paid_visit_share, owned_visits, natural_visits_forecast):
    """What the paid share leaves to others, less owned channels; or the forecast."""
    return where(
        natural_by_share,
        maximum(paid_visits * ratio(1 - paid_visit_share, paid_visit_share, 0) - owned_visits, 0),
        natural_visits_forecast,
    )


@line("visit", zh="访客数", en="Visits", per="campaign", good="up")
def visits(paid_visits, owned_visits, natural_visits):
    """Paid, owned and natural visits."""
    return paid_visits + owned_visits + natural_visits


@line("visit", zh="渠道访客数合计", en="Visits by channel", per="channel", good="up")
def visits_by_channel(placement_visits):
    """What the channel brings, everyday and in campaigns."""
    return total(placement_visits, over="placement", by="channel")


@line("visit", zh="店铺访客数", en="Visits by storefront", per="storefront", good="up")
def visits_by_storefront(visits):
    """All visits of the storefront."""
    return total(visits, over="campaign", by="storefront")


@line("visit", zh="店铺付费访客数", en="Paid visits by storefront", per="storefront")
def paid_visits_by_storefront(paid_visits):
    """Paid visits of the storefront."""
    return total(paid_visits, over="campaign", by="storefront")


@line("visit", zh="店铺自有渠道访客数", en="Visits of owned channels by storefront", per="storefront")
def owned_visits_by_storefront(owned_visits):
    """Visits that the storefront's owned channels bring."""
    return total(owned_visits, over="campaign", by="storefront")


@line("visit", zh="店铺自然访客数", en="Natural visits by storefront", per="storefront", good="up")
def natural_visits_by_storefront(natural_visits):
    """Natural visits of the storefront."""
    return total(natural_visits, over="campaign", by="storefront")


@line("visit", zh="访客数合计", en="Visits, all storefronts", good="up")
def visits_total(visits):
    """All visits of the company."""
    return total(visits, over="campaign")


@line("visit/day", zh="日均访客数", en="Visits per day", per="campaign", rolls="recomputed", good="up")
def visits_per_day(visits, campaign_days):
    """Visits on an average calendar day of the month, or of the campaign's days in it."""
    return rate(visits, campaign_days)


@line("visit/day", zh="日均付费访客数", en="Paid visits per day", per="campaign", rolls="recomputed")
def paid_visits_per_day(paid_visits, campaign_days):
    """Paid visits on an average calendar day of the month, or of the campaign's days in it."""
    return rate(paid_visits, campaign_days)


@line("CNY/visit", zh="单 UV 对应目标", en="Target of a visit", per="campaign", rolls="recomputed")
def target_per_visit(sales_target, visits):
    """The campaign's target over its visits."""
    return rate(sales_target, visits)


@line("CNY", zh="投放承担的销售目标", en="Target carried by the placement", per="placement", good="up")
def placement_target(placement_visits, target_per_visit):
    """The campaign's target by the visits that the channel brings it; natural visits carry the rest."""
    return placement_visits * of(target_per_visit, by="campaign", per="placement")


@line("CNY", zh="渠道承担的销售目标", en="Target carried by the channel", per="channel", good="up")
def channel_target(placement_target):
    """What the channel carries, everyday and in campaigns."""
    return total(placement_target, over="placement", by="channel")


@line("1", zh="渠道目标占全年", en="Channel's share of the year", per="channel", rolls="sum")
def channel_target_share(channel_target, storefront_target_year):
    """What the channel carries, over its storefront's target of the year; 0 where it has none."""
    return ratio(channel_target, of(storefront_target_year, by="storefront", per="channel"), 0)
