"""Commission: sales through the bands of a plan, by slab or progressively, for each head or shared.

A row's own sales are its part of the sales that the plan covers, for the days in post, over its
heads; a pool is measured as if one person had sold everything, and its pay is shared by full-time heads.
Sales go through the bands, and meet the cap, for all of a month that a person is paid by the plan: whose
state changes inside the month is one earner, and what he earns is shared by the days of his stints.
Bands by attainment are shares of the quota, so that they become amounts of sales as well; without a quota
they pay nothing. Commission is earned with the month's sales and is part of gross pay; a month of more
refunds than sales pays none and claws nothing back.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import brackets, minimum, of, one_month, rate, ratio, total, where


@line("CNY", zh="计提成交额", en="Gross sales that count", per="commission_plan")
def commission_gross_sales(gross_sales_by_storefront, commission_covers):
    """Gross sales of the storefronts that the plan covers."""
    return total(gross_sales_by_storefront * commission_covers, over="storefront")


@line("CNY", zh="计提确认收货额", en="Sales kept that count", per="commission_plan")
def commission_kept_sales(sales_kept_by_storefront, commission_covers):
    """Sales net of returns of the storefronts that the plan covers."""
    return total(sales_kept_by_storefront * commission_covers, over="storefront")


@line("CNY", zh="提成基数", en="Sales under commission", per="commission_plan")
def commission_sales(commission_on_kept, commission_kept_sales, commission_gross_sales):
    """Gross, or net of returns, as the plan says."""
    return where(commission_on_kept, commission_kept_sales, commission_gross_sales)


@line("CNY", zh="所涉店铺目标", en="Target that counts", per="commission_plan")
def commission_target(sales_target_by_storefront, commission_covers):
    """Sales target of the storefronts that the plan covers."""
    return total(sales_target_by_storefront * commission_covers, over="storefront")


@line("CNY", zh="提成定额", en="Quota", per="commission_plan")
def commission_quota(commission_quota_entered, commission_target):
    """The quota entered, else the storefronts' target."""
    return where(commission_quota_entered > 0, one_month(commission_quota_entered), commission_target)


@line("1", zh="定额完成率", en="Attainment", per="commission_plan", rolls="recomputed", good="up")
def commission_attainment_rate(commission_sales, commission_quota):
    """Sales under commission over the quota; 0 without one."""
    return rate(commission_sales, commission_quota)


@line("1/person", zh="个人归属比例", en="A head's own part of the sales", per="stint", rolls="average")
def commission_own_credit(commission_sales_share, in_post_share, position_heads):
    """The row's part of the sales covered, for the stint's days in post, over the row's heads."""
    return ratio(commission_sales_share * in_post_share, of(position_heads, by="position", per="stint"), 0)


@line("1/person", zh="提成人归属比例", en="An earner's own part of the sales", per="earner", rolls="average")
def commission_earner_credit(commission_own_credit):
    """The parts of all stints in which the person is paid by the plan."""
    return total(commission_own_credit, over="stint", by="earner")


@line("1/person", zh="人均归属比例", en="Part of the sales credited to a head", per="stint", rolls="average")
def commission_credit(commission_pooled, a_person, commission_earner_credit):
    """The earner's own part; a pool is credited as one person with all of it."""
    pooled = of(commission_pooled, by="commission_plan", per="stint")
    return where(pooled, 1 / a_person, of(commission_earner_credit, by="earner", per="stint"))


@line("CNY/person", zh="人均计提销售额", en="Sales through the bands", per="stint")
def commission_base_per_head(commission_sales, commission_credit):
    """Sales under commission, as credited."""
    return of(commission_sales, by="commission_plan", per="stint") * commission_credit


@line("CNY/person", zh="人均定额", en="Quota per head", per="stint")
def commission_quota_per_head(commission_quota, commission_credit):
    """The quota, divided as sales are."""
    return of(commission_quota, by="commission_plan", per="stint") * commission_credit


@line(
    "CNY/person", zh="适用档下限", en="Floor of the band that applies",
    per=("stint", "commission_tier"), rolls="last",
)  # fmt: skip
def commission_floor_per_head(commission_floor, commission_floor_share, commission_quota_per_head):
    """The band's floor in sales: an amount, or a share of the quota."""
    share = of(commission_floor_share, by="commission_plan", per="stint")
    return of(commission_floor, by="commission_plan", per="stint") + share * commission_quota_per_head


@line(
    "CNY/person", zh="适用档上限", en="Ceiling of the band that applies",
    per=("stint", "commission_tier"), rolls="last",
)  # fmt: skip
def commission_ceiling_per_head(commission_ceiling, commission_ceiling_share, commission_quota_per_head):
    """The band's ceiling in sales: an amount, or a share of the quota."""
    share = of(commission_ceiling_share, by="commission_plan", per="stint")
    return of(commission_ceiling, by="commission_plan", per="stint") + share * commission_quota_per_head


@line("1", zh="适用比例", en="Rate that applies", per=("stint", "commission_tier"), rolls="average")
def commission_tier_rate(commission_rate):
    """The rate of each band of the stint's plan."""
    return of(commission_rate, by="commission_plan", per="stint")


@line("CNY/person", zh="适用档奖金", en="Bonus that applies", per=("stint", "commission_tier"), rolls="last")
def commission_tier_amount(commission_amount):
    """The fixed sum of each band of the stint's plan."""
    return of(commission_amount, by="commission_plan", per="stint")


@line("1", zh="达到档下限", en="At or above the floor", per=("stint", "commission_tier"), rolls="average")
def commission_above_floor(
    commission_base_per_head, commission_floor_per_head, commission_floor_in, half_a_cent
):
    """1 where sales, to the cent, reach the band; its floor counts if it belongs to it."""
    floor_in = of(commission_floor_in, by="commission_plan", per="stint")
    return commission_base_per_head >= commission_floor_per_head + where(
        floor_in, 0 - half_a_cent, half_a_cent
    )


