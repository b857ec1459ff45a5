"""What is to be sold: the year's target over the months, campaigns apart.

A target for the year, the storefront's own or its share of the company's, is split by last year's sales of
the same calendar month, or by given shares or ratios of months, quarters or half-years; shares are rounded
where the plan says so, before or after they multiply, and not at all by default. The Spring Festival moves
between January and February: where the plan asks for it, last year's days of these months are compared by
their distance from the festival. A target entered for a month comes on top. A campaign inside its month takes
its part of the month's target, the rest is everyday business; a campaign outside comes on top.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, of, one_month, one_year, ratio, round_half_up, total, where


@line("CNY", zh="去年全年销售额", en="Last year's sales", rolls="last")
def last_year_total(last_year_sales):
    """Last year's sales of all calendar months."""
    return total(last_year_sales, over="base_month")


@line(
    "CNY", zh="去年春节相邻月份销售额", en="Last year's sales around the Spring Festival",
    per="festival_month", rolls="last",
)  # fmt: skip
def festival_month_sales(last_year_sales):
    """Last year's sales of January and of February."""
    return of(last_year_sales, by="base_month", per="festival_month")


@line(
    "CNY", zh="按农历归月的去年销售额（未调整）", en="Lunar sales, unscaled", per="base_month", rolls="last"
)
def lunar_sales_unscaled(festival_month_sales, lunar_weight):
    """Last year's days, in the months whose days lie at the same distance from the Spring Festival."""
    return total(festival_month_sales * lunar_weight, over="festival_month")


@line("CNY", zh="按农历归月的去年销售额", en="Lunar sales", per="base_month", rolls="last")
def lunar_sales(lunar_sales_unscaled, festival_month_sales):
    """The same, so that January and February keep what they sold together."""
    sold = total(festival_month_sales, over="festival_month")
    return lunar_sales_unscaled * ratio(sold, total(lunar_sales_unscaled, over="base_month"), 0)


@line("CNY", zh="对比口径去年销售额", en="Last year's sales compared", per="base_month", rolls="last")
def last_year_sales_compared(is_festival_month, lunar_sales, last_year_sales):
    """Last year's sales as this year's month is held against them."""
    return where(is_festival_month, lunar_sales, last_year_sales)


@line("1", zh="给定占比合计", en="Sum of the shares given", rolls="last")
def season_weight_total(season_weights):
    """What the given shares or ratios add up to; 0 where last year's sales decide."""
    return total(season_weights, over="base_month")


@line("1", zh="未取整月度占比", en="Month's share, unrounded", per="base_month", rolls="last")
def base_month_share(season_weights, season_weight_total, last_year_sales_compared, last_year_total):
    """The calendar month's given share, or its part of last year's sales."""
    return where(
        season_weight_total > 0,
        ratio(season_weights, season_weight_total, 0),
        ratio(last_year_sales_compared, last_year_total, 0),
    )


@line("1", zh="取整月度占比", en="Month's share, rounded", per="base_month", rolls="last")
def base_month_share_rounded(base_month_share, share_months, season_share_step):
    """The share to whole steps, half up, that of a quarter as a whole; unrounded where the step is 0."""
    return round_half_up(base_month_share * share_months, season_share_step) / share_months


@line("1", zh="采用的月度占比", en="Month's share in use", per="base_month", rolls="last")
def base_month_share_used(base_month_share, base_month_share_rounded, season_share_step, takes_share_rest):
    """Where shares are rounded, the largest takes what the rounding leaves."""
    return where(
        season_share_step > 0,
        base_month_share_rounded
        + takes_share_rest * (1 - total(base_month_share_rounded, over="base_month")),
        base_month_share,
    )


@line("1", zh="月度占比合计为一", en="Shares of the months add up to the year", rolls="last", check="error")
def check_season(base_month_share_used):
    """The shares of the twelve calendar months, less the whole year."""
    return total(base_month_share_used, over="base_month") - 1


@line("1", zh="月度销售占比", en="Month's share of the year", rolls="sum")
def season_share(base_month_share_used):
    """The share of the same calendar month."""
    return of(base_month_share_used, by="base_month")


@line("1", zh="季节指数", en="Season index", rolls="average")
def season_index(season_share):
    """The month against an average month, which is 1."""
    return season_share * 12


@line("1", zh="公司目标分摊权重合计", en="Sum of the weights in the company's target", rolls="last")
def sales_target_weight_total(sales_target_weight):
    """What the storefronts' weights add up to."""
    return total(sales_target_weight, over="storefront")


