"""What is to be sold in the month, everyday and in campaigns."""

from __future__ import annotations

from tests.naive.month import Month, add, per, to_steps


def season(m: Month) -> None:
    """The calendar month's share of a year: as given, else as last year; rounded where the plan says so."""
    n, calendar = m.now, m.members("base_month")
    last_year = n["last_year_total"] = add(m.of("last_year_sales", c) for c in calendar)
    given = n["season_weight_total"] = add(m.of("season_weights", c) for c in calendar)
    step = m.of("season_share_step")
    held_against = spring_festival(m)
    share = m.each(
        "base_month_share",
        "base_month",
        lambda c: m.of("season_weights", c) / given if given > 0 else per(held_against[c], last_year),
    )
    together, takes = m.of("share_months"), {c: m.of("takes_share_rest", c) for c in calendar}
    rounded = m.each(
        "base_month_share_rounded", "base_month", lambda c: to_steps(share[c] * together, step) / together
    )
    used = n["base_month_share_used"] = dict(rounded if step > 0 else share)
    if step > 0:
        rest = 1 - add(rounded.values())
        for c in calendar:
            used[c] += rest * takes[c]
    n["check_season"] = 0.0
    n["season_share"] = used[m.given.calendar[m.number]]
    n["season_index"] = n["season_share"] * 12


def spring_festival(m: Month) -> dict[str, float]:
    """January and February take last year's days at the same distance from the festival, in all no more."""
    n, calendar, then = m.now, m.members("base_month"), m.members("festival_month")
    sold = n["festival_month_sales"] = {c: m.of("last_year_sales", c) for c in then}
    raw = m.each(
        "lunar_sales_unscaled",
        "base_month",
        lambda c: add(sold[old] * m.of("lunar_weight", c, old) for old in then),
    )
    scale = per(add(sold.values()), add(raw.values()))
    scaled = m.each("lunar_sales", "base_month", lambda c: raw[c] * scale)
    compared = {c: scaled[c] if c in then else m.of("last_year_sales", c) for c in calendar}
    n["last_year_sales_compared"] = compared
    return compared


def storefront_targets(m: Month) -> None:
    """The month's part of the year, what is entered for the month, and what campaigns leave for every day."""
    n, step, now = m.now, m.of("season_target_step"), m.given.calendar[m.number]
    takes_rest = m.of("is_largest_month", now)
    for name in ("target_remainder", "storefront_target_of_year", "storefront_target"):
        n[name] = {}
    n["base_month_target_rounded"], n["storefront_target_year"] = {}, {}
    weights = n["sales_target_weight_total"] = add(
        m.of("sales_target_weight", shop) for shop in m.members("storefront")
    )
    for shop in m.members("storefront"):
        ours = m.of("company_target_year") * per(m.of("sales_target_weight", shop), weights)
        year = n["storefront_target_year"][shop] = m.of("sales_target_year", shop) + ours
        parts = {c: to_steps(year * share, step) for c, share in n["base_month_share_used"].items()}
        rest = year - add(parts.values())
        for c, part in parts.items():
            n["base_month_target_rounded"][shop, c] = part
        this = year * n["season_share"]
        if step > 0:
            this = parts[now] + (rest if takes_rest else 0.0)
        n["target_remainder"][shop], n["storefront_target_of_year"][shop] = rest, this
        n["storefront_target"][shop] = this + m.of("sales_target_month", shop)


def campaign_targets(m: Month) -> None:
    """A campaign's whole target by its days; inside the month it takes from everyday business."""
    n = m.now
    for name in ("campaign_target_whole", "campaign_target_share", "campaign_target", "sales_target"):
        n[name] = {}
    for c in m.members("campaign"):
        shop = m.group("campaign", "storefront", c)
        of_year = per(m.of("campaign_last_year_sales", c), n["last_year_total"])
        year = n["storefront_target_year"][shop]
        whole = m.of("campaign_sales_target", c) + year * of_year
        n["campaign_target_whole"][c], n["campaign_target_share"][c] = whole, per(whole, year)
        n["campaign_target"][c] = whole * m.of("campaign_share", c)
    n["campaign_target_inside"], n["everyday_target"], n["sales_target_by_storefront"] = {}, {}, {}
    n["alert_campaign_targets"], n["target_month_share"] = {}, {}
    for shop in m.members("storefront"):
        own = m.within("campaign", "storefront", shop)
        inside = add(n["campaign_target"][c] for c in own if m.of("campaign_inside", c))
        left = n["storefront_target"][shop] - inside
        everyday, n["alert_campaign_targets"][shop] = max(left, 0.0), max(-left, 0.0)
        n["campaign_target_inside"][shop], n["everyday_target"][shop] = inside, everyday
        for c in own:
            n["sales_target"][c] = everyday if m.of("is_everyday", c) else n["campaign_target"][c]
        due = n["sales_target_by_storefront"][shop] = add(n["sales_target"][c] for c in own)
        n["target_month_share"][shop] = per(due, n["storefront_target_year"][shop])
    n["sales_target_total"] = add(n["sales_target"].values())
