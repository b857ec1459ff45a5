"""A year's target over its months: by last year, by given shares or ratios, rounded or not."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.plan.written.faults import PlanFault
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


# January and February by lunar position. The Spring Festival: 2025-01-29, 2026-02-17, 2027-02-06, 2028-01-26


def around_the_festival(start: str, season: dict[str, Any], months: int = 12) -> list[float]:
    """A target of 1,200, January and February."""
    plan = {"start": start, "months": months}
    shop = {"sales_target_year": 1_200}
    sales = {1: 310, 2: 280} | {month: 61 for month in range(3, 13)}
    season = {"last_year_sales": sales, "compare": "lunar", **season}
    return targets(load({"plan": plan, "season": season, "storefronts": {"shop": shop}}).run())


def test_the_same_distance_from_the_festival_is_the_same_day():
    """2027's festival is 11 days earlier than 2026's: January 1st is held against January 12th.

    January takes 20 days of January (to the 31st) and 11 of February, all at 10 a day. February takes 17 days
    of February (12th to 28th); its last 11 would be days of March: they count as average days of February.
    """
    assert around_the_festival("2027-01", {})[:3] == [31 * 10, 28 * 10, 61]
    uneven = {"last_year_sales": {1: 620, 2: 280} | {month: 30 for month in range(3, 13)}}
    january, february = 20 * 20 + 11 * 10, 28 * 10
    scale = (620 + 280) / (january + february)
    assert around_the_festival("2027-01", uneven)[:2] == pytest.approx([january * scale, february * scale])


def test_an_earlier_festival_makes_january():
    """The three days from the festival on sold all: in February 2026, in January 2028."""
    days = {f"2026-02-{day:02}": float(17 <= day < 20) for day in range(1, 29)}
    season = {"last_year": 2026, "last_year_days": days, "last_year_sales": dict.fromkeys(range(1, 13), 100)}
    alike = 100 / 31
    # 2028: the festival is 22 days earlier. January is held against January 23rd to February 22nd
    january = 9 * alike + 100
    # February 1st to 6th against the 23rd to 28th, on which nothing was sold; the rest are average days
    february = 23 * 100 / 28
    scale = 200 / (january + february)
    expected = [january * scale, february * scale, 100]
    assert around_the_festival("2028-01", season)[:3] == pytest.approx(expected)


def test_every_year_of_a_plan_has_its_own_festival():
    season = {"last_year": 2026, "last_year_sales": {1: 620, 2: 280} | {month: 30 for month in range(3, 13)}}
    both = around_the_festival("2027-01", season, 24)
    assert both[12:] == around_the_festival("2028-01", season)
    assert sum(both[:2]) == pytest.approx(900) and both[0] != both[12]


def test_the_same_festival_moves_nothing():
    season = {"last_year": 2027, "last_year_sales": {1: 620, 2: 280} | {month: 30 for month in range(3, 13)}}
    assert around_the_festival("2027-01", season)[:2] == [620, 280]


@pytest.mark.parametrize(
    ("season", "told"),
    [
        ({"shares": RATIOS}, "compare: lunar, but shares are given"),
        ({"last_year_days": {"2026-02-01": 1}}, "last_year_days count nowhere | say compare: lunar and give"),
        ({"last_year": 2026, "last_year_days": {"2026-03-01": 1}}, "'2026-03-01' is no day of it"),
        ({"last_year": 2026, "last_year_days": {"2026-02-01": 1}}, "2026-02 has 1 days | list all days"),
    ],
)
def test_a_season_that_cannot_be_compared(season, told):
    with pytest.raises(PlanFault) as caught:
        around_the_festival("2027-01", season)
    assert told in str(caught.value)


def test_quarters_are_spread_evenly_over_their_months():
    quarters = {"Q1": 15, "Q2": 30, "Q3": 25, "Q4": 30}
    result = targets(year({"shares": quarters}, 1_200))
    assert result == pytest.approx([60] * 3 + [120] * 3 + [100] * 3 + [120] * 3)


def test_half_years_of_last_year_share_out_a_target():
    sold = {"H1": 400_000, "H2": 800_000}
    assert targets(year({"last_year_sales": sold}, 1_800)) == pytest.approx([100] * 6 + [200] * 6)


def test_the_share_of_a_quarter_is_rounded_and_not_that_of_its_months():
    """A third is 33 %, a sixth 17 %: the largest quarter, the first of two, takes 100 % - 33 % - 2 * 17 %."""
    result = year({"shares": {"Q1": 2, "Q2": 2, "Q3": 1, "Q4": 1}, "share_step": 0.01}, 1_200)
    assert targets(result) == pytest.approx([1_200 * (1 - 0.33 - 2 * 0.17) / 3] * 3 + [132] * 3 + [68] * 6)


@pytest.mark.parametrize("table", [{"Q1": 1, "Q2": 1, "Q3": 1}, {"Q1": 1, "H2": 1}, {"Q1": 1, "7": 1}])
def test_quarters_and_half_years_are_listed_in_full_and_not_mixed(table):
    with pytest.raises(PlanFault, match=r"season\.shares"):
        year({"shares": table})


def two_shops(**season: Any) -> Result:
    shops = {
        "tmall": {"sales_target_share": 3},
        "wechat": {"sales_target_share": 1, "sales_target_year": 100},
    }
    return load({"plan": {"start": "2027-01", "months": 12}, "season": season, "storefronts": shops}).run()


def test_a_company_s_target_is_split_over_its_storefronts():
    result = two_shops(company_target_year=4_000)
    assert result.value("storefront_target_year", "tmall") == 4_000 * 3 / 4
    assert result.value("storefront_target_year", "wechat") == 100 + 4_000 * 1 / 4
    assert result.year("sales_target_total") == pytest.approx(4_100)


def test_parts_of_the_year_s_target():
    result = two_shops(company_target_year=4_000, shares=RATIOS)
    assert result.value("target_month_share", "tmall", "2027-12") == pytest.approx(5 / 16)
    assert result.year("target_month_share")["wechat"] == pytest.approx(1)


def test_what_a_channel_carries_of_the_target():
    """Of 100 visits 30 are paid, 2 in 3 of them by clicks."""
    result = load(
        {
            "plan": {"start": "2027-01", "months": 12},
            "storefronts": {
                "shop": {
                    "sales_target_year": 1_200,
                    "conversion_rate": 0.1,
                    "average_order_value": 10,
                    "paid_visit_share": 0.3,
                }
            },
            "channels": {
                "clicks": {"storefront": "shop", "prices_by": "click", "cost_per_click": 1, "mix": 2},
                "views": {"storefront": "shop", "prices_by": "click", "cost_per_click": 1, "mix": 1},
            },
        }
    ).run()
    assert result.value("channel_target", "clicks", "2027-03") == pytest.approx(100 * 0.3 * 2 / 3)
    assert result.year("channel_target_share")["views"] == pytest.approx(0.3 / 3)


def test_a_company_s_target_of_nobody_is_refused():
    with pytest.raises(PlanFault, match=r"season\.company_target_year .* no storefront has a share"):
        year({"company_target_year": 1_000})
