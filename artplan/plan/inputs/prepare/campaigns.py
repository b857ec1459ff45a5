"""Campaigns: one member for each campaign, and one for each storefront's everyday business.

The members `everyday_<storefront>` come first; with them the campaigns of a storefront add up to the total of
its month. A campaign is spread over months by its days, or by weights or shares of its days.
"""

from __future__ import annotations

from collections.abc import Sequence

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.display.labels import EVERYDAY
from artplan.plan.inputs.form import Input, indices, rows
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.campaigns import Campaign
from artplan.plan.schema.refunds import RATES
from artplan.plan.schema.root import Sections
from artplan.plan.written import calendar

PER = ("campaign",)

INPUTS = (
    Input("conversion_rate", "order/visit", PER, "转化率", "Conversion rate"),
    Input("average_order_value", "CNY/order", PER, "客单价", "Average order value"),
    Input("reference_order_value", "CNY/order", PER, "基准客单价", "Reference order value"),
    Input("reference_discount_rate", "1", PER, "基准折扣率", "Reference discount"),
    Input("coupon_rate", "1", PER, "店铺优惠券占比", "Coupons of the shop"),
    Input("platform_subsidy_rate", "1", PER, "平台补贴占比", "Subsidy of the platform"),
    Input("paid_visit_share", "1", PER, "付费访客占比", "Paid share of visits"),
    Input("refund_kind_rate", "1", (*PER, "refund_kind"), "退款率（按类型）", "Refund rate of the kind"),
    Input("natural_by_share", "1", PER, "自然流量按比例", "Natural visits by share"),
    Input("natural_as_entered", "1", PER, "自然流量按月填写", "Natural visits as entered"),
    Input("driven_by_target", "1", PER, "目标驱动", "Driven by target"),
    Input("is_everyday", "1", PER, "日常经营", "Everyday business"),
    Input("campaign_inside", "1", PER, "计入月度目标", "Inside the month's target"),
    Input("campaign_share", "1", PER, "当月活动占比", "Share of the campaign in the month", "sum"),
    Input(
        "campaign_days",
        "day",
        PER,
        "活动当月天数",
        "Days in the month",
        "sum",
        "Calendar days of the campaign in the month; of everyday business, all days of the month.",
    ),
    Input("campaign_starts", "1", PER, "当月开始", "Starts in the month", "sum"),
)
OF_STOREFRONT = (
    *("conversion_rate", "average_order_value", "coupon_rate", "platform_subsidy_rate", "paid_visit_share"),
)


def members(sections: Sections) -> tuple[str, ...]:
    return (*(EVERYDAY + name for name in sections.storefronts), *sections.campaigns)


def storefront_of(sections: Sections) -> dict[str, str]:
    """Return the storefront of each campaign, everyday business included."""
    everyday = {EVERYDAY + name: name for name in sections.storefronts}
    return {**everyday, **{name: campaign.storefront for name, campaign in sections.campaigns.items()}}


