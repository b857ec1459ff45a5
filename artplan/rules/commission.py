"""Commission: what a head is measured by, in the month and in the period so far, and his part of a pool.

A row's own sales are its part of the sales that the plan covers, for the days in post, over its
heads; a pool is measured as if one person had sold everything, and its pay is shared by full-time heads.
Sales and quota add up from the first month of the plan's period (month, quarter, half-year or year of the
calendar); of one's own, nothing is credited before one comes under the plan, so that his period begins there.
A plan that starts inside a period counts on from what the positions bring of it.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import of, one_month, rate, ratio, total, where


@line("CNY", zh="计提成交额", en="Gross sales that count", per="commission_plan")
def commission_gross_sales(gross_sales_by_storefront, commission_covers):
    """Gross sales of the storefronts that the plan covers."""
    return total(gross_sales_by_storefront * commission_covers, over="storefront")


@line("CNY", zh="计提的扣退款后销售额", en="Sales kept that count", per="commission_plan")
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


commission_base_opening = opening(
    "commission_base_closing",
    first="commission_sales_start",
    zh="期初累计计提销售额",
    en="Sales of the commission period opening",
)


@line(
    "CNY/person", zh="期末累计计提销售额", en="Sales of the commission period closing",
    per="stint", rolls="last",
)  # fmt: skip
def commission_base_closing(commission_period_begins, commission_base_opening, commission_base_per_head):
    """Credited since the period's first month, this month included; it goes through the bands."""
    begins = of(commission_period_begins, by="commission_plan", per="stint")
    return where(begins, 0, commission_base_opening) + commission_base_per_head


commission_quota_opening = opening(
    "commission_quota_closing",
    first="commission_quota_start",
    zh="期初累计人均定额",
    en="Quota of the commission period opening",
)


@line(
    "CNY/person", zh="期末累计人均定额", en="Quota of the commission period closing",
    per="stint", rolls="last",
)  # fmt: skip
def commission_quota_closing(commission_period_begins, commission_quota_opening, commission_quota_per_head):
    """The quota to date; in the period's last month, the quota of the whole period."""
    begins = of(commission_period_begins, by="commission_plan", per="stint")
    return where(begins, 0, commission_quota_opening) + commission_quota_per_head


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
