"""What must be true of every plan, tried on random ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artplan import operating
from artplan.engine.arrays import Numbers
from artplan.result import Result
from tests.campaign import sample
from tests.money_plans import days
from tests.plans import load, load_each, plans

few = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
fewer = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
half = settings(max_examples=sample(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=sample(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def dust(result: Result) -> float:
    """What is left where sums as large as the plan's assets cancel."""
    return 1e-6 + 1e-14 * float(abs(result["assets_total"]).max())


def alike(one: Numbers, other: Numbers, rel: float, off: float) -> bool:
    """Whether the numbers differ by at most `off` or, where that is more, `rel` of the other one."""
    return bool((abs(one - other) <= np.maximum(off, rel * abs(other))).all())


def adds_up(result: Result) -> None:
    failed = [check for check in result.checks() if check.kind == "error" and not check.passed]
    assert failed == []


def openings_are_former_closings(result: Result) -> None:
    for name, line in result.lines.items():
        if line.closing:
            opened, closed = result.array(name)[..., 1:, :], result.array(line.closing)[..., :-1, :]
            assert np.array_equal(opened, closed), name


def everything_is_a_number(result: Result) -> None:
    for name in result.lines:
        assert np.isfinite(result.array(name)).all(), name


def totals_are_sums_of_members(result: Result) -> None:
    """Shared values are widened to every member before they are summed."""
    for part, whole in {
        "headcount_closing": "headcount_total",
        "payroll_cost": "payroll_total",
        "gross_sales": "gross_sales_total",
        "visits": "visits_total",
        "advertising_spend": "advertising_total",
        "overhead_paid": "overheads_paid",
    }.items():
        assert result.total(part).to_numpy() == pytest.approx(result[whole].to_numpy(), rel=1e-12, abs=1e-9)


@some
@given(plans())
def test_every_plan_adds_up(sections: dict[str, Any]):
    result = load(sections).run()
    adds_up(result)
    openings_are_former_closings(result)
    everything_is_a_number(result)
    totals_are_sums_of_members(result)


@pytest.mark.slow
@many
@given(plans())
def test_many_plans_add_up(sections: dict[str, Any]):
    test_every_plan_adds_up.hypothesis.inner_test(sections)


@fewer
@given(plans(), st.randoms())
def test_shuffling_members_changes_no_number(sections: dict[str, Any], random):
    def shuffled(members: dict[str, Any]) -> dict[str, Any]:
        names = list(members)
        random.shuffle(names)
        return {name: members[name] for name in names}

    apart = {"plan", "contributions", "pay"}
    mixed = {name: each if name in apart else shuffled(each) for name, each in shuffled(sections).items()}
    ours, theirs = load(sections).run(), load(mixed).run()
    off = dust(ours)
    for name in ours.lines:
        other = theirs.array(name)
        for axis, dimension in enumerate(ours.per(name)):
            places = [theirs.members[dimension].index(each) for each in ours.members[dimension]]
            other = other.take(places, axis=axis)
        assert alike(ours.array(name), other, rel=1e-9, off=off), name


def shops_times(sections: dict[str, Any], factor: float) -> dict[str, float]:
    changes = {}
    for name, shop in sections["storefronts"].items():
        changes[f"storefronts.{name}.conversion_rate"] = shop["conversion_rate"] * factor
        changes[f"storefronts.{name}.average_order_value"] = shop["average_order_value"] / factor
    return changes


@pytest.mark.slow
@half
@given(plans(), st.randoms())
def test_shuffling_members_of_many_plans_changes_no_number(sections: dict[str, Any], random):
    test_shuffling_members_changes_no_number.hypothesis.inner_test(sections, random)


@few
@given(plans(), st.data())
def test_cases_together_are_plans_alone(sections: dict[str, Any], data):
    """Fifty cases in one evaluation equal fifty plans alone."""
    factors = data.draw(st.lists(st.floats(0.5, 1), min_size=50, max_size=50))
    items = load_each(sections, [shops_times(sections, factor) for factor in factors])
    together = operating.run_together(items)
    for case in range(0, 50, 7):
        alone = items[case].run()
        off = dust(alone)
        for name in alone.lines:
            numbers = together.array(name)
            own = numbers[..., [min(case, numbers.shape[-1] - 1)]]
            assert alike(own, alone.array(name), rel=1e-12, off=off), name


NO_OTHER_KIND = {"refund_only_rate": 0, "refund_before_dispatch_rate": 0}


@some
@given(plans(), st.floats(1, 3), days)
def test_more_conversion_never_sells_fewer_pieces(sections: dict[str, Any], factor: float, delay: int):
    """Driven by spend and with hands enough, in the year so far; what comes back can be sold again.

    A better conversion shifts no product's weight, so each product sells at least as many. All shops' refunds
    are returns, of all products and channels alike, that take equally long: else what is sold a month later
    may be back sooner, or a larger part of it.
    """
    shops, better = {}, {}
    returns = {"return_rate": 0.1, "return_delay": delay}
    for name, shop in sections["storefronts"].items():
        shops[name] = {**shop, "driven_by": "spend", **NO_OTHER_KIND, **returns}
        better[name] = {**shops[name], "conversion_rate": min(shop["conversion_rate"] * factor, 1)}
    posts = {
        name: {**post, "enquiries_per_person": 0, "parcels_per_person": 0}
        for name, post in sections["posts"].items()
    }
    sections = {
        **sections,
        "posts": posts,
        "campaigns": {name: {**each, **NO_OTHER_KIND} for name, each in sections["campaigns"].items()},
        "products": {name: {**each, "return_factor": 1} for name, each in sections["products"].items()},
        "channels": {name: {**each, "return_factor": 1} for name, each in sections["channels"].items()},
    }
    before = load({**sections, "storefronts": shops}).run(["pieces_sold"])
    after = load({**sections, "storefronts": better}).run(["pieces_sold"])
    sold, more = (each.array("pieces_sold").cumsum(axis=-2) for each in (before, after))
    assert (more >= sold - 1e-9 * (1 + sold)).all()


def test_both_directions_return_the_same_plan():
    """Base has targets; its spend, fed back as the driver, brings the same visits, orders and sales."""
    from_target = operating.load("base").run()
    spend = from_target.frame("placement_spend")
    overrides: dict[str, Any] = {}
    plan = from_target.plan
    for storefront in from_target.members["storefront"]:
        overrides[f"storefronts.{storefront}.driven_by"] = "spend"
    for placement in from_target.members["placement"]:
        channel, campaign = placement.split("@")
        if not set(plan.sections.channels[channel].prices_by) & {"click", "impression", "sale"}:
            continue
        if campaign.startswith("everyday_"):
            overrides[f"channels.{channel}.spend"] = spend.loc[placement].to_dict()
        else:
            overrides[f"campaigns.{campaign}.spend.{channel}"] = float(spend.loc[placement].sum())
    from_spend = operating.load("base", overrides).run()
    for name in (
        "visits",
        "placement_visits",
        "orders_paid",
        "gross_sales",
        "advertising_spend",
        "net_profit",
    ):
        expected = from_target.frame(name).to_numpy()
        assert from_spend.frame(name).to_numpy() == pytest.approx(expected, rel=1e-9, abs=1e-6), name
