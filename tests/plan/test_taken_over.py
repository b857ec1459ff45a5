"""A plan read and worked out after another that differs little is the plan read and worked out anew."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artplan
from artplan.operating import OperatingPlan
from artplan.plan.inputs import build as inputs
from artplan.plan.written.faults import PlanFault

PAY, RENT, CASH = "pay.raise_rate", "overheads.rent.amount", "plan.opening.cash"
MOVES: list[dict[str, Any]] = [
    {},
    {"storefronts.pc_store.average_order_value": 800},
    {"storefronts.pc_store.average_order_value": 800, "pay.raise_rate": 0.05},
    {"storefronts.pc_store.average_order_value": 820, "pay.raise_rate": 0.05, "plan.opening.cash": 0},
    {"channels.*.cost_per_click": "x1.1", "overheads.rent.amount.2027-05": 50_000},
    {"tax.taxpayer": "small_scale"},
    {"contributions.city": "none"},
    {"positions.packing_helper.city": "shanghai"},
    {"positions.packing_helper.changes.2027-05-10.city": "beijing"},
    {"positions.service_agent_1.start": "2027-03-01"},
    {"positions.packing_helper": None},
    {"overheads.studio": {"amount": 2000}},
    {"storefronts.pc_store.annual_fee": 60_000, "storefronts.pc_store.annual_fee_month": "2027-02"},
    {"plan.months": 24},
    {"plan.start": "2028-01"},
    {"channels.zhitongche.storefront": "mobile_store"},
    {"products.prints.price": {"2027-01": 300, "2027-07": 350}},
    {"commissions.store_lead.tiers.0.rate": 0.002},
    {"terms.artists_days": 30, "capacity.enquiries_lost_share": 0.5},
    {"plan.opening.cash": 100_000},
    {"plan.day_count": "holidays", "plan.holidays": {"2027": {"off": ["2027-10-01"]}}},
    {"plan.day_count": "holidays", "plan.holidays": {"2027": {"off": ["2027-10-04"]}}},
    {"plan.day_count": "thirty", "pay.period_first_day": 21},
]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(MOVES), min_size=2, max_size=4))
def test_what_is_taken_over_changes_nothing(moves: list[dict[str, Any]]) -> None:
    plan, result = artplan.load("base"), artplan.load("base").run()
    for changes in moves:
        try:
            anew = artplan.load("base", changes)
        except PlanFault as fault:
            with pytest.raises(PlanFault) as message:
                artplan.load("base", changes, after=plan)
            assert message.value.faults == fault.faults
            continue
        plan = artplan.load("base", changes, after=plan)
        assert plan == anew and list(plan.plan.leaves) == list(anew.plan.leaves)
        assert plan.plan.hash == anew.plan.hash and plan.plan.notes == anew.plan.notes
        result = plan.run(after=result)
        wanted = anew.run()
        assert inputs.alike(result.data, wanted.data) and result.values.keys() == wanted.values.keys()
        assert all(np.array_equal(result.values[name], array) for name, array in wanted.values.items())


def test_another_scenario_is_not_taken_for_the_same() -> None:
    base, growth = artplan.load("base"), artplan.load("growth")
    assert artplan.load("growth", after=base) == growth


def test_lines_that_do_not_hold_all_they_rest_on_are_worked_out_anew() -> None:
    former = artplan.load("base").run(["net_profit"])
    moved = artplan.load("base", {"overheads.rent.amount": 20_000})
    assert np.array_equal(
        moved.run(["net_profit"], after=former).array("net_profit"), moved.run().array("net_profit")
    )


def test_a_setting_that_stays_is_not_read_again() -> None:
    first = artplan.load("base", {PAY: 0.05, RENT: 20_000, CASH: 0.0}).plan
    second = artplan.load("base", {PAY: 0.05, RENT: 21_000, CASH: -0.0}, after=OperatingPlan(first)).plan
    assert second.sections.pay is first.sections.pay and second.law is first.law
    assert second.sections.overheads["rent"] is not first.sections.overheads["rent"]
    assert math.copysign(1, second.leaves[CASH].value) == -1  # equal, but not the same
