"""What comes out of a plan, as tables."""

from __future__ import annotations

from typing import get_args

import pytest

import artplan
from artplan import model as compiled
from artplan.engine.faults import NumberFault
from artplan.result import By

PLAN = artplan.load()
WHOLE = PLAN.run()
# Any other line rolls up from its own months, whatever else is there.
RECOMPUTED = [name for name, line in compiled.model().lines.items() if line.rolls == "recomputed"]


@pytest.mark.parametrize("name", ["net_profit", "cash_closing", "score", *RECOMPUTED])
def test_a_line_asked_for_alone_is_the_same_by_month_quarter_half_and_year(name):
    alone = PLAN.run([name])
    assert list(alone.lines) == [name]
    assert list(alone.tidy()["line"].unique()) == [name] * bool(alone.frame(name).size)
    for by in get_args(By):
        assert alone.frame(name, by).equals(WHOLE.frame(name, by))


def test_all_lines_roll_up_to_every_period():
    for name in WHOLE.lines:
        for by in get_args(By):
            assert WHOLE.frame(name, by).shape[1] == len(WHOLE.periods(by)[0])


def test_a_quarter_shows_its_worst_month_of_an_alert():
    dry = artplan.load("base", {"plan.opening.cash": 184_000}).run(["alert_cash", "cash_closing"])
    cash = dry["cash_closing"]
    assert cash["2027-05"] < 0 < cash["2027-06"], "a hole inside the quarter"
    quarters = dry.frame("alert_cash", "quarter").loc["alert_cash"]
    assert quarters["2027-Q2"] == -cash["2027-05"]
    assert quarters["2027-Q1"] == 0


def test_a_plan_in_trillions_is_not_broken_by_its_last_digits():
    vast = artplan.load("base", {"plan.capital_paid_in": 1e12, "plan.months": 60}).run()
    assert abs(vast["check_balance"]).max() > 0.005
    assert vast.tolerance() == 1e-12 * vast["assets_total"].max()
    assert [check.name for check in vast.checks() if check.state == "failed"] == []


def test_half_a_cent_is_what_a_plan_of_any_usual_size_may_be_off():
    assert WHOLE.tolerance() == 0.005
    assert PLAN.run(["check_cash"]).tolerance() == 0.005


def test_a_plan_whose_amounts_no_business_has_is_refused():
    """A target at 1e13 times the visits of the reference spend, at the 20th power of that."""
    plan = artplan.load(
        "base", {"channels.zhitongche.elasticity": 0.05, "channels.zhitongche.reference_spend": 0.01}
    )
    with pytest.raises(NumberFault, match="more than any business has; check whether these parameters"):
        plan.run()
