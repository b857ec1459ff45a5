"""A plan as others see it: leaves with places and sources, placeholders, labels, hash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.read.as_yaml import as_yaml
from artplan.plan.read.chain import find_folder, plan_names
from artplan.plan.read.plan import read_plan


def test_every_number_knows_where_it_stands(folder) -> None:
    leaves = folder.read().leaves
    price = leaves["channels.search.cost_per_click"]
    assert (price.value, price.unit, price.source) == (10, "CNY/click", "price-list")
    assert price.place == "params/base/channels.yaml:5"
    assert leaves["channels.search.elasticity"] == Leaf((1.0,), "1", given=False)


def test_placeholders_are_given_values_without_a_source(folder) -> None:
    assert folder.read().placeholders == (
        "positions.lead_1.base_pay",
        "storefronts.shop.conversion_rate",
        "channels.search.spend",
    )


def test_labels_in_both_languages(folder) -> None:
    plan = folder.read()
    assert plan.label("post", "lead") == "主管"
    assert plan.label("position", "lead_1", "en") == "Lead"
    two = folder.read(overrides={"positions.lead_2": {"post": "lead", "base_pay": 1}})
    assert two.label("position", "lead_2") == "主管 2"
    assert plan.label("campaign", "everyday_shop", "zh") == "shop · 日常"
    assert plan.label("placement", "search@everyday_shop", "en") == "search · shop · everyday"
    assert plan.label("base_month", "02", "zh") == "2月"
    assert plan.label("contribution_kind", "housing_fund", "en") == "Housing fund"


def test_the_hash_is_of_what_is_said_not_of_how_it_is_written(folder) -> None:
    before = folder.read().hash
    folder.replace(
        "base/channels.yaml", "{2027-01: 30000, 2027-06: 60000}", "{2027-06: 6e4, 2027-01: 30000.0}"
    )
    folder.replace("base/storefronts.yaml", "3%", "0.03  # three in a hundred")
    assert folder.read().hash == before
    folder.replace("base/storefronts.yaml", "0.03", "0.031")
    assert folder.read().hash != before


def test_the_resolved_plan_reads_as_the_same_plan(folder) -> None:
    folder.write("scenarios/s.yaml", "extends: base\nset: {channels.*.spend: x1.5, plan.language: en}\n")
    plan = folder.read("s")
    text = as_yaml(plan)
    assert "cost_per_click: {value: 10, source: price-list}  # params/base/channels.yaml:5" in text
    folder.write("cases/resolved.yaml", text)
    assert folder.read("cases/resolved").hash == plan.hash


def test_the_base_plan_resolved_reads_as_the_same_plan(folder) -> None:
    shipped = find_folder(Path(__file__).parents[2] / "params")
    for name in plan_names(shipped, cases=True):
        plan = read_plan(name, shipped)
        folder.write("cases/resolved.yaml", as_yaml(plan))
        (folder.root / "params/statutory").unlink(missing_ok=True)
        (folder.root / "params/statutory").symlink_to(shipped / "statutory")
        assert folder.read("cases/resolved").hash == plan.hash


def test_names_of_plans(folder) -> None:
    folder.write("scenarios/lean.yaml", "extends: base\n")
    folder.write("cases/some.yaml", "plan: {start: 2027-01}\n")
    assert plan_names() == ["base", "lean"]
    assert plan_names(cases=True) == ["base", "lean", "cases/some"]


def test_a_case_may_extend_another_case(folder) -> None:
    folder.write("cases/one.yaml", "describe: A case\nplan: {start: 2015-01, months: 2}\n")
    folder.write("cases/two.yaml", "extends: one\nset: {plan.months: 3}\n")
    assert folder.read("cases/one").describe.en == "A case"
    assert folder.read("cases/two").months == ("2015-01", "2015-02", "2015-03")
    assert folder.read("cases/two").chain == ("cases/one", "cases/two")


def test_without_a_folder_the_shipped_plan_is_read(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    plan = read_plan()
    assert len(plan.sections.departments) == 7
    assert plan.leaves["channels.zhitongche.mix"].place.startswith(
        ("params/base/", "artplan/starter/params/base/")
    )


def test_a_campaign_outside_the_horizon_is_noted(folder) -> None:
    folder.write(
        "base/campaigns.yaml", "campaigns:\n  old: {storefront: shop, start: 2025-06-01, end: 2025-06-18}\n"
    )
    (note,) = folder.read().notes
    assert str(note) == (
        "params/base/campaigns.yaml:2 campaigns.old | lies outside the horizon 2027-01 to 2027-12"
    )


def test_reading_a_plan_imports_nothing_heavy() -> None:
    code = "import sys, artplan.plan.inputs.build; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert not {"pandas", "holidays", "scipy", "matplotlib"} & set(done.stdout.split())


def test_months_before_a_later_start_are_left_out_and_counted(folder) -> None:
    """January of two tables and May of one; June lies in the plan, and what is dated by a day goes on."""
    folder.write("base/overheads.yaml", "overheads:\n  rent: {amount: {2027-01: 5, 2027-05: 6}}\n")
    folder.write("base/tax.yaml", "tax: {vat_rate: {2027-01-01: 1%, 2027-04-01: 3%}}\n")
    assert folder.read().notes == ()
    (note,) = folder.read(overrides={"plan.start": "2027-06"}).notes
    tables = "channels.search.spend, overheads.rent.amount"
    assert note.path == "plan.start"
    assert str(note.message) == f"3 entries before 2027-06 are left out, in 2 month tables: {tables}"
