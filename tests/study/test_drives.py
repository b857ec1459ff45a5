"""What decides sales in place of a parameter."""

from __future__ import annotations

import artplan
from artplan.study.terms.drives import driver

RATE, TARGET = "storefronts.pc_store.conversion_rate", "storefronts.pc_store.sales_target_year"


def test_where_the_target_leads_a_conversion_rate_moves_no_sales():
    plan = artplan.load("base").plan
    assert driver(plan, RATE) == "target" and driver(plan, TARGET) is None
    assert driver(plan, "storefronts.regional_agents.conversion_rate") is None


def test_once_spend_is_decided_a_target_moves_no_sales():
    plan = artplan.load("base").committed().plan
    assert driver(plan, RATE) is None and driver(plan, TARGET) == "spend"
    assert driver(plan, "channels.*.mix") == "spend"


def test_parameters_of_other_kinds_and_of_both_states_have_no_driver():
    plan = artplan.load("base").plan
    assert driver(plan, "overheads.rent.amount") is None
    assert driver(plan, "storefronts.*.conversion_rate") is None  # agents are driven by the buyers they bring
