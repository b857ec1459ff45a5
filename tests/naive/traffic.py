"""Visits in both directions: from the target to the spend, or from the spend to the visits."""

from __future__ import annotations

from tests.naive.month import Month, add, counted, figure, per


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
        "spend_is_commission",
    ):
        n[name] = {}
    for one in m.members("channel"):
        visits_a_click = m.of("visits_per_click", one)
        click = per(m.of("cost_per_click", one), visits_a_click)
        impression_cost = m.of("cost_per_thousand_impressions", one) / m.of("impressions_per_thousand")
        impression = per(impression_cost, m.of("click_rate", one) * visits_a_click)
        price = click if m.of("priced_by_click", one) else 0.0
        price += impression if m.of("priced_by_impression", one) else 0.0
        n["click_price_per_visit"][one], n["impression_price_per_visit"][one] = click, impression
        n["channel_price_per_visit"][one] = price
        up_front = m.of("priced_by_click", one) or m.of("priced_by_impression", one)
        n["spend_is_commission"][one] = float(bool(m.of("priced_by_sale", one) and not up_front))


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
        "commission_per_order_value",
        "commission_expected_share",
        "expected_commission_per_visit",
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
        commission = _commission(m, channel, c, one)
        price = n["channel_price_per_visit"][channel]
        if n["spend_is_commission"][channel]:
            price = commission[-1]
        reference = m.of("reference_spend", channel) * activity[c]
        of_month, of_campaign = m.of("channel_spend", channel), m.of("campaign_spend", one)
        spend = of_month if everyday else of_campaign * m.of("campaign_share", c)
        entered = m.of("campaign_visits", one) * m.of("campaign_share", c)
        if everyday:
            entered = m.of("channel_visits", channel) + n["follower_visits"][channel]
        response, bought = 0.0, 0.0
        if reference:
            response = (spend / reference) ** n["response_exponent"][channel]
        if price and response:
            left = (1 - m.of("saturation", channel)) / response  # of the visits, over those of the reference
            bought = reference / price / (left + m.of("saturation", channel))
        fee = m.of("channel_fee", channel)
        worked = (paid, 1 - paid, m.of("driven_by_target", c), *commission, price, reference, spend)
        worked += (entered, fee if everyday else 0.0)
        worked += (m.of("saturation", channel), per(reference, price), response, bought)
        for name, value in zip(lines, worked, strict=True):
            n[name][one] = value


def _commission(m: Month, channel: str, c: str, placement: str) -> tuple[float, float, float]:
    """Of a visit: commission as a share of order value, the orders that will earn it, and what it will be."""
    of_value = 0.0
    if m.of("priced_by_sale", channel):
        buying = m.of("placement_conversion_rate", placement) * m.now["price_response"][c]
        of_value = m.of("channel_commission_rate", channel) * min(buying, 1.0)
    earns = 1.0
    if not m.of("channel_commission_on_placed", channel):
        earns = m.of("payment_rate", str(m.group("campaign", "storefront", c)))
    if m.of("channel_commission_on_kept", channel):
        planned = add(m.of("refund_kind_rate", c, kind) for kind in m.members("refund_kind"))
        earns *= max(1 - planned * m.of("placement_return_factor", placement), 0.0)
    return of_value, earns, of_value * earns * m.now["order_value"][c]


def visits(m: Month) -> None:
    """Campaign by campaign: natural, owned and paid visits."""
    n = m.now
    for name in ("mix_share", "placement_visits_priced", "placement_visits", "spend_for_visits"):
        n[name] = {}
    n["response_for_visits"], n["alert_visits_beyond_reach"] = {}, {}
    n["placement_spend"] = {}
    for name in (
        "mix_total",
        "direct_orders",
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
    season = 1.0 if m.of("natural_as_entered", c) else n["season_index"]
    forecast = m.of("natural_visits_month", shop) * season
    of_campaign = m.of("campaign_natural_visits", c) * m.of("campaign_share", c)
    if not m.of("is_everyday", c):
        forecast = of_campaign
    worth = n["conversion_at_price"][c] * m.of("payment_rate", shop) * n["order_value"][c]
    direct = n["direct_orders"][c] = _direct_orders(m, c, shop)
    left = max(n["sales_target"][c] - direct * n["order_value"][c], 0.0)
    needed = per(left, worth) if m.of("driven_by_target", c) else 0.0
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


def _direct_orders(m: Month, c: str, shop: str) -> float:
    """What is sold without a visit, in orders."""
    everyday, campaign = m.of("storefront_direct_sales", shop), m.of("campaign_direct_sales", c)
    sales = everyday if m.of("is_everyday", c) else campaign * m.of("campaign_share", c)
    return per(sales, m.now["order_value"][c])


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
    n["placement_spend"][one] = spend if by_target else n["spend_planned"][one]


def by_channel_and_storefront(m: Month) -> None:
    """Sums of visits, clicks and impressions behind them, averages by day."""
    n = m.now
    visits_of = m.sum_by("visits_by_channel", "placement", "channel", n["placement_visits"])
    n["clicks_by_channel"], n["impressions_by_channel"] = {}, {}
    for one in m.members("channel"):
        by_click = m.of("priced_by_click", one) or m.of("priced_by_impression", one)
        clicks = per(visits_of[one], m.of("visits_per_click", one)) if by_click else 0.0
        n["clicks_by_channel"][one] = clicks
        n["impressions_by_channel"][one] = per(clicks, m.of("click_rate", one))
    for name in ("visits", "paid_visits", "owned_visits", "natural_visits"):
        m.sum_by(f"{name}_by_storefront", "campaign", "storefront", n[name])
    n["visits_total"] = add(n["visits"].values())
    m.each("target_per_visit", "campaign", lambda c: figure(n["sales_target"][c], n["visits"][c]))
    carried = n["channel_target"] = dict.fromkeys(m.members("channel"), 0.0)
    n["placement_target"] = {}
    for one, visits in n["placement_visits"].items():
        worth = counted(n["target_per_visit"][m.group("placement", "campaign", one)])
        n["placement_target"][one] = visits * worth
        carried[m.group("placement", "channel", one)] += visits * worth
    m.each(
        "channel_target_share",
        "channel",
        lambda one: per(carried[one], n["storefront_target_year"][m.group("channel", "storefront", one)]),
    )
    m.each("visits_per_day", "campaign", lambda c: figure(n["visits"][c], m.of("campaign_days", c)))
    m.each("paid_visits_per_day", "campaign", lambda c: figure(n["paid_visits"][c], m.of("campaign_days", c)))
    n["check_visits"] = n["check_visits_by_storefront"] = 0.0
