"""A rate whose divisor is negative, 0 or dust is 0 inside the model and no number to whoever reads it."""

from __future__ import annotations

import numpy as np
import pytest

import artplan
from artplan.engine import vocabulary as say
from artplan.engine.faults import ModelFault
from artplan.engine.line import line
from artplan.engine.program import Program
from artplan.engine.undefined import undefined
from artplan.study.explain.explain import explain
from artplan.study.terms.measure import read_measure
from tests.engine.tiny import Card, Numbers, model_of, monthly, per_case, per_member, work_out
from tests.rules.small_shop import row, run, shop

MONTHS = [(0, 1), (1, 2), (2, 3)]


@line("1", zh="", rolls="recomputed")
def margin(profit, revenue):
    return say.rate(profit, revenue)


@line("1", zh="", rolls="recomputed")
def margin_missed(wanted, margin):
    return wanted - margin


@line("1", zh="")
def missed(wanted, margin, revenue):
    return say.where(say.some(revenue), wanted - margin, 0)


MONEY = {"profit": Card("CNY", rolls="sum"), "revenue": Card("CNY", rolls="sum"), "wanted": Card("1")}
LINES = {"margin": margin, "margin_missed": margin_missed, "missed": missed}


def shown(profit: np.ndarray, revenue: np.ndarray, name: str, periods: list[tuple[int, int]]) -> list[bool]:
    model = model_of(MONEY, **LINES)
    data = Numbers({"profit": profit, "revenue": revenue, "wanted": monthly(0.1, 0.1, 0.1)})
    program = Program.of(model)
    mask = undefined(program, {**data.arrays, **program.run(data)}, data, name, periods)
    assert mask is not None
    return mask[..., 0].tolist()


@pytest.mark.parametrize(
    ("revenue", "rate"), [(100, 0.5), (0.006, 50 / 0.006), (0.005, 0), (1e-300, 0), (0, 0), (-100, 0)]
)
def test_a_rate_over_too_little_counts_as_nothing(revenue, rate):
    values = {"profit": monthly(50, 50, 50), "revenue": monthly(revenue, 1, 1), "wanted": monthly(0, 0, 0)}
    assert work_out(model_of(MONEY, **LINES), Numbers(values))["margin"][0, 0] == rate


def test_a_rate_is_no_number_where_its_divisor_is_negative_or_dust():
    assert shown(monthly(5, 5, 5), monthly(100, -100, 7e-37), "margin", MONTHS) == [False, True, True]


def test_a_quarter_may_have_a_rate_though_a_month_has_none():
    assert shown(monthly(5, 5, 5), monthly(100, 100, -50), "margin", [(0, 3), (2, 3)]) == [False, True]


def test_what_is_computed_from_no_number_is_none():
    assert shown(monthly(5, 5, 5), monthly(100, 0, 100), "margin_missed", MONTHS) == [False, True, False]


def test_a_branch_that_asks_first_is_a_number():
    model = model_of(MONEY, **LINES)
    data = Numbers({name: monthly(1, 0, -1) for name in MONEY})
    program = Program.of(model)
    assert undefined(program, {**data.arrays, **program.run(data)}, data, "missed", MONTHS) is None


def test_each_case_and_member_has_its_own_mask():
    each = line("1", zh="", per="channel", rolls="recomputed")(lambda sales, spend: say.rate(sales, spend))
    cards = {"sales": Card("CNY"), "spend": Card("CNY", ("channel",))}
    spend = per_member(2, 0) * per_case(1, -1)
    data = Numbers({"sales": monthly(8), "spend": spend}, ("2027-01",), {"channel": ("search", "post")})
    program = Program.of(model_of(cards, each=each))
    values = {**data.arrays, **program.run(data)}
    mask = undefined(program, values, data, "each", [(0, 1)])
    assert mask is not None
    assert mask[:, 0, :].tolist() == [[False, True], [True, True]]


def test_a_rate_is_a_rule_of_its_own():
    part = line("1", zh="")(lambda profit, revenue: 1 - say.rate(profit, revenue))
    with pytest.raises(ModelFault, match="part: a rate inside another word"):
        model_of(MONEY, part=part)


# The plan


def test_the_margin_of_a_month_without_sales_is_read_as_no_number():
    result = run(3, storefronts={"shop": shop({"2027-02": 100, "2027-03": 1e-9})})
    assert np.isnan(row(result, "net_margin_rate")[0])
    assert row(result, "net_margin_rate")[1] == 1
    assert np.isnan(row(result, "net_margin_rate")[2])
    assert np.isnan(result.value("net_margin_rate", month="2027-03"))
    assert np.isnan(result.total("net_margin_rate")["2027-03"])
    assert result.array("net_margin_rate")[:, 0].tolist() == [0, 1, 0]
    assert result.year("net_margin_rate") == 1
    assert np.isnan(explain(result, "net_margin_rate", "2027-01").value)


def test_the_least_margin_is_that_of_the_months_that_have_one():
    plan = artplan.load("base")
    never = read_measure("return_on_ad_spend_by_channel.weibo.min", [plan])
    assert np.isnan(never.of(plan.run())).all()
    result = run(3, storefronts={"shop": shop({"2027-02": 100})})
    assert read_measure("net_margin_rate.min", [plan]).of(result) == [1]


def test_a_month_with_more_refunds_than_sales_does_not_reach_its_least_margin():
    """March takes back more than it sells: a loss over a negative revenue is no profit margin."""
    late = shop({"2027-01": 100, "2027-02": 100, "2027-03": 10}, return_rate=1, return_delay=60)
    result = run(3, storefronts={"shop": late}, limits={"net_margin_rate": {"lowest": 0.05}})
    assert result["net_revenue"]["2027-03"] < 0
    assert np.isnan(row(result, "net_margin_rate")[2])
    assert row(result, "alert_net_margin")[2] == 0.05


def test_a_rate_that_is_asked_for_alone_keeps_its_divisor():
    """The runway of a quarter is that of its last month, and not computed again from the quarter's cash."""
    (runway,) = artplan.load("base").run(["runway_months"]).numbers("runway_months", "year")
    assert np.isnan(runway).all()


def test_a_month_of_dust_is_no_alert():
    result = run(3, storefronts={"shop": shop({"2027-02": 1e-9})}, limits={"payroll_share": {"lowest": 0.05}})
    assert row(result, "alert_payroll_share") == [0, 0, 0]
