"""Visits in both directions: from the target to the spend, or from the spend to the visits."""

from __future__ import annotations

from tests.naive.month import Month, add, figure, per


def followers(m: Month) -> None:
    """Followers come and go; those of the month's start bring visits."""
    n = m.now
    m.open_each("followers", "channel", "followers_start")
    for name in ("gained", "lost", "closing", "fallen"):
        n[f"followers_{name}"] = {}
    for one, before in n["followers_opening"].items():
        gained = m.of("followers_new", one) + before * m.of("follower_growth_rate", one)
        lost = before * m.of("follower_loss_rate", one)
        n["followers_gained"][one], n["followers_lost"][one] = gained, lost
        n["followers_closing"][one] = before + gained - lost
        n["followers_fallen"][one] = max(lost - gained, 0.0)
    n["followers_total"] = add(n["followers_closing"].values())
    m.each(
        "follower_visits",
        "channel",
        lambda one: n["followers_opening"][one] * m.of("visits_per_follower", one),
    )
    m.each("check_followers", "channel", lambda one: 0.0)


def prices(m: Month) -> None:
    """What a visit costs at the reference spend."""
    n = m.now
    for name in (
        "click_price_per_visit",
        "impression_price_per_visit",
        "channel_price_per_visit",
        "commission_per_order_value",
    ):
        n[name] = {}
    for one in m.members("channel"):
        visits_a_click = m.of("visits_per_click", one)
        click = per(m.of("cost_per_click", one), visits_a_click)
        impression_cost = m.of("cost_per_thousand_impressions", one) / m.of("impressions_per_thousand")
        impression = per(impression_cost, m.of("click_rate", one) * visits_a_click)
        commission = m.of("channel_commission_rate", one) * m.of("channel_conversion_rate", one)
        price = click if m.of("priced_by_click", one) else 0.0
        price += impression if m.of("priced_by_impression", one) else 0.0
        n["click_price_per_visit"][one], n["impression_price_per_visit"][one] = click, impression
        n["channel_price_per_visit"][one] = price
        n["commission_per_order_value"][one] = commission if m.of("priced_by_sale", one) else 0.0
    m.each(
        "order_value",
        "campaign",
        lambda c: (
            m.of("average_order_value", c) * (1 - m.of("discount_rate", c)) * (1 - m.of("coupon_rate", c))
        ),
    )


def placements(m: Month) -> None:
    """Price, reference and plan of every channel in every campaign of its storefront."""
    n = m.now
    activity = m.each(
        "activity_share", "campaign", lambda c: 1.0 if m.of("is_everyday", c) else m.of("campaign_share", c)
    )
    lines = (
        "placement_is_paid",
        "placement_is_owned",
        "placement_by_target",
        "price_per_visit",
        "placement_reference_spend",
        "spend_planned",
        "placement_visits_entered",
        "placement_fee",
        "placement_saturation",
        "visits_at_reference_spend",
        "response_to_spend",
        "visits_bought",
    )
    for name in lines:
        n[name] = {}
    m.each("response_exponent", "channel", lambda k: m.of("elasticity", k) / (1 - m.of("saturation", k)))
    for one in m.members("placement"):
        channel, c = str(m.group("placement", "channel", one)), str(m.group("placement", "campaign", one))
        everyday, paid = bool(m.of("is_everyday", c)), m.of("is_paid", channel)
        price = n["channel_price_per_visit"][channel]
        price += n["commission_per_order_value"][channel] * n["order_value"][c]
        reference = m.of("reference_spend", channel) * activity[c]
        of_month, of_campaign = m.of("channel_spend", channel), m.of("campaign_spend", one)
        spend = of_month if everyday else of_campaign * m.of("campaign_share", c)
        entered = m.of("channel_visits", channel) + n["follower_visits"][channel]
        response, bought = 0.0, 0.0
        if reference:
            response = (spend / reference) ** n["response_exponent"][channel]
        if price and response:
            left = (1 - m.of("saturation", channel)) / response  # of the visits, over those of the reference
            bought = reference / price / (left + m.of("saturation", channel))
        fee = m.of("channel_fee", channel)
        worked = (paid, 1 - paid, m.of("driven_by_target", c), price, reference, spend)
        worked += (entered if everyday else 0.0, fee if everyday else 0.0)
        worked += (m.of("saturation", channel), per(reference, price), response, bought)
        for name, value in zip(lines, worked, strict=True):
            n[name][one] = value


def visits(m: Month) -> None:
    """Campaign by campaign: natural, owned and paid visits."""
    n = m.now
    for name in ("mix_share", "placement_visits_priced", "placement_visits", "spend_for_visits"):
        n[name] = {}
    n["response_for_visits"], n["alert_visits_beyond_reach"] = {}, {}
    n["advertising_spend"] = {}
    for name in (
        "mix_total",
        "sales_per_visit",
        "visits_needed",
        "natural_visits_forecast",
        "paid_visits_entered",
        "owned_visits",
        "paid_visits_needed",
        "paid_visits",
        "natural_visits",
        "visits",
    ):
        n[name] = {}
    for c in m.members("campaign"):
        _visits_of(m, c)


