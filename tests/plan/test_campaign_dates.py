"""Dates that hang on a festival, and months counted by fewer days."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.plan.written.faults import PlanFault
from tests.plans import load


def campaign(start: str, end: str, first: str = "2027-01", **plan: Any):
    sections = {
        "plan": {"start": first, "months": 12, **plan},
        "storefronts": {"shop": {"sales_target_year": 365}},
        "campaigns": {"sale": {"storefront": "shop", "start": start, "end": end}},
    }
    return load(sections).plan.sections.campaigns["sale"]


def days(*given: Any) -> tuple[str, str]:
    result = campaign(*given)
    return str(result.start), str(result.end)


def test_a_campaign_moves_with_the_lunar_year():
    """Spring Festival is on 6 February 2027 and on 26 January 2028."""
    assert days("spring_festival -14d", "spring_festival +2d") == ("2027-01-23", "2027-02-08")
    assert days("spring_festival -14d", "spring_festival", "2027-07") == ("2028-01-12", "2028-01-26")
    assert days("lantern_festival", "2027-03-01") == ("2027-02-20", "2027-03-01")
    assert days("mid_autumn", "mid_autumn +1d") == ("2027-09-15", "2027-09-16")


def test_the_year_may_be_named():
    assert days("spring_festival 2028 -1d", "spring_festival 2028") == ("2028-01-25", "2028-01-26")


@pytest.mark.parametrize(
    ("start", "what"),
    [
        ("spring_festivall -3d", "did you mean spring_festival"),
        ("spring_festival -3 weeks", "is no day"),
        ("2027-02-30", "is no day"),
        ("mid_autumn +1d", "before it starts"),
    ],
)
def test_what_is_no_day_is_refused(start, what):
    with pytest.raises(PlanFault, match=what):
        campaign(start, "2027-09-01")


@pytest.mark.parametrize("months", [0, 61, "twelve", 1.5])
def test_a_wrong_number_of_months_is_no_fault_of_the_campaigns(months):
    with pytest.raises(PlanFault) as caught:
        campaign("spring_festival", "lantern_festival", months=months)
    assert [fault.path for fault in caught.value.faults] == ["plan.months"]


def test_a_month_may_be_counted_by_fewer_days():
    half = load(
        {
            "plan": {"start": "2027-01", "months": 2, "days": {"2027-01": 15}},
            "storefronts": {
                "shop": {
                    "driven_by": "spend",
                    "natural_visits_by": "forecast",
                    "natural_visits": 3_000,
                    "conversion_rate": 0.1,
                    "average_order_value": 1,
                }
            },
        }
    ).run()
    assert list(half.frame("visits_per_day").loc["everyday_shop"].round(6)) == [200, round(3_000 / 28, 6)]


@pytest.mark.parametrize(("last", "peak"), [("2027-01-12", 15 / 3), ("2027-01-31", 1)])
def test_the_busiest_day_is_held_against_the_days_that_are_counted(last, peak):
    """Three days of fifteen are five times as busy; a campaign of more days than are counted is all."""
    result = load(
        {
            "plan": {"start": "2027-01", "months": 1, "days": {"2027-01": 15}},
            "storefronts": {"shop": {}},
            "campaigns": {"sale": {"storefront": "shop", "start": "2027-01-10", "end": last}},
        }
    ).run()
    assert result.value("campaign_peak", "sale") == pytest.approx(peak)


@pytest.mark.parametrize(("month", "count"), [("2027-01", 32), ("2027-01", 0), ("2026-12", 15)])
def test_days_that_a_month_does_not_have_are_refused(month, count):
    with pytest.raises(PlanFault, match="days"):
        campaign("2027-03-01", "2027-03-02", days={month: count})


def test_visits_a_day_of_a_campaign_are_those_of_its_own_days():
    """900 visits on three days, one in January: 300 on each of them, whatever the month has besides."""
    fair = {
        "storefront": "shop",
        "start": "2027-01-31",
        "end": "2027-02-02",
        "natural_visits": 900,
        "driven_by": "spend",
        "natural_visits_by": "forecast",
    }
    shop = {"conversion_rate": 0.1, "average_order_value": 1}
    plan = {"start": "2027-01", "months": 3}
    result = load({"plan": plan, "storefronts": {"shop": shop}, "campaigns": {"fair": fair}}).run()
    assert list(result.frame("campaign_days").loc["fair"]) == [1, 2, 0]
    assert list(result.frame("visits_per_day").loc["fair"])[:2] == [300, 600 / 2]
    assert list(result.frame("campaign_days").loc["everyday_shop"]) == [31, 28, 31]


def shares(**campaign: Any) -> list[float]:
    """Of a campaign from October 30th to November 11th, 13 days, 2 of them in October."""
    sale = {"storefront": "shop", "start": "2027-10-30", "end": "2027-11-11", **campaign}
    plan = {"start": "2027-10", "months": 2}
    result = load({"plan": plan, "storefronts": {"shop": {}}, "campaigns": {"sale": sale}}).run()
    return list(result.frame("campaign_share").loc["sale"])


def test_a_day_may_have_its_share_of_the_campaign():
    """A weight of 0.8 among twelve days of 1 is a 16th; a share of 0.8 leaves 0.2 to the twelve."""
    assert shares(day_weights={"2027-11-11": 0.8}) == pytest.approx([2 / 12.8, 10.8 / 12.8])
    assert shares(day_shares={"2027-11-11": 0.8}) == pytest.approx([2 * 0.2 / 12, 0.8 + 10 * 0.2 / 12])
    assert shares(day_shares={"2027-11-11": 0.75, "2027-10-30": 0.25}) == [0.25, 0.75]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"day_shares": {"2027-11-11": 0.8, "2027-11-10": 0.3}}, "add up to 1.1"),
        ({"day_shares": {"2027-11-11": 0.8}, "day_weights": {"2027-11-11": 2}}, "both day_weights"),
        ({"day_shares": {"2027-11-12": 0.8}}, "not a day of the campaign"),
        ({"start": "2027-11-11", "day_shares": {"2027-11-11": 0.8}}, "of all days add up to 0.8"),
        ({"start": "2027-11-11", "day_weights": {"2027-11-11": 0}}, "all days weigh 0"),
    ],
)
def test_shares_of_days_that_make_no_whole_are_refused(given, fault):
    with pytest.raises(PlanFault, match=fault):
        shares(**given)
