"""What a channel brings for its spend: a power of it, or up to a limit along an S; both directions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artplan
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.rules.small_shop import failed, run, shop

REFERENCE, PRICE = 1_000, 2  # 500 visits at the reference spend
BY_TARGET = {"driven_by": "target", "natural_visits": 0}


def channel(**more: Any) -> dict[str, Any]:
    return {
        "storefront": "shop",
        "prices_by": "click",
        "cost_per_click": PRICE,
        "reference_spend": REFERENCE,
        "mix": 1,
        **more,
    }


def visits(spend: float, **response: float) -> float:
    """Of one channel in one month. Each visit buys for one yuan, so that sales are visits."""
    result = run(1, storefronts={"shop": shop()}, channels={"ads": channel(spend=spend, **response)})
    return float(result.total("visits_bought").iloc[0])


def spend_for(target: float, **response: float) -> Result:
    shops = {"shop": shop(**BY_TARGET, sales_target_month=target)}
    return run(1, storefronts=shops, channels={"ads": channel(**response)})


patient = settings(max_examples=30, deadline=None)
saturations = st.floats(0, 0.9).map(lambda share: round(share, 6))
responses = st.fixed_dictionaries({"elasticity": st.floats(0.5, 1), "saturation": saturations})


@patient
@given(responses)
def test_at_the_reference_spend_the_price_and_the_elasticity_hold(response):
    assert visits(REFERENCE, **response) == pytest.approx(REFERENCE / PRICE)
    more, less = visits(REFERENCE * 1.001, **response), visits(REFERENCE / 1.001, **response)
    assert more / less == pytest.approx(1.001 ** (2 * response["elasticity"]), rel=1e-6)


def test_however_much_is_spent_visits_end_at_what_there_is():
    """A quarter of them at the reference spend: 4 x 500 are all."""
    assert visits(1e12, saturation=0.25) == pytest.approx(4 * 500, rel=1e-6)
    assert visits(1e12) == pytest.approx(1e12 / PRICE)


def test_above_an_exponent_of_1_the_first_yuan_bring_least():
    """0.9 / (1 - 0.7) = 3: r = 1/8 at half the reference spend, 500 r / (0.3 + 0.7 r)."""
    s_shaped = {"elasticity": 0.9, "saturation": 0.7}
    assert visits(REFERENCE / 2, **s_shaped) == pytest.approx(500 / 8 / (0.3 + 0.7 / 8))
    tenth, fifth = visits(REFERENCE / 10, **s_shaped), visits(REFERENCE / 5, **s_shaped)
    assert fifth > 7 * tenth
    assert visits(0, **s_shaped) == 0


@patient
@given(responses, st.floats(10, 520))
def test_the_answer_of_one_direction_returns_in_the_other(response, target):
    wanted = spend_for(target, **response)
    assert failed(wanted) == []
    spend = float(wanted.frame("spend_by_channel").loc["ads"].iloc[0])
    assert visits(spend, **response) == pytest.approx(target, rel=1e-9)


def test_a_target_that_no_spend_reaches_is_an_alert():
    """A quarter of all visits at the reference spend: 2,000 are all, 2,100 are 100 too many."""
    within, beyond = (spend_for(target, saturation=0.25) for target in (1_999, 2_100))
    assert float(within.total("alert_visits_beyond_reach").iloc[0]) == 0
    assert failed(beyond) == []  # the model is sound
    assert float(beyond.total("alert_visits_beyond_reach").iloc[0]) == pytest.approx(100)


def test_a_saturation_is_below_1_and_needs_the_spend_it_holds_at():
    with pytest.raises(PlanFault, match=r"1 is out of range"):
        artplan.load("base", {"channels.zhitongche.saturation": 1})
    with pytest.raises(PlanFault, match=r"a saturation, but no reference_spend"):
        clicks = {"prices_by": ["sale", "click"], "cost_per_click": 2, "saturation": 0.1}
        artplan.load("base", {f"channels.taobaoke.{key}": value for key, value in clicks.items()})