@line("CNY", zh="店铺全年目标", en="Storefront's target of the year", per="storefront", rolls="last")
def storefront_target_year(
    sales_target_year, company_target_year, sales_target_weight, sales_target_weight_total
):
    """The storefront's own target, and its share of the company's."""
    return one_year(sales_target_year) + one_year(company_target_year) * ratio(
        sales_target_weight, sales_target_weight_total, 0
    )


@line("CNY", zh="取整月度目标", en="Month's target, rounded", per=("storefront", "base_month"), rolls="last")
def base_month_target_rounded(storefront_target_year, base_month_share_used, season_target_step):
    """The calendar month's part of the year's target to whole steps, half up."""
    return round_half_up(storefront_target_year * base_month_share_used, season_target_step)


@line("CNY", zh="目标取整余数", en="What rounding leaves of the target", per="storefront", rolls="last")
def target_remainder(storefront_target_year, base_month_target_rounded):
    """The year's target less its rounded months: the largest month takes it."""
    return storefront_target_year - total(base_month_target_rounded, over="base_month")


@line("CNY", zh="年目标当月部分", en="Month's part of the year's target", per="storefront")
def storefront_target_of_year(
    storefront_target_year,
    season_share,
    season_target_step,
    base_month_target_rounded,
    target_remainder,
    is_largest_month,
):
    """The month's share of the year's target; rounded, with the remainder in the largest month."""
    return where(
        season_target_step > 0,
        of(base_month_target_rounded + target_remainder * is_largest_month, by="base_month"),
        storefront_target_year * season_share,
    )


@line("CNY", zh="店铺销售目标", en="Sales target of the storefront", per="storefront")
def storefront_target(storefront_target_of_year, sales_target_month):
    """The month's part of the year's target, and what is entered for the month itself."""
    return storefront_target_of_year + one_month(sales_target_month)


@line("CNY", zh="活动销售目标", en="Sales target of the campaign", per="campaign")
def campaign_target(campaign_target_whole, campaign_share):
    """The part of the campaign's target that its days in the month carry."""
    return campaign_target_whole * campaign_share


@line("CNY", zh="活动全程目标", en="Target of the whole campaign", per="campaign", rolls="last")
def campaign_target_whole(
    campaign_sales_target, storefront_target_year, campaign_last_year_sales, last_year_total
):
    """What is entered, and the year's target times the campaign's share of last year's sales."""
    return campaign_sales_target + of(storefront_target_year, by="storefront", per="campaign") * ratio(
        campaign_last_year_sales, last_year_total, 0
    )


@line("CNY", zh="月内活动目标", en="Targets of campaigns inside the month", per="storefront")
def campaign_target_inside(campaign_target, campaign_inside):
    """What campaigns take of the storefront's month."""
    return total(campaign_target * campaign_inside, over="campaign", by="storefront")


@line("CNY", zh="日常销售目标", en="Everyday sales target", per="storefront")
def everyday_target(storefront_target, campaign_target_inside):
    """What is left of the month's target for everyday business."""
    return maximum(storefront_target - campaign_target_inside, 0)


@line(
    "CNY",
    zh="活动目标超出月目标",
    en="Campaigns above the month's target",
    per="storefront",
    good="down",
    check="alert",
)
def alert_campaign_targets(campaign_target_inside, storefront_target):
    """How much campaigns inside the month take beyond its target: the year's target grows by it."""
    return maximum(campaign_target_inside - storefront_target, 0)


@line("CNY", zh="销售目标", en="Sales target", per="campaign", good="up")
def sales_target(is_everyday, everyday_target, campaign_target):
    """The target of everyday business and of each campaign."""
    return where(is_everyday, of(everyday_target, by="storefront", per="campaign"), campaign_target)


@line("CNY", zh="店铺目标合计", en="Sales target by storefront", per="storefront", good="up")
def sales_target_by_storefront(sales_target):
    """Everyday business and campaigns of the storefront."""
    return total(sales_target, over="campaign", by="storefront")


@line("CNY", zh="销售目标合计", en="Sales target, all storefronts", good="up")
def sales_target_total(sales_target):
    """The month's target of the whole company."""
    return total(sales_target, over="campaign")


# Parts of the year's target


@line("1", zh="月度目标占全年", en="Month's share of the storefront's year", per="storefront", rolls="sum")
def target_month_share(sales_target_by_storefront, storefront_target_year):
    """The month's target over the storefront's target of the year; 0 where it has none."""
    return ratio(sales_target_by_storefront, storefront_target_year, 0)


@line("1", zh="活动目标占全年", en="Campaign's share of the year", per="campaign", rolls="last")
def campaign_target_share(campaign_target_whole, storefront_target_year):
    """The whole campaign's target over its storefront's target of the year; 0 where it has none."""
    return ratio(campaign_target_whole, of(storefront_target_year, by="storefront", per="campaign"), 0)
