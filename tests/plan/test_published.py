"""What others publish for a number stands in its card, with a source of its own, and changes no value."""

from __future__ import annotations

import pytest

from artplan.plan.leaf.leaf import LeafSpec, Published
from artplan.plan.leaf.reading import LeafTroubles, Reading, read
from artplan.plan.read.as_yaml import as_yaml
from artplan.plan.read.resolved import resolved

RATE = LeafSpec("order/visit", "率", "Rate", ge=0, le=1)
RENT = LeafSpec("CNY/month", "租金", "Rent", ge=0, blank=0)
READING = Reading(("2027-01",), frozenset(("2027-01",)), {"sources": ("list", "report")})
USUAL = {"range": [0.01, 0.04], "source": "report"}


def leaf(published, spec=RATE, **card):
    return read({"value": 0.02, "published": published, **card}, spec, READING)


def test_a_range_with_its_source_leaves_the_value_a_placeholder() -> None:
    card = leaf({"range": ["1%", 0.04], "source": "report", "note": "all\ncategories"})
    assert card.published == Published(0.01, 0.04, "report", "all categories")
    assert card.placeholder and not leaf(USUAL, source="list").placeholder


def test_a_single_figure_is_a_range_of_no_width() -> None:
    assert leaf({**USUAL, "range": [0.03, 0.03]}).published == Published(0.03, 0.03, "report")


def test_a_range_by_the_year_is_of_months_like_the_value() -> None:
    usual = {"range": [24, 36], "source": "report"}
    assert leaf(usual, RENT, value=30, unit="CNY/year").published == Published(2, 3, "report")


@pytest.mark.parametrize(
    ("published", "fault"),
    [
        ([1, 2], "published | a list states no published range | write {range: [low, high], source: some-s"),
        (None, "published | nothing states no published range"),
        ({**USUAL, "sorce": "x"}, "published.sorce | unknown key | did you mean source?"),
        ({"source": "report"}, "published.range | two numbers are wanted, not nothing | write range: [low"),
        ({**USUAL, "range": 0.02}, "published.range | two numbers are wanted, not 0.02"),
        ({**USUAL, "range": [0.01, "much"]}, "published.range.1 | a number is wanted, not 'much'"),
        ({**USUAL, "range": [0.01, 4]}, "published.range.1 | 4 is out of range | give a number in order/vi"),
        ({**USUAL, "range": [0.04, 0.01]}, "published.range | the range runs from 0.04 down to 0.01 | write"),
        ({"range": [0, 1]}, "published | a published range without a source | add source to published; sou"),
        ({**USUAL, "source": "repot"}, "published.source | no source 'repot' | did you mean report?"),
        ({**USUAL, "note": 7}, "published.note | a text is wanted, not 7 | write a sentence"),
    ],
)
def test_what_is_refused(published, fault: str) -> None:
    with pytest.raises(LeafTroubles) as caught:
        leaf(published)
    (trouble,) = caught.value.troubles
    assert f"{'.'.join(trouble.path)} | {trouble.fault} | {trouble.remedy}".startswith(fault)


RATE_PATH, AMOUNT = "storefronts.shop.conversion_rate", "overheads.rent.amount"


@pytest.fixture
def quoted(folder):
    """The small plan with a conversion rate and a yearly rent for which its price list prints a range."""
    folder.replace(
        "base/storefronts.yaml",
        "conversion_rate: 3%",
        "conversion_rate: {value: 3%, published: {range: [2%, 5%], source: price-list}}",
    )
    card = "{value: 24, unit: CNY/year, published: {range: [12, 36], source: price-list, note: a flat}}"
    folder.write("base/overheads.yaml", f"overheads:\n  rent:\n    amount: {card}\n")
    return folder


def test_a_fault_has_its_line(quoted) -> None:
    quoted.replace("base/storefronts.yaml", "[2%, 5%]", "[2%, 500%]")
    assert quoted.faults().startswith(
        f"params/base/storefronts.yaml:3 {RATE_PATH}.published.range.1 | '500%'"
    )


def test_a_resolved_plan_says_the_same(quoted) -> None:
    plan = quoted.read()
    assert "published: {range: [1, 3], source: price-list, note: " in as_yaml(plan)
    again = resolved(plan)
    assert again.hash == plan.hash
    assert {path: leaf.published for path, leaf in again.leaves.items()} == {
        path: leaf.published for path, leaf in plan.leaves.items()
    }


def test_the_hash_knows_it(quoted) -> None:
    before = quoted.read().hash
    quoted.replace("base/storefronts.yaml", "[2%, 5%]", "[2%, 6%]")
    assert quoted.read().hash != before


@pytest.mark.parametrize("change", ["x1.2", "+10%", "+0.5"])
def test_a_relative_change_moves_the_value_and_not_what_others_publish(quoted, change: str) -> None:
    before, after = quoted.read(), quoted.read(overrides={AMOUNT: change})
    assert after.leaves[AMOUNT].value > before.leaves[AMOUNT].value
    assert after.leaves[AMOUNT].published == Published(1, 3, "price-list", "a flat")


def test_one_month_of_it_keeps_the_range_by_the_month(quoted) -> None:
    leaf = quoted.read(overrides={f"{AMOUNT}.2027-03": "+7"}).leaves[AMOUNT]
    assert leaf.values == (2, 2, 9, *(2,) * 9)
    assert leaf.published == Published(1, 3, "price-list", "a flat")


def test_a_plain_value_takes_the_place_of_the_whole_card(quoted) -> None:
    assert quoted.read(overrides={RATE_PATH: 0.04}).leaves[RATE_PATH].published is None
