"""Published scorecards and pay rules come out to their printed figures, through the general rules."""

from __future__ import annotations

import pytest

import artplan
from artplan.result import Result
from tests.cases.test_published import printed


def case(name: str, overrides: dict[str, object] | None = None) -> Result:
    return artplan.load(f"cases/{name}", overrides=overrides or {}).run()


def points(result: Result, indicator: str, month: str = "") -> float:
    return printed(result.value("indicator_points", indicator, month), 6)


# The founding document


@pytest.mark.parametrize("scorecard", ["promotion", "customer_service", "design_editor_logistics"])
def test_the_founding_documents_tables_add_to_100(scorecard):
    result = case("appraisal_founding_document")
    assert result.value("scorecard_full_points", scorecard) == 100
    assert result.value("score", scorecard) == 100


def test_a_tenth_of_the_wage_hangs_on_the_score():
    result = case("appraisal_founding_document")
    assert result.value("performance_pay_full_per_head", "agent") == pytest.approx(0.1 * 5_000)


@pytest.mark.parametrize(
    ("lost", "steps", "expected"),
    [
        (0, "full", 20),
        (29, "full", 20),
        (30, "full", 20 - 5),
        (61, "full", 20 - 2 * 5),
        (1_000, "full", 0),
        (-50, "full", 20),
        (1, "started", 20 - 5),
        (30, "started", 20 - 5),
        (31, "started", 20 - 2 * 5),
        (15, "proportional", 20 - 5 / 2),
    ],
)
def test_followers_lost_in_the_month(lost, steps, expected):
    """Points - 5 for every 30 followers lost, never below 0; the reading of a part step is a parameter."""
    for place in ("weibo_followers", "wechat_followers"):
        readings = {"2027-01": 1_000, "2027-02": 1_000 - lost}
        changes = {f"indicators.{place}.value": readings, f"indicators.{place}.steps": steps}
        result = case("appraisal_founding_document", changes)
        assert points(result, place, "2027-02") == expected
        assert points(result, place, "2027-01") == 20, "the first month has none before it"


@pytest.mark.parametrize(
    ("indicator", "reading", "counted", "expected"),
    [
        ("search_rank", 7, "average_day", 20 - 5),
        ("search_rank", 8, "average_day", 20),
        ("search_rank", 7, "every_day", 0),
        ("page_views", 950, "average_day", 20 - 10),
        ("page_views", 850, "average_day", 0),
        ("sales_support", 91, "month", 20),
        ("sales_support", 90, "month", 20 - 10),
    ],
)
def test_what_is_short_in_a_day_or_in_the_month(indicator, reading, counted, expected):
    changes = {f"indicators.{indicator}.value": reading, f"indicators.{indicator}.counted": counted}
    assert points(case("appraisal_founding_document", changes), indicator) == expected


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (60, 1 - (100 - 60) / 100),
        (79, 1 - (100 - 79) / 100),
        (80, 1),
        (90, 1),
        (91, 1 + (5 - (100 - 91) / 100)),  # as printed: almost five times the performance pay
        (100, 1 + 5),
    ],
)
def test_the_sister_documents_pay_rule_as_printed(score, expected):
    result = case("appraisal_founding_document", {"scorecards.promotion.score_before": score})
    assert result.value("performance_rate_due", "promoter") == pytest.approx(expected)


@pytest.mark.parametrize(("score", "expected"), [(69, 0), (70, 0.70), (85, 1), (90, 1), (95, 1.05)])
def test_the_base_plan_reads_the_misprint_as_one_percent_a_point(score, expected):
    result = artplan.load("base", {"scorecards.promotion.score_before": score}).run(["performance_rate_due"])
    assert result.value("performance_rate_due", "new_media_lead") == pytest.approx(expected)


