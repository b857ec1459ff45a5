"""Heads: entered, or following the work; leavers, hires and how they learn."""

from __future__ import annotations

import pytest

from tests.rules.small_team import JANUARY, SHOP, one, row, run, team


def test_a_post_follows_last_months_work():
    shop = {**SHOP, "enquiry_rate": 0.5, "sales_target_month": {JANUARY: 100_000, "2027-02": 200_000}}
    sized = {"people": 2, "sized_by": {"enquiries_per_head": 1_500}}
    part = {"people": 0, "sized_by": {"orders_per_head": 800, "returns_per_head": 100, "rounding": "none"}}
    result = run(team(shop={**shop, "return_rate": 0.1}, positions={"one": sized, "part": part}))
    # 100,000 at 100 an order are 1,000 orders of 10,000 visits, 5,000 enquiries and 100 returns
    assert one(result, "position_heads")[:4] == [2, 4, 7, 2]
    assert one(result, "position_heads", "part")[:4] == pytest.approx([0, 1 + 1.25, 2 + 2.5, 0])
    assert one(result, "position_hires")[:4] == [0, 2, 3, 0]
    assert row(result, "person_let_go")[:4] == [0, 0, 0, 5]
    assert row(result, "gross_pay")[2] == 70_000
    assert result["headcount_total"].iloc[1] == pytest.approx(4 + 2.25)


@pytest.mark.parametrize(
    ("rounding", "heads"), [("up", [4, 7]), ("nearest", [3, 7]), ("down", [3, 6]), ("none", [3.4, 6.8])]
)
def test_heads_are_sized_in_whole_numbers_or_parts(rounding, heads):
    """5,100 and 10,200 enquiries of 10,200 and 20,400 visits, at 1,500 a head: 3.4 and 6.8."""
    shop = {**SHOP, "enquiry_rate": 0.5, "sales_target_month": {JANUARY: 102_000, "2027-02": 204_000}}
    sized = {"people": 0, "sized_by": {"enquiries_per_head": 1_500, "rounding": rounding}}
    result = run(team(shop=shop, positions={"one": sized}))
    assert one(result, "position_heads")[1:3] == pytest.approx(heads)


def test_a_post_can_be_sized_on_the_peak_day():
    """All of a month's campaign on one day of thirty: that day's pace is thirty times the campaign's."""
    event = {"storefront": "shop", "start": "2027-04-11", "end": "2027-04-11", "sales_target": 30_000}
    sections = team(
        shop={**SHOP, "sales_target_month": 60_000},
        campaigns={"event": event},
        positions={"one": {"people": 0, "sized_by": {"orders_per_head": 100, "on": "peak"}}},
    )
    result = run(sections)
    assert result["orders_at_peak"].iloc[3] == pytest.approx(300 + 30 * 300)
    assert one(result, "heads_for_orders")[3] == pytest.approx((300 + 30 * 300) / 100)
    assert one(result, "position_heads")[3:6] == [6, 93, 6]


def test_orders_refunded_before_dispatch_are_nobodys_work():
    """900 of 1,000 orders ship."""
    shop = {**SHOP, "sales_target_month": 100_000, "refund_before_dispatch_rate": 0.1}
    seat = {"people": 0, "sized_by": {"orders_per_head": 90, "rounding": "none"}}
    result = run(team(shop=shop, positions={"one": seat}))
    assert one(result, "heads_for_orders")[:2] == pytest.approx([10, 10])


def test_leavers_are_replaced_after_a_lag():
    seat = {"people": 10, "leaver_rate": 0.1, "backfill_months": 2, "severance_months": 1, "hiring_cost": 100}
    result = run(team(positions={"one": seat}))
    heads = [10, 9, 10 - 1 - 0.9, 10 - 0.9 - 0.81]
    assert one(result, "position_heads")[:4] == pytest.approx(heads)
    assert one(result, "position_hires")[:4] == pytest.approx([0, 0, 0, 1])
    assert row(result, "hiring_cost_due")[3] == pytest.approx(100)
    assert one(result, "headcount_closing", "clerk") == [10] * 12
    assert one(result, "expected_attrition", "clerk")[:2] == pytest.approx([10 - 9, 10 - (9 - 0.9)])
    assert one(result, "headcount_hires", "clerk") == one(result, "headcount_leavers", "clerk") == [0] * 12
    assert row(result, "severance_pay") == pytest.approx([0] * 12, abs=1e-9), "whoever quits gets none"


def test_people_entered_by_date_are_hires_and_leavers():
    seat = {"people": {"2027-01-01": 2, "2027-04-01": 3, "2027-09-01": 1}}
    result = run(team(positions={"one": seat}))
    assert one(result, "headcount_hires", "clerk")[3] == 1
    assert one(result, "headcount_leavers", "clerk")[7] == 2, "August's last day is theirs"
    assert one(result, "headcount_closing", "clerk") == [2] * 3 + [3] * 4 + [1] * 5


def test_more_heads_than_are_planned_are_an_alert():
    """Two people where one is planned; nobody has said how many clerks there should be in the other post."""
    posts = {"clerk": {"department": "office", "planned_headcount": 1}, "other": {"department": "office"}}
    positions = {"one": {"people": 2}, "other": {"post": "other"}}
    result = run(team(posts=posts, positions=positions))
    assert one(result, "alert_headcount", "clerk") == [2 - 1] * 12
    assert one(result, "alert_headcount", "other") == [0] * 12


def test_a_weekend_in_post_is_a_hire_and_a_leaver():
    seat = {"start": "2027-07-31", "end": "2027-08-01"}
    sections = team(positions={"one": seat})
    sections["plan"]["day_count"] = "working"
    result = run(sections)
    assert one(result, "headcount_hires", "clerk")[6:8] == [1, 0]
    assert one(result, "headcount_leavers", "clerk")[6:8] == [0, 1]


def test_new_hires_learn():
    seat = {"start": "2027-03-01", "ramp_months": 2, "ramp_start_share": 0.5}
    result = run(team(positions={"one": seat, "old": {"ramp_months": 2}}))
    assert one(result, "productive_equivalent")[1:6] == pytest.approx([0, 0.5, 0.75, 1, 1])
    assert one(result, "productive_equivalent_by_post", "clerk")[2] == pytest.approx(1.5)
    assert one(result, "full_time_equivalent")[2] == 1


def test_who_knows_nothing_yet_counts_for_exactly_nothing():
    seat = {"start": "2027-04-10", "people": 3, "full_time_share": 0.342, "ramp_months": 3}
    sections = team(months=4, positions={"one": {**seat, "ramp_start_share": 0}})
    assert one(run(sections), "productive_equivalent")[3] == 0.0


def test_where_fewer_are_wanted_an_empty_seat_is_closed_before_anybody_goes():
    """Of ten one quits; nine are wanted then, and nine are there: nobody is let go, nobody hired."""
    row = {"people": {"2027-01-01": 10, "2027-02-01": 9}, "leaver_rate": {"2027-01-01": 0.1, "2027-02-01": 0}}
    result = run(team(months=4, positions={"seats": {**row, "backfill_months": 2}}))
    assert one(result, "position_heads", "seats") == pytest.approx([10, 9, 9, 9])
    assert sum(one(result, "person_let_go", "seats")) == pytest.approx(0)
    assert one(result, "position_hires", "seats")[1:] == pytest.approx([0, 0, 0])
