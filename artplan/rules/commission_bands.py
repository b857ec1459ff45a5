"""Commission by band: the period's sales through the bands of a plan, by slab or progressively.

Sales go through the bands, and meet the cap, for all of a month that a person is paid by the plan: whose
state changes inside the month is one earner, and what he earns is shared by the days of his stints.
Bands by attainment are shares of the quota to date, so that they become amounts of sales as well; without a
quota they pay nothing. A month's commission is that on the sales of the period so far, less what the period
has credited before: the month in which a higher band is reached bears the catch-up, and a month of more
refunds than sales takes back what they had earned, in that month's pay and even where it leaves less than
nothing; never more than the period has credited. Nothing is taken back across periods, so that a plan by the
month claws nothing back, or of those who have left. Bands and rates are those of the month. A pool catches
up with, and takes back from, those who are in it in that month. Commission is part of gross pay.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import between, minimum, of, one_month, rate, ratio, total, where


@line(
    "CNY/person", zh="适用档下限", en="Floor of the band that applies",
    per=("stint", "commission_tier"), rolls="last",
)  # fmt: skip
def commission_floor_per_head(commission_floor, commission_floor_share, commission_quota_closing):
    """The band's floor in sales: an amount, or a share of the quota."""
    share = of(commission_floor_share, by="commission_plan", per="stint")
    return of(commission_floor, by="commission_plan", per="stint") + share * commission_quota_closing


@line(
    "CNY/person", zh="适用档上限", en="Ceiling of the band that applies",
    per=("stint", "commission_tier"), rolls="last",
)  # fmt: skip
def commission_ceiling_per_head(commission_ceiling, commission_ceiling_share, commission_quota_closing):
    """The band's ceiling in sales: an amount, or a share of the quota."""
    share = of(commission_ceiling_share, by="commission_plan", per="stint")
    return of(commission_ceiling, by="commission_plan", per="stint") + share * commission_quota_closing


@line("1", zh="适用比例", en="Rate that applies", per=("stint", "commission_tier"), rolls="average")
def commission_tier_rate(commission_rate):
    """The rate of each band of the stint's plan."""
    return of(commission_rate, by="commission_plan", per="stint")


@line("CNY/person", zh="适用档奖金", en="Bonus that applies", per=("stint", "commission_tier"), rolls="last")
def commission_tier_amount(commission_amount, commission_pooled, commission_months):
    """The fixed sum of each band of the stint's plan; none before the earner comes under the plan."""
    under_plan = of(commission_pooled, by="commission_plan", per="stint") + commission_months > 0
    return of(commission_amount, by="commission_plan", per="stint") * under_plan


@line("1", zh="达到档下限", en="At or above the floor", per=("stint", "commission_tier"), rolls="average")
def commission_above_floor(
    commission_base_closing, commission_floor_per_head, commission_floor_in, half_a_cent
):
    """1 where sales, to the cent, reach the band; its floor counts if it belongs to it."""
    floor_in = of(commission_floor_in, by="commission_plan", per="stint")
    return commission_base_closing >= commission_floor_per_head + where(
        floor_in, 0 - half_a_cent, half_a_cent
    )


@line("1", zh="未超档上限", en="At or below the ceiling", per=("stint", "commission_tier"), rolls="average")
def commission_below_ceiling(
    commission_base_closing, commission_ceiling_per_head, commission_ceiling_in, half_a_cent
):
    """1 where sales, to the cent, stay in the band; its ceiling counts if it belongs to it."""
    ceiling_in = of(commission_ceiling_in, by="commission_plan", per="stint")
    return commission_base_closing < commission_ceiling_per_head + where(
        ceiling_in, half_a_cent, 0 - half_a_cent
    )


@line("1", zh="落入档位", en="Sales fall in the band", per=("stint", "commission_tier"), rolls="average")
def commission_in_tier(commission_above_floor, commission_below_ceiling):
    """1 for the band that sales fall in; for none in a gap that pays nothing."""
    return commission_above_floor * commission_below_ceiling


@line(
    "1", zh="每点奖金折合比例", en="Rate that a bonus per point comes to",
    per=("stint", "commission_tier"), rolls="average",
)  # fmt: skip
def commission_point_rate(commission_amount_per_point, points_of_whole, commission_quota_closing):
    """The bonus per point of attainment, per CNY of sales: the quota is 100 points; 0 without a quota."""
    whole = of(commission_amount_per_point, by="commission_plan", per="stint") * points_of_whole
    return ratio(whole, commission_quota_closing, 0)


