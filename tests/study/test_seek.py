"""What is found is what the plan comes to with that number in its files."""

from __future__ import annotations

import numpy as np
import pytest

import artplan
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault
from artplan.study.cases.space import Space
from artplan.study.seek import seek as room
from artplan.study.seek.answer import Sought
from artplan.study.seek.seek import seek
from artplan.study.uncertainty.simulate import simulate

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
    ("contribution_margin.sum", "storefronts.pc_store.platform_commission_rate"),
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
    knob, wanted = room.read_knob(short.plan, path), room.read_measure(measure, [short])
    target = float(room.plain(Space.of(short), wanted, knob, np.array([true]))[0])
    (root,) = seek(short, measure, target, path, low=0.1 * true, high=1.5 * true).solutions
    assert root.number == pytest.approx(true, rel=1e-9)


def test_a_parameter_for_a_profit(base: OperatingPlan) -> None:
    result = seek(base, "net_profit", 200_000, RATE)
    (root,) = result.solutions
    assert at(result, root.number) == pytest.approx(200_000, rel=1e-9)
    assert result.range == (0, 1) and not result.factor
    assert result.now == pytest.approx(base.run()["net_profit"].sum())


def test_a_common_factor_for_the_lowest_cash(base: OperatingPlan) -> None:
    result = seek(base, "cash_closing.min", 0, "overheads.*.amount")
    (root,) = result.solutions
    assert result.factor and set(result.numbers) == {
        f"overheads.{name}.amount" for name in base.plan.sections.overheads
    }
    assert at(result, root.number) == pytest.approx(0, abs=1e-3)


def test_all_answers_are_named(base: OperatingPlan) -> None:
    result = seek(base, "net_profit", 0, "storefronts.*.sales_target_year")
    low, high = result.solutions  # too little is sold, or more visits are bought than there is stock for
    assert low.number < 1 < high.number
    for root in (low, high):
        assert at(result, root.number) == pytest.approx(0, abs=1e-3)


def test_a_parameter_that_is_counted_on_the_way(base: OperatingPlan) -> None:
    result = seek(base, "cash_closing.min", 300_000, "terms.artists_days", low=0, high=15)
    (root,) = result.solutions
    assert at(result, root.number) == pytest.approx(300_000, rel=1e-9)


def test_what_cannot_be_reached_has_the_nearest_that_can(base: OperatingPlan) -> None:
    result = seek(base, "net_profit", 1e8, RENT)
    assert result.solutions == () and not result.answer.flat
    assert result.nearest.number == 0  # no rent at all
    assert result.nearest.value == pytest.approx(at(result, 0), rel=1e-12)
    assert result.record()["reached"] is False


def test_a_parameter_that_does_not_matter_says_so(base: OperatingPlan) -> None:
    result = seek(base, "gross_sales_total", 0, RENT)
    assert result.answer.flat and result.record()["moves"] is False


def test_a_range_of_one_s_own(base: OperatingPlan) -> None:
    result = seek(base, "profit_before_tax", 0, PRICE, low=11, high=12)
    assert result.solutions == ()
    assert result.nearest.number == 12


@pytest.mark.parametrize(
    ("target", "path"),
    [(0, "overheads.*.amount"), (400_000, "storefronts.*.conversion_rate"), (400_000, RATE)],
    ids=["certain", "uncertain by a factor", "uncertain by its value"],
)
def test_a_percentile_is_the_one_that_is_simulated(short: OperatingPlan, target: float, path: str) -> None:
    result = seek(short, "cash_closing", target, path, percentile=10, draws=64, seed=3)
    (root,) = result.solutions
    plan = artplan.load("base", {"plan.months": 2, **dict([result.setting(root.number)])}).committed(short)
    value, error = simulate(plan, ["cash_closing"], draws=64, seed=3).percentile("cash_closing", 10)
    assert value == pytest.approx(target, rel=1e-9, abs=1e-3)
    assert result.drawn is not None and result.drawn.errors[root.number] == pytest.approx(error, rel=1e-6)


