"""Customers by cohort: who won them, when they come back, and what winning one is worth."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.money_plans import amounts, shares
from tests.plans import load
from tests.rules.broken import failed


def shop(
    storefront: dict[str, Any] | None = None,
    channels: dict[str, Any] | None = None,
    months: int = 4,
    **sections: Any,
) -> OperatingPlan:
    """600 natural visits and two channels of 300 and 100; 100 orders of 500 a month, that cost nothing."""
    return load(
        {
            "plan": {"start": "2027-01", "months": months},
            "storefronts": {
                "shop": {
                    "driven_by": "spend",
                    "natural_visits_by": "forecast",
                    "natural_visits": 600,
                    "conversion_rate": 0.1,
                    "average_order_value": 500,
                    **(storefront or {}),
                }
            },
            "channels": {
                "search": {"storefront": "shop", "prices_by": "fee", "fee": 6000, "visits": 300},
                "weibo": {"storefront": "shop", "prices_by": "owned", "visits": 100},
                **(channels or {}),
            },
            **sections,
        }
    )


def row(result: Result, name: str, member: str) -> list[float]:
    return [round(float(value), 6) for value in result.frame(name).loc[member]]


def cohort(result: Result, origin: str, age: int) -> list[float]:
    return [
        round(float(value), 6) for value in result.frame("customers_by_age_closing").loc[(str(age), origin)]
    ]


def test_every_origin_wins_its_part_of_the_new_customers():
    """Of 1,000 visits and 100 orders, 300, 100 and 600."""
    result = shop().run()
    assert row(result, "customers_new_by_origin", "search")[0] == 30
    assert row(result, "customers_new_by_origin", "weibo")[0] == 10
    assert row(result, "customers_new_by_origin", "natural_shop")[0] == 60
    assert failed(result) == set()


def test_a_campaign_brings_customers_by_its_own_conversion():
    """Everyday 100 orders; the campaign 1,000 natural visits that buy at 0.2, half of them in January."""
    campaign = {
        "storefront": "shop",
        "start": "2027-01-22",
        "end": "2027-02-10",
        "natural_visits": 1000,
        "conversion_rate": 0.2,
    }
    result = shop(campaigns={"festival": campaign}).run()
    assert row(result, "customers_new_by_origin", "natural_shop")[:2] == [60 + 100, 60 + 100]
    assert row(result, "customers_new_by_origin", "search")[0] == 30


def test_direct_orders_win_customers_without_a_channel():
    """Besides the 100 orders of visits, 10 of 500 that need none."""
    result = shop({"direct_sales": 5000}).run()
    assert row(result, "customers_new_by_origin", "natural_shop")[0] == pytest.approx(60 + 10)
    assert row(result, "customers_new_by_origin", "search")[0] == pytest.approx(30)
    assert failed(result) == set()


def test_a_cohort_comes_back_by_the_months_since_its_first_purchase():
    """The 30 of January order 0.2 times in February and 0.1 times in March, then 0.05 times."""
    curve = {"repeat_curve": {1: 0.2, 2: 0.1}, "repeat_rate": 0.05}
    result = shop(curve).run()
    first, second = 30, 30 * (1 - 0.2)
    third = 30 * (1 - (0.2 * 80 + 0.1 * 100) / 100)
    assert cohort(result, "search", 0)[:3] == [first, second, round(third, 6)]
    assert cohort(result, "search", 2)[2:] == [first, second]
    orders = [0, 0.2 * first, 0.2 * second + 0.1 * first, 0.2 * third + 0.1 * second + 0.05 * first]
    assert row(result, "repeat_orders_by_origin", "search") == pytest.approx(orders)
    assert row(result, "repeat_orders", "shop")[1] == 0.2 * 100
    assert failed(result) == set()


def test_a_month_left_out_of_the_curve_is_like_the_one_before_it():
    left_out = shop({"repeat_curve": {2: 0.1, 5: 0.02}, "repeat_rate": 0.03}, months=9).run()
    written_out = {1: 0.03, 2: 0.1, 3: 0.1, 4: 0.1, 5: 0.02, 6: 0.03}
    whole = shop({"repeat_curve": written_out, "repeat_rate": 0.03}, months=9).run()
    assert row(left_out, "repeat_orders", "shop") == row(whole, "repeat_orders", "shop")


@pytest.mark.parametrize("months", [36, 60])
def test_what_is_older_than_a_year_stands_in_the_last_place(months):
    """100 new customers a month, of whom a tenth lapses: 13 months and older, 100 × (0.9 ** 12 + ...)."""
    result = shop({"customers_start": 1000, "customer_lapse_rate": 0.1}, months=months).run()
    old = sum(100 * 0.9**age for age in range(12, months))
    before = 1000 * 0.9**months
    last = sum(cohort(result, origin, 12)[-1] for origin in ("search", "weibo", "natural_shop"))
    assert last == pytest.approx(old + before)
    assert cohort(result, "search", 12)[-1] == pytest.approx(0.3 * old)
    assert cohort(result, "search", 11)[-1] == pytest.approx(30 * 0.9**11)
    assert failed(result) == set()


def test_customers_of_before_the_plan_are_old_customers_of_natural_visits():
    """1,000 order by the flat rate, whatever the curve: 20 of the 100 orders."""
    result = shop({"customers_start": 1000, "repeat_curve": {1: 0.2}, "repeat_rate": 0.02}).run()
    assert row(result, "repeat_orders_by_origin", "natural_shop")[0] == 20
    assert row(result, "repeat_orders_by_origin", "search")[0] == 0
    assert cohort(result, "natural_shop", 12)[0] == 1000


def test_repeat_orders_beyond_all_orders_are_cut_alike():
    """In February 1,060, 30 and 10 customers would order 550 times, 5.5 times all orders."""
    level = {"2027-01-01": 0, "2027-02-01": 1}
    result = shop({"customers_start": 1000, "repeat_rate": 0.5, "repeat_level": level}).run()
    assert row(result, "repeat_orders", "shop")[:2] == [0, 100]
    assert row(result, "repeat_orders_by_origin", "search")[1] == pytest.approx(30 * 0.5 / 5.5)
    assert row(result, "customers_new_by_origin", "search")[1] == 0
    assert failed(result) == set()


def test_tiers_and_level_multiply_the_curve():
    tiers = {"regular": {"share": 4}, "vip": {"share": 1, "repeat_factor": 3}}
    given = {"repeat_curve": {1: 0.1}, "repeat_rate": 0.05, "repeat_level": 1.5}
    result = shop({**given, "customers_start": 100}, buyer_tiers=tiers).run()
    assert row(result, "repeat_orders", "shop")[0] == pytest.approx(100 * 0.05 * 1.4 * 1.5)
    assert row(result, "repeat_orders_by_origin", "search")[1] == pytest.approx(
        row(result, "customers_new_by_origin", "search")[0] * 0.1 * 1.4 * 1.5
    )


@settings(max_examples=10, deadline=None)
@given(
    rate=amounts(0, 0.3),
    lapse=shares,
    start=amounts(0, 3000),
    entries=st.sets(st.integers(1, 12)),
)
def test_a_flat_curve_is_the_repeat_rate(rate, lapse, start, entries):
    flat = {"repeat_rate": rate, "customer_lapse_rate": lapse, "customers_start": start}
    plain = shop(flat, months=14).run()
    curved = shop({**flat, "repeat_curve": dict.fromkeys(sorted(entries), rate)}, months=14).run()
    for name in plain.lines:
        np.testing.assert_array_equal(plain.numbers(name), curved.numbers(name), name)
    orders = 0.0
    customers = start
    for month in range(14):
        orders = min(customers * rate, 100)
        assert plain.frame("repeat_orders").iloc[0, month] == pytest.approx(orders, abs=1e-9)
        customers = customers * (1 - lapse) + 100 - orders


# What a customer is worth


def test_payback_counts_the_months_until_a_customer_has_brought_back_his_cost():
    """A customer costs 60; an order leaves 20, and he orders half a time a month: 20 + 4 × 10 reach 60."""
    goods = {"prints": {"sales_share": 1, "cost_rate": 0.96}}
    given = {"repeat_curve": {1: 0.5}, "repeat_rate": 0.5}
    search = {"search": {"storefront": "shop", "prices_by": "fee", "fee": 30 * 60, "visits": 300}}
    result = shop(given, search, months=1, products=goods).run()
    assert row(result, "acquisition_cost_by_origin", "search") == [60]
    assert row(result, "order_contribution", "shop") == [500 * 0.04]
    assert row(result, "payback_months_by_origin", "search") == [4]
    assert row(result, "payback_months_by_origin", "weibo") == [0]
    assert row(result, "acquisition_cost", "shop") == [18], "1,800 over all 100 new customers"
    assert row(result, "payback_months", "shop") == [0]
    assert result.frame("payback_months_by_origin", "year").loc["search"].tolist() == [4]
    dearer = {"search": {**search["search"], "fee": 30 * 61}}
    assert row(shop(given, dearer, months=1, products=goods).run(), "payback_months_by_origin", "search") == [
        5
    ]


def test_payback_is_undefined_where_a_year_does_not_bring_back_the_cost_or_nobody_is_won():
    """An order leaves 500, nobody comes back: 6,000 / 30 = 200 are back at once, 30,000 / 30 never."""
    visits = {"2027-01": 300, "2027-02": 0}
    bought = {"storefront": "shop", "prices_by": "fee", "visits": visits}
    result = shop(channels={"search": {**bought, "fee": 6000}, "dear": {**bought, "fee": 30_000}}).run()
    payback = result.frame("payback_months_by_origin")
    assert payback.loc["search", "2027-01"] == 0
    assert payback.loc[["search", "dear"], "2027-02"].isna().all(), "customers there are, but none is won"
    assert np.isnan(payback.loc["dear", "2027-01"])
    assert result.frame("acquisition_cost_by_origin").loc[["search", "dear"], "2027-02"].isna().all()
    closed = shop({"conversion_rate": {"2027-01-01": 0.1, "2027-02-01": 0}}).run()
    assert np.isnan(closed.frame("payback_months").loc["shop", "2027-02"])


def test_a_customer_is_worth_his_orders_within_the_horizon():
    """0.2, 0.1, then 0.05 orders a month; a tenth of the customers lapses every month."""
    given = {"repeat_curve": {1: 0.2, 2: 0.1}, "repeat_rate": 0.05, "customer_lapse_rate": 0.1}
    for months in (1, 2, 12, 24):
        result = shop({**given, "lifetime_months": months}, months=1).run()
        curve = [0.2, 0.1, *[0.05] * 58]
        orders = 1 + sum(curve[month] * 0.9**month for month in range(months))
        assert row(result, "lifetime_orders", "shop") == [pytest.approx(orders, abs=1e-6)]
        assert row(result, "lifetime_contribution", "shop") == [pytest.approx(500 * orders, abs=1e-4)]
        returned = row(result, "acquisition_return_by_origin", "search")
        assert returned == [pytest.approx(500 * orders / 200, abs=1e-6)]


def test_an_origin_whose_buyers_send_more_back_brings_less():
    """Of ten orders, natural visits lose one, search three: they keep 450 and 350 of 500 an order."""
    given = {"return_rate": 0.1, "repeat_curve": {1: 0.2}, "lifetime_months": 1}
    search = {"storefront": "shop", "prices_by": "fee", "fee": 6000, "visits": 300, "return_factor": 3}
    result = shop(given, {"search": search}, months=1).run()
    kept = {"search": 0.7 * 500, "weibo": 0.9 * 500, "natural_shop": 0.9 * 500}
    average = (30 * 350 + 70 * 450) / 100
    assert row(result, "order_contribution", "shop") == [average]
    for origin, value in kept.items():
        assert row(result, "order_contribution_by_origin", origin) == [value]
        worth = value + 0.2 * average
        assert row(result, "lifetime_contribution_by_origin", origin) == [worth]
    assert row(result, "acquisition_return_by_origin", "search") == [(350 + 0.2 * average) / 200]
    assert row(result, "payback_months_by_origin", "search") == [0]
    dear = shop(given, {"search": {**search, "fee": 30 * 400}}, months=1).run()
    assert row(dear, "payback_months_by_origin", "search") == [1], "350 at once, 84 a month later"


def test_an_origin_that_nobody_comes_by_brings_nothing():
    """Not even the later orders, which would be the storefront's; what is read is no number."""
    none = {"nobody": {"storefront": "shop", "prices_by": "fee", "fee": 0, "visits": 0}}
    result = shop({"repeat_rate": 0.2}, none, months=1).run()
    origin = result.members["origin"].index("nobody")
    assert result.array("lifetime_contribution_by_origin")[origin].tolist() == [[0]]
    assert np.isnan(result.frame("lifetime_contribution_by_origin").loc["nobody"]).all()


def test_nobody_is_left_where_all_lapse_at_once():
    result = shop({"repeat_rate": 0.2, "customer_lapse_rate": 1}, months=1).run()
    assert row(result, "lifetime_orders", "shop") == [1.2]


def test_advertising_counts_without_input_vat():
    """6,000 with 6 % VAT over 30 customers."""
    tax = {"taxpayer": "general", "service_input_vat_rate": 0.06}
    result = shop(months=1, tax=tax).run()
    assert row(result, "acquisition_cost_by_origin", "search") == [pytest.approx(6000 / 1.06 / 30, abs=1e-6)]


# What is refused


@pytest.mark.parametrize("month", [0, 13, "x"])
def test_a_month_beyond_the_places_is_refused(month):
    with pytest.raises(PlanFault, match=rf"{month}.*no number of months since the first purchase"):
        shop({"repeat_curve": {month: 0.1}})


def test_no_channel_is_called_like_natural_visits():
    with pytest.raises(PlanFault, match=r"natural_shop.*is taken"):
        shop(channels={"natural_shop": {"storefront": "shop", "prices_by": "owned"}})
