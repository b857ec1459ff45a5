"""Scenarios and overrides: what they reach, what they report, what they refuse."""

from __future__ import annotations

import pytest

import artplan
from artplan.plan.read.overlay import parse_setting
from artplan.plan.written.faults import PlanFault

SPEND = "channels.search.spend"
PRICE = "channels.search.cost_per_click"
PAY = "positions.lead_1.base_pay"


def value(plan, path):
    return plan.leaves[path].value


def test_a_scenario_holds_only_what_differs(folder) -> None:
    folder.write("scenarios/lean.yaml", f"extends: base\nset:\n  {PRICE}: 12\n")
    base, lean = folder.read(), folder.read("lean")
    assert value(lean, PRICE) == 12
    assert lean.leaves[PRICE].place == "params/scenarios/lean.yaml:3"
    assert lean.chain == ("base", "lean")
    assert {path for path in base.leaves if base.leaves[path].values != lean.leaves[path].values} == {PRICE}
    (change,) = lean.overrides
    assert (change.path, change.old, change.new) == (PRICE, 10, 12)


def test_a_scenario_follows_its_base_and_the_scenarios_between(folder) -> None:
    folder.write("scenarios/more.yaml", f"extends: base\nset: {{{SPEND}: x2, {PAY}: +1000}}\n")
    folder.write("scenarios/most.yaml", f"extends: more\nset: {{{SPEND}: x2}}\n")
    most = folder.read("most", overrides={PAY: "+10%"})
    assert most.chain == ("base", "more", "most")
    assert most.leaves[SPEND].at(0) == 30_000 * 2 * 2
    assert value(most, PAY) == (8000 + 1000) * 1.1
    folder.replace("base/organisation.yaml", "8000", "9000")
    assert value(folder.read("more"), PAY) == 9000 + 1000


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("7.5", 7.5),
        ("x1.5", 15),
        ("+10%", 11),
        ("-10%", 9),
        ("+2", 12),
        ("-0.5", 9.5),
        ('"+2"', 12),
        ("x0", 0.0),
    ],
)
def test_forms_of_a_number(folder, written: str, price: float) -> None:
    folder.write(
        "scenarios/s.yaml", f"extends: base\nset:\n  channels.search.prices_by: fee\n  {PRICE}: {written}\n"
    )
    folder.replace("base/channels.yaml", "    spend: {2027-01: 30000, 2027-06: 60000}\n", "")
    assert value(folder.read("s"), PRICE) == price
    override = folder.read(overrides={"channels.search.prices_by": "fee", PRICE: written.strip('"')})
    assert value(override, PRICE) == price


def test_a_relative_change_goes_month_by_month(folder) -> None:
    spend = folder.read(overrides={SPEND: "x1.5"}).leaves[SPEND]
    assert spend.values == (45_000, 0, 0, 0, 0, 90_000, 0, 0, 0, 0, 0, 0)


def test_an_addition_reaches_blank_months_too(folder) -> None:
    spend = folder.read(overrides={SPEND: "+500"}).leaves[SPEND]
    assert spend.values == (30_500, 500, 500, 500, 500, 60_500, *(500,) * 6)


def test_a_relative_change_of_a_value_that_no_file_gives(folder) -> None:
    plan = folder.read(overrides={"channels.search.elasticity": "-20%"})
    assert value(plan, "channels.search.elasticity") == 0.8


def test_a_relative_change_keeps_the_source_and_says_so_in_the_note(folder) -> None:
    folder.replace(
        "base/channels.yaml", "source: price-list", "source: price-list, uncertain: {pert: [6, 10, 15]}"
    )
    card = folder.read(overrides={PRICE: "x2"}).leaves[PRICE]
    assert (card.value, card.source, card.note) == (20, "price-list", "x2 (override)")
    assert card.uncertain == {"pert": (12, 20, 30)}
    assert not card.placeholder


def test_a_plain_value_loses_the_source_a_card_brings_its_own(folder) -> None:
    assert folder.read(overrides={PRICE: 12}).leaves[PRICE].placeholder
    card = {"value": 12, "source": "price-list"}
    assert not folder.read(overrides={PRICE: card}).leaves[PRICE].placeholder


