"""Coupons that the shop bears and subsidies that the platform bears, reckoned by hand."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.result import Result
from tests.plans import load
from tests.rules.broken import failed

SHOP = {
    "driven_by": "spend",
    "natural_visits_by": "forecast",
    "natural_visits": 1_000,  # 100 orders of 1,000 a month
    "conversion_rate": 0.1,
    "average_order_value": 1_000,
    "platform_commission_rate": 0.05,
}
RUSH = {"storefront": "shop", "start": "2027-01-10", "end": "2027-01-12", "natural_visits": 500}


def run(shop: dict[str, Any] | None = None, **sections: Any) -> Result:
    plan = {"start": "2027-01", "months": 1}
    return load({"plan": plan, "storefronts": {"shop": {**SHOP, **(shop or {})}}, **sections}).run()


def value(result: Result, line: str, member: str = "") -> Any:
    frame = result.frame(line)
    return pytest.approx((frame.loc[member] if member else frame.iloc[0]).iloc[0])


def test_coupons_of_the_shop_lower_the_price_paid():
    """Revenue and the platform's commission fall on 90 %; an artist with a share on list price bears none."""
    works = {"sales_share": 1, "artist_share": 0.5, "share_on": "list_price"}
    result = run({"coupon_rate": 0.1, "return_rate": 0.2}, products={"works": works})
    assert value(result, "gross_sales_total") == 90_000
    assert value(result, "refunds_total") == 0.2 * 90_000
    assert value(result, "platform_commission") == 0.05 * 0.8 * 90_000
    assert value(result, "artist_payout", "works") == 0.5 * 0.8 * 100_000
    assert failed(result) == set()


def test_a_subsidy_of_the_platform_changes_the_buyers_bill_only():
    plain, subsidised = run({"return_rate": 0.2}), run({"return_rate": 0.2, "platform_subsidy_rate": 0.1})
    assert value(subsidised, "platform_subsidies") == 0.1 * 80_000
    assert value(subsidised, "buyers_bills") == 0.9 * 80_000
    for line in ("gross_sales_total", "net_revenue", "fees_paid", "collected_total", "net_profit"):
        assert value(subsidised, line) == plain[line].iloc[0]
    assert failed(subsidised) == set()


def test_a_campaign_has_coupons_of_its_own():
    """On top of its discount: 1,000 less a fifth, less a tenth of the rest."""
    rush = {**RUSH, "discount_rate": 0.2, "coupon_rate": 0.1}
    result = run({"coupon_rate": 0.05}, campaigns={"rush": rush})
    assert value(result, "gross_sales", "rush") == 50 * 1_000 * 0.8 * 0.9
    assert value(result, "gross_sales", "everyday_shop") == 100 * 1_000 * 0.95
    assert value(run({"coupon_rate": 0.05}, campaigns={"rush": RUSH}), "gross_sales", "rush") == 50 * 950
