"""How results must move when a plan is changed in a way whose effect is known beforehand."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import artplan
from artplan import model as compiled
from artplan import operating
from artplan.engine.undefined import undefined
from artplan.engine.units import unit
from artplan.operating import OperatingPlan
from artplan.plan.inputs import build as inputs
from artplan.result import Result
from tests.campaign import sample
from tests.plans import LAW_OF_2024, Sections, load, plans, words
from tests.shop import SHOP

some = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=sample(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
PARAMS = SHOP


def same(one: Result, other: Result, *, without: tuple[str, ...] = ()) -> None:
    """All lines agree, but for those that vary by a dimension in which the plans differ."""
    for name, line in one.lines.items():
        if not set(line.per) & set(without):
            ours, theirs = one.array(name), other.array(name)
            assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-6), name


# All money times k

UNROUNDED = ("scheme_rounding_step", "wage_tax_step")
# Powers of two scale floats exactly, so that no step or limit is met by one plan and missed by the other
FACTORS = st.sampled_from([0.25, 0.5, 2, 8, 1024])


def money_in(text: str) -> int:
    """The power of CNY in a unit: 1 in CNY/order, -1 in order/CNY."""
    return dict(unit(text).powers).get("CNY", 0)


def with_money_times(factor: float, data: inputs.Inputs, plan: OperatingPlan) -> inputs.Inputs:
    """Every input by its unit; what an indicator reads is counted in steps of the unit of its line."""
    arrays = {
        name: data.arrays[name] * factor ** money_in(card.unit) for name, card in inputs.declared().items()
    }
    cards = compiled.model().cards
    for place, each in enumerate(dict(inputs.references(plan.plan)).get("indicator_gathered", ())):
        power = money_in(cards[each.line].unit) if each else 0
        for name in ("indicator_step", "indicator_value", "indicator_target_value"):
            arrays[name][place] *= factor**power
    return replace(data, arrays=arrays)


def money_scales(plan: OperatingPlan, factor: float) -> None:
    data = inputs.build(plan.plan)
    data = replace(
        data, arrays={**data.arrays, **{name: np.zeros_like(data.arrays[name]) for name in UNROUNDED}}
    )
    program = compiled.program(None, inputs.references(plan.plan))
    more = with_money_times(factor, data, plan)
    before, after = program.run(data), program.run(more)
    months = [(month, month + 1) for month in range(len(data.months))]
    masks = {
        name: [
            undefined(program, {**given.arrays, **lines}, given, name, months)
            for given, lines in ((data, before), (more, after))
        ]
        for name in compiled.model().lines
    }
    # a divisor of less than half a cent may be more than that when it is scaled: a rate or none
    edges = [_in_one_only(*both) for both in masks.values() if both[0] is not None]
    edge = np.logical_or.reduce([*edges, _paid_back_in_one_only(before, data, factor)])
    for name, line in compiled.model().lines.items():
        expected = before[name] * factor ** money_in(line.unit)
        of, to = masks[name]
        compared = ~edge if of is None else ~edge & ~(of | to)
        both = np.where(compared, after[name], 0), np.where(compared, expected, 0)
        assert both[0] == pytest.approx(both[1], rel=1e-9, abs=1e-9 * factor), name


def _in_one_only(one: Any, other: Any) -> Any:
    """The months, shape (month, case), in which one of the two has a rate where the other has none."""
    return (one != other).any(axis=tuple(range(one.ndim - 2)))


def _paid_back_in_one_only(lines: Any, data: Any, factor: float) -> Any:
    """The same of customers whose cost is brought back to half a cent before scaling, or after it, only."""
    shop_of = data.groupings["origin", "storefront"]
    cost, first = lines["acquisition_cost_by_origin"], lines["order_contribution_by_origin"]
    later = np.moveaxis(lines["repeat_contribution_until"][shop_of], 1, 0)  # by month since, then origin
    of_shop = np.moveaxis(lines["customer_contribution_until"], 1, 0)
    gaps = (cost - first - later, lines["acquisition_cost"] - of_shop)
    flips = [((gap > 0.005) != (gap * factor > 0.005)).any(axis=(0, 1)) for gap in gaps]
    return np.logical_or(*flips)


@pytest.mark.parametrize("factor", [0.5, 1024])
def test_all_money_of_base_scales(factor):
    """Amounts of the law too, and without its rounding to cents, which does not scale."""
    money_scales(operating.load("base"), factor)


@some
@given(plans(), FACTORS)
def test_all_money_scales(sections: Sections, factor: float):
    money_scales(load(sections), factor)


@pytest.mark.slow
@many
@given(plans(), FACTORS)
def test_all_money_of_many_plans_scales(sections: Sections, factor: float):
    money_scales(load(sections), factor)


# All dates a year earlier. From March 2024 to February 2028 there is no leap day. Base moves from 2027 to
# 2026 with its tables; random plans, whose last bills may fall due half a year after their thirteenth month,
# from 2026 to 2025, with tables that stand still from July 2024 on.


def year_before(text: str) -> str:
    """Every date and month of a text, a year earlier; the leap day of 2028 gives way to the day before."""
    text = text.replace("2028-02-29", "2028-02-28")
    return re.sub(r"\b(202\d)-(?=\d\d)", lambda found: f"{int(found[1]) - 1}-", text)


def shifted(each: Any) -> Any:
    if isinstance(each, dict):
        moved = {year_before(key): shifted(value) for key, value in each.items()}
        return {**moved, "year": each["year"] - 1} if "year" in each else moved
    if isinstance(each, list):
        return [shifted(value) for value in each]
    return year_before(each) if isinstance(each, str) else each


def test_base_a_year_earlier_changes_nothing():
    """With the Spring Festival, whose date moves with the moon, entered by its date."""
    with tempfile.TemporaryDirectory() as folder:
        earlier = Path(folder) / "params"
        shutil.copytree(PARAMS, earlier)
        for file in (*(earlier / "base").glob("*.yaml"), *(earlier / "statutory").glob("*.yaml")):
            file.write_text(year_before(file.read_text(encoding="utf-8")), encoding="utf-8")
        festival = {"start": "2027-01-11", "end": "2027-01-20"}
        dates = {f"campaigns.spring_festival.{side}": day for side, day in festival.items()}
        then = artplan.load("base", shifted(dates), folder=earlier).run()
        same(artplan.load("base", dates).run(), then)
    assert then.months == tuple(f"2026-{month:02}" for month in range(1, 13))


def a_year_earlier_changes_nothing(sections: Sections) -> None:
    earlier = shifted(sections)
    same(load(earlier, LAW_OF_2024).run(), load(shifted(earlier), LAW_OF_2024).run())


@some
@given(plans())
def test_a_year_earlier_changes_nothing(sections: Sections):
    a_year_earlier_changes_nothing(sections)


@pytest.mark.slow
@many
@given(plans())
def test_a_year_earlier_changes_nothing_in_many_plans(sections: Sections):
    a_year_earlier_changes_nothing(sections)


# Channels

AMOUNTS = ("reference_spend", "mix", "spend", "fee", "visits", "followers_start", "followers_new")
BY_CHANNEL = ("channel", "placement", "origin")


def halved(channel: dict[str, Any]) -> dict[str, Any]:
    def half(value: Any) -> Any:
        return {key: half(each) for key, each in value.items()} if isinstance(value, dict) else value / 2

    return {name: half(value) if name in AMOUNTS else value for name, value in channel.items()}


def split_is_whole(sections: Sections) -> None:
    """The response of half the spend at half the reference spend brings half the visits."""
    name, channel = next(iter(sections["channels"].items()))
    others = {key: each for key, each in sections["channels"].items() if key != name}
    halves = {name: halved(channel), "other_half": halved(channel)}
    campaigns = {key: {**each, "visits": shared(each, name)} for key, each in sections["campaigns"].items()}
    two = load({**sections, "channels": {**halves, **others}, "campaigns": campaigns})
    same(load(sections).run(), two.run(), without=BY_CHANNEL)


def shared(campaign: dict[str, Any], name: str) -> dict[str, float]:
    """The campaign's visits by channel, those of one channel halved between it and the other half."""
    visits = dict(campaign["visits"])
    if name in visits:
        visits[name] = visits["other_half"] = visits[name] / 2
    return visits


