"""Headcount is people; expected attrition stands beside it. Hands for a time leave no open seat."""

from __future__ import annotations

import pytest

from tests.rules.small_team import one, run, team

POSTS = {"clerk": {"department": "office"}, "lead": {"department": "office", "reports_to": "clerk"}}


def planned(heads: object) -> dict[str, object]:
    return {"clerk": {"department": "office", "planned_headcount": heads}}


def test_attrition_is_told_apart_from_people():
    seats = {"one": {"people": 10, "leaver_rate": 0.01}, "two": {}}
    result = run(team(posts=planned(11), positions=seats))
    assert result["headcount_total"].tolist() == [10 + 1] * 12
    assert result["expected_attrition_total"].tolist() == pytest.approx([0.01 * 10] * 12)
    assert one(result, "headcount_vacancy", "clerk") == [0] * 12, "an expected leaver is no open seat"
    assert one(result, "position_attrition", "two") == [0] * 12
    assert result["full_time_equivalent_total"].iloc[0] == 11, "they work to the month's end"


def test_heads_that_a_planner_enters_in_parts_stay_parts():
    result = run(team(positions={"one": {"people": 0.5}}))
    assert result["headcount_total"].tolist() == [0.5] * 12
    assert result["expected_attrition_total"].tolist() == [0] * 12


def test_attrition_moves_with_its_people():
    moves = {"2027-03-10": {"post": "lead"}}
    result = run(team(posts=POSTS, positions={"one": {"people": 10, "leaver_rate": 0.02, "changes": moves}}))
    assert one(result, "transfers_in", "lead")[2] == one(result, "transfers_out", "clerk")[2] == 10
    assert one(result, "expected_attrition", "clerk")[1:3] == pytest.approx([0.02 * 10, 0])
    assert one(result, "expected_attrition", "lead")[1:3] == pytest.approx([0, 0.02 * 10])


def test_who_joins_on_the_day_the_others_move_has_not_moved():
    seat = {"people": {"2027-01-01": 2, "2027-04-01": 3}, "changes": {"2027-04-01": {"post": "lead"}}}
    result = run(team(posts=POSTS, positions={"one": seat}))
    assert one(result, "transfers_in", "lead")[3] == one(result, "transfers_out", "clerk")[3] == 2
    assert one(result, "headcount_hires", "lead")[3] == 3 - 2


def test_a_raise_before_a_move_in_the_same_month_changes_nothing():
    days = {"2027-04-05": {"base_pay": 11_000}, "2027-04-20": {"post": "lead"}}
    result = run(team(posts=POSTS, positions={"one": {"people": 2, "changes": days}}))
    assert one(result, "transfers_in", "lead")[3] == one(result, "transfers_out", "clerk")[3] == 2


def test_hands_for_two_weeks_are_neither_attrition_nor_an_open_seat():
    season = {"people": 3, "start": "2027-11-01", "end": "2027-11-14", "leaver_rate": 0.1}
    heads = {"2027-01-01": 1, "2027-11-01": 4, "2027-12-01": 1}
    result = run(team(posts=planned(heads), positions={"one": {}, "season": season}))
    assert one(result, "headcount_hires", "clerk")[10] == one(result, "headcount_leavers", "clerk")[10] == 3
    assert one(result, "headcount_vacancy", "clerk") == [0] * 12
    assert one(result, "expected_attrition", "clerk") == [0] * 12


def test_a_seat_that_next_month_still_has_is_open_from_the_day_it_is_left():
    """One leaves on 10 July; another seat is planned from October on and nobody comes."""
    result = run(
        team(
            posts=planned({"2027-01-01": 2, "2027-10-01": 3}),
            positions={"one": {}, "two": {"end": "2027-07-10"}},
        )
    )
    assert one(result, "headcount_vacancy", "clerk") == [0] * 6 + [1] * 3 + [2] * 3
