"""The forms of a value, and how YAML's scalars are read."""

from __future__ import annotations

import math

import pytest

from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.leaf.reading import Reading, read
from artplan.plan.written.yaml_tree import parse, plain, scalar

MONTHS = ("2027-01", "2027-02", "2027-03")
READING = Reading(MONTHS, frozenset(MONTHS), {"sources": ("list",)})
MONEY = LeafSpec("CNY", "钱", "Money", ge=0, blank=0)
RATE = LeafSpec("1", "率", "Rate", ge=0, le=1)


def leaf(raw, spec=MONEY) -> Leaf:
    return read(raw, spec, READING)


def test_plain_value() -> None:
    assert leaf(30_000).values == (30_000,)
    assert leaf("16%", RATE).values == (0.16,)


def test_month_table() -> None:
    assert leaf({"2027-02": 5}).values == (0, 5, 0)
    assert leaf({"2027-01": 5, "2027-02": 5, "2027-03": 5}).values == (5,)


def test_dated_value_holds_until_the_next() -> None:
    assert leaf({"2026-07-01": 1, "2027-02-01": 2}).values == (1, 2, 2)
    assert leaf({"2027-03-01": 3, "2027-01-01": 1}).values == (1, 1, 3)


def test_month_table_and_dated_value_that_say_the_same_agree() -> None:
    assert leaf({"2027-01": 1, "2027-02": 2, "2027-03": 2}) == leaf({"2027-01-01": 1, "2027-02-01": 2})


def test_card_around_each_form() -> None:
    card = leaf({"value": {"2027-02": 5}, "unit": "CNY", "source": "list", "note": "guess"})
    assert (card.values, card.source, card.note, card.placeholder) == ((0, 5, 0), "list", "guess", False)
    assert leaf({"value": 5}).placeholder


def test_by_calendar_month() -> None:
    year = LeafSpec("CNY", "年", "Year", by="calendar")
    assert leaf({str(i): i for i in range(1, 13)}, year).values == tuple(range(1, 13))
    assert leaf({f"{i:02}": i for i in range(1, 13)}, year).values == tuple(range(1, 13))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1e6", 1_000_000.0),
        ("010", 10),
        ("1:30", "1:30"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("true", True),
        ("2027-01", "2027-01"),
        ("2027-03-15", "2027-03-15"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        (".5", 0.5),
        ("-3", -3),
        ("", None),
        ("~", None),
        ("9" * 5000, math.inf),
    ],
)
def test_scalars_of_yaml_1_2(text: str, meant: object) -> None:
    assert scalar(text) == meant
    assert type(scalar(text)) is type(meant)


def test_quoted_scalars_stay_text() -> None:
    node, faults = parse("a: \"10\"\nb: 'true'\nc: 10\n", "x.yaml")
    assert not faults and node is not None
    assert plain(node) == {"a": "10", "b": "true", "c": 10}


def test_aliases_are_written_out_and_know_their_lines() -> None:
    node, _ = parse("a: &it\n  b: 1\nc: *it\n", "x.yaml")
    assert node is not None and plain(node) == {"a": {"b": 1}, "c": {"b": 1}}
    assert node.value["c"].line == 3
    assert node.value["c"].value["b"].line == 2