with_channels = plans().filter(lambda sections: sections["channels"])


@some
@given(with_channels)
def test_a_channel_split_in_two_gives_the_same_totals(sections: Sections):
    split_is_whole(sections)


@pytest.mark.slow
@many
@given(with_channels)
def test_channels_of_many_plans_split_in_two(sections: Sections):
    split_is_whole(sections)


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("zhitongche", {"prices_by": "click", "cost_per_click": 10, "reference_spend": 45_000,
                        "elasticity": 0.85, "mix": 0.45}),
        ("art_media", {"prices_by": "fee", "fee": 4_000, "visits": 900}),
    ],
)  # fmt: skip
def test_a_channel_of_base_split_in_two_gives_the_same_totals(name, channel):
    whole = operating.load("base")
    half = {f"channels.{name}.{key}": value for key, value in halved(channel).items() if key in AMOUNTS}
    shop = {"storefront": whole.plan.sections.channels[name].storefront, "name": words("half")}
    two = operating.load("base", {**half, "channels.half": {**shop, **halved(channel)}})
    same(whole.run(), two.run(), without=BY_CHANNEL)


ZERO: dict[str, dict[str, Any]] = {
    "click": {"cost_per_click": 2},
    "impression": {"cost_per_thousand_impressions": 20, "click_rate": 0.01},
    "sale": {"commission_rate": 0.1, "conversion_rate": 0.01},
    "fee": {"fee": 0, "visits": 0},
    "owned": {"visits": 0, "follower_growth_rate": 0.1, "visits_per_follower": 0.5},
}


