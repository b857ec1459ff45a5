"""The name that a scenario gives itself, for readers: it belongs to its own file and to no number."""

from __future__ import annotations

import pytest

from artplan.plan.read.chain import names_given
from artplan.plan.read.plan import overridden
from artplan.plan.variants.steps import between, parent


@pytest.fixture(autouse=True)
def scenarios(folder) -> None:
    folder.write("scenarios/growth.yaml", "extends: base\nname: {zh: 增长, en: Growth}\n")
    folder.write("scenarios/later.yaml", "extends: growth\nset: {plan.months: 18}\n")


def test_a_name_is_read_in_both_languages(folder) -> None:
    called = folder.read("growth").called["growth"]
    assert (called.zh, called.en) == ("增长", "Growth")
    folder.write("scenarios/growth.yaml", "extends: base\nname: G 2\n")
    called = folder.read("growth").called["growth"]
    assert (called.zh, called.en) == ("G 2", "G 2")


def test_a_name_counts_for_its_own_scenario_only(folder) -> None:
    assert list(folder.read("later").called) == ["growth"]
    assert folder.read().called == {}


def test_a_name_changes_no_number(folder) -> None:
    assert folder.read("growth").hash == folder.read().hash


def test_a_plan_made_of_another_keeps_the_names(folder) -> None:
    base, later = folder.read(), folder.read("later")
    made = overridden(later, {"plan.months": 6}), parent(later), between(base, later).plan({0})
    assert [plan.called for plan in made] == [later.called] * 3


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("3", "name | a mapping is wanted, not 3 | write it as a mapping with zh, en"),
        ("", "name | a mapping is wanted, not nothing | write it as a mapping with zh, en"),
        ("{zh: 增长}", "name.en | missing en | the text in English"),
        ("{zh: 增长, en: Growth, fr: Croissance}", "name.fr | unknown key | known keys: zh, en"),
    ],
)
def test_what_is_no_name_is_a_fault_as_of_a_description(folder, name: str, fault: str) -> None:
    said = {}
    for key in ("name", "describe"):
        folder.write("scenarios/growth.yaml", f"extends: base\n{key}: {name}\n")
        said[key] = folder.faults("growth")
    assert said["name"] == said["describe"].replace(" describe", " name")
    assert said["name"].endswith(fault)


def test_neither_the_base_plan_nor_a_whole_case_has_one(folder) -> None:
    folder.write("base/name.yaml", "name: Base\n")
    assert "name | unknown key" in folder.faults()


def test_the_names_of_all_scenarios_leave_out_what_has_a_fault(folder) -> None:
    folder.write("scenarios/broken.yaml", "extends: [\n")
    folder.write("scenarios/wrong.yaml", "extends: base\nname: 3\n")
    assert {name: words.en for name, words in names_given().items()} == {"growth": "Growth"}
