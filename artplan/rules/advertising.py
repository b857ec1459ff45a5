"""What channels charge and what the visits cost.

A channel is paid by click or by thousand impressions, by commission on what its visits sell, by a fixed fee,
or in several of these ways at once. Where clicks or impressions are paid for, spend buys the visits, and
spend is answered with visits = s / p × r / (1 - u + u × r), where r = (spend / s) ^ b: the
average price p holds at the reference spend s, which brings the part u of all visits there are to be had
(its saturation). Without saturation that is the power s / p × (spend / s) ^ b. With it, visits end at
s / p / u; above b = 1 they rise along an S. b is the elasticity at the reference spend over 1 - u, so that
one percent more spend brings as many percent more visits there, whatever the saturation. The response is
inverted in closed form, so that the answer of one direction, fed to the other, returns the same plan.

Where a commission is all that a visit costs, spend is the commission expected: visits are spend over the
commission that one is expected to earn. What the channel costs is the commission of what its visits really
sell (see channel_commission), not that expectation.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, minimum, of, one_month, rate, ratio, total, where


@line("1", zh="付费渠道标记", en="Placement is paid for", per="placement", rolls="last")
def placement_is_paid(is_paid):
    """1 for paid channels, 0 for owned ones."""
    return of(is_paid, by="channel", per="placement")


@line("1", zh="自有渠道标记", en="Placement is owned", per="placement", rolls="last")
def placement_is_owned(placement_is_paid):
    """1 for owned channels, 0 for paid ones."""
    return 1 - placement_is_paid


@line("1", zh="流量权重合计", en="Sum of the mix", per="campaign", rolls="last")
def mix_total(mix_weight):
    """What the channels' weights add up to."""
    return total(mix_weight, over="placement", by="campaign")


@line("1", zh="渠道流量占比", en="Share of paid visits", per="placement", rolls="average")
def mix_share(mix_weight, mix_total):
    """The channel's weight as a share of all weights of the campaign."""
    return ratio(mix_weight, of(mix_total, by="campaign", per="placement"), 0)


@line("CNY/visit", zh="点击计费单 UV 成本", en="Price of a visit by click", per="channel", rolls="average")
def click_price_per_visit(cost_per_click, visits_per_click):
    """Cost per click over the visits that a click brings."""
    return ratio(cost_per_click, visits_per_click, 0)


@line(
    "CNY/visit", zh="展现计费单 UV 成本", en="Price of a visit by impressions", per="channel", rolls="average"
)
def impression_price_per_visit(
    cost_per_thousand_impressions, impressions_per_thousand, click_rate, visits_per_click
):
    """Cost of an impression over the visits that it brings."""
    return ratio(cost_per_thousand_impressions / impressions_per_thousand, click_rate * visits_per_click, 0)


@line("CNY/visit", zh="渠道单 UV 价格", en="Price of a visit by channel", per="channel", rolls="average")
def channel_price_per_visit(
    priced_by_click, click_price_per_visit, priced_by_impression, impression_price_per_visit
):
    """Average price at the reference spend, for channels paid before the sale."""
    return priced_by_click * click_price_per_visit + priced_by_impression * impression_price_per_visit


@line("1", zh="投放即佣金标记", en="Spend is commission", per="channel", rolls="last")
def spend_is_commission(priced_by_sale, priced_by_click, priced_by_impression):
    """1 where commission is paid and no visit is paid for, so that spend means commission expected."""
    return priced_by_sale * (1 - priced_by_click - priced_by_impression)


@line(
    "order/visit",
    zh="单 UV 佣金比例",
    en="Commission per visit as share of order value",
    per="placement",
    rolls="average",
)
def commission_per_order_value(
    priced_by_sale, channel_commission_rate, placement_conversion_rate, price_response, most_orders
):
    """Commission rate times the conversion of the channel's visits, as prices leave it."""
    conversion = placement_conversion_rate * of(price_response, by="campaign", per="placement")
    return of(priced_by_sale * channel_commission_rate, by="channel", per="placement") * minimum(
        conversion, most_orders
    )


