"""Commission of a stint: its part of the sales of the period so far, through the bands of its plan.

What the period has had so far is added up anew from its months each time, and not carried forward.
"""

from __future__ import annotations

from tests.naive.month import Month, add, figure, per

PER_STINT = (
    "commission_own_credit",
    "commission_credit",
    "commission_base_per_head",
    "commission_quota_per_head",
    "commission_pool_share",
    "commission_uncapped",
    "commission_within_cap",
    *(f"commission_{stock}_closing" for stock in ("base", "quota", "uncapped", "capped")),
    *(f"commission_{stock}_opening" for stock in ("base", "quota", "uncapped", "capped")),
    "commission_stint_share",
    "commission_per_head",
    "commission_pay",
)
PER_BAND = (
    "commission_floor_per_head",
    "commission_ceiling_per_head",
    "commission_tier_rate",
    "commission_tier_amount",
    "commission_above_floor",
    "commission_below_ceiling",
    "commission_in_tier",
    "commission_point_rate",
    "commission_inside_band",
    "commission_by_band_opening",
    "commission_by_band_closing",
    "commission_per_head_by_band",
)


def commission(m: Month) -> None:
    _what_counts(m)
    for name in (*PER_STINT, *PER_BAND):
        m.now[name] = {}
    _earnings(m)
    for one in m.members("stint"):
        _of_stint(m, one)
    m.sum_by("commission_pay_by_plan", "stint", "commission_plan", m.now["commission_pay"])
    _by_band(m)
    n = m.now
    paid, sales = n["commission_pay_by_plan"], n["commission_sales"]
    n["commission_effective_rate"] = {plan: figure(paid[plan], sales[plan]) for plan in paid}
    n["commission_total"] = add(n["commission_pay"].values())


def _by_band(m: Month) -> None:
    """What each band pays to everybody of the plan."""
    n = m.now
    result = n["commission_by_band"] = {}
    for plan in m.members("commission_plan"):
        people = m.within("stint", "commission_plan", plan)
        for band in m.members("commission_tier"):
            result[plan, band] = add(
                n["commission_per_head_by_band"][one, band]
                * n["commission_stint_share"][one]
                * n["stint_heads"][one]
                for one in people
            )


def _what_counts(m: Month) -> None:
    """Sales, target and quota of the storefronts that a plan covers; full-time heads in its pool."""
    n = m.now
    for name, source in (
        ("commission_gross_sales", n["gross_sales_by_storefront"]),
        ("commission_kept_sales", n["sales_kept_by_storefront"]),
        ("commission_target", n["sales_target_by_storefront"]),
    ):
        n[name] = {
            plan: add(
                source[shop] for shop in m.members("storefront") if m.of("commission_covers", shop, plan)
            )
            for plan in m.members("commission_plan")
        }
    for name in ("commission_sales", "commission_quota", "commission_attainment_rate"):
        n[name] = {}
    for plan in m.members("commission_plan"):
        kept = m.of("commission_on_kept", plan)
        sales = n["commission_kept_sales" if kept else "commission_gross_sales"][plan]
        quota = m.of("commission_quota_entered", plan) or n["commission_target"][plan]
        n["commission_sales"][plan], n["commission_quota"][plan] = sales, quota
        n["commission_attainment_rate"][plan] = figure(sales, quota)
    m.sum_by("commission_pool_heads", "stint", "commission_plan", n["full_time_equivalent"])


def _earnings(m: Month) -> None:
    """What a person has of sales, hours and days in all his states under the plan."""
    n, share = m.now, m.now["in_post_share"]
    for one in m.members("stint"):
        heads = n["position_heads"][m.group("stint", "position", one)]
        n["commission_own_credit"][one] = per(m.of("commission_sales_share", one) * share[one], heads)
    time = {one: share[one] * m.of("full_time_share", one) for one in share}
    m.sum_by("commission_earner_credit", "stint", "earner", n["commission_own_credit"])
    m.sum_by("commission_earner_time", "stint", "earner", time)
    m.sum_by("commission_earner_share", "stint", "earner", share)


def _of_stint(m: Month, one: str) -> None:
    """The earner's commission, as far as it falls into the stint."""
    n, plan = m.now, m.group("stint", "commission_plan", one)
    earner = m.group("stint", "earner", one)
    own = n["commission_earner_credit"][earner]
    part = per(n["in_post_share"][one], n["commission_earner_share"][earner])
    worked = _through_bands(m, one, str(plan), own, n["commission_earner_time"][earner])
    worked["commission_stint_share"] = part
    worked["commission_per_head"] *= part
    worked["commission_pay"] = worked["commission_per_head"] * n["stint_heads"][one]
    for name, value in worked.items():
        n[name][one] = value


