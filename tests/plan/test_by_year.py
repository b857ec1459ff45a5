"""A card states a running amount per month by the year: each month has a twelfth of it."""

from __future__ import annotations

import pytest

from artplan.plan.leaf.leaf import LeafSpec
from artplan.plan.leaf.reading import LeafTroubles, Reading, read
from artplan.plan.read.as_yaml import as_yaml
from artplan.plan.read.resolved import resolved
from artplan.plan.upgrade.parameters import rewritten
from artplan.plausibility.numbers import given

MONTHS = ("2027-01", "2027-02", "2027-03")
RENT = LeafSpec("CNY/month", "租金", "Rent", ge=0, blank=0)
AMOUNT = "overheads.rent.amount"
PAY = "positions.lead_1.base_pay"
A_YEAR = {"value": 384_000, "unit": "CNY/year"}


def leaf(raw, spec=RENT):
    return read(raw, spec, Reading(MONTHS, frozenset(MONTHS)))


def troubles(raw, spec=RENT) -> list[str]:
    with pytest.raises(LeafTroubles) as caught:
        leaf(raw, spec)
    return [f"{'.'.join(each.path)} | {each.fault} | {each.remedy}" for each in caught.value.troubles]


def test_a_year_is_twelve_equal_months() -> None:
    assert leaf(A_YEAR).values == (384_000 / 12,)
    assert leaf(A_YEAR) == leaf({"value": 384_000 / 12, "unit": "CNY/month"})
    dated = {"2026-01-01": 384_000, "2027-02-01": 420_000}
    assert leaf({"value": dated, "unit": "CNY/year"}).values == (384_000 / 12, *(420_000 / 12,) * 2)


def test_a_year_of_each_head() -> None:
    pay = LeafSpec("CNY/person/month", "薪", "Pay", ge=0)
    assert leaf({"value": 180_000, "unit": "CNY/person/year"}, pay).values == (180_000 / 12,)


@pytest.mark.parametrize(
    ("year", "month"),
    [
        ({"pert": [12, 24, 36]}, {"pert": (1, 2, 3)}),
        ({"uniform": [12, 36]}, {"uniform": (1, 3)}),
        ({"normal": [120, 12]}, {"normal": (10, 1)}),
        ({"lognormal": [120, 12]}, {"lognormal": (10, 1)}),
        ({"beta": [2, 3, 12, 36]}, {"beta": (2, 3, 1, 3)}),
        ({"discrete": [[12, 0.25], [36, 0.75]]}, {"discrete": ((1, 0.25), (3, 0.75))}),
        ({"quantiles": [[12, 0], [36, 1]]}, {"quantiles": ((1, 0), (3, 1))}),
    ],
)
def test_amounts_of_a_distribution_are_divided_and_shapes_are_not(year, month) -> None:
    assert leaf({"value": 24, "unit": "CNY/year", "uncertain": year}).uncertain == month


def test_values_by_month_are_of_their_own_months() -> None:
    assert troubles({"value": {"2027-01": 1, "2027-02": 2}, "unit": "CNY/year"}) == [
        "value | values by month are not in CNY/year "
        "| values by month are in CNY/month; by the year, give one value, or values from a day on"
    ]


def test_the_range_is_a_years_for_what_is_given_by_the_year() -> None:
    limited = LeafSpec("CNY/month", "钱", "Money", ge=1, le=100)
    assert leaf({"value": 12 * 100, "unit": "CNY/year"}, limited).values == (100,)
    assert troubles({"value": 12 * 100 + 1, "unit": "CNY/year"}, limited) == [
        "value | 1201 is out of range | give a number in CNY/year, from 12 to 1200"
    ]
    reaching = {"value": 60, "unit": "CNY/year", "uncertain": {"uniform": [6, 60]}}
    assert "reaches from 6 to 60" in troubles(reaching, limited)[0]
    assert "1.2e-08" in troubles({"value": 1e-8, "unit": "CNY/year"})[0]


@pytest.mark.parametrize(
    ("spec", "unit", "remedy"),
    [
        (RENT, "CNY/day", "this value is in CNY/month or CNY/year"),
        (LeafSpec("1/month", "率", "Rate"), "1/year", "this value is in 1/month"),
        (LeafSpec("CNY", "钱", "Money"), "CNY/year", "this value is in CNY"),
        (LeafSpec("CNY/year", "钱", "Money"), "CNY/month", "this value is in CNY/year"),
        (RENT, ["CNY/year"], "this value is in CNY/month or CNY/year"),
    ],
)
def test_other_units_are_refused(spec, unit, remedy: str) -> None:
    assert troubles({"value": 1, "unit": unit}, spec)[0].endswith(remedy)


ONE_OFF = [
    "plan.capital_paid_in",
    "appropriation.dividends",
    *(f"storefronts.shop.{what}_before" for what in ("refunds", "deliveries", "deposits")),
]


@pytest.mark.parametrize("path", ONE_OFF)
def test_an_amount_of_single_months_is_not_spread(folder, path: str) -> None:
    assert folder.faults(overrides={path: {"value": 12, "unit": "CNY/year"}}) == (
        f"override {path}.unit | wrong unit 'CNY/year': the amount falls in single months and is not spread "
        "over a year | give the amount of each month, in CNY/month"
    )


