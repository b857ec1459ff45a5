"""Notes on values that are allowed and yet unlikely: one example of each kind, and how each is silenced."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import artplan
from artplan.plausibility.notes import plausibility_notes
from tests.fixed_plans import PLANS_SHIPPED
from tests.plans import load, plans
from tests.shop import SHIPPED

RATE = "storefronts.mobile_store.conversion_rate"


def noted(overrides: dict[str, Any] | None = None) -> dict[str, str]:
    result = artplan.load("base", overrides or {}).run()
    return {note.path: note.message.text("en") for note in plausibility_notes(result)}


@pytest.mark.parametrize("name", PLANS_SHIPPED)
def test_the_plans_that_come_with_artplan_raise_no_question(name: str) -> None:
    assert plausibility_notes(artplan.load(name, folder=SHIPPED).run()) == ()


def test_a_value_outside_its_own_uncertain() -> None:
    card = {"value": 0.2, "uncertain": {"pert": [0.012, 0.02, 0.028]}}
    assert noted({RATE: card})[RATE] == "0.2 lies outside its own `uncertain`, 0.012 to 0.028"


def test_a_value_far_off_the_likely_one() -> None:
    card = {"value": 0.027, "uncertain": {"pert": [0.012, 0.02, 0.028]}}
    assert noted({RATE: card})[RATE] == "0.027 is far off 0.02, the likely value of its own `uncertain`"
    assert noted({RATE: card | {"value": 0.021}}) == {}


def test_a_value_outside_the_usual_band() -> None:
    assert noted({"pay.raise_rate": -0.04}) == {
        "pay.raise_rate": "-0.04 lies outside the usual 0.005 to 0.3 (judgement)"
    }


def test_a_rate_that_no_law_has() -> None:
    path = "overheads.rent.input_vat_rate"
    assert "0.16 is none of the usual 0.01, 0.03, 0.05, 0.06, 0.09, 0.13" in noted({path: 0.16})[path]


def test_a_whole_number_has_a_band_too() -> None:
    path = "assets.photo_equipment.life_months"
    assert noted({path: 3})[path].startswith("3 lies outside the usual 24 to 240 (least lives")


def test_a_pay_far_above_the_others() -> None:
    path = "positions.visual_design_lead.base_pay"
    assert noted({path: 40000}) == {path: "40,000 is 5.71 times the median of the others, 7,000"}
    assert noted({path: 34000}) == {}


def test_of_two_members_neither_is_the_odd_one() -> None:
    path, other = "channels.moments_ads.click_rate", "channels.zuanzhan.click_rate"
    assert noted({path: 0.09})[path] == f"0.09, where {other} has 0.008"


def test_a_month_far_off_and_a_month_left_out() -> None:
    path = "products.editions.purchases"
    assert noted({f"{path}.2027-05": 3000}) == {path: "3,000 in 2027-05; the median of the others is 280"}
    table = {f"2027-{month:02d}": 300 for month in range(1, 13) if month != 7}
    assert noted({path: table}) == {path: "the table leaves out 2027-07, which counts as 0"}


def test_shares_that_make_no_whole() -> None:
    sum_of = noted({"products.originals.sales_share": 0.45})["products.*.sales_share"]
    assert sum_of.startswith("add up to 1.2, not to 1: products.originals.sales_share, ")


def test_a_member_entered_twice() -> None:
    again = {"amount": 4000, "input_vat_rate": {"value": 0.06, "source": "vat-rates-2019"}}
    assert noted({"overheads.books": again}) == {"overheads.books": "says the same as overheads.accounting"}


def test_a_second_agent_with_the_same_pay_is_no_double_if_the_post_has_the_seats() -> None:
    agents = {f"positions.agent_{name}": {"post": "service_agent", "base_pay": 4000} for name in "ab"}
    assert noted(agents | {"posts.service_agent.planned_headcount": 3}) == {}
    assert noted(agents) == {"positions.agent_b": "says the same as positions.agent_a"}


def test_a_hire_after_the_plan() -> None:
    path = "positions.service_agent_1.start"
    assert noted({path: "2028-08-16"})[path].startswith("2028-08-16 lies after the plan's last month 2027-12")


def test_a_fee_that_brings_nobody() -> None:
    path = "channels.art_media"
    assert noted({f"{path}.visits": 0})[f"{path}.fee"].endswith(f"brings nobody: see {path}.visits")


@pytest.mark.parametrize("brings", ["channels.art_media.mix", "campaigns.art_fair.visits.art_media"])
def test_a_fee_that_brings_somebody(brings: str) -> None:
    seen = noted({"channels.art_media.visits": 0, brings: 40})
    assert "brings nobody" not in seen.get("channels.art_media.fee", "")


def test_opening_cash_beside_the_payments_of_a_month() -> None:
    assert noted({"plan.opening.cash": 6000000})["plan.opening.cash"].startswith("pays for 6.32 months;")


def test_a_price_beside_the_pieces_that_are_bought() -> None:
    path, reference = "products.originals.price", "products.originals.reference_price"
    cheap = noted({path: 480, reference: 480})
    assert cheap[path].startswith("sales call for 8.16 times the pieces supplied;")
    assert path not in noted(
        {path: 480, reference: 480, "products.originals.cover_months": 1}
    )  # the rule orders what is missing


def test_what_is_meant_so_is_said_on_the_card() -> None:
    assert noted({"pay.raise_rate": {"value": -0.04, "note": "meant so: a cut for all"}}) == {}
    assert noted({"pay.raise_rate": {"value": -0.04, "note": "属实：全员降薪"}}) == {}
    assert len(noted({"pay.raise_rate": {"value": -0.04, "note": "a remark of another kind"}})) == 1


def test_a_date_is_silenced_on_any_card_of_its_member() -> None:
    pay = {"value": 4000, "note": "meant so: the agent comes in the second year"}
    late = {"positions.service_agent_1.start": "2028-08-16", "positions.service_agent_1.base_pay": pay}
    assert noted(late) == {}


@settings(max_examples=15)
@given(plans())
def test_any_plan_can_be_looked_at(sections: dict[str, Any]) -> None:
    result = load(sections).run()
    assert all(note.text("en") and note.text("zh") for note in plausibility_notes(result))