def _visits_of(m: Month, c: str) -> None:
    n, shop = m.now, str(m.group("campaign", "storefront", c))
    own = m.within("placement", "campaign", c)
    paid = [one for one in own if n["placement_is_paid"][one]]
    owned = add(n["placement_visits_entered"][one] for one in own if one not in paid)
    entered = add(n["placement_visits_entered"][one] for one in paid)
    forecast = m.of("natural_visits_month", shop) * n["season_index"]
    of_campaign = m.of("campaign_natural_visits", c) * m.of("campaign_share", c)
    if not m.of("is_everyday", c):
        forecast = of_campaign
    worth = m.of("conversion_rate", c) * m.of("payment_rate", shop) * n["order_value"][c]
    needed = per(n["sales_target"][c], worth) if m.of("driven_by_target", c) else 0.0
    paid_share, by_share = m.of("paid_visit_share", c), bool(m.of("natural_by_share", c))
    to_buy = needed * paid_share if by_share else needed - forecast - owned
    to_buy = max(to_buy - entered, 0.0)
    weights = {one: m.of("mix_weight", one) for one in own}
    whole = add(weights.values())
    for one in own:
        _visits_of_placement(m, one, c, to_buy, per(weights[one], whole))
    came = add(n["placement_visits"][one] for one in paid)
    natural = forecast
    if by_share:
        natural = max(came / paid_share * (1 - paid_share) - owned, 0.0) if paid_share else 0.0
    n["mix_total"][c], n["sales_per_visit"][c], n["visits_needed"][c] = whole, worth, needed
    n["natural_visits_forecast"][c], n["paid_visits_entered"][c] = forecast, entered
    n["owned_visits"][c], n["paid_visits_needed"][c], n["paid_visits"][c] = owned, to_buy, came
    n["natural_visits"][c], n["visits"][c] = natural, came + owned + natural


def _visits_of_placement(m: Month, one: str, c: str, to_buy: float, mix: float) -> None:
    """Needed visits and the spend that brings them, or planned spend and the visits it buys."""
    n, channel = m.now, str(m.group("placement", "channel", one))
    by_target = bool(n["placement_by_target"][one])
    priced = to_buy * mix if by_target else n["visits_bought"][one]
    reference, price = n["placement_reference_spend"][one], n["price_per_visit"][one]
    response, beyond = 0.0, 0.0
    if reference and price and priced:
        left = reference / price / priced - m.of("saturation", channel)  # above 0 where visits are to be had
        if left > 0:
            response = (1 - m.of("saturation", channel)) / left
        else:
            beyond = priced - reference / price / m.of("saturation", channel)
    spend = reference * response ** (1 / n["response_exponent"][channel])
    n["response_for_visits"][one] = response
    n["alert_visits_beyond_reach"][one] = beyond if by_target else 0.0
    n["mix_share"][one], n["placement_visits_priced"][one], n["spend_for_visits"][one] = mix, priced, spend
    n["placement_visits"][one] = priced + n["placement_visits_entered"][one]
    chosen = spend if by_target else n["spend_planned"][one]
    n["advertising_spend"][one] = chosen + n["placement_fee"][one]


def by_channel_and_storefront(m: Month) -> None:
    """Sums, clicks and impressions behind the visits, averages by day."""
    n = m.now
    visits_of = m.sum_by("visits_by_channel", "placement", "channel", n["placement_visits"])
    spend = m.sum_by("spend_by_channel", "placement", "channel", n["advertising_spend"])
    m.each("cost_per_visit_by_channel", "channel", lambda one: figure(spend[one], visits_of[one]))
    n["clicks_by_channel"], n["impressions_by_channel"] = {}, {}
    for one in m.members("channel"):
        counted = m.of("priced_by_click", one) or m.of("priced_by_impression", one)
        clicks = per(visits_of[one], m.of("visits_per_click", one)) if counted else 0.0
        n["clicks_by_channel"][one] = clicks
        n["impressions_by_channel"][one] = per(clicks, m.of("click_rate", one))
    for name in ("visits", "paid_visits", "owned_visits", "natural_visits"):
        m.sum_by(f"{name}_by_storefront", "campaign", "storefront", n[name])
    n["visits_total"] = add(n["visits"].values())
    n["advertising_total"] = add(n["advertising_spend"].values())
    m.each("visits_per_day", "campaign", lambda c: figure(n["visits"][c], m.of("campaign_days", c)))
    m.each("paid_visits_per_day", "campaign", lambda c: figure(n["paid_visits"][c], m.of("campaign_days", c)))
    campaign = m.given.groups["placement", "campaign"]
    days = m.each("placement_days", "placement", lambda one: m.of("campaign_days", str(campaign[one])))
    m.each("advertising_per_day", "placement", lambda one: figure(n["advertising_spend"][one], days[one]))
    n["check_visits"] = n["check_visits_by_storefront"] = n["check_advertising"] = 0.0
