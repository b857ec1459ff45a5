"""Which parameters are offered as levers, between which ends, and what is found by searching."""

from __future__ import annotations

import pytest

import artplan
from artplan.app.levers import GROUPS, Lever, Option, lever, levers, searched
from artplan.plan.schema.choices import choice
from artplan.study.terms.parameters import spec_of


@pytest.mark.parametrize("plan", ["base", "growth", "cases/vat_small_scale"])
def test_levers_stand_on_a_step_between_their_ends(plan: str) -> None:
    result = levers(artplan.load(plan).plan, "zh")
    numbers = [each for items in result.values() for each in items if isinstance(each, Lever)]
    assert numbers
    for each in numbers:
        steps = (each.present - each.low) / each.step
        assert steps == pytest.approx(round(steps), abs=1e-6)
        assert each.low <= each.present <= each.high
        assert each.label and each.step > 0


def test_every_group_names_what_the_schema_has() -> None:
    for pattern in (each for patterns in GROUPS.values() for each in patterns):
        assert spec_of(pattern) or choice(pattern, {}), pattern


def test_base_has_levers_in_every_group() -> None:
    assert list(levers(artplan.load("base").plan, "en")) == list(GROUPS)


def test_a_table_by_months_is_moved_as_a_whole() -> None:
    travel = lever(artplan.load("base").plan, "overheads.travel.amount", "en")
    assert isinstance(travel, Lever)
    assert (travel.factor, travel.present, travel.written(1.25)) == (True, 1.0, "x1.25")


def test_people_are_moved_one_by_one() -> None:
    agent = lever(artplan.load("base").plan, "positions.service_agent_1.people", "en")
    assert isinstance(agent, Lever) and (agent.step, agent.low, agent.high) == (1.0, 0.0, 6.0)


def test_what_is_no_number_is_chosen_or_written() -> None:
    plan = artplan.load("base").plan
    taxpayer = lever(plan, "tax.taxpayer", "zh")
    assert isinstance(taxpayer, Option) and taxpayer.present == "general"
    assert ("小规模纳税人", "small_scale") in taxpayer.options
    start = lever(plan, "positions.service_agent_1.start", "en")
    assert start == Option(start.path, "Customer service agent · First day", "2027-08-16", (), start.tooltip)


@pytest.mark.parametrize(
    "path", ["overheads.rent.name", "overheads.rent", "plan.start", "rent", "terms.suppliers_days"]
)
def test_what_cannot_be_moved_is_no_lever(path: str) -> None:
    assert lever(artplan.load("base").plan, path, "en") is None


def test_any_parameter_is_found_by_its_label() -> None:
    known = searched(artplan.load("base").plan, "zh")
    assert (
        known["PC端店铺 · 快递费 (storefronts.pc_store.courier_cost)"] == "storefronts.pc_store.courier_cost"
    )
    assert "tax.taxpayer" in known.values()


MOVE = {"positions.mobile_store_lead.changes": {"2027-07-16": {"post": "pc_store_lead", "base_pay": 9_800}}}


def test_the_numbers_of_a_change_are_levers_of_their_own() -> None:
    path = "positions.mobile_store_lead.changes.2027-07-16.base_pay"
    for lang, label in (
        ("zh", "手机微商端运营主管 · 月薪标准（含绩效） · 2027-07-16 起"),
        ("en", "Mobile and WeChat store lead · Base pay · from 2027-07-16"),
    ):
        plan = artplan.load("base", MOVE).plan
        offered = {each.path: each for each in levers(plan, lang)["pay"]}
        assert offered[path].label == label and offered[path].present == 9_800
        assert f"{label} ({path})" in searched(plan, lang)
    post = lever(plan, path.replace("base_pay", "post"), "en")
    assert isinstance(post, Option) and post.label.endswith("Post · from 2027-07-16")
    assert post.present == "pc_store_lead"


def test_a_price_is_chosen_where_it_is_one() -> None:
    """A list of several prices is no option, so it is left to the file."""
    path = "channels.taobaoke.prices_by"
    one = lever(artplan.load("base").plan, path, "zh")
    assert isinstance(one, Option) and one.present == "sale"
    assert one.label == "淘宝客 · 计费方式" and ("固定费用", "fee") in one.options
    assert lever(artplan.load("base", {path: ["fee", "sale"]}).plan, path, "zh") is None


def test_a_word_that_means_two_things_is_named_by_its_field() -> None:
    stated = {"channels.taobaoke.commission_on": "paid", "pay.wage_tax_by": "paid"}
    plan = artplan.load("base", stated).plan
    commission, tax = (lever(plan, path, "zh") for path in stated)
    assert isinstance(commission, Option) and isinstance(tax, Option)
    assert ("付款订单", "paid") in commission.options and ("按工资发放月", "paid") in tax.options


def test_cash_is_no_lever_where_it_is_one_account_of_a_balance_sheet():
    sheet = {"plan.opening.receivable": 100, "plan.opening.paid_in_capital": 600_100}
    shown = {
        name: levers(artplan.load("base", each).plan, "en") for name, each in (("cash", {}), ("sheet", sheet))
    }
    paths = {name: [each.path for each in groups["money"]] for name, groups in shown.items()}
    assert "plan.opening.cash" in paths["cash"] and "plan.opening.cash" not in paths["sheet"]