def test_one_month_of_a_number(folder) -> None:
    plan = folder.read(overrides={f"{SPEND}.2027-02": 1000, f"{PAY}.2027-12": "x2"})
    assert plan.leaves[SPEND].values[:3] == (30_000, 1000, 0)
    assert plan.leaves[PAY].values == (*(8000,) * 11, 16_000)


def test_a_wildcard_reaches_every_member(folder) -> None:
    assert folder.read(overrides={"channels.*.spend": "x2"}).hash == folder.read(overrides={SPEND: "x2"}).hash


SECOND = """\
  display:
    storefront: shop
    prices_by: click
    cost_per_click: {2027-01-01: 8, 2027-07-01: 6}
"""


def test_a_relative_wildcard_reaches_only_what_a_file_gives(folder) -> None:
    """The second channel says nothing of spend: it keeps the schema's 0, and no override says otherwise."""
    folder.write("base/channels.yaml", folder.text("base/channels.yaml") + SECOND)
    plan = folder.read(overrides={"channels.*.spend": "+500", "channels.*.cost_per_click": "x2"})
    assert value(plan, "channels.search.spend")[:2] == (30_500, 500)
    assert not plan.leaves["channels.display.spend"].given
    assert value(plan, "channels.display.cost_per_click") == (16,) * 6 + (12,) * 6
    month = folder.read(overrides={"channels.*.spend.2027-06": "x2"})
    assert [change.path for change in month.overrides] == ["channels.search.spend.2027-06"]
    # a plain value reaches all
    assert value(folder.read(overrides={"channels.*.spend": 7}), "channels.display.spend") == 7


@pytest.mark.parametrize(
    "path", ["channels.*.elasticity", "storefronts.*.base_fee_rate", "channels.*.fee.2027-02"]
)
def test_a_relative_wildcard_that_no_file_gives_reaches_nothing(folder, path) -> None:
    plan = folder.read(overrides={path: "+20%"})
    assert plan.overrides == () and plan.hash == folder.read().hash
    assert str(plan.notes[0]) == f"override {path} | reaches nothing: no file gives a value to change"


def test_a_mapping_adds_a_member_and_null_takes_one_away(folder) -> None:
    folder.write(
        "scenarios/grow.yaml",
        """\
extends: base
set:
  positions.lead_2: {post: lead, start: 2027-03-15, base_pay: 6000}
  positions.lead_1: null
""",
    )
    plan = folder.read("grow")
    assert list(plan.sections.positions) == ["lead_2"]
    assert [(c.path, c.old is None, c.new is None) for c in plan.overrides] == [
        ("positions.lead_2", True, False),
        ("positions.lead_1", False, True),
    ]


def test_null_gives_a_value_back_to_its_default(folder) -> None:
    assert value(folder.read(overrides={SPEND: None}), SPEND) == 0


def test_texts_and_choices_are_set_as_they_stand(folder) -> None:
    plan = folder.read(overrides={"storefronts.shop.driven_by": "spend", "plan.name": "x2", "plan.months": 6})
    assert plan.sections.storefronts["shop"].driven_by == "spend"
    assert plan.title.en == "x2"
    assert plan.months[-1] == "2027-06"


@pytest.mark.parametrize("same", ["x1", "+0", "+0%", 8000, "8000"])
def test_an_override_that_changes_nothing_is_reported(folder, same) -> None:
    plan = folder.read(overrides={PAY: same})
    assert plan.overrides == ()
    assert str(plan.notes[0]).startswith(f"override {PAY} | changes nothing: ")
    assert plan.hash == folder.read().hash


def test_a_plain_value_that_repeats_a_card_leaves_the_card(folder) -> None:
    plan = folder.read(overrides={PRICE: 10})
    assert plan.leaves[PRICE].source == "price-list"
    assert "changes nothing" in str(plan.notes[0])


def test_a_wildcard_without_members_is_reported(folder) -> None:
    (note,) = folder.read(overrides={"campaigns.*.discount_rate": 0.1}).notes
    assert str(note) == "override campaigns.*.discount_rate | reaches nothing: there are no members"


