"""Grades by rank and pay by grade, worked out by hand; scores of single people beside those of posts."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.commands.appraise import show
from artplan.report.tables.appraisal import scorecards
from artplan.result import Result
from artplan.study.appraise import appraise
from tests.plans import load


def seat(post: str, people: int, **more: Any) -> dict[str, Any]:
    return {"post": post, "people": people, "base_pay": 5_000, "performance_pay_share": 0.2, **more}


def card(score: float, **more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    entered = {"kind": "entered", "points": 100, "points_entered": score}
    return more, entered


# 3 clerks, Ann who is a clerk of her own score, 4 helpers on half time (2 full-time equivalents), 4 packers
SEATS = {
    "clerks": seat("clerk", 3),
    "ann": seat("clerk", 1, person="Ann"),
    "helpers": seat("helper", 4, full_time_share=0.5),
    "packers": seat("packer", 4),
}
CARDS = {
    "clerk": card(80, posts=["clerk"]),
    "ann": card(95, positions=["ann"]),
    "helper": card(80, posts=["helper"]),
    "packer": card(60, posts=["packer"]),
}
GRADES = {
    "best": {"at_least": 90, "share": 0.1, "pay_rate": 1.5},
    "middle": {"at_least": 70, "share": 0.7, "pay_rate": 1},
    "last": {"at_least": 0, "share": 0.2, "pay_rate": 0.4},
}


def team(
    cards: dict[str, Any] = CARDS, seats: dict[str, Any] = SEATS, grades: Any = GRADES, **policy: Any
) -> Result:
    posts = ("clerk", "helper", "packer")
    return load(
        {
            "plan": {"start": "2027-01", "months": 3},
            "departments": {"shop": {}},
            "posts": {post: {"department": "shop"} for post in posts},
            "positions": seats,
            "appraisal": {"grades_by": "rank", **policy},
            "scorecards": {name: each for name, (each, _) in cards.items()},
            "indicators": {f"{name}_work": {"scorecard": name, **one} for name, (_, one) in cards.items()},
            "grades": grades,
        }
    ).run()


def grade(result: Result, name: str, month: str = "2027-01") -> str:
    held = [each for each in GRADES if result.value("score_in_grade", (name, each), month)]
    assert len(held) == 1
    return held[0]


def with_shares(*shares: float) -> dict[str, Any]:
    return {name: {**GRADES[name], "share": share} for name, share in zip(GRADES, shares, strict=True)}


def everybody(**changes: Any) -> dict[str, Any]:
    """All cards with more said on each of them."""
    return {name: ({**each, **changes}, one) for name, (each, one) in CARDS.items()}


# People


def test_a_position_that_is_named_leaves_its_posts_scorecard():
    result = team()
    assert [result.value("people_appraised", each) for each in CARDS] == [3, 1, 4 * 0.5, 4]
    assert result.value("people_appraised_total") == 10


def test_a_person_is_paid_by_a_score_of_his_own():
    result = team()
    assert result.value("performance_pay", "ann", "2027-02") == pytest.approx(1_000 * 0.95)
    assert result.value("performance_pay", "clerks", "2027-02") == pytest.approx(3 * 1_000 * 0.80)


def test_a_position_is_judged_though_its_post_is_not():
    rates = team({"ann": CARDS["ann"]})["performance_rate_due"]["2027-02"]
    assert rates.to_dict() == pytest.approx({"clerks": 1, "ann": 0.95, "helpers": 1, "packers": 1})


# Ranks


def test_a_tie_stands_in_the_middle_of_its_ranks():
    """From below: 4 packers; 3 clerks and 2 full-time equivalents of helpers with the same score; Ann."""
    result = team()
    assert [result.value("people_ranked_below", each) for each in CARDS] == [4, 9, 4, 0]
    assert [result.value("people_ranked_equal", each) for each in CARDS] == [5, 1, 5, 4]
    ranks = [100 * (4 + 5 / 2) / 10, 100 * (9 + 1 / 2) / 10, 100 * (4 + 5 / 2) / 10, 100 * (4 / 2) / 10]
    assert [result.value("percentile_rank", each) for each in CARDS] == pytest.approx(ranks)


@pytest.mark.parametrize(
    ("shares", "clerk", "ann", "packer"),
    [
        ((0.1, 0.6, 0.3), "middle", "best", "last"),
        ((0.1, 0.7, 0.2), "middle", "best", "middle"),  # the packers' 20 is the edge of the middle grade
        ((0.04, 0.9, 0.06), "middle", "middle", "middle"),
        ((0.35, 0.5, 0.15), "best", "best", "middle"),
        ((0, 0.3, 0.7), "last", "middle", "last"),
        ((1, 0, 0), "best", "best", "best"),
    ],
)
def test_each_grade_takes_its_share_of_people_from_the_top(shares, clerk, ann, packer):
    result = team(grades=with_shares(*shares))
    assert [grade(result, each) for each in CARDS] == [clerk, ann, clerk, packer]


def test_shares_of_people_may_change_with_the_year():
    shares = ({"2027-01-01": 0.1, "2027-02-01": 0}, 0.7, {"2027-01-01": 0.2, "2027-02-01": 0.3})
    result = team(grades=with_shares(*shares))
    assert [grade(result, "ann", month) for month in result.months] == ["best", "middle", "middle"]


def test_who_has_left_is_outranked_by_nobody_and_outranks_nobody():
    """Without the packers, from February on, the clerks and helpers are the last five of six."""
    result = team(seats={**SEATS, "packers": seat("packer", 4, end="2027-01-31")})
    assert result.value("percentile_rank", "clerk", "2027-02") == pytest.approx(100 * (5 / 2) / 6)


def test_where_nobody_is_judged_yet_everybody_ranks_in_the_middle():
    result = team(seats={name: {**each, "start": "2027-03-01"} for name, each in SEATS.items()})
    assert (result["percentile_rank"][["2027-01", "2027-02"]] == 50).to_numpy().all()
    assert result.value("percentile_rank", "ann", "2027-03") == 95


@pytest.mark.parametrize(("step", "below", "equal"), [(0, 4 + 2, 3), (0.01, 4, 3 + 2), (50, 4, 3 + 2 + 1)])
def test_scores_are_told_apart_by_a_step(step, below, equal):
    """80 and the helpers' 79.996 are one score in steps of 0.01, 80 and Ann's 95 in steps of 50."""
    result = team({**CARDS, "helper": card(79.996, posts=["helper"])}, rank_step=step)
    assert result.value("percentile_rank", "clerk") == pytest.approx(100 * (below + equal / 2) / 10)


def test_a_forced_distribution_raises_no_alert_and_a_score_does():
    limits = {name: {**each, "share_at_most": 0.2} for name, each in GRADES.items()}
    assert (team(grades=limits)["alert_grade_share"] == 0).to_numpy().all()
    over = team(grades=limits, grades_by="score")["alert_grade_share"]["2027-01"]
    # one of ten is best, five are in the middle and four below 70
    assert over.tolist() == pytest.approx([0, 5 / 10 - 0.2, 4 / 10 - 0.2])


# Pay


def test_a_grade_is_paid_a_month_later():
    result = team(everybody(pay_by="grade", grade_before="last"))
    full = 4 * 5_000 * 0.2
    assert result.value("performance_pay", "packers", "2027-01") == pytest.approx(full * 0.4)
    assert result.value("performance_pay", "packers", "2027-02") == pytest.approx(full * 1)
    assert result.value("performance_pay", "ann", "2027-02") == pytest.approx(1_000 * 1.5)


def test_one_card_is_paid_by_grade_and_another_by_score():
    mixed = {**CARDS, "ann": card(95, positions=["ann"], pay_by="grade", grade_before="best")}
    rates = team(mixed)["score_pay_rate"]["2027-02"]
    assert rates.to_dict() == pytest.approx({"clerk": 0.80, "ann": 1.5, "helper": 0.80, "packer": 0.60})


def test_by_score_a_grade_is_paid_as_well():
    result = team(everybody(pay_by="grade", grade_before="best"), grades_by="score")
    assert result["score_pay_rate"]["2027-02"].tolist() == [1, 1.5, 1, 0.4]


def test_a_bonus_by_grade_is_capped_by_gross_profit():
    """Ann's 500 above her performance pay come out of last month's gross profit, of which there is none."""
    result = team(everybody(pay_by="grade", grade_before="best"), bonus_from_gross_profit=0.5)
    assert result.value("bonus_earned", "ann", "2027-02") == pytest.approx(1_000 * (1.5 - 1))
    assert result.value("performance_pay", "ann", "2027-02") == pytest.approx(1_000)


def test_bad_months_follow_the_score_whatever_the_grade():
    result = team(everybody(bad_below=70), grades=with_shares(1, 0, 0))
    assert result["bad_months_closing"].loc["packer"].tolist() == [1, 2, 3]
    assert result["bad_months_closing"].loc["clerk"].tolist() == [0, 0, 0]


# What is shown


def test_sheets_name_people_and_show_ranks():
    sheet = appraise(team())[1]
    assert (sheet.scorecard, sheet.posts, sheet.positions) == ("ann", (), ("ann",))
    assert sheet.record()["positions"] == ["ann"]
    assert list(sheet.summary.index[:3]) == ["score", "percentile_rank", "grade"]
    assert "percentile_rank" not in appraise(team(grades_by="score"))[1].summary.index


def test_the_command_and_the_table_name_people_and_show_ranks():
    result = team()
    message = show(result, appraise(result)[1], "en").splitlines()
    assert message[0] == "ann  Ann"
    assert any(line.split()[:3] == ["Percentile", "rank", "95"] for line in message)
    rows = {each.cells[0]: each.cells for each in scorecards(result, "en").rows[-5:]}
    assert "ann (Ann)" in {each.cells[0] for each in scorecards(result, "en").rows}
    assert rows["Percentile rank"][2] == "20"
    assert rows["Grade"][2] == "middle"


@pytest.mark.parametrize(("parts", "rank"), [((0.7, 0.1, 0.2), 90), ((0.1, 0.1, 0.2), 75)])
def test_ranks_are_clean_of_the_dust_of_part_time_sums(parts: tuple[float, ...], rank: float):
    """In floats the best of 0.7, 0.1 and 0.2 people outranks 89.99999999999999 %: no grade of 90 for that."""
    posts = ("clerk", "helper", "packer")
    seats = {post: seat(post, 1, full_time_share=part) for post, part in zip(posts, parts, strict=True)}
    cards = {post: card(score, posts=[post]) for post, score in zip(posts, (10, 20, 30), strict=True)}
    grades = {"best": {"at_least": 90, "share": 1 - rank / 100}, "rest": {"at_least": 0, "share": rank / 100}}
    result = team(cards, seats, grades)
    assert result.value("percentile_rank", "packer") == pytest.approx(rank, rel=0, abs=1e-9)
    assert result.value("score_in_grade", ("packer", "best")) == 1
