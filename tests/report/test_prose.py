"""Paragraphs state this run's own figures, and change with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from artplan.report.prose.compare import scenarios as side_by_side
from artplan.report.prose.telling import Teller, times
from artplan.report.story import PROSE, Story
from artplan.report.words.format import money

NO_SALES = {
    "storefronts.*.sales_target_year": 0,
    "campaigns.*.sales_target": 0,
    "campaigns.*.last_year_sales": 0,
    "campaigns.*.natural_visits": 0,
    "channels.*.visits": 0,
    "channels.*.visits_per_follower": 0,
}


def told(result: Any, topic: str, lang: str) -> str:
    return Story(result, lang).say(topic).text()


def test_the_profit_named_is_the_profit_of_the_run(base: Any) -> None:
    profit = float(base.total("net_profit").sum())
    assert f"a net profit of {money(profit, 'en')}" in told(base, "profit", "en")
    assert f"最终净利润 {money(profit, 'zh')}" in told(base, "profit", "zh")
    best = base.total("net_profit").idxmax()
    assert f"净利润最高的是 {int(best[5:])} 月" in told(base, "profit", "zh")


def test_a_loss_is_called_a_loss_and_its_size_has_no_sign(broke: Any) -> None:
    loss = -float(broke.total("net_profit").sum())
    assert f"a net loss of {money(loss, 'en')}" in told(broke, "profit", "en")
    assert f"净亏损 {money(loss, 'zh')}" in told(broke, "profit", "zh")
    assert "Every month makes a loss." in told(broke, "profit", "en")


def test_cash_below_zero_says_for_how_long_and_how_much_is_lacking(broke: Any) -> None:
    closing = broke.total("cash_closing")
    below = int((closing < 0).sum())
    assert f"below zero at the end of {below} months" in told(broke, "cash", "en")
    assert money(-float(closing.min()), "en") in told(broke, "cash", "en")
    assert "cash below zero" in told(broke, "health", "en").lower()


def test_a_plan_without_sales_says_so(worked_out: Callable[..., Any]) -> None:
    nothing = worked_out("base", NO_SALES)
    assert "The plan has no sales; it loses" in told(nothing, "profit", "en")
    assert "本计划没有访客" in told(nothing, "traffic", "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "overrides"),
    [
        ("base", {}),
        ("lean", {}),
        ("base", NO_SALES),
        ("base", {"plan.months": 1}),
        ("cases/vat_small_scale", {}),
        ("base", {"plan.months": 18, "plan.start": "2027-10"}),
    ],
)
def test_every_topic_is_told_of_every_plan(
    lang: str, name: str, overrides: dict[str, Any], worked_out: Callable[..., Any]
) -> None:
    for topic in PROSE:
        prose = told(worked_out(name, overrides), topic, lang)
        assert not any(odd in prose for odd in ("None", "{", "  ", "，，", "。。", ".."))
        assert not re.search(r"\b(nan|inf)\b", prose)


def test_months_carry_their_year_only_where_there_are_several(worked_out: Callable[..., Any]) -> None:
    one, two = worked_out(), worked_out("base", {"plan.months": 18, "plan.start": "2027-10"})
    assert (Teller(one, "en").month("2027-11"), Teller(one, "zh").month("2027-11")) == ("November", "11 月")
    assert Teller(two, "en").month("2027-11") == "November 2027"
    assert Teller(one, "zh").period() == "2027 年 1 月至 12 月"
    assert Teller(two, "zh").period() == "2027 年 10 月至 2029 年 3 月"


def test_small_words(base: Any) -> None:
    en, zh = Teller(base, "en"), Teller(base, "zh")
    assert (en.counted("month", 1), en.counted("month", 3), zh.counted("month", 1)) == (
        "1 month",
        "3 months",
        "1 个月",
    )
    assert (en.listed(["a", "b", "c"]), zh.listed(["甲", "乙"])) == ("a, b and c", "甲和乙")
    assert en.listed(["bread and butter", "jam"]) == "bread and butter; jam"
    assert (times(0.352), times(0.049), times(0)) == ("35%", "4.9%", "0%")


def test_scenarios_are_ranked_by_profit(scenarios: dict[str, Any]) -> None:
    profit = {name: float(result.total("net_profit").sum()) for name, result in scenarios.items()}
    best, worst = max(profit, key=lambda each: profit[each]), min(profit, key=lambda each: profit[each])
    first, _ = side_by_side(scenarios, "en")
    names = {"base": "Base plan", "lean": "Lean", "growth": "Growth", "double11": "Double 11 push"}
    assert f"{names[best]} has the highest net profit ({money(profit[best], 'en')})" in first
    assert f"{names[worst]} the lowest ({money(profit[worst], 'en')})" in first
    assert len(side_by_side({"base": scenarios["base"]}, "zh")) == 1