@line("1", zh="未超档上限", en="At or below the ceiling", per=("stint", "commission_tier"), rolls="average")
def commission_below_ceiling(
    commission_base_per_head, commission_ceiling_per_head, commission_ceiling_in, half_a_cent
):
    """1 where sales, to the cent, stay in the band; its ceiling counts if it belongs to it."""
    ceiling_in = of(commission_ceiling_in, by="commission_plan", per="stint")
    return commission_base_per_head < commission_ceiling_per_head + where(
        ceiling_in, half_a_cent, 0 - half_a_cent
    )


@line("1", zh="落入档位", en="Sales fall in the band", per=("stint", "commission_tier"), rolls="average")
def commission_in_tier(commission_above_floor, commission_below_ceiling):
    """1 for the band that sales fall in; for none in a gap that pays nothing."""
    return commission_above_floor * commission_below_ceiling


@line("1", zh="全额提成比例", en="Slab rate", per="stint", rolls="average")
def commission_slab_rate(commission_tier_rate, commission_in_tier):
    """The rate of the band that sales fall in."""
    return total(commission_tier_rate * commission_in_tier, over="commission_tier")


@line("CNY/person", zh="全额提成", en="Commission by slab", per="stint")
def commission_by_slab(
    commission_base_per_head, commission_slab_rate, commission_tier_amount, commission_in_tier
):
    """The band's rate on the whole amount, and the band's bonus."""
    bonus = total(commission_tier_amount * commission_in_tier, over="commission_tier")
    return commission_base_per_head * commission_slab_rate + bonus


@line("CNY/person", zh="超额累进提成", en="Progressive commission", per="stint")
def commission_by_brackets(
    commission_base_per_head, commission_floor_per_head, commission_ceiling_per_head, commission_tier_rate
):
    """Each band's rate on the part of sales inside it."""
    return brackets(
        commission_base_per_head,
        commission_floor_per_head,
        commission_ceiling_per_head,
        commission_tier_rate,
        over="commission_tier",
    )


@line(
    "person",
    zh="提成池全时当量",
    en="Full-time equivalents in the pool",
    per="commission_plan",
    rolls="average",
)
def commission_pool_heads(full_time_equivalent):
    """Full-time equivalents of all stints of the plan."""
    return total(full_time_equivalent, over="stint", by="commission_plan")


@line("1", zh="提成人全时比例", en="An earner's part of full time", per="earner", rolls="average")
def commission_earner_time(in_post_share, full_time_share):
    """What all stints in which the person is paid by the plan count for."""
    return total(in_post_share * full_time_share, over="stint", by="earner")


@line("1", zh="提成池份额", en="Part of the commission that a head gets", per="stint", rolls="average")
def commission_pool_share(commission_pooled, commission_earner_time, a_person, commission_pool_heads):
    """All of his own; of a pool, his part of its full-time equivalents."""
    heads = of(commission_pool_heads, by="commission_plan", per="stint")
    return where(
        of(commission_pooled, by="commission_plan", per="stint"),
        ratio(of(commission_earner_time, by="earner", per="stint") * a_person, heads, 0),
        1,
    )


@line("CNY/person", zh="封顶前人均提成", en="Commission per head before the cap", per="stint")
def commission_uncapped(
    commission_progressive, commission_by_brackets, commission_by_slab, commission_pool_share
):
    """By slab or progressively, as the plan says; of a pool, the head's part."""
    progressive = of(commission_progressive, by="commission_plan", per="stint")
    return where(progressive, commission_by_brackets, commission_by_slab) * commission_pool_share


@line("CNY/person", zh="封顶后人均提成", en="Commission per head within the cap", per="stint")
def commission_within_cap(commission_uncapped, commission_cap):
    """What one head gets at most; the cap is a month's, whatever the days in post."""
    return minimum(commission_uncapped, of(one_month(commission_cap), by="commission_plan", per="stint"))


@line("1", zh="提成人在岗比例", en="Share of the month as an earner", per="earner", rolls="average")
def commission_earner_share(in_post_share):
    """Days in post of all stints in which the person is paid by the plan, as a share of a full month's."""
    return total(in_post_share, over="stint", by="earner")


@line("1", zh="任职分摊比例", en="The stint's part of the earner's commission", per="stint", rolls="average")
def commission_stint_share(in_post_share, commission_earner_share):
    """Its part of the days in post; nothing for who is not there at all."""
    return ratio(in_post_share, of(commission_earner_share, by="earner", per="stint"), 0)


@line("CNY/person", zh="人均提成", en="Commission per head", per="stint")
def commission_per_head(
    commission_capped, commission_within_cap, commission_uncapped, commission_stint_share
):
    """What one head is paid in the stint, capped where the plan has a cap."""
    capped = of(commission_capped, by="commission_plan", per="stint")
    return where(capped, commission_within_cap, commission_uncapped) * commission_stint_share


@line("CNY", zh="提成", en="Commission", per="stint", good="down")
def commission_pay(commission_per_head, stint_heads):
    """Commission of all heads."""
    return commission_per_head * stint_heads


@line("CNY", zh="提成（按方案）", en="Commission by plan", per="commission_plan", good="down")
def commission_pay_by_plan(commission_pay):
    """Commission that the plan pays."""
    return total(commission_pay, over="stint", by="commission_plan")


@line("CNY", zh="提成合计", en="Commission, all people", good="down")
def commission_total(commission_pay):
    """Commission that the company pays."""
    return total(commission_pay, over="stint")