@line(
    "CNY/person", zh="档内销售额", en="Sales inside the band",
    per=("stint", "commission_tier"), rolls="last",
)  # fmt: skip
def commission_inside_band(commission_base_closing, commission_floor_per_head, commission_ceiling_per_head):
    """The part of the period's sales so far between floor and ceiling."""
    inside = between(commission_base_closing, commission_floor_per_head, commission_ceiling_per_head)
    return inside - commission_floor_per_head


commission_by_band_opening = opening(
    "commission_by_band_closing",
    first="commission_by_band_start",
    zh="期初累计分档提成",
    en="Commission of the period by band opening",
)


@line(
    "CNY/person", zh="期末累计分档提成", en="Commission of the period by band closing",
    per=("stint", "commission_tier"), rolls="last",
)  # fmt: skip
def commission_by_band_closing(
    commission_progressive, commission_in_tier, commission_base_closing, commission_tier_rate,
    commission_tier_amount, commission_inside_band, commission_point_rate,
):  # fmt: skip
    """Progressive: the rates on sales inside the band; slab: those of the band met, on all sales."""
    slab = commission_in_tier * (
        commission_base_closing * commission_tier_rate
        + commission_tier_amount
        + commission_inside_band * commission_point_rate
    )
    return where(
        of(commission_progressive, by="commission_plan", per="stint"),
        commission_inside_band * (commission_tier_rate + commission_point_rate),
        slab,
    )


@line("CNY/person", zh="人均分档提成", en="Commission per head by band", per=("stint", "commission_tier"))
def commission_per_head_by_band(
    commission_period_begins, commission_by_band_opening, commission_by_band_closing, commission_pool_share
):
    """What the month adds to the period's commission, or takes back of it; of a pool, the head's part."""
    begins = of(commission_period_begins, by="commission_plan", per="stint")
    return (commission_by_band_closing - where(begins, 0, commission_by_band_opening)) * commission_pool_share


@line("CNY/person", zh="封顶前人均提成", en="Commission per head before the cap", per="stint")
def commission_uncapped(commission_per_head_by_band):
    """The month's commission of all bands."""
    return total(commission_per_head_by_band, over="commission_tier")


commission_uncapped_opening = opening(
    "commission_uncapped_closing",
    first="commission_paid_start",
    zh="期初累计封顶前提成",
    en="Commission of the period before the cap opening",
)


@line(
    "CNY/person", zh="期末累计封顶前提成", en="Commission of the period before the cap closing",
    per="stint", rolls="last",
)  # fmt: skip
def commission_uncapped_closing(commission_period_begins, commission_uncapped_opening, commission_uncapped):
    """The head's commission since the period's first month."""
    begins = of(commission_period_begins, by="commission_plan", per="stint")
    return where(begins, 0, commission_uncapped_opening) + commission_uncapped


commission_capped_opening = opening(
    "commission_capped_closing",
    first="commission_paid_start",
    zh="期初累计封顶后提成",
    en="Commission of the period within the cap opening",
)


@line(
    "CNY/person", zh="期末累计封顶后提成", en="Commission of the period within the cap closing",
    per="stint", rolls="last",
)  # fmt: skip
def commission_capped_closing(commission_uncapped_closing, commission_cap, commission_months):
    """What one head gets at most: the cap for each month of the period so far, whatever the days in post."""
    cap = of(one_month(commission_cap), by="commission_plan", per="stint") * commission_months
    return minimum(commission_uncapped_closing, cap)


@line("CNY/person", zh="封顶后人均提成", en="Commission per head within the cap", per="stint")
def commission_within_cap(commission_period_begins, commission_capped_opening, commission_capped_closing):
    """The period's commission within the cap, less what it was a month earlier."""
    begins = of(commission_period_begins, by="commission_plan", per="stint")
    return commission_capped_closing - where(begins, 0, commission_capped_opening)


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


@line("CNY", zh="分档提成", en="Commission by band", per=("commission_plan", "commission_tier"), good="down")
def commission_by_band(commission_per_head_by_band, commission_stint_share, stint_heads):
    """What each band pays to all people of the plan; before the cap, the bands add up to its commission."""
    return total(
        commission_per_head_by_band * commission_stint_share * stint_heads, over="stint", by="commission_plan"
    )


@line(
    "1", zh="实际提成率", en="Effective commission rate",
    per="commission_plan", rolls="recomputed", good="down",
)  # fmt: skip
def commission_effective_rate(commission_pay_by_plan, commission_sales):
    """The plan's commission over the sales that it covers."""
    return rate(commission_pay_by_plan, commission_sales)
