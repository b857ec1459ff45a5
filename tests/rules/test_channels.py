"""What channels cost: in one way or in several, and a commission on what is ordered, paid or kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artplan.result import Result
from tests.rules.small_shop import failed, row, run, shop

BY_SPEND = {"driven_by": "spend", "natural_visits_by": "forecast", "natural_visits": 0}
AFFILIATE = {"storefront": "shop", "prices_by": "sale", "commission_rate": 0.1}


def one(shop: dict[str, Any], channels: dict[str, Any], months: int = 1, **more: Any) -> Result:
    """A month or more of one shop."""
    result = run(months, storefronts={"shop": {"name": "shop", **shop}}, channels=channels, **more)
    assert failed(result) == []
    return result


# By target: 100,000 a month are 100,000 / (0.03 x 0.9 x 300) visits, all of the affiliate


def by_target(**affiliate: Any) -> Result:
    target = {
        "sales_target_month": {"2027-01": 100_000, "2027-02": 100_000, "2027-03": 100_000},
        "paid_visit_share": 1,
        "conversion_rate": 0.03,
        "average_order_value": 300,
        "payment_rate": 0.9,
        "return_rate": 0.2,
    }
    return one(target, {"tk": {**AFFILIATE, "mix": 1, **affiliate}}, months=3)


@pytest.mark.parametrize(
    ("commission_on", "expected"),
    [({}, 0.1 * 100_000 * (1 - 0.2)), ("paid", 0.1 * 100_000), ("placed", 0.1 * 100_000 / 0.9)],
)
@pytest.mark.parametrize("own", [{}, {"conversion_rate": 0.03}])
def test_commission_falls_on_what_the_contract_says(commission_on, expected, own):
    """The channel's conversion is the shop's, whether it is said or not."""
    result = by_target(**own, **({"commission_on": commission_on} if commission_on else {}))
    assert row(result, "spend_by_channel", "tk") == pytest.approx([expected] * 3)
    assert row(result, "placement_spend", "tk@everyday_shop") == pytest.approx([expected] * 3)


def test_a_channel_that_converts_worse_than_the_shop_earns_less():
    assert row(by_target(conversion_rate=0.015), "spend_by_channel", "tk") == [4_000.0] * 3


# By visits entered: the commission follows what they sell


def test_a_livestream_costs_its_slot_clicks_and_commission():
    """1,000 yuan buy 500 visits, which order for 500 x 0.05 x 200."""
    stream = {
        "storefront": "shop",
        "prices_by": ["fee", "click", "sale"],
        "fee": 300,
        "cost_per_click": 2,
        "spend": 1_000,
        "commission_rate": 0.2,
    }
    sells = {"conversion_rate": 0.05, "average_order_value": 200, "payment_rate": 0.8, "return_rate": 0.25}
    result = one({**BY_SPEND, **sells}, {"stream": stream})
    commission = 0.2 * 500 * 0.05 * 200 * 0.8 * (1 - 0.25)
    assert row(result, "price_per_visit") == [2.0]
    assert row(result, "expected_commission_per_visit") == [commission / 500]
    assert row(result, "placement_commission") == [commission]
    assert row(result, "spend_by_channel", "stream") == [1_000 + 300 + commission]
    assert row(result, "advertising_total") == [1_000 + 300 + commission]


RETURNED = {
    **BY_SPEND,
    **{"conversion_rate": 0.02, "average_order_value": 500, "return_rate": 0.2, "return_delay": 31},
}


def test_commission_is_given_back_when_the_buyer_is_refunded():
    """Sold in July, 31 days, sent back 31 days later: in August, of the same length."""
    blogger = {**AFFILIATE, "visits": {"2027-07": 1_000}}
    earned = 0.1 * 1_000 * 0.02 * 500
    result = one(RETURNED, {"blogger": blogger}, months=2, plan={"start": "2027-07"})
    assert row(result, "channel_commission_returned", "blogger") == [0, 0.2 * earned]
    assert row(result, "spend_by_channel", "blogger") == [earned, -0.2 * earned]
    kept = run(
        2,
        "2027-07",
        storefronts={"shop": {"name": "shop", **RETURNED}},
        channels={"blogger": {**blogger, "commission_on": "paid"}},
    )
    assert row(kept, "spend_by_channel", "blogger") == [earned, 0]


def test_commission_of_a_campaign_is_given_back_to_everyday_business():
    """Half its visits come in July; it sells at half the price, and everything is sent back."""
    sale = {
        "storefront": "shop",
        "start": "2027-07-31",
        "end": "2027-08-01",
        "visits": {"blogger": 2_000},
        "discount_rate": 0.5,
        "return_rate": 1,
    }
    result = one(
        RETURNED,
        {"blogger": AFFILIATE},
        2,
        plan={"start": "2027-07"},
        campaigns={"sale": {"name": "s", **sale}},
    )
    earned = 0.1 * 1_000 * 0.02 * 250
    assert row(result, "placement_visits", "blogger@sale") == [1_000, 1_000]
    assert row(result, "advertising_spend", "blogger@sale") == [earned, earned]
    assert row(result, "advertising_spend", "blogger@everyday_shop") == [0, -earned]


def test_spend_of_an_affiliate_is_what_it_is_expected_to_earn():
    """Half of what buyers want is in stock, so that half of the expected commission is earned."""
    sells = {"conversion_rate": 0.05, "average_order_value": 200, "payment_rate": 0.8, "return_rate": 0.25}
    pieces = {"name": "p", "sales_share": 1, "supply": "open", "price": 200, "stock_start": 1}
    expected = 0.1 * 0.05 * 200 * 0.8 * 0.75
    for visits, share in ((25, 1.0), (50, 0.5)):
        tk = {**AFFILIATE, "spend": expected * visits}
        result = one({**BY_SPEND, **sells}, {"tk": tk}, products={"p": pieces})
        assert row(result, "placement_visits") == pytest.approx([visits])
        assert row(result, "stock_served_share") == pytest.approx([share])
        assert row(result, "spend_by_channel", "tk") == pytest.approx([expected * visits * share])


def test_a_channel_at_a_fee_takes_its_weight_in_what_is_needed():
    """1,000 visits are needed, 100 of the partner are entered; the rest is divided 1 to 3."""
    target = {"conversion_rate": 0.1, "average_order_value": 10, "sales_target_month": {"2027-01": 1_000}}
    partner = {"storefront": "shop", "prices_by": "fee", "fee": 70, "visits": 100, "mix": 1}
    ads = {"storefront": "shop", "prices_by": "click", "cost_per_click": 2, "mix": 3}
    result = one({**target, "paid_visit_share": 1}, {"partner": partner, "ads": ads})
    assert row(result, "visits_by_channel", "partner") == [100 + 900 / 4]
    assert row(result, "spend_by_channel", "partner") == [70]
    assert row(result, "spend_by_channel", "ads") == [2 * 900 * 3 / 4]


def test_visits_of_a_campaign_are_entered_as_a_whole():
    """Three of its four days lie in January."""
    sale = {"name": "s", "storefront": "shop", "start": "2027-01-29", "end": "2027-02-01"}
    channels = {
        "partner": {"storefront": "shop", "prices_by": "fee", "visits": 10},
        "letter": {"storefront": "shop", "prices_by": "owned"},
    }
    campaigns = {"sale": {**sale, "visits": {"partner": 400, "letter": 40}}}
    result = one(shop(), channels, 2, campaigns=campaigns)
    assert row(result, "placement_visits", "partner@sale") == [300, 100]
    assert row(result, "placement_visits", "letter@sale") == [30, 10]
    assert row(result, "placement_visits", "partner@everyday_shop") == [10, 10]


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(["kept", "paid", "placed"]),
    st.floats(10, 9_000),
    st.floats(0.01, 0.5),
    st.floats(0.3, 1),
    st.integers(0, 90),
)
def test_a_channel_that_costs_in_two_ways_costs_what_two_channels_do(on, spend, rate, elasticity, delay):
    """A channel of clicks and commission costs what a channel of clicks with the same spend does, and a
    channel of commission for which its visits are entered; its visits and sales are those of either."""
    sells = {"conversion_rate": 0.05, "average_order_value": 20, "payment_rate": 0.8, "return_rate": 0.25}
    selling = {**BY_SPEND, **sells, "return_delay": delay}
    click = {"cost_per_click": 2, "reference_spend": 800, "elasticity": elasticity, "spend": spend}
    sale = {"commission_rate": rate, "commission_on": on}
    there: dict[str, Any] = {"storefront": "shop"}

    both = one(selling, {"both": {**there, "prices_by": ["click", "sale"], **click, **sale}}, 4)
    clicks = one(selling, {"clicks": {**there, "prices_by": "click", **click}}, 4)
    visits = dict(zip(both.months, row(both, "visits_total"), strict=True))
    sales = one(selling, {"sales": {**there, "prices_by": "sale", **sale, "visits": visits}}, 4)
    for line in ("visits_total", "gross_sales_total", "refunds_total"):
        for single in (clicks, sales):
            assert row(single, line) == pytest.approx(row(both, line), rel=1e-6, abs=1e-4)
    together = [
        sum(each) for each in zip(*(row(r, "advertising_total") for r in (clicks, sales)), strict=True)
    ]
    assert row(both, "advertising_total") == pytest.approx(together, rel=1e-6, abs=1e-4)
