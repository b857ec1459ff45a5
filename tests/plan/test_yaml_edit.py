"""Single values are changed in the text of a file; everything else stays as it stands."""

from __future__ import annotations

import pytest

from artplan.plan.read.yaml_edit import a_year_later, edited

TEXT = """\
# a shop
plan:
  start: 2027-01  # first month
  opening: {cash: {value: 1, unit: CNY, note: old}, stock: 2, deposits: 3}
posts:
  clerk: {department: office}
  # the others
  helper: {department: office}
"""


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("plan", "start"), "2028-01", "  start: 2028-01  # first month"),
        (("plan", "opening", "stock"), 2.5, "stock: 2.5, deposits"),
        (("plan", "opening", "cash"), 7, "{value: 7, unit: CNY, note: old}"),
        (
            ("plan", "opening", "cash"),
            {"value": 7, "note": "recent"},
            "opening: {cash: {value: 7, note: recent},",
        ),
        (("plan", "months"), 12, "plan:\n  months: 12\n  start"),
        (("posts", "cook", "department"), "office", "posts:\n  cook: {department: office}\n  clerk"),
        (("tax", "taxpayer"), "none", "tax: {taxpayer: none}\nplan:"),
    ],
)
def test_a_value_is_put_in_its_place(path, value, line):
    new = edited(TEXT, {path: value})
    assert line in new
    assert "# a shop" in new and "  # the others" in new


def test_entries_are_removed_with_their_lines():
    new = edited(
        TEXT, {}, {("posts", "clerk"), ("plan", "opening", "stock"), ("plan", "opening", "deposits")}
    )
    assert (
        new
        == """\
# a shop
plan:
  start: 2027-01  # first month
  opening: {cash: {value: 1, unit: CNY, note: old}}
posts:
  # the others
  helper: {department: office}
"""
    )


def test_a_mapping_of_which_nothing_is_left_goes_with_its_key():
    assert "posts" not in edited(TEXT, {}, {("posts", "clerk"), ("posts", "helper")})
    assert "posts:\n  cook: {}\n" in edited(
        TEXT, {("posts", "cook"): {}}, {("posts", "clerk"), ("posts", "helper")}
    )


def test_dates_of_a_scenario_move_by_a_year():
    text = """\
set:
  a.start: 2027-03-01  # since 2027-03
  a.spend.2027-04: 5
  a.note: since 2027-03
  a.end: 2028-02
"""
    assert (
        a_year_later(text, "2028-01")
        == """\
set:
  a.start: 2028-03-01  # since 2027-03
  a.spend.2028-04: 5
  a.note: since 2027-03
  a.end: 2028-02
"""
    )
