"""Spend of a plan that its target drives moves no number, and the founder is told so."""

from __future__ import annotations

import pytest

import artplan
from artplan.plan.written.faults import PlanFault


def notes(overrides: dict[str, object]) -> list[str]:
    return [f"{note.path} | {note.message}" for note in artplan.load("base", overrides).plan.notes]


def test_the_base_plan_is_quiet():
    assert notes({}) == []


def test_a_budget_that_no_line_reads_is_reported():
    path = "channels.zhitongche.spend"
    remedy = "storefronts.pc_store is driven by its target; set storefronts.pc_store.driven_by: spend"
    assert notes({path: 90_000}) == [f"{path} | is not used: {remedy}"]


def test_a_budget_of_a_campaign_that_no_line_reads_is_reported():
    path = "campaigns.double11.spend.zhitongche"
    remedy = "campaigns.double11 is driven by its target; set campaigns.double11.driven_by: spend"
    assert notes({path: 90_000}) == [f"{path} | is not used: {remedy}"]


@pytest.mark.parametrize(
    "used",
    [
        {"channels.zhitongche.spend": 90_000, "storefronts.pc_store.driven_by": "spend"},
        {"campaigns.double11.spend.zhitongche": 90_000, "campaigns.double11.driven_by": "spend"},
    ],
)
def test_a_budget_that_is_used_is_not_reported(used):
    assert notes(used) == []


def test_a_price_that_the_channel_is_not_paid_by_is_reported():
    path = "channels.zhitongche.commission_rate"
    remedy = "prices_by does not name sale; add it if the channel is paid so, too"
    assert notes({path: 0.1}) == [f"{path} | is not used: {remedy}"]
    assert notes({path: 0.1, "channels.zhitongche.prices_by": ["click", "sale"]}) == []


def test_an_amount_between_two_payments_is_reported():
    """Payments in January, April, July, October; what changes with one of them or before it is no slip."""
    ahead = {"overheads.rent.paid_every_months": 3}
    for amount in ({"2027-01": 1, "2027-04": 2}, {"2027-01-01": 1, "2027-02-01": 2}, {"2027-10": 5}):
        assert notes({**ahead, "overheads.rent.amount": amount}) == []
    (note,) = notes({**ahead, "overheads.rent.amount": {"2027-01": 1, "2027-05": 2}})
    assert note.startswith("overheads.rent.amount | that of 2027-05 counts nowhere: from 2027-01 on every 3")


def test_a_storefront_driven_by_spend_without_any_is_reported():
    path = "storefronts.pc_store.driven_by"
    remedy = f"enter the spend of its channels, or set {path}: target"
    assert notes({path: "spend"}) == [f"{path} | nothing is spent: {remedy}"]


def test_a_storefront_that_nobody_visits_is_reported():
    """The agents live on buyers who are introduced, without any spend."""
    (note,) = notes({"channels.agents_and_dealers.visits": 0})
    assert note.startswith("storefronts.regional_agents.driven_by | nothing is spent")


def test_a_target_that_no_channel_can_serve_is_reported():
    shop = "storefronts.mobile_store"
    channels = artplan.load("base").plan.sections.channels.items()
    unserved = {
        f"channels.{name}.{brings}": 0
        for name, each in channels
        for brings in ("mix", "visits", "followers_start", "followers_new")
        if each.storefront == "mobile_store"
    }
    (note,) = [each for each in notes(unserved) if each.startswith(f"{shop} | ")]
    assert "has a sales target, but no channel brings visits" in note
    visited = {f"{shop}.natural_visits_by": "forecast", f"{shop}.natural_visits": 9_000}
    assert not [each for each in notes({**unserved, **visited}) if each.startswith(f"{shop} | ")]


def test_visits_of_a_channel_that_sells_them_are_refused():
    with pytest.raises(PlanFault, match="priced by click, yet visits are given"):
        artplan.load("base", {"channels.zhitongche.visits": 1_000})
