"""What is to be sold: the year's target over the months, campaigns apart.

A target for the year is split by last year's sales of the same calendar month, shares unrounded; a
target entered for a month comes on top. A campaign inside its month takes its part of the month's
target, the rest is everyday business; a campaign outside comes on top.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, of, one_month, one_year, ratio, total, where


@line("CNY", zh="去年全年销售额", en="Last year's sales", rolls="last")
def last_year_total(last_year_sales):
    """Last year's sales of all calendar months."""
    return total(last_year_sales, over="base_month")


@line("1", zh="月度销售占比", en="Month's share of the year", rolls="sum")
def season_share(last_year_sales, last_year_total):
    """Last year's sales of the same calendar month as a share of last year's total."""
    return ratio(of(last_year_sales, by="base_month"), last_year_total, 0)


@line("1", zh="季节指数", en="Season index", rolls="average")
def season_index(season_share):
    """The month against an average month, which is 1."""
    return season_share * 12


@line("CNY", zh="店铺销售目标", en="Sales target of the storefront", per="storefront")
def storefront_target(sales_target_year, season_share, sales_target_month):
    """The month's share of the year's target, and what is entered for the month itself."""
    return one_year(sales_target_year) * season_share + one_month(sales_target_month)


@line("CNY", zh="活动销售目标", en="Sales target of the campaign", per="campaign")
def campaign_target(campaign_target_whole, campaign_share):
    """The part of the campaign's target that its days in the month carry."""
    return campaign_target_whole * campaign_share


@line("CNY", zh="活动全程目标", en="Target of the whole campaign", per="campaign", rolls="last")
def campaign_target_whole(
    campaign_sales_target, sales_target_year, campaign_last_year_sales, last_year_total
):
    """What is entered, and the year's target times the campaign's share of last year's sales."""
    return campaign_sales_target + of(one_year(sales_target_year), by="storefront", per="campaign") * ratio(
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
