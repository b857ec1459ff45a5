"""Cases of a plan are what the plan would be with those numbers in its files."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import artplan
from artplan.engine.faults import NumberFault
from artplan.operating import OperatingPlan, evaluated
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.prepare import settlement
from artplan.plan.variants.substitute import with_numbers
from artplan.plan.written.faults import PlanFault
from artplan.study.cases.counted import counted, counted_again
from artplan.study.cases.space import Space
from tests.plans import load, words

PRICE, PAY, DAYS = (
    "channels.zhitongche.cost_per_click",
    "positions.pc_store_lead.base_pay",
    "terms.artists_days",
)
TARGET = "posts.service_agent.planned_headcount"  # a number for each month


@pytest.fixture(scope="module")
def space() -> Space:
    return Space.of(artplan.load("base"))


def alone(settings: dict[str, float]) -> float:
    return float(artplan.load("base", settings).run(["cash_closing"])["cash_closing"].iloc[-1])


def test_two_parameters_in_three_cases(space: Space):
    result = space.run({PRICE: [9, 10, 12], PAY: [8_000, 8_100, 8_200]}, ["cash_closing"])
    ends = result.array("cash_closing")[-1]
    for case, (price, pay) in enumerate(zip([9, 10, 12], [8_000, 8_100, 8_200], strict=True)):
        assert ends[case] == pytest.approx(alone({PRICE: price, PAY: pay}), rel=1e-12)


def test_one_number_stands_in_all_cases(space: Space):
    one, three = ({PRICE: [9, 10, 12], PAY: pays} for pays in ([8_100], [8_100] * 3))
    ends = [space.run(given, ["cash_closing"]).array("cash_closing")[-1] for given in (one, three)]
    assert ends[0].tolist() == ends[1].tolist()
    assert space.inputs({PAY: [8_100], PRICE: [9, 10, 12]}).arrays["cost_per_click"].shape[-1] == 3


def test_a_parameter_that_is_counted_on_the_way_is_built_anew(space: Space):
    result = space.run({DAYS: [0, 45, 90, 45], PRICE: [10, 11, 12, 13]}, ["cash_closing"])
    ends = result.array("cash_closing")[-1]
    for case, (days, price) in enumerate(zip([0, 45, 90, 45], [10, 11, 12, 13], strict=True)):
        assert ends[case] == pytest.approx(alone({DAYS: days, PRICE: price}), rel=1e-12)


def test_a_parameter_that_is_counted_may_vary_alone(space: Space):
    ends = space.run({DAYS: [0, 45, 90]}, ["cash_closing"]).array("cash_closing")[-1]
    assert ends.tolist() == pytest.approx([alone({DAYS: days}) for days in (0, 45, 90)], rel=1e-12)


def test_what_is_counted_is_found_where_one_parameter_is_moved_at_a_time(space: Space):
    days = space.plan.leaves[DAYS].values[0]
    given = {PRICE: [9, 11, 10, 10, 10], PAY: [8_000] * 4 + [8_100], DAYS: [days, days, 0, 90, days]}
    ends = space.run(given, ["cash_closing"]).array("cash_closing")[-1]
    for case, (price, pay, moved) in enumerate(zip(*given.values(), strict=True)):
        assert ends[case] == pytest.approx(alone({PRICE: price, PAY: pay, DAYS: moved}), rel=1e-12)


def test_what_is_counted_is_built_in_the_parts_that_count_it(space: Space):
    days = np.array([[0.0, 45.0]])
    price = np.array([[9.0, 11.0]])
    result = counted(space, {DAYS: days, PRICE: price})
    assert result == {settlement.arrays: {DAYS}}
    (part,) = result
    arrays = counted_again(space, part, {DAYS}, {DAYS: days, PRICE: price})
    for case, each in enumerate((0, 45)):
        alone = inputs.build(artplan.load("base", {DAYS: each}).plan)
        for name, array in arrays.items():
            assert (array[..., [min(case, array.shape[-1] - 1)]] == alone.arrays[name]).all()


def test_a_parameter_with_months_takes_one_number_or_one_each(space: Space):
    months = np.arange(12.0)[:, None] * [1, 2]
    result = space.run({TARGET: months}, ["headcount_planned_total"])
    planned = result.array("headcount_planned_total")
    assert (planned[:, 1] - planned[:, 0]).tolist() == list(range(12))
    flat = space.run({TARGET: [0, 5]}, ["headcount_planned_total"]).array("headcount_planned_total")
    assert (flat[:, 1] - flat[:, 0]).tolist() == [5.0] * 12


@pytest.fixture(scope="module")
def two_months() -> Space:
    """A rent by month, of which a variant made the months alike; and a fee."""
    rent = {"name": words("rent"), "amount": {"2027-01": 100, "2027-02": 50}}
    fee = {"name": words("fee"), "amount": 7}
    plan = load({"plan": {"start": "2027-01", "months": 2}, "overheads": {"rent": rent, "fee": fee}})
    return Space.of(OperatingPlan(with_numbers(plan.plan, {"overheads.rent.amount": (100, 100)})))


def test_months_that_are_alike_in_the_plan_may_differ_in_a_case(two_months: Space):
    result = two_months.run({"overheads.rent.amount": [[100, 20], [100, 30]]}, ["overheads_paid"])
    assert result.array("overheads_paid").T.tolist() == [[107, 107], [20 + 7, 30 + 7]]


def test_a_month_without_any_stays_without():
    rent = {"name": words("rent"), "amount": {"2027-01": 100, "2027-02": 0}}
    space = Space.of(load({"plan": {"start": "2027-01", "months": 2}, "overheads": {"rent": rent}}))
    result = space.run({"overheads.rent.amount": [[110, 120], [0, 0]]}, ["overheads_paid"])
    assert result.array("overheads_paid").tolist() == [[110, 120], [0, 0]]


def test_a_number_for_all_months_stays_one(space: Space):
    prices = space.inputs({PRICE: [9, 10, 11]}).arrays["cost_per_click"]
    assert prices.shape[-2:] == (1, 3)
    assert prices[space.data.members["channel"].index("zhitongche")].tolist() == [[9, 10, 11]]


def test_what_is_no_parameter_or_out_of_range_is_said_at_once(space: Space):
    with pytest.raises(PlanFault) as fault:
        space.run({"channels.zhitongche.cost_per_clik": [1], "pay.raise_rate": [0.1], PRICE: [-1, 3]})
    assert "cost_per_clik | no such parameter" in str(fault.value)
    assert f"{PRICE} | -1 to 3 is out of range" in str(fault.value)


def test_a_number_that_has_to_be_above_0_may_be_anything_above_it(space: Space):
    spend = "channels.zhitongche.reference_spend"
    assert space.inputs({spend: [1, 50_000]}).arrays["reference_spend"].shape[-1] == 2
    with pytest.raises(PlanFault, match="0 to 50000 is out of range"):
        space.inputs({spend: [0, 50_000]})


def test_no_change_is_the_plan_itself(space: Space):
    assert space.inputs({}) is space.data


def test_a_number_that_is_none_is_told_in_the_plans_language(space: Space) -> None:
    prices = np.full_like(space.data.arrays["cost_per_click"], np.inf)
    data = replace(space.data, arrays={**space.data.arrays, "cost_per_click": prices})
    with pytest.raises(NumberFault) as raised:
        evaluated(space.plan, data)
    assert raised.value.language == space.plan.language == "zh"