def everyday_first(sections: Sections, values: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    """Return one row for each member: zeros for everyday business, then a row for each campaign."""
    return [*([(0.0,)] * len(sections.storefronts)), *values]


def arrays(plan: Plan) -> dict[str, Numbers]:
    sections, months = plan.sections, plan.months
    campaigns = sections.campaigns.values()
    result = {name: rows(_each(sections, name), len(months)) for name in OF_STOREFRONT}
    rates = [_each(sections, name) for name in RATES]
    by_campaign = [values for campaign in zip(*rates, strict=True) for values in campaign]
    all_rates = rows(by_campaign, len(months))
    result["refund_kind_rate"] = all_rates.reshape(-1, len(RATES), *all_rates.shape[1:])
    result["reference_order_value"] = rows(
        [
            *(shop.reference_order_value.values for shop in sections.storefronts.values()),
            *(_reference(sections, campaign) for campaign in campaigns),
        ],
        len(months),
    )
    discounts = [_reference_discount(campaign) for campaign in campaigns]
    result["reference_discount_rate"] = rows(everyday_first(sections, discounts), len(months))
    flags = {
        "driven_by_target": ("driven_by", "target"),
        "natural_by_share": ("natural_visits_by", "share"),
        "natural_as_entered": ("natural_visits_by", "entered"),
    }
    for name, (key, wanted) in flags.items():
        given = [getattr(s, key) for s in sections.storefronts.values()]
        given += [getattr(c, key) or getattr(sections.storefronts[c.storefront], key) for c in campaigns]
        result[name] = rows([(float(value == wanted),) for value in given], len(months))
    everyday = len(sections.storefronts)
    shares = [*([(1.0,)] * everyday), *(_share(campaign, months) for campaign in campaigns)]
    inside = [(float(campaign.inside),) for campaign in campaigns]
    starts = [[float(calendar.month_of(c.start) == m) for m in months] for c in campaigns]
    result["is_everyday"] = rows([(1.0,)] * everyday + [(0.0,)] * len(inside), len(months))
    result["campaign_inside"] = rows(everyday_first(sections, inside), len(months))
    result["campaign_share"] = rows(shares, len(months))
    result["campaign_days"] = rows(_days(plan), len(months))
    result["campaign_starts"] = rows(everyday_first(sections, starts), len(months))
    return result


def _each(sections: Sections, name: str) -> list[tuple[float, ...]]:
    """Return the storefronts' values, and the campaigns' own or those of their storefronts."""
    shops = [getattr(shop, name).values for shop in sections.storefronts.values()]
    return [*shops, *(_own(sections, campaign, name).values for campaign in sections.campaigns.values())]


def _days(plan: Plan) -> list[list[float]]:
    """Return the days of each campaign in each month, at most the days that the plan counts for the month."""
    counted = [plan.sections.plan.days_in(month) for month in plan.months]
    everyday = [[float(days) for days in counted] for _ in plan.sections.storefronts]
    own = [
        [
            float(min(calendar.days_within(month, campaign.start, campaign.end), days))
            for month, days in zip(plan.months, counted, strict=True)
        ]
        for campaign in plan.sections.campaigns.values()
    ]
    return [*everyday, *own]


def conversion_of(sections: Sections, storefront: str, campaign: Campaign | None) -> Leaf:
    """Return the conversion rate of a campaign, or of the storefront's everyday business."""
    shop: Leaf = sections.storefronts[storefront].conversion_rate
    return shop if campaign is None else _own(sections, campaign, "conversion_rate")


def _own(sections: Sections, campaign: Campaign, name: str) -> Leaf:
    """Return the campaign's own value, else that of its storefront."""
    own: Leaf | None = getattr(campaign, name)
    shop: Leaf = getattr(sections.storefronts[campaign.storefront], name)
    return shop if own is None else own


def _reference(sections: Sections, campaign: Campaign) -> tuple[float, ...]:
    """Return the campaign's own reference; else the storefront's, unless its order value is its own."""
    if campaign.reference_order_value is None and campaign.average_order_value is not None:
        return (0.0,)
    return _own(sections, campaign, "reference_order_value").values


def _reference_discount(campaign: Campaign) -> tuple[float, ...]:
    """Return the discount at which the campaign's conversion rate was seen; the storefront's was without."""
    if campaign.reference_discount_rate is not None:
        return campaign.reference_discount_rate.values
    return (0.0,) if campaign.conversion_rate is None else campaign.discount_rate.values


def _share(campaign: Campaign, months: Sequence[str]) -> list[float]:
    """Return the share of the campaign that falls in each month."""
    if not campaign.day_weights and not campaign.day_shares:
        return [calendar.days_within(month, campaign.start, campaign.end) / campaign.days for month in months]
    weight: dict[str, float] = dict.fromkeys(months, 0.0)
    total = 0.0
    for day in calendar.each_day(campaign.start, campaign.end):
        heavy = campaign.weight(day)
        total += heavy
        if calendar.month_of(day) in weight:
            weight[calendar.month_of(day)] += heavy
    return [value / total for value in weight.values()]


def groupings(plan: Plan) -> dict[tuple[str, str], Indices]:
    order = list(plan.sections.storefronts)
    of = storefront_of(plan.sections)
    return {("campaign", "storefront"): indices([order.index(of[name]) for name in members(plan.sections)])}