def test_a_percentile_out_of_reach_has_the_nearest_with_its_error(short: OperatingPlan) -> None:
    result = seek(short, "cash_closing", 1e9, RENT, percentile=10, draws=32)
    assert result.solutions == () and result.nearest.number == 0
    message = result.record()
    assert message["percentile"] == 10 and message["nearest"]["standard_error"] > 0


def test_a_factor_leaves_a_distribution_within_its_range(short: OperatingPlan) -> None:
    """The agents' conversion rate is 0.12, or up to 0.16: it cannot be more than 1."""
    many = "storefronts.*.conversion_rate"
    assert room.read_knob(short.plan, many).ends()[1] == pytest.approx(1 / 0.12)
    assert room.read_knob(short.plan, many, drawn=True).ends()[1] == pytest.approx(1 / 0.16)


@pytest.mark.parametrize("percent", [0, 100, -5, 250])
def test_a_percentile_that_no_draws_can_show_is_refused(short: OperatingPlan, percent: float) -> None:
    with pytest.raises(PlanFault, match=f"seek percentile . no percentile {percent} . ask for one between"):
        seek(short, "cash_closing", 0, RENT, percentile=percent)


def test_a_plan_in_which_nothing_is_uncertain_has_no_percentile(short: OperatingPlan) -> None:
    leaves = short.plan.leaves
    certain = {path: {"value": leaf.values[0]} for path, leaf in leaves.items() if leaf.uncertain}
    with pytest.raises(PlanFault, match="no parameter is uncertain"):
        seek(artplan.load("base", certain), "cash_closing", 0, RENT, percentile=10)


def test_spend_that_no_line_reads_says_how_to_make_the_plan_read_it(base: OperatingPlan) -> None:
    entered = artplan.load("base", {"channels.zhitongche.spend": 30_000})
    driven = artplan.load("base", {"channels.zhitongche.spend": 1, "storefronts.pc_store.driven_by": "spend"})
    for plan, path in ((base, "channels.*.spend"), (entered, "channels.zhitongche.spend")):
        with pytest.raises(PlanFault, match="no line reads it: sales targets drive the spend"):
            seek(plan, "net_profit", 0, path)
    assert not seek(driven, "net_profit", 0, "channels.*.spend").answer.flat


@pytest.mark.parametrize(
    ("measure", "path", "ends", "told"),
    [
        ("net_proft", RENT, (), "no such line as net_proft | did you mean net_profit?"),
        ("net_profit.mean", RENT, (), "net_profit has no mean | write a month"),
        ("net_profit.2029-01", RENT, (), "no such month or period as 2029-01 | there are 2027-01 to 2027-12"),
        ("visits_by_channel.zhitongch", RENT, (), "did you mean zhitongche?"),
        ("in_post_share", RENT, (), "a rate for each stint: it has no sum | name one"),
        ("net_profit", "overheads.rent.amout", (), "no such parameter | did you mean overheads.rent.amount?"),
        ("net_profit", "chanels.*.spend", (), "no such parameter | did you mean channels.*.spend?"),
        ("net_profit", "positions.*.performance_rate", (), "no file gives it a value to change"),
        ("net_profit", RENT, (3, 1), "3 to 1 is no range | give --from below --to"),
        ("net_profit", RENT, (-1, 1), "--from | -1 is out of range | stay within 0 to 1e+12"),
        ("net_profit", RATE, (0, 2), "--to | 2 is out of range | stay within 0 to 1"),
    ],
)
def test_mistakes_are_answered(
    base: OperatingPlan, measure: str, path: str, ends: tuple[float, ...], told: str
) -> None:
    with pytest.raises(PlanFault) as fault:
        seek(base, measure, 0, path, **dict(zip(("low", "high"), ends, strict=False)))
    assert told in str(fault.value)
