"""What a user is told when a file cannot be read, or a plan's name leads nowhere."""

from __future__ import annotations

import pytest

from artplan.plan.read.chain import find_folder
from artplan.plan.written.yaml_tree import MOST_NODES


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n"])
def test_empty_file(folder, text: str) -> None:
    folder.write("base/channels.yaml", text)
    assert folder.faults() == (
        "params/base/channels.yaml | the file is empty | add a section, or delete the file"
    )


def test_not_yaml(folder) -> None:
    folder.write("base/channels.yaml", "channels:\n  search: click: 10\n")
    assert folder.faults() == (
        "params/base/channels.yaml:2 | not YAML: mapping values are not allowed in this context "
        "| check indentation, colons and quotes here"
    )


def test_tabs(folder) -> None:
    folder.write("base/channels.yaml", "channels:\n\tsearch: {}\n")
    assert folder.faults() == (
        "params/base/channels.yaml:2 | not YAML: found character that cannot start any token "
        "| indent with spaces, not tabs; put texts with special signs in quotes"
    )


def test_a_file_of_bytes(folder) -> None:
    (folder.root / "params/base/channels.yaml").write_bytes(b"\xff\xfe\x00channels")
    assert folder.faults() == "params/base/channels.yaml | not UTF-8 text | save the file as UTF-8"


def test_a_file_with_a_byte_order_mark_is_read(folder) -> None:
    path = folder.root / "params/base/channels.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert "search" in folder.read().sections.channels


def test_a_list_where_sections_belong(folder) -> None:
    folder.write("base/channels.yaml", "- search\n- display\n")
    assert folder.faults() == (
        "params/base/channels.yaml:1 | a list where sections are wanted "
        "| write 'section:' and indent what belongs to it"
    )


def test_two_documents(folder) -> None:
    folder.write("base/channels.yaml", "channels: {}\n---\nchannels: {}\n")
    assert folder.faults() == (
        "params/base/channels.yaml:2 | a second document (---) | one file holds one document"
    )


def test_a_tag(folder) -> None:
    folder.write("base/channels.yaml", "channels: !!python/object/apply:os.system [ls]\n")
    assert folder.faults() == (
        "params/base/channels.yaml:1 channels | tag tag:yaml.org,2002:python/object/apply:os.system "
        "| write plain values, without tags"
    )


def test_a_merge_key(folder) -> None:
    folder.write("base/overheads.yaml", "overheads:\n  a: &a {amount: 1}\n  b:\n    <<: *a\n")
    assert folder.faults() == (
        "params/base/overheads.yaml:4 overheads.b | a merge key (<<) | write the keys out"
    )


def test_alias_bomb(folder) -> None:
    """Nine lines that would be a thousand million values."""
    levels = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    levels += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    folder.write("base/channels.yaml", "\n".join(levels))
    assert MOST_NODES == 200_000
    assert folder.faults() == (
        "params/base/channels.yaml:6 f | more than 200,000 values once its aliases are written out "
        "| write the values out instead of repeating aliases"
    )


def test_an_alias_inside_itself(folder) -> None:
    folder.write("base/channels.yaml", "channels: &all\n  search: *all\n")
    assert folder.faults() == (
        "params/base/channels.yaml:2 channels.search | alias *all inside itself | write the values out"
    )


@pytest.mark.parametrize("text", ["[" * 100_000, "channels: " + "{a: " * 5_000, "- " * 100_000 + "x"])
def test_bottomless_nesting(folder, text: str) -> None:
    folder.write("base/channels.yaml", text)
    assert folder.faults().endswith("| nested more than 40 deep | write it flat")


def test_what_an_unreadable_file_may_hold_is_not_called_missing(folder) -> None:
    folder.write("base/plan.yaml", "plan: [")
    folder.write("base/organisation.yaml", "posts:\n  lead:\n    department: sales\n    staff: 3\n")
    assert folder.faults().splitlines() == [
        "params/base/organisation.yaml:4 posts.lead.staff | unknown key | known keys: name, department, "
        "reports_to, expense, reports_to_placeholder, duties, planned_headcount, enquiries_per_person, "
        "parcels_per_person",
        "params/base/plan.yaml:2 | not YAML: did not find expected node content "
        "| check indentation, colons and quotes here",
    ]


def test_overrides_of_what_an_unreadable_file_may_hold_are_passed_over(folder) -> None:
    folder.write("base/channels.yaml", "channels: [")
    folder.write("scenarios/s.yaml", "extends: base\nset: {channels.search.spend: x2}\n")
    assert folder.faults("s") == (
        "params/base/channels.yaml:2 | not YAML: did not find expected node content "
        "| check indentation, colons and quotes here"
    )


def test_no_base_plan(folder) -> None:
    for path in (folder.root / "params/base").iterdir():
        path.unlink()
    assert folder.faults() == "params/base | no base plan here | `artplan new DIR` makes a plan to start from"


def test_missing_plan_section(folder) -> None:
    folder.write("base/plan.yaml", "sources: {price-list: {title: A price list}}\n")
    assert folder.faults() == (
        "params/base plan | missing plan | write it as a mapping with "
        "name, founder, currency, start, months, first_fiscal_month"
    )


def test_missing_scenario(folder) -> None:
    folder.write("scenarios/growth.yaml", "extends: base\n")
    assert folder.faults("grwoth") == (
        "params/scenarios/grwoth.yaml | no such scenario | did you mean growth?"
    )
    assert folder.faults("x") == "params/scenarios/x.yaml | no such scenario | there are: base, growth"
    assert folder.faults("cases/x") == "params/cases/x.yaml | no such case | there are: base, growth"


def test_a_name_that_leads_out_of_the_folder(folder) -> None:
    assert folder.faults("../base/plan") == "params | no such scenario: '../base/plan' | there are: base"


def test_scenario_extending_a_missing_one(folder) -> None:
    folder.write("scenarios/growth.yaml", "extends: bse\n")
    assert folder.faults("growth") == (
        "params/scenarios/growth.yaml:1 extends | no such scenario: 'bse' | did you mean base?"
    )


def test_scenario_extending_itself(folder) -> None:
    folder.write("scenarios/growth.yaml", "describe: {zh: 增长, en: Growth}\nextends: growth\n")
    assert folder.faults("growth") == (
        "params/scenarios/growth.yaml:2 extends | a plan that extends itself: growth -> growth "
        "| extend base or another scenario"
    )


def test_scenarios_extending_each_other(folder) -> None:
    folder.write("scenarios/growth.yaml", "extends: lean\n")
    folder.write("scenarios/lean.yaml", "extends: growth\n")
    assert folder.faults("growth") == (
        "params/scenarios/lean.yaml:1 extends | a plan that extends itself: growth -> lean -> growth "
        "| extend base or another scenario"
    )


def test_a_scenario_that_extends_nothing(folder) -> None:
    folder.write("scenarios/growth.yaml", "set: {plan.months: 6}\n")
    assert folder.faults("growth") == (
        "params/scenarios/growth.yaml extends | names no plan | write extends: base"
    )


def test_sections_in_a_scenario(folder) -> None:
    folder.write("scenarios/growth.yaml", "extends: base\nchannels:\n  search: {}\n")
    assert folder.faults("growth") == (
        "params/scenarios/growth.yaml:2 channels | unknown key | put it below set, as channels.NAME: value"
    )


def test_from_the_notebooks_folder_the_plan_beside_it_counts(tmp_path, monkeypatch):
    """Jupyter starts a notebook's kernel in the notebook's own folder."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "params").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert find_folder().resolve() == tmp_path / "params"