@line("1", zh="预计计佣订单占比", en="Share of orders expected to earn", per="placement", rolls="average")
def commission_expected_share(
    channel_commission_on_placed,
    payment_rate,
    channel_commission_on_kept,
    refund_rate_planned,
    placement_return_factor,
):
    """The part of orders placed that is to be paid and kept, as far as the commission depends on it."""
    on_placed = of(channel_commission_on_placed, by="channel", per="placement")
    return where(on_placed, 1, of(payment_rate, by="storefront", per="placement")) * maximum(
        1
        - of(channel_commission_on_kept, by="channel", per="placement")
        * of(refund_rate_planned, by="campaign", per="placement")
        * placement_return_factor,
        0,
    )


@line("CNY/visit", zh="预计单 UV 佣金", en="Commission expected per visit", per="placement", rolls="average")
def expected_commission_per_visit(commission_per_order_value, commission_expected_share, order_value):
    """What a visit is expected to earn the channel, at the campaign's order value."""
    return (
        commission_per_order_value
        * commission_expected_share
        * of(order_value, by="campaign", per="placement")
    )


@line("CNY/visit", zh="单 UV 成本", en="Price per visit", per="placement", rolls="average", good="down")
def price_per_visit(channel_price_per_visit, spend_is_commission, expected_commission_per_visit):
    """What spend is divided by: the price of a visit, or where none is paid for, its commission."""
    return (
        of(channel_price_per_visit, by="channel", per="placement")
        + of(spend_is_commission, by="channel", per="placement") * expected_commission_per_visit
    )


@line("1", zh="活动当月份额", en="Share of the activity in the month", per="campaign", rolls="sum")
def activity_share(is_everyday, campaign_share):
    """1 for everyday business; for a campaign the share of its days."""
    return where(is_everyday, 1, campaign_share)


@line("CNY", zh="基准投放额", en="Reference spend", per="placement")
def placement_reference_spend(reference_spend, activity_share):
    """The spend at which the average price holds; a campaign as a whole counts as a month."""
    return of(one_month(reference_spend), by="channel", per="placement") * of(
        activity_share, by="campaign", per="placement"
    )


@line("CNY", zh="计划投放额", en="Planned spend", per="placement")
def spend_planned(channel_spend, campaign_spend, is_everyday, campaign_share):
    """The channel's month, or the campaign's budget by its days; used where spend drives the plan."""
    return where(
        of(is_everyday, by="campaign", per="placement"),
        of(one_month(channel_spend), by="channel", per="placement"),
        campaign_spend * of(campaign_share, by="campaign", per="placement"),
    )


@line("1", zh="投放响应指数", en="Exponent of the response", per="channel", rolls="average")
def response_exponent(elasticity, saturation):
    """Elasticity at the reference spend over the part of the visits that is not reached there yet."""
    return elasticity / (1 - saturation)


@line("1", zh="投放响应倍数", en="Response to spend", per="placement", rolls="average")
def response_to_spend(spend_planned, placement_reference_spend, response_exponent):
    """Planned spend over the reference spend, by the exponent of the response."""
    return ratio(spend_planned, placement_reference_spend, 0) ** of(
        response_exponent, by="channel", per="placement"
    )


@line("1", zh="渠道饱和度", en="Saturation of the placement", per="placement", rolls="average")
def placement_saturation(saturation):
    """Part of all visits to be had that comes at the reference spend."""
    return of(saturation, by="channel", per="placement")


@line("visit", zh="基准投放访客数", en="Visits at the reference spend", per="placement")
def visits_at_reference_spend(placement_reference_spend, price_per_visit):
    """What the reference spend brings at the average price."""
    return ratio(placement_reference_spend, price_per_visit, 0)


@line("visit", zh="投放带来访客数", en="Visits bought", per="placement", good="up")
def visits_bought(visits_at_reference_spend, response_to_spend, placement_saturation):
    """Visits that the planned spend brings; where the channel saturates, never all that it can bring."""
    left = 1 - placement_saturation
    return visits_at_reference_spend * response_to_spend / (left + placement_saturation * response_to_spend)


