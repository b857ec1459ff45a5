"""Two plans compared: the effects of their differences add up, and are what the definition says."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import artplan
from artplan.operating import OperatingPlan
from artplan.plan.variants.steps import between
from artplan.plan.written.faults import PlanFault
from artplan.study.compare.answer import Attribution, Comparison
from artplan.study.compare.attribution import attribute
from artplan.study.compare.compare import compare
from artplan.study.compare.mixture import Mixture
from artplan.study.compare.sales_change import sales_change
from artplan.study.terms.measure import read_measures
from tests.campaign import sample
from tests.shop import SHOP

PRICE, SHARE, RENT = (
    "channels.zhitongche.cost_per_click",
    "storefronts.pc_store.paid_visit_share",
    "overheads.rent.amount",
)
SEAT = {"post": "service_agent", "base_pay": 5_000, "start": "2027-03-15"}
# What a planner may set: numbers of all kinds, wildcards, dates, days, a member more or less.
OVERRIDES: dict[str, list[Any]] = {
    PRICE: [8, 12, "x1.5"],
    SHARE: [0.2, 0.5],
    RENT: ["+2000", "-10%"],
    "channels.*.reference_spend": ["x1.3", "x0.8"],
    "storefronts.*.sales_target_year": ["x1.2", "x0.7"],
    "storefronts.pc_store.return_delay": [5, 40],
    "campaigns.double11.start": ["2027-11-09"],
    "campaigns.double12": [None],
    "products.*.purchases": ["x1.3", "x0.9"],
    "positions.service_agent_9": [SEAT],
    "positions.service_agent_1": [None],
    "overheads.court": [{"name": {"zh": "诉讼", "en": "Court"}, "amount": 900}],
    "terms.artists_days": [0, 45],
    "tax.taxpayer": ["small_scale"],
    "plan.opening.cash": [300_000, 900_000],
}


def figure_of(plan: OperatingPlan, line: str = "net_profit") -> float:
    by_month = plan.run([line])[line]
    return float(by_month.iloc[-1] if line == "cash_closing" else by_month.sum())


@pytest.fixture(scope="module")
def growth() -> Comparison:
    return compare(artplan.load("base"), artplan.load("growth"))


def test_effects_are_the_average_over_all_orders() -> None:
    settings = {PRICE: 14, SHARE: 0.5, RENT: "+3000"}
    after = artplan.load("base", settings)
    (result,) = compare(artplan.load("base"), after, ["net_profit"]).attributions
    effects = dict.fromkeys(settings, 0.0)
    for order in permutations(settings):
        taken: dict[str, Any] = {}
        for path in order:
            less = figure_of(artplan.load("base", taken))
            taken[path] = settings[path]
            effects[path] += (figure_of(artplan.load("base", taken)) - less) / 6
    assert {each.step.name: each.amount for each in result.effects} == pytest.approx(effects, rel=1e-9)


def test_in_order_each_effect_follows_those_before_it() -> None:
    settings = {PRICE: 14, SHARE: 0.5}
    first, whole = artplan.load("base", {PRICE: 14}), artplan.load("base", settings)
    (result,) = compare(artplan.load("base"), whole, ["net_profit"], in_order=True).attributions
    before = figure_of(artplan.load("base"))
    assert result.effects[0].amount == pytest.approx(figure_of(first) - before, rel=1e-9)
    assert result.effects[1].amount == pytest.approx(figure_of(whole) - figure_of(first), rel=1e-9)


def adds_up(found: Attribution, before: OperatingPlan, after: OperatingPlan) -> None:
    change = figure_of(after, found.figure.line) - figure_of(before, found.figure.line)
    assert sum(each.amount for each in found.effects) == pytest.approx(change, abs=0.005)


@pytest.mark.parametrize(
    "seeds", [range(3), pytest.param(range(3, 3 + sample(97)), marks=pytest.mark.slow)], ids=["3", "many"]
)
def test_effects_add_up_to_the_cent_between_random_plans(seeds: range) -> None:
    for seed in seeds:
        random = np.random.default_rng(seed)
        before, after = (artplan.load("base", some_overrides(random)) for _ in range(2))
        for result in compare(before, after, in_order=bool(seed % 2)).attributions:
            adds_up(result, before, after)


def some_overrides(random: np.random.Generator) -> dict[str, Any]:
    paths = random.choice(list(OVERRIDES), size=random.integers(1, 5), replace=False)
    return {str(path): OVERRIDES[path][random.integers(len(OVERRIDES[path]))] for path in paths}


def test_a_scenario_is_attributed_to_its_own_settings(growth: Comparison) -> None:
    profit, _ = growth.attributions
    assert profit.way == "exact"
    names = [each.step.name for each in profit.effects]
    assert names[0] == "storefronts.pc_store.sales_target_year"
    assert "posts.mobile_operator + positions.mobile_operator_1" in names, "neither stands without the other"
    assert profit.largest()[0].amount == max(each.amount for each in profit.effects)
    assert profit.frame()["share"].sum() == pytest.approx(1)
    assert json.loads(json.dumps(growth.record()))["attributions"][0]["line"] == "net_profit"


def test_scenarios_of_one_base_differ_by_the_settings_of_both() -> None:
    way = between(artplan.load("lean").plan, artplan.load("growth").plan)
    (purchases,) = [step for step in way.steps if step.paths == ("products.*.purchases",)]
    assert (purchases.old, purchases.new) == (('"x0.75"',), ('"x1.25"',))
    assert ("overheads.rent.amount",) in [step.paths for step in way.steps]


def test_more_than_twelve_steps_are_sampled_by_a_seed_and_still_add_up() -> None:
    before, after = artplan.load("base"), artplan.load("double11")
    mixture, wanted = Mixture.of(before, after), read_measures(["net_profit"], [before, after])
    assert len(mixture.active) > 12
    (one,), (again,) = (attribute(mixture, wanted, seed=1) for _ in range(2))
    assert one == again and one.way == "sampled"
    adds_up(one, before, after)
    assert 0 < max(each.error for each in one.effects) < abs(one.change) / 10


def test_unrelated_plans_differ_by_what_their_files_say(tmp_path: Path) -> None:
    params = SHOP
    (tmp_path / "statutory").symlink_to(params / "statutory")
    (tmp_path / "cases").mkdir()
    name = "name: {zh: 店, en: shop}"
    shop = f"{{{name}, driven_by: spend, natural_visits: %d, conversion_rate: 0.05, average_order_value: 9}}"
    rest = "plan: {name: {zh: 甲, en: %s}, start: 2027-01, months: 3}\nstorefronts: {shop: %s}\n"
    (tmp_path / "cases" / "one.yaml").write_text(rest % ("one", shop % 1000), encoding="utf-8")
    extra = "overheads: {rent: {name: {zh: 租, en: rent}, amount: 500}}\n"
    (tmp_path / "cases" / "two.yaml").write_text(rest % ("two", shop % 1200) + extra, encoding="utf-8")
    result = compare(*(artplan.load(f"cases/{name}", folder=tmp_path) for name in ("one", "two")))
    assert [step.name for step in result.steps] == ["storefronts.shop.natural_visits", "overheads"]
    profit, _ = result.attributions
    assert profit.effects[1].amount == pytest.approx(-3 * 500)
    assert profit.change == pytest.approx(sum(each.amount for each in profit.effects))


def test_plans_of_other_members_months_and_sources_are_compared_too() -> None:
    before, after = (artplan.load(f"cases/commission_{name}") for name in ("slab", "progressive"))
    result = compare(before, after)
    joined = ("posts.lead", "positions.lead_1", "commissions.lead")
    assert joined in [step.paths for step in result.steps], "none of them stands without the others"
    for each in result.attributions:
        adds_up(each, before, after)


def test_what_has_no_effect_is_named() -> None:
    before = artplan.load("base")
    after = artplan.load("base", {RENT: "+100", "positions.service_agent_1.person": "陈晨"})
    result = compare(before, after)
    assert [step.name for step in result.idle] == ["positions.service_agent_1.person"]


def test_differences_are_members_numbers_and_choices(growth: Comparison) -> None:
    inputs = growth.inputs()
    assert inputs.loc["positions.mobile_operator_1", "kind"] == "added"
    assert inputs.loc[SHARE, ["old", "new"]].tolist() == [0.35, 0.39]
    assert not [path for path in inputs.index if path.startswith("positions.mobile_operator_1.")]
    moved = compare(artplan.load("base"), artplan.load("base", {"campaigns.double11.start": "2027-11-09"}))
    assert moved.inputs().loc["campaigns.double11.start"].tolist()[:3] == [
        "choice",
        "2027-11-11",
        "2027-11-09",
    ]


def test_lines_that_moved_by_year_and_relative_size(growth: Comparison) -> None:
    moved = growth.moved()
    sales = moved.loc[("gross_sales_total", "2027")]
    assert sales["change"] == pytest.approx(
        growth.after["gross_sales_total"].sum() - growth.before["gross_sales_total"].sum()
    )
    sizes = moved["relative"].abs().dropna()
    assert (sizes.diff().dropna() <= 1e-9 * sizes.iloc[:-1].to_numpy()).all(), (
        "equal but for rounding: by name"
    )
    assert ("headcount_total", "2027") in moved.index and ("overheads_paid", "2027") not in moved.index


@pytest.mark.parametrize("pair", [("base", "double11"), ("lean", "growth")])
def test_a_change_of_sales_is_the_sum_of_its_factors(pair: tuple[str, str]) -> None:
    result = sales_change(*(artplan.load(name).run() for name in pair))
    for of in ("price", "traffic"):
        for by in ("campaign", "storefront"):
            frame = result.frame(of, by)
            change = frame["after"] - frame["before"]
            assert frame.drop(columns=["before", "after"]).sum(axis=1).tolist() == pytest.approx(
                change.tolist(), abs=0.005
            )


def test_factors_of_sales_by_arithmetic() -> None:
    dearer = {"storefronts.*.average_order_value": "x1.1", "storefronts.*.driven_by": "target"}
    base, other = artplan.load("base").run(), artplan.load("base", dearer).run()
    items = sales_change(base, other)
    q0, q1 = (result.array("orders_paid")[..., 0].sum(axis=1) for result in (base, other))
    p0, p1 = items.before / q0, items.after / q1
    assert items.price[:, 0] == pytest.approx((q1.sum() - q0.sum()) * q0 / q0.sum() * p0)
    assert items.price[:, 2] == pytest.approx(q1 * (p1 - p0))
    assert items.traffic[:, 2].sum() > 0 > items.traffic[:, 0].sum(), "fewer visits reach the same target"


def test_a_campaign_of_one_plan_only_counts_as_volume() -> None:
    base, without = artplan.load("base").run(), artplan.load("base", {"campaigns.art_fair": None}).run()
    fair = sales_change(without, base).frame().loc["art_fair"]
    assert fair["before"] == 0 and fair["price"] == 0
    assert fair["volume"] + fair["mix"] == pytest.approx(fair["after"])


def test_a_month_a_member_and_the_lowest_month_can_be_attributed() -> None:
    before, after = artplan.load("base"), artplan.load("base", {PRICE: 12})
    wanted = ["cash_closing.min", "net_profit.2027-11", "spend_by_channel.zhitongche"]
    items = compare(before, after, wanted)
    one, other = before.run(), after.run()
    assert items.attributions[0].change == pytest.approx(
        other["cash_closing"].min() - one["cash_closing"].min()
    )
    assert items.attributions[1].change == pytest.approx(
        other["net_profit"]["2027-11"] - one["net_profit"]["2027-11"]
    )
    spent = [result.frame("spend_by_channel").loc["zhitongche"].sum() for result in (one, other)]
    assert items.attributions[2].change == pytest.approx(spent[1] - spent[0])


def test_a_mistake_is_answered_with_the_nearest_names() -> None:
    base = artplan.load("base")
    with pytest.raises(PlanFault) as fault:
        compare(base, base, ["net_proft", "cash_closing.lowest", "order_value"])
    message = str(fault.value)
    assert "net_proft | no such line as net_proft | did you mean net_profit?" in message
    assert "cash_closing.lowest | cash_closing has no lowest" in message
    assert "order_value | a rate for each campaign: it has no sum" in message