def zero(kind: str, storefront: str) -> dict[str, Any]:
    return {"name": words("zero"), "storefront": storefront, "prices_by": kind, **ZERO[kind]}


def zero_is_none(sections: Sections, kind: str) -> None:
    shop = next(iter(sections["storefronts"]))
    more = {**sections["channels"], "zero": zero(kind, shop)}
    same(load(sections).run(), load({**sections, "channels": more}).run(), without=BY_CHANNEL)


@some
@given(plans(), st.sampled_from(sorted(ZERO)))
def test_a_channel_without_spend_and_visits_is_no_channel(sections: Sections, kind: str):
    zero_is_none(sections, kind)


@pytest.mark.slow
@many
@given(plans(), st.sampled_from(sorted(ZERO)))
def test_zero_channels_of_many_plans_are_none(sections: Sections, kind: str):
    zero_is_none(sections, kind)


@pytest.mark.parametrize("kind", sorted(ZERO))
def test_a_zero_channel_in_base_is_no_channel(kind):
    more = operating.load("base", {"channels.zero": zero(kind, "pc_store")})
    same(operating.load("base").run(), more.run(), without=BY_CHANNEL)


# Profit appropriation

OF_OWNERS = {
    *("surplus_reserve_due", "surplus_reserve_added", "surplus_reserve_opening", "surplus_reserve_closing"),
    *("appropriation_of_year_opening", "appropriation_of_year_closing", "surplus_reserve_room"),
    *("result_brought_opening", "result_brought_closing", "retained_closing", "distributable_profit"),
    *("dividends_paid", "dividends_cumulated_opening", "dividends_cumulated_closing", "alert_dividends"),
    *("equity_total", "liabilities_and_equity_total", "current_assets_total", "assets_total"),
    *("financing_payments", "payments_total", "cash_from_financing", "cash_flow_total"),
    *("cash_opening", "cash_closing", "cash_lowest_opening", "cash_lowest_closing", "alert_cash"),
    *("cash_lowest_month_opening", "cash_lowest_month_closing", "runway_months"),
    *("funding_required", "cash_above_reserve", "alert_cash_reserve"),
}


def owners_move_equity_and_cash_alone(sections: Sections) -> None:
    """And equity by what they took, not by what was set aside."""
    kept = load({**sections, "appropriation": {}}).run()
    taken = load(sections).run()
    for name, line in kept.lines.items():
        if name not in OF_OWNERS and line.check != "error":
            assert taken.array(name) == pytest.approx(kept.array(name), rel=1e-9, abs=1e-6), name
    for account in ("equity_total", "cash_closing"):
        less = kept.array(account) - taken.array(account)
        assert less == pytest.approx(taken.array("dividends_cumulated_closing"), rel=1e-9, abs=1e-6)


@some
@given(plans())
def test_reserves_and_dividends_move_equity_and_cash_alone(sections: Sections):
    owners_move_equity_and_cash_alone(sections)


@pytest.mark.slow
@many
@given(plans())
def test_reserves_and_dividends_of_many_plans(sections: Sections):
    owners_move_equity_and_cash_alone(sections)