@line("1", zh="目标驱动标记", en="Placement driven by target", per="placement", rolls="last")
def placement_by_target(driven_by_target):
    """1 where the campaign's target sets the visits, 0 where spend does."""
    return of(driven_by_target, by="campaign", per="placement")


@line("1", zh="所需响应倍数", en="Response that the visits need", per="placement", rolls="average")
def response_for_visits(placement_visits_priced, visits_at_reference_spend, placement_saturation):
    """The response turned round: what the visits need of it; 0 where no spend brings as many."""
    wanted = ratio(placement_visits_priced, visits_at_reference_spend, 0)
    return ratio(wanted * (1 - placement_saturation), maximum(1 - placement_saturation * wanted, 0), 0)


@line("CNY", zh="反推投放额", en="Spend for the visits", per="placement")
def spend_for_visits(placement_reference_spend, response_for_visits, response_exponent):
    """The spend that brings these visits."""
    return placement_reference_spend * response_for_visits ** (
        1 / of(response_exponent, by="channel", per="placement")
    )


@line("CNY", zh="投放额", en="Spend on visits", per="placement", good="down")
def placement_spend(placement_by_target, spend_for_visits, spend_planned):
    """Spend that the visits need, or that is planned; where it is commission, the commission expected."""
    return where(placement_by_target, spend_for_visits, spend_planned)


@line("CNY", zh="固定渠道费", en="Fixed channel fee", per="placement", good="down")
def placement_fee(channel_fee, is_everyday):
    """The fee of channels that cost the same whatever they bring."""
    return of(one_month(channel_fee), by="channel", per="placement") * of(
        is_everyday, by="campaign", per="placement"
    )


@line("CNY", zh="推广费", en="Advertising spend", per="placement", good="down")
def advertising_spend(placement_spend, spend_is_commission, placement_fee, placement_commission):
    """Spend on clicks and impressions, fixed fees, and the commission of what is sold."""
    return (
        placement_spend * (1 - of(spend_is_commission, by="channel", per="placement"))
        + placement_fee
        + placement_commission
    )


@line("CNY", zh="渠道推广费", en="Spend by channel", per="channel", good="down")
def spend_by_channel(advertising_spend):
    """What the channel costs, everyday and in campaigns."""
    return total(advertising_spend, over="placement", by="channel")


@line(
    "CNY/visit",
    zh="渠道单 UV 成本",
    en="Cost per visit by channel",
    per="channel",
    rolls="recomputed",
    good="down",
)
def cost_per_visit_by_channel(spend_by_channel, visits_by_channel):
    """What a visit of the channel really costs, after diminishing returns."""
    return rate(spend_by_channel, visits_by_channel)


@line("click", zh="渠道点击数", en="Clicks by channel", per="channel", good="up")
def clicks_by_channel(visits_by_channel, visits_per_click, priced_by_click, priced_by_impression):
    """Clicks behind the visits, where clicks or impressions are paid for."""
    return (priced_by_click + priced_by_impression) * ratio(visits_by_channel, visits_per_click, 0)


@line("impression", zh="渠道展现量", en="Impressions by channel", per="channel")
def impressions_by_channel(clicks_by_channel, click_rate):
    """Impressions behind the clicks, where the click rate is known."""
    return ratio(clicks_by_channel, click_rate, 0)


@line("CNY", zh="推广费合计", en="Advertising, VAT in", good="down")
def advertising_total(advertising_spend):
    """What all channels cost, as paid."""
    return total(advertising_spend, over="placement")


@line("day", zh="投放当月天数", en="Days of the placement", per="placement", rolls="sum")
def placement_days(campaign_days):
    """The campaign's days in the month; of everyday business, all days of the month."""
    return of(campaign_days, by="campaign", per="placement")


@line("CNY/day", zh="日均推广费", en="Spend per day", per="placement", rolls="recomputed", good="down")
def advertising_per_day(advertising_spend, placement_days):
    """Spend on an average calendar day of the month, or of the campaign's days in it."""
    return rate(advertising_spend, placement_days)