@pytest.mark.parametrize(
    ("path", "given", "message"),
    [
        ("chanels.search.spend", 1, "unknown key 'chanels' | did you mean channels?"),
        ("channels.serch.spend", 1, "no serch in channels | did you mean search?"),
        ("channels.search.spent", 1, "unknown key 'spent' | did you mean spend?"),
        ("channels.*.spent", 1, "unknown key 'spent' | did you mean spend?"),
        ("channels.display", 5, "no display in channels | there are: search"),
        ("channels.display", None, "no display in channels | there are: search"),
        (
            "channels.search.spend.june",
            1,
            "nothing called 'june' in a number | set the number itself, or one ",
        ),
        ("plan.start.year", 2028, "nothing below 'start' | set plan.start"),
        ("channels.search.spend", -5, "-5 is out of range | give a number in CNY/month, at least 0"),
        ("positions.lead_1.post", "led", "no post 'led' | did you mean lead?"),
        ("tax.vat_rate", "x2", "'x2' has nothing to change | give a value of its own"),
        ("", 1, "unknown key '' | known keys: plan, departments"),
    ],
)
def test_an_override_that_leads_nowhere_is_refused(folder, path, given, message) -> None:
    (content,) = folder.faults(overrides={path: given}).splitlines()
    assert content.startswith(f"override {path} | {message}".replace("  ", " "))


def test_a_fault_in_a_scenario_names_the_scenario(folder) -> None:
    folder.write("scenarios/s.yaml", f"extends: base\nset:\n  {SPEND}: {{2027-05: 1, 2031-01: 5}}\n")
    assert folder.faults("s") == (
        f"params/scenarios/s.yaml:3 {SPEND}.2031-01 | month outside the horizon "
        "| the plan runs from 2027-01 to 2027-12"
    )


def test_removing_a_member_that_others_name(folder) -> None:
    folder.write("scenarios/s.yaml", "extends: base\nset:\n  posts.lead: null\n")
    assert folder.faults("s") == (
        "params/base/organisation.yaml:9 positions.lead_1.post | no post 'lead' | posts: none"
    )


def test_a_shorter_scenario_leaves_the_months_beyond_it_alone(folder) -> None:
    folder.write("scenarios/short.yaml", "extends: base\nset: {plan.months: 3}\n")
    short = folder.read("short")
    assert short.leaves[SPEND].values == (30_000, 0, 0)


def test_settings_of_the_command_line() -> None:
    assert parse_setting("channels.*.spend=x1.5") == ("channels.*.spend", "x1.5")
    assert parse_setting("positions.a.base_pay=+500") == ("positions.a.base_pay", "+500")
    assert parse_setting("a.b=30000") == ("a.b", 30000)
    assert parse_setting("a.b={2027-01: 1e3}") == ("a.b", {"2027-01": 1000.0})
    assert parse_setting("a.b=null") == ("a.b", None)
    assert parse_setting("plan.name={zh: 一, en: a=b}") == ("plan.name", {"zh": "一", "en": "a=b"})
    with pytest.raises(PlanFault, match=r"'spend' is no setting \| write PATH=VALUE"):
        parse_setting("spend")
    with pytest.raises(PlanFault, match="not YAML"):
        parse_setting("a={")


def test_an_entry_of_a_list_is_set_by_its_place():
    plan = artplan.load("base", {"commissions.service_team.tiers.1.rate": 0.0123}).plan
    rates = [tier.rate.value for tier in plan.sections.commissions["service_team"].tiers]
    assert rates[1] == 0.0123
    before = artplan.load("base").plan.sections.commissions["service_team"].tiers
    assert rates[0] == before[0].rate.value


def test_a_list_has_no_entry_beyond_its_last():
    with pytest.raises(PlanFault, match=r"no 9 in commissions.service_team.tiers"):
        artplan.load("base", {"commissions.service_team.tiers.9.rate": 0.01})


@pytest.mark.parametrize("entry", ["99", "x", "-1"])
def test_a_setting_for_every_member_names_an_entry_that_each_list_has(folder, entry: str) -> None:
    folder.write("base/commissions.yaml", "commissions:\n  team: {tiers: [{rate: 1%}]}\n")
    path = f"commissions.*.tiers.{entry}.rate"
    assert f"no {entry} in commissions.team.tiers | there are: 0" in folder.faults(overrides={path: 0.02})
