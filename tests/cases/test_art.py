"""Published plans of traffic, seasons and returns come out to their printed figures.

The plans stand in params/cases/, each with its source; every rounding that a source makes is declared there.
"""

from __future__ import annotations

import pytest

from tests.cases.test_published import case, printed

FORTNIGHT = "fortnight_reverse_funnel"


@pytest.mark.parametrize(
    ("line", "member", "expected"),
    [
        ("orders_placed", "everyday_shop", 1_500),
        ("visits", "everyday_shop", 75_000),
        ("last_month_natural_visits", "shop", 61_300),
        ("paid_visits", "everyday_shop", 45_000),
        ("last_month_visits_per_day", "zhitongche", 1_223),
        ("visits_carried", "zhitongche", 18_345),
        ("visits_counted_on", "zhitongche", 18_000),
        ("paid_visits_gap", "shop", 27_000),
    ],
)
def test_fortnight_reverse_funnel(line, member, expected):
    assert printed(case(FORTNIGHT).value(line, member), 0) == expected


def test_the_gap_of_the_fortnight_by_channel_adds_up():
    """By last month's mix of 36,700 to 12,000 to 20,000, less the 18,000 that go on by themselves."""
    gap = case(FORTNIGHT).year("visits_gap")
    assert gap["zhitongche"] == pytest.approx(45_000 * 36_700 / 68_700 - 18_000)
    assert gap.sum() == pytest.approx(27_000)


def test_the_fortnight_is_counted_by_its_days():
    result = case(FORTNIGHT)
    assert result.value("visits_per_day", "everyday_shop") == pytest.approx(75_000 / 15)


SHARES = [5.30, 2.50, 5.52, 6.31, 6.49, 8.10, 12.08, 9.57, 11.93, 7.71, 14.03, 10.45]


def test_seasonality_2014():
    result = case("seasonality_2014")
    assert [printed(100 * share, 2) for share in result["season_share"]] == SHARES
    assert printed(result.value("campaign_target_share", "double12"), 6) == printed(0.0107450279950176, 6)


def test_the_share_of_double_11_is_misprinted():
    """Printed as 0.112543 of the year; the source's own months, 19,999,999.99, give 0.112544."""
    share = case("seasonality_2014").value("campaign_target_share", "double11")
    assert share == pytest.approx(2_250_870.06 / 19_999_999.988, rel=1e-12)
    assert printed(share, 5) == printed(0.1125433187100472, 5)
    assert printed(share, 6) != printed(0.1125433187100472, 6)


@pytest.mark.parametrize(
    ("price", "items", "returns", "shipping", "percent", "markup"),
    [
        (12, 833_333, 75_000, 337_500, 3.38, 0.41),
        (35, 285_714, 25_714, 154_286, 1.54, 0.54),
        (180, 55_556, 5_000, 75_000, 0.75, 1.35),
        (1000, 10_000, 900, 54_000, 0.54, 5.40),
    ],
)
def test_bplans_returns(price, items, returns, shipping, percent, markup):
    """The first markup is 0.405: the source prints .40 there, but rounds all others half up."""
    result, shop = case("bplans_returns"), f"price_{price}"
    assert printed(result.value("orders_paid_by_storefront", shop), 0) == items
    assert printed(result.value("orders_returned_by_storefront", shop), 0) == returns
    assert printed(result.value("return_shipping", shop), 0) == shipping
    assert printed(100 * result.value("return_shipping_share", shop), 2) == percent
    assert printed(result.value("return_shipping_per_order", shop), 2) == markup
    assert [check.name for check in result.checks() if check.kind == "error" and not check.passed] == []