def _begins(m: Month, plan: str, number: int) -> bool:
    months = m.given.values["commission_period_begins"][plan]
    return bool(months[number if len(months) > 1 else 0])


def _so_far(m: Month, plan: str, one: str, line: str, now: float, start: float) -> float:
    """The line's sum over the months of the period, and what the plan brings of a period already begun."""
    m.of("commission_period_begins", plan)
    first = m.number
    while first > 0 and not _begins(m, plan, first):
        first -= 1
    brought = 0.0 if _begins(m, plan, first) else start
    return add([brought, *(month[line][one] for month in m.past[first:]), now])


def _through_bands(m: Month, one: str, plan: str, own: float, time: float) -> dict[str, float]:
    n, pooled = m.now, bool(m.of("commission_pooled", plan))
    credit, part = own, 1.0
    if pooled:
        credit, part = 1.0, per(time, n["commission_pool_heads"][plan])
    base, quota = n["commission_sales"][plan] * credit, n["commission_quota"][plan] * credit
    start = {each: m.of(f"commission_{each}_start", one) for each in ("sales", "quota", "paid")}
    sold = _so_far(m, plan, one, "commission_base_per_head", base, start["sales"])
    wanted = _so_far(m, plan, one, "commission_quota_per_head", quota, start["quota"])
    month = add(_of_band(m, one, plan, band, sold, wanted) * part for band in m.members("commission_tier"))
    for band in m.members("commission_tier"):
        n["commission_per_head_by_band"][one, band] *= part
    earned = _so_far(m, plan, one, "commission_uncapped", month, start["paid"])
    capped = min(earned, m.of("commission_cap", plan) * m.of("commission_months", one))
    before = m.opening("commission_capped_closing", one, start["paid"])
    within = capped if _begins(m, plan, m.number) else capped - before
    return {
        "commission_credit": credit,
        "commission_base_per_head": base,
        "commission_quota_per_head": quota,
        "commission_base_closing": sold,
        "commission_base_opening": m.opening("commission_base_closing", one, start["sales"]),
        "commission_quota_closing": wanted,
        "commission_quota_opening": m.opening("commission_quota_closing", one, start["quota"]),
        "commission_pool_share": part,
        "commission_uncapped": month,
        "commission_uncapped_closing": earned,
        "commission_uncapped_opening": m.opening("commission_uncapped_closing", one, start["paid"]),
        "commission_capped_closing": capped,
        "commission_capped_opening": before,
        "commission_within_cap": within,
        "commission_per_head": within if m.of("commission_capped", plan) else month,
    }


def _of_band(m: Month, one: str, plan: str, band: str, sold: float, quota: float) -> float:
    """What the band adds to the period's commission in this month, a pool's not yet shared."""
    given = {
        name: m.of(f"commission_{name}", plan, band)
        for name in ("floor", "floor_share", "ceiling", "ceiling_share", "rate", "amount", "amount_per_point")
    }
    floor = given["floor"] + given["floor_share"] * quota
    ceiling = given["ceiling"] + given["ceiling_share"] * quota
    if not (m.of("commission_pooled", plan) or m.of("commission_months", one)):
        given["amount"] = 0.0
    met = _falls_in(m, one, band, [floor, ceiling, given["rate"], given["amount"]], plan, sold)
    inside = min(sold, ceiling) - floor if sold > floor else 0.0
    points = per(inside * m.of("points_of_whole"), quota)
    if m.of("commission_progressive", plan):
        so_far = inside * given["rate"] + points * given["amount_per_point"]
    else:
        so_far = sold * given["rate"] + given["amount"] + points * given["amount_per_point"] if met else 0.0
    before = m.opening("commission_by_band_closing", (one, band), m.of("commission_by_band_start", one, band))
    added = so_far - (0.0 if _begins(m, plan, m.number) else before)
    point_rate = per(given["amount_per_point"] * m.of("points_of_whole"), quota)
    for name, value in zip(PER_BAND[-5:], (point_rate, inside, before, so_far, added), strict=True):
        m.now[name][one, band] = value
    return added


def _falls_in(m: Month, one: str, band: str, values: list[float], plan: str, sold: float) -> bool:
    """Note the band; does what is sold fall into it? Sales meet an edge when they do so to the cent."""
    cent = m.of("half_a_cent")
    floor_in = bool(m.of("commission_floor_in", plan, band))
    ceiling_in = bool(m.of("commission_ceiling_in", plan, band))
    above = sold >= values[0] - cent if floor_in else sold >= values[0] + cent
    below = sold < values[1] + cent if ceiling_in else sold < values[1] - cent
    row = [*values, float(above), float(below), float(above and below)]
    for name, value in zip(PER_BAND[:-5], row, strict=True):
        m.now[name][one, band] = value
    return above and below
