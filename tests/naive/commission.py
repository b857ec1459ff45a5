"""Commission of a stint: its part of the sales, through the bands of its plan."""

from __future__ import annotations

from tests.naive.month import Month, add, figure, per, through_tiers

PER_STINT = (
    "commission_own_credit",
    "commission_credit",
    "commission_base_per_head",
    "commission_quota_per_head",
    "commission_slab_rate",
    "commission_by_slab",
    "commission_by_brackets",
    "commission_pool_share",
    "commission_uncapped",
    "commission_within_cap",
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
)


def commission(m: Month) -> None:
    _what_counts(m)
    for name in (*PER_STINT, *PER_BAND):
        m.now[name] = {}
    _earnings(m)
    for one in m.members("stint"):
        _of_stint(m, one)
    m.sum_by("commission_pay_by_plan", "stint", "commission_plan", m.now["commission_pay"])
    m.now["commission_total"] = add(m.now["commission_pay"].values())


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


def _through_bands(m: Month, one: str, plan: str, own: float, time: float) -> dict[str, float]:
    n, pooled = m.now, bool(m.of("commission_pooled", plan))
    credit, part = own, 1.0
    if pooled:
        credit, part = 1.0, per(time, n["commission_pool_heads"][plan])
    base, quota = n["commission_sales"][plan] * credit, n["commission_quota"][plan] * credit
    tiers, met_rate, bonus = [], 0.0, 0.0
    for band in m.members("commission_tier"):
        floor = m.of("commission_floor", plan, band) + m.of("commission_floor_share", plan, band) * quota
        ceiling = (
            m.of("commission_ceiling", plan, band) + m.of("commission_ceiling_share", plan, band) * quota
        )
        rate, amount = m.of("commission_rate", plan, band), m.of("commission_amount", plan, band)
        tiers.append((floor, ceiling, rate))
        if _record(m, one, band, [floor, ceiling, rate, amount], plan, base):
            met_rate, bonus = met_rate + rate, bonus + amount
    slab, progressive = base * met_rate + bonus, through_tiers(base, tiers)
    uncapped = (progressive if m.of("commission_progressive", plan) else slab) * part
    within = min(uncapped, m.of("commission_cap", plan))
    return {
        "commission_credit": credit,
        "commission_base_per_head": base,
        "commission_quota_per_head": quota,
        "commission_slab_rate": met_rate,
        "commission_by_slab": slab,
        "commission_by_brackets": progressive,
        "commission_pool_share": part,
        "commission_uncapped": uncapped,
        "commission_within_cap": within,
        "commission_per_head": within if m.of("commission_capped", plan) else uncapped,
    }


def _record(m: Month, one: str, band: str, values: list[float], plan: str, base: float) -> bool:
    """Note the band; does what is sold fall into it? Sales meet an edge when they do so to the cent."""
    cent = m.of("half_a_cent")
    floor_in = bool(m.of("commission_floor_in", plan, band))
    ceiling_in = bool(m.of("commission_ceiling_in", plan, band))
    above = base >= values[0] - cent if floor_in else base >= values[0] + cent
    below = base < values[1] + cent if ceiling_in else base < values[1] - cent
    row = [*values, float(above), float(below), float(above and below)]
    for name, value in zip(PER_BAND, row, strict=True):
        m.now[name][one, band] = value
    return above and below
