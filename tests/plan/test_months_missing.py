"""A month table that ends before the plan does is told; a table of single payments is not."""

from __future__ import annotations

import pytest

import artplan

PURCHASES = "products.prints.purchases"


def told(overrides: dict[str, object]) -> dict[str, str]:
    notes = artplan.load("base", overrides).plan.notes
    return {note.path: note.text("en") for note in notes if "taken as 0" in note.text("en")}


def test_a_longer_plan_lacks_purchases():
    assert "no value from 2028-01 on" in told({"plan.months": 13})[PURCHASES]


@pytest.mark.parametrize(
    "table",
    [
        {"2027-02": 9000},
        {"2027-01": 9000, "2027-04": 9000, "2027-07": 9000, "2027-10": 9000},
        {f"2027-{month:02}": 9000 for month in range(1, 13)},
    ],
    ids=["once", "quarterly", "every month"],
)
def test_single_payments_and_whole_tables_are_meant(table):
    assert PURCHASES not in told({PURCHASES: table})


def test_nine_months_of_twelve_are_not():
    first = {f"2027-{month:02}": 9000 for month in range(1, 10)}
    assert "no value from 2027-10 on" in told({PURCHASES: first})[PURCHASES]
