"""Random storefronts, channels, campaigns and products of a plan."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tests.money_plans import (
    Sections,
    amounts,
    fees,
    ordered_ahead,
    refunds,
    shares,
    sold_ahead,
    thirds,
    words,
)
from tests.year_plans import year_of_the_fee

KINDS = (
    *(["click"], ["impression"], ["sale"], ["fee"], ["owned"]),
    *(["click", "sale"], ["fee", "sale"], ["fee", "impression"], ["fee", "sale", "click"]),
)
repeat_curves = st.dictionaries(
    st.sampled_from(["1", "2", "3", "5", "11", "12"]), amounts(0, 0.3), max_size=3
)


@st.composite
def storefronts(draw: st.DrawFn, months: list[str]) -> Sections:
    fee = draw(fees(months[:2]))
    return {
        "name": words("shop"),
        "driven_by": draw(st.sampled_from(["target", "spend"])),
        "natural_visits_by": draw(st.sampled_from(["share", "forecast", "entered"])),
        "sales_target_year": draw(amounts(0, 5e6)),
        "sales_target_month": {months[0]: draw(amounts(0, 1e5))},
        "sales_target_share": draw(st.sampled_from([0, 1, 0.4])),
        "natural_visits": draw(amounts(0, 20_000)),
        "paid_visit_share": draw(amounts(0.05, 1)),
        "conversion_rate": draw(amounts(0.001, 0.2)),
        "average_order_value": draw(amounts(10, 2_000)),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "reference_order_value": amounts(100, 2_000),
                    "price_elasticity": st.sampled_from([-1.5, -0.3]),
                    "direct_sales": amounts(0, 50_000),
                },
            )
        ),
        **draw(ordered_ahead()),
        "payment_rate": draw(amounts(0.1, 1)),
        **draw(st.fixed_dictionaries({}, optional={"coupon_rate": thirds, "platform_subsidy_rate": thirds})),
        **draw(refunds(months)),
        "enquiry_rate": draw(shares),
        "enquiry_conversion_rate": draw(shares),
        "platform_commission_rate": draw(amounts(0, 0.1)),
        "payment_fee_rate": draw(amounts(0, 0.01)),
        "courier_cost": draw(amounts(0, 30)),
        **fee,
        **(draw(year_of_the_fee()) if fee["annual_fee_month"] != months[0] else {}),
        "dealer_margin_rate": draw(amounts(0, 0.3)),
        "dealer_is": draw(st.sampled_from(["agent", "buyer"])),
        "customers_start": draw(amounts(0, 2_000)),
        "repeat_rate": draw(amounts(0, 0.1)),
        "customer_lapse_rate": draw(shares),
        "repeat_curve": draw(repeat_curves),
        "repeat_level": draw(st.sampled_from([1, 0.5, 3])),
        "lifetime_months": draw(st.sampled_from([1, 6, 12, 24, 60])),
    }


@st.composite
def prices(draw: st.DrawFn) -> Sections:
    """What a channel of each kind of price says."""
    return {
        "click": {"cost_per_click": draw(amounts(0.1, 10)), "visits_per_click": draw(amounts(0.5, 1))},
        "impression": {
            "cost_per_thousand_impressions": draw(amounts(1, 100)),
            "click_rate": draw(amounts(0.001, 0.1)),
        },
        "sale": {
            "commission_rate": draw(amounts(0.01, 0.3)),
            "commission_on": draw(st.sampled_from(["kept", "paid", "placed"])),
            **draw(st.fixed_dictionaries({}, optional={"conversion_rate": amounts(0.001, 0.1)})),
        },
        "fee": {"fee": draw(amounts(0, 10_000))},
        "owned": {
            "followers_start": draw(amounts(0, 50_000)),
            "follower_growth_rate": draw(amounts(0, 0.1)),
            "follower_loss_rate": draw(shares),
            "visits_per_follower": draw(amounts(0, 0.5)),
        },
    }


@st.composite
def channels(draw: st.DrawFn, shops: list[str], months: list[str]) -> Sections:
    kinds = draw(st.sampled_from(KINDS))
    bought = "click" in kinds or "impression" in kinds
    channel: Sections = {"name": words("channel"), "storefront": draw(st.sampled_from(shops))}
    channel["prices_by"] = kinds[0] if len(kinds) == 1 else kinds
    channel["return_factor"] = draw(st.sampled_from([1, 1, 0.5, 2]))
    priced = draw(prices())
    for kind in kinds:
        channel |= priced[kind]
    if bought:
        channel["reference_spend"] = draw(amounts(100, 50_000))
        channel["elasticity"] = draw(amounts(0.5, 1))  # below, spend grows past what floats add to the cent
    if bought or "sale" in kinds:
        spend = st.dictionaries(st.sampled_from(months), amounts(0, 50_000), min_size=1)
        channel |= {"spend": draw(spend), "mix": draw(amounts(0.01, 1))}
    if not bought:
        channel["visits"] = draw(amounts(0, 5_000))
    if kinds == ["fee"]:
        channel |= draw(st.fixed_dictionaries({}, optional={"mix": amounts(0.01, 1)}))
    return channel


@st.composite
def campaigns(draw: st.DrawFn, shops: list[str], channels: Sections) -> Sections:
    shop = draw(st.sampled_from(shops))
    visited = [name for name, each in channels.items() if each["storefront"] == shop and "visits" in each]
    visits = st.dictionaries(st.sampled_from(visited), amounts(0, 5_000)) if visited else st.just({})
    first, last = sorted(draw(st.dates(date(2027, 1, 1), date(2027, 12, 31))) for _ in range(2))
    return {
        "name": words("campaign"),
        "storefront": shop,
        "start": str(first),
        "end": str(last),
        "inside": draw(st.booleans()),
        **draw(st.sampled_from([{}, {"day_shares": {str(last): 0.8}}] if first < last else [{}])),
        "sales_target": draw(amounts(0, 1e6)),
        "natural_visits": draw(amounts(0, 10_000)),
        "discount_rate": draw(amounts(0, 0.5)),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "reference_order_value": amounts(100, 2_000),
                    "conversion_rate": amounts(0.001, 0.3),
                    "reference_discount_rate": amounts(0, 0.5),
                    "direct_sales": amounts(0, 50_000),
                },
            )
        ),
        **draw(st.fixed_dictionaries({}, optional={"coupon_rate": thirds, "platform_subsidy_rate": thirds})),
        **draw(
            st.one_of(st.just({}), st.fixed_dictionaries({"return_rate": thirds, "refund_only_rate": thirds}))
        ),
        **draw(sold_ahead(first)),
        "slot_fee": draw(amounts(0, 20_000)),
        "visits": draw(visits),
    }