@pytest.fixture
def rented(folder):
    """The small plan with a rent by the year, whose distribution is by the year too."""
    folder.write(
        "base/overheads.yaml",
        "overheads:\n  rent:\n    amount: {value: 384000, unit: CNY/year, source: price-list, "
        "uncertain: {normal: [384000, 12000]}}\n",
    )
    return folder


def amount(folder, setting=None, path: str = AMOUNT):
    return folder.read(overrides={} if setting is None else {path: setting}).leaves[AMOUNT]


def test_a_plan_with_it_is_the_plan_by_month(rented) -> None:
    plan = rented.read()
    rented.replace("base/overheads.yaml", "384000, unit: CNY/year", f"{384_000 / 12}, unit: CNY/month")
    rented.replace("base/overheads.yaml", "[384000, 12000]", f"[{384_000 / 12}, {12_000 / 12}]")
    assert plan.hash == rented.read().hash
    assert plan.leaves[AMOUNT].unit == "CNY/month"


def test_the_resolved_plan_is_by_month(rented) -> None:
    plan = rented.read()
    assert "CNY/year" not in as_yaml(plan)
    assert resolved(plan).hash == plan.hash


@pytest.mark.parametrize(
    ("setting", "value", "spread"),
    [
        ("x1.1", 384_000 * 1.1 / 12, (384_000 * 1.1 / 12, 12_000 * 1.1 / 12)),
        ("-10%", 384_000 * 0.9 / 12, (384_000 * 0.9 / 12, 12_000 * 0.9 / 12)),
        ("+1000", 384_000 / 12 + 1000, (384_000 / 12 + 1000, 12_000 / 12)),
    ],
)
def test_a_relative_change(rented, setting: str, value: float, spread) -> None:
    changed = amount(rented, setting)
    assert changed.value == pytest.approx(value, rel=1e-14)
    assert changed.uncertain["normal"] == pytest.approx(spread, rel=1e-14)
    assert changed.source == "price-list"


def test_a_plain_setting_is_by_month_and_a_card_says_itself(rented) -> None:
    assert amount(rented, 384_000).values == (384_000,)
    assert amount(rented, {"value": 420_000, "unit": "CNY/year"}).values == (420_000 / 12,)
    assert amount(rented, {"value": 420_000}).values == (420_000,)
    (change,) = rented.read(overrides={AMOUNT: 40_000}).overrides
    assert (change.old, change.new) == (384_000 / 12, 40_000)


def test_a_setting_that_says_the_same_changes_nothing(rented) -> None:
    assert amount(rented, 384_000 / 12).source == "price-list"
    member = {"overheads.rent": {"amount": 384_000}}
    assert rented.read(overrides=member).leaves[AMOUNT].values == (384_000,)


def test_a_scenario_cannot_replace_the_value_and_leave_the_unit(rented) -> None:
    assert f"override {AMOUNT}.value | " in rented.faults(overrides={f"{AMOUNT}.value": 40_000})


def test_an_upgrade_leaves_it(rented) -> None:
    text = rented.text("base/overheads.yaml")
    assert rewritten(text) == (text, [])


@pytest.mark.parametrize(("setting", "march"), [(1, 1), ("x2", 2 * 384_000 / 12), ("+1", 384_000 / 12 + 1)])
def test_one_month_of_it(rented, setting, march: float) -> None:
    rent = 384_000 / 12
    changed = amount(rented, setting, f"{AMOUNT}.2027-03")
    assert changed.values == (rent, rent, march, *(rent,) * 9)
    if changed.uncertain:
        assert changed.uncertain["normal"] == (384_000 / 12, 12_000 / 12)


def test_one_date_of_it(folder) -> None:
    folder.replace(
        "base/organisation.yaml",
        "base_pay: 8000",
        "base_pay: {value: {2027-01-01: 96000, 2027-07-01: 120000}, unit: CNY/person/year}",
    )
    pay = folder.read(overrides={f"{PAY}.2027-10-01": "15000"}).leaves[PAY]
    assert pay.values == (*(96_000 / 12,) * 6, *(120_000 / 12,) * 3, *(15_000,) * 3)


def test_pay_by_the_year_that_changes_inside_a_month(folder) -> None:
    folder.replace(
        "base/organisation.yaml",
        "base_pay: 8000",
        "base_pay: {value: {2027-01-01: 96000, 2027-07-16: 120000}, unit: CNY/person/year}",
    )
    leaves = folder.read().leaves
    assert leaves[PAY].value == 96_000 / 12
    assert leaves["positions.lead_1.changes.2027-07-16.base_pay"].value == 120_000 / 12


def test_a_month_table_by_the_year_names_its_place(rented) -> None:
    rented.write(
        "base/overheads.yaml",
        "overheads:\n  rent:\n    amount: {value: {2027-01: 1}, unit: CNY/year}\n",
    )
    for settings in ({}, {AMOUNT: "+1"}, {f"{AMOUNT}.2027-02": "+1"}, {f"{AMOUNT}.2027-02": 1}):
        assert "values by month are not in CNY/year" in rented.faults(overrides=settings)


def test_the_checks_of_plausible_numbers_see_months(rented) -> None:
    dated = {"value": {"2027-01-01": 384_000, "2027-07-01": 420_000}, "unit": "CNY/year"}
    (number,) = (each for each in given(rented.read(overrides={AMOUNT: dated})) if each.path == AMOUNT)
    assert number.entries == (("2027-01-01", 384_000 / 12), ("2027-07-01", 420_000 / 12))
