"""A year's target over its months: by last year, by given shares or ratios, rounded or not."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.result import Result
from tests.plans import load


def year(season: dict[str, Any], target: float = 1_000_000) -> Result:
    return load(
        {
            "plan": {"start": "2027-01", "months": 12},
            "season": season,
            "storefronts": {"shop": {"sales_target_year": target}},
        }
    ).run()


def targets(result: Result) -> list[float]:
    return [round(float(value), 6) for value in result.frame("storefront_target").loc["shop"]]


RATIOS = {month: 1 for month in range(1, 12)} | {12: 5}


def test_whole_number_ratios_are_shares():
    assert targets(year({"shares": RATIOS}, 1_600)) == [100] * 11 + [500]


def test_given_shares_stand_in_for_last_year():
    given = year({"shares": RATIOS, "last_year_sales": {month: month for month in range(1, 13)}}, 1_600)
    assert targets(given) == [100] * 11 + [500]


def test_shares_rounded_before_they_multiply_leave_the_rest_to_the_largest():
    """1/16 is 6.25 %, in whole percents 6 %: December takes 100 % - 11 * 6 %."""
    result = year({"shares": RATIOS, "share_step": 0.01})
    assert list(result["season_share"].round(9)) == [0.06] * 11 + [0.34]
    assert targets(result) == [60_000] * 11 + [340_000]


def test_targets_rounded_after_they_are_multiplied_leave_the_rest_to_the_largest():
    """62,500 in whole thousands is 63,000: December takes 1,000,000 - 11 * 63,000."""
    result = year({"shares": RATIOS, "target_step": 1_000})
    assert list(result["season_share"]) == [1 / 16] * 11 + [5 / 16]
    assert targets(result) == [63_000] * 11 + [307_000]


@pytest.mark.parametrize("season", [{"share_step": 0.001}, {"target_step": 100}, {}])
def test_the_total_is_the_total(season):
    shares = {month: 7 + month % 5 for month in range(1, 13)}
    assert sum(targets(year({"shares": shares, **season}, 777_777.77))) == pytest.approx(777_777.77)


def test_a_campaign_above_its_month_is_an_alert_and_raises_the_total():
    """100 a month; a campaign of 130 inside March leaves nothing for every day, one outside comes on top."""
    day = {"storefront": "shop", "start": "2027-03-01", "end": "2027-03-02"}
    campaigns = {
        "inside": {**day, "sales_target": 130},
        "outside": {**day, "sales_target": 500, "inside": False},
    }
    shop = {"sales_target_month": {month: 100 for month in ("2027-02", "2027-03")}}
    result = load(
        {"plan": {"start": "2027-02", "months": 2}, "storefronts": {"shop": shop}, "campaigns": campaigns}
    ).run()
    assert list(result["sales_target_total"]) == [100, 130 + 500]
    assert list(result.frame("alert_campaign_targets").loc["shop"]) == [0, 130 - 100]