def test_bonuses_are_paid_out_of_last_months_gross_profit():
    """500 of performance pay for each of three, all with sixfold pay: bonuses of 3 x 2,500."""
    changes: dict[str, object] = {
        f"scorecards.{card}.score_before": 100
        for card in ("promotion", "customer_service", "design_editor_logistics")
    }
    changes |= {"appraisal.bonus_from_gross_profit": 1, "appraisal.gross_profit_before": 3_000}
    result = case("appraisal_founding_document", changes)
    assert result.value("bonus_earned_total") == pytest.approx(3 * 5 * 500)
    assert result.value("performance_pay", "agent") == pytest.approx(500 + 2_500 * 3_000 / 7_500)
    second = result.value("performance_pay", "agent", "2027-02")
    assert second == pytest.approx(500), "no gross profit in January, no bonus in February"


# Score to pay


@pytest.mark.parametrize(
    ("work", "extra", "pay"),
    [
        (95, 0, 5_000),
        (80, 0, 4_700),
        (100, 10, 5_300),
        (59, 0, 3_500),
        (60, 0, 3_500 + 0.60 * 1_500),
        (89, 0, 3_500 + 0.89 * 1_500),
        (90, 0, 5_000),
    ],
)
def test_score_to_pay(work, extra, pay):
    """Paid a month after the score; before the plan the score was 0."""
    result = case("score_to_pay", {"indicators.work.value": work, "indicators.extra.value": extra})
    assert result.value("score", "clerk") == work + extra
    assert printed(result.value("gross_pay", "clerk", "2027-02"), 0) == pay
    assert printed(result.value("gross_pay", "clerk", "2027-01"), 0) == 3_500


# Accrual


def test_points_for_followers_up_to_a_cap():
    result = case("scorecard_accrual")
    block = ("wechat_followers", "weibo_followers", "douyin_followers")
    assert sum(points(result, each) for each in block) == 30


@pytest.mark.parametrize(
    ("indicator", "reading", "expected"),
    [
        ("wechat_followers", 99, 0),
        ("wechat_followers", 100, 1),
        ("wechat_followers", 950, 9),
        ("douyin_followers", 3_999, 3),
        ("posts", 28, 10 - 2),
        ("posts", 31, 10),
        ("reading", 0, 10),
        ("reading", 0.003, 13),
        ("reading", 0.02, 15),
    ],
)
def test_accrual(indicator, reading, expected):
    """min(cap, floor(x / per)); a post that is missing costs a point."""
    result = case("scorecard_accrual", {f"indicators.{indicator}.value": reading})
    assert points(result, indicator) == expected


# Bonus and malus


@pytest.mark.parametrize(
    ("indicator", "actual", "expected"),
    [
        ("order_value", 239, 1),
        ("order_value", 240, 2),
        ("order_value", 181, 0),
        ("order_value", 180, -1),
        ("order_value", 400, 5),
        ("order_value", 0, -5),
        ("repeat_rate", 0.35, 1),
        ("repeat_rate", 0.25, -1),
        ("conversion", 0.06, 1),
        ("click_rate", 0.0251, 0),
        ("return_on_promotion", 3.6, 30 + 3),
        ("return_on_promotion", 1, 30 - 5),
        ("sales_target", 0.95, 40 - 2),
        ("sales_target", 0.951, 40),
        ("sales_target", 0.5, 40 - 10),
        ("sales_target", 1.2, 40),
    ],
)
def test_bonus_and_malus_in_whole_steps_with_caps(indicator, actual, expected):
    """clip(trunc((actual - target) / step), -cap, cap): (0.35 - 0.30) / 0.05 is a whole step."""
    result = case("scorecard_bonus_malus", {f"indicators.{indicator}.value": actual})
    assert points(result, indicator) == expected


def test_the_score_may_pass_100_by_its_bonuses():
    better = ("order_value", "new_customers", "follower_growth", "reads")
    changes = {f"indicators.{each}.value": 1e6 for each in better}
    result = case("scorecard_bonus_malus", changes)
    assert result.value("score", "operations") == 100 + 4 * 5
    assert result.value("scorecard_bonus_points", "operations") == 8 * 5
