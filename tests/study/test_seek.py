"""What is found is what the plan comes to with that number in its files."""

from __future__ import annotations

import numpy as np
import pytest

import artplan
from artplan.operating import OperatingPlan
from artplan.plan.faults import PlanFault
from artplan.study import seek as room
from artplan.study.cases import Space
from artplan.study.seek import seek
from artplan.study.sought import Sought

RATE, PRICE, RENT = (
    "storefronts.pc_store.conversion_rate",
    "channels.zhitongche.cost_per_click",
    "overheads.rent.amount",
)
# Lines that only ever rise, or only ever fall, with the parameter.
MONOTONE = [
    ("profit_before_tax", RENT),
    ("profit_before_tax", PRICE),
    ("profit_before_tax.2027-02", "overheads.*.amount"),
    ("cash_closing.last", "storefronts.*.courier_cost"),
    ("cash_closing.2027-02", "storefronts.pc_store.packing_cost"),
    ("gross_sales_total.sum", "storefronts.*.sales_target_year"),
    ("advertising_total.max", "channels.*.cost_per_click"),
    ("contribution.sum", "storefronts.pc_store.platform_commission_rate"),
    ("spend_by_channel.zhitongche.average", "channels.zhitongche.reference_spend"),
    ("enquiries_total.first", "storefronts.mobile_store.enquiry_rate"),
]


@pytest.fixture(scope="module")
def base() -> OperatingPlan:
    return artplan.load("base")


@pytest.fixture(scope="module")
def short() -> OperatingPlan:
    return artplan.load("base", {"plan.months": 2})


def at(found: Sought, number: float) -> float:
    """The measure in the plan that is read with the number in its files."""
    result = artplan.load("base", dict([found.setting(number)])).run([found.measure.line])
    return float(found.measure.of(result)[0])


HUNDRED = [number if number < 10 else pytest.param(number, marks=pytest.mark.slow) for number in range(100)]


@pytest.mark.parametrize("number", HUNDRED)
def test_a_hundred_random_monotone_cases_are_inverted(short: OperatingPlan, number: int) -> None:
    measure, path = MONOTONE[number % len(MONOTONE)]
    random = np.random.default_rng(number)
    many = "*" in path
    true = random.uniform(0.2, 1.3) * (1 if many else short.plan.leaves[path].values[0])
    knob, asked = room._knob(short.plan, path), room.read_measure(measure, [short])
    target = float(room.plain(Space.of(short), asked, knob.cases(np.array([true])))[0])
    (root,) = seek(short, measure, target, path, low=0.1 * true, high=1.5 * true).solutions
    assert root.number == pytest.approx(true, rel=1e-9)


def test_a_parameter_for_a_profit(base: OperatingPlan) -> None:
    found = seek(base, "net_profit", 500_000, RATE)
    (root,) = found.solutions
    assert at(found, root.number) == pytest.approx(500_000, rel=1e-9)
    assert found.range == (0, 1) and not found.factor
    assert found.now == pytest.approx(base.run()["net_profit"].sum())


def test_a_common_factor_for_the_lowest_cash(base: OperatingPlan) -> None:
    found = seek(base, "cash_closing.min", 0, "overheads.*.amount")
    (root,) = found.solutions
    assert found.factor and set(found.numbers) == {
        f"overheads.{name}.amount" for name in base.plan.sections.overheads
    }
    assert at(found, root.number) == pytest.approx(0, abs=1e-3)


def test_all_answers_are_named(base: OperatingPlan) -> None:
    found = seek(base, "net_profit", 0, "storefronts.*.sales_target_year")
    low, high = found.solutions  # too little is sold, or more visits are bought than there is stock for
    assert low.number < 1 < high.number
    for root in (low, high):
        assert at(found, root.number) == pytest.approx(0, abs=1e-3)


def test_a_parameter_that_is_counted_on_the_way(base: OperatingPlan) -> None:
    found = seek(base, "cash_closing.min", 300_000, "terms.artists_days", low=0, high=15)
    (root,) = found.solutions
    assert at(found, root.number) == pytest.approx(300_000, rel=1e-9)


def test_what_cannot_be_reached_has_the_nearest_that_can(base: OperatingPlan) -> None:
    found = seek(base, "net_profit", 1e8, RENT)
    assert found.solutions == () and not found.answer.flat
    assert found.nearest.number == 0  # no rent at all
    assert found.nearest.value == pytest.approx(at(found, 0), rel=1e-12)
    assert found.record()["reached"] is False


def test_a_parameter_that_does_not_matter_says_so(base: OperatingPlan) -> None:
    found = seek(base, "gross_sales_total", 0, RENT)
    assert found.answer.flat and found.record()["moves"] is False


def test_a_range_of_one_s_own(base: OperatingPlan) -> None:
    found = seek(base, "profit_before_tax", 0, PRICE, low=11, high=12)
    assert found.solutions == ()
    assert found.nearest.number == 12


def test_another_way_of_working_out_takes_cases(base: OperatingPlan) -> None:
    """A percentile over draws goes the same way: here draws of the rent, its 10th percentile."""
    draws = np.random.default_rng(1).uniform(30_000, 34_000, 8)

    def tenth(space: Space, measure: room.Measure, given: room.Given) -> room.Array:
        (prices,) = given[PRICE]
        every = {PRICE: np.repeat(prices, len(draws)), RENT: np.tile(draws, len(prices))}
        numbers = measure.of(space.run(every, [measure.line])).reshape(len(prices), len(draws))
        return np.percentile(numbers, 10, axis=1)

    (low,) = seek(base, "profit_before_tax", 100_000, PRICE, low=8, high=20, worked=tenth).solutions
    space = Space.of(base)
    found = room.read_measure("profit_before_tax", [base]).of(
        space.run({PRICE: np.full(8, low.number), RENT: draws}, ["profit_before_tax"])
    )
    assert np.percentile(found, 10) == pytest.approx(100_000, rel=1e-9)


@pytest.mark.parametrize(
    ("measure", "path", "ends", "told"),
    [
        ("net_proft", RENT, (), "no such line as net_proft | did you mean net_profit?"),
        ("net_profit.mean", RENT, (), "net_profit has no mean | write a month"),
        ("net_profit.2029-01", RENT, (), "no such month or period as 2029-01 | there are 2027-01 to 2027-12"),
        ("visits_by_channel.zhitongch", RENT, (), "did you mean zhitongche?"),
        ("in_post_share", RENT, (), "a rate for each position: it has no sum | name one"),
        ("net_profit", "overheads.rent.amout", (), "no such parameter | did you mean overheads.rent.amount?"),
        ("net_profit", "chanels.*.spend", (), "no such parameter | did you mean channels.*.spend?"),
        ("net_profit", "channels.*.spend", (), "no file gives it a value to change"),
        ("net_profit", RENT, (3, 1), "3 to 1 is no range | give --from below --to"),
        ("net_profit", RENT, (-1, 1), "--from | -1 is out of range | stay within 0 to any number"),
        ("net_profit", RATE, (0, 2), "--to | 2 is out of range | stay within 0 to 1"),
    ],
)
def test_mistakes_are_answered(
    base: OperatingPlan, measure: str, path: str, ends: tuple[float, ...], told: str
) -> None:
    with pytest.raises(PlanFault) as fault:
        seek(base, measure, 0, path, **dict(zip(("low", "high"), ends, strict=False)))
    assert told in str(fault.value)
