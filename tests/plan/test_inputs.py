"""From a plan to the arrays the rules read."""

from __future__ import annotations

import numpy as np
import pytest

from artplan.plan.inputs.build import build, declared, members, stack
from artplan.plan.variants.substitute import watched, with_numbers
from tests.plans import load
from tests.rules.small_team import team

TEAM = """\
departments:
  sales: {}
posts:
  lead: {department: sales, planned_headcount: 2}
positions:
  here: {post: lead, base_pay: 8000}
  joins: {post: lead, base_pay: 6000, start: 2027-03-16}
  leaves: {post: lead, base_pay: 6000, end: 2027-06-10}
  summer: {post: lead, base_pay: 6000, start: 2027-07-01, end: 2027-07-31}
  gone: {post: lead, base_pay: 6000, end: 2026-12-31}
"""
CAMPAIGNS = """\
campaigns:
  festival:
    storefront: shop
    start: 2027-01-22
    end: 2027-02-10
    conversion_rate: 10%
    inside: false
    mix: {search: 0.7}
    spend: {search: 9000}
  double11:
    storefront: shop
    start: 2027-10-31
    end: 2027-11-11
    driven_by: spend
    day_weights: {2027-11-11: 89}
"""


def by_month(inputs, name: str, member: str) -> list[float]:
    """Of one member, all months."""
    entry = declared()[name]
    array = inputs.arrays[name][inputs.members[entry.per[0]].index(member), :, 0]
    return [float(x) for x in np.broadcast_to(array, len(inputs.months))]


def test_every_declared_input_exists_for_every_plan(folder) -> None:
    folder.write("cases/nothing.yaml", "plan: {start: 2027-01}\n")
    for name in ("base", "cases/nothing"):
        inputs = build(folder.read(name))
        assert set(inputs.arrays) == set(declared())
        for entry in declared().values():
            array = inputs.arrays[entry.name]
            assert array.shape[:-2] == tuple(len(inputs.members[dimension]) for dimension in entry.per)
            assert array.shape[-2] in (1, 12) and array.shape[-1] == 1
            assert array.dtype == np.float64 and np.isfinite(array).all()
            assert entry.zh and entry.en and entry.unit and entry.rolls in ("sum", "last", "average")


def test_groupings_go_from_each_member_to_one_that_exists(folder) -> None:
    folder.write("base/campaigns.yaml", CAMPAIGNS)
    folder.write("cases/nothing.yaml", "plan: {start: 2027-01}\n")
    for name in ("base", "cases/nothing"):
        inputs = build(folder.read(name))
        for (many, one), to in inputs.groupings.items():
            assert to.shape == (len(inputs.months if many == "month" else inputs.members[many]),)
            # Not every post is judged or has one above; nobody joins a row after its last; no channel brings
            # natural visits.
            some = one in ("scorecard", "superior", "next_person") or (many, one) == ("origin", "channel")
            first = -1 if some else 0
            assert ((to >= first) & (to < len(inputs.members[one]))).all()


def test_parameters_as_they_stand(folder) -> None:
    inputs = build(folder.read())
    assert by_month(inputs, "channel_spend", "search") == [30_000, 0, 0, 0, 0, 60_000, 0, 0, 0, 0, 0, 0]
    assert inputs.arrays["cost_per_click"].shape == (1, 1, 1)
    assert inputs.arrays["cost_per_click"].item() == 10
    assert declared()["cost_per_click"].unit == "CNY/click"
    assert declared()["cost_per_click"].per == ("channel",)
    assert declared()["cash_start"].per == ()
    assert declared()["last_year_sales"].per == ("base_month",)


def test_days_of_the_month_and_of_the_year(folder) -> None:
    plan = folder.read(overrides={"plan.start": "2027-11", "plan.months": 16, "channels.search.spend": 1})
    arrays = build(plan).arrays
    days = [30, 31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28]
    assert arrays["days_in_month"].ravel().tolist() == days
    assert np.flatnonzero(arrays["year_begins"]).tolist() == [2, 14]
    assert np.flatnonzero(arrays["tax_payment_month"]).tolist() == [2, 5, 8, 11, 14]
    april = folder.read(overrides={"plan.first_fiscal_month": 4})
    assert np.flatnonzero(build(april).arrays["year_begins"]).tolist() == [3]
    grouping = build(plan).groupings[("month", "base_month")]
    assert grouping.tolist() == [10, 11, *range(12), 0, 1]


def test_days_in_post(folder) -> None:
    folder.write("base/organisation.yaml", TEAM)
    inputs = build(folder.read())
    assert by_month(inputs, "days_in_post", "here") == inputs.arrays["days_full"].ravel().tolist()
    assert by_month(inputs, "days_in_post", "joins")[:4] == [0, 0, 31 - 15, 30]
    assert by_month(inputs, "days_in_post", "leaves")[4:7] == [31, 10, 0]
    assert sum(by_month(inputs, "days_in_post", "gone")) == 0


def test_working_days_out_of_21_75(folder) -> None:
    folder.write("base/organisation.yaml", TEAM)
    inputs = build(folder.read(overrides={"plan.day_count": "working"}))
    assert by_month(inputs, "days_in_post", "here") == [21.75] * 12
    # 16 to 31 March 2027, a Tuesday to a Wednesday: 12 days from Monday to Friday.
    assert by_month(inputs, "days_in_post", "joins")[2:4] == [12, 21.75]
    assert by_month(inputs, "days_in_post", "leaves")[5] == 8


def test_a_month_with_all_its_working_days_is_a_full_month(folder) -> None:
    """1 August 2027 is a Sunday; whoever starts on Monday the 2nd misses no working day."""
    folder.replace("base/organisation.yaml", "post: lead", "post: lead\n    start: 2027-08-02")
    inputs = build(folder.read(overrides={"plan.day_count": "working"}))
    assert by_month(inputs, "days_in_post", "lead_1")[6:9] == [0, 21.75, 21.75]


def test_joiners_and_leavers(folder) -> None:
    folder.write("base/organisation.yaml", TEAM)
    inputs = build(folder.read())
    members = inputs.members["person"]
    assert dict(zip(members, inputs.arrays["person_at_start"].ravel(), strict=True)) == {
        "here": 1,
        "joins": 0,
        "leaves": 1,
        "summer": 0,
        "gone": 0,
    }
    assert by_month(inputs, "has_joined", "joins")[:4] == [0, 0, 0, 1]
    assert by_month(inputs, "has_joined", "summer")[5:8] == [0, 0, 1]
    assert np.argwhere(inputs.arrays["person_leaves"][:, :, 0]).tolist() == [[2, 5], [3, 6]]


@pytest.mark.parametrize(
    ("cut_off", "joins", "leaves"), [(15, [0, 0, 0, 1], [1, 0]), (31, [0, 0, 1, 1], [1, 0])]
)
def test_contributions_fall_due_for_who_is_there_on_the_cut_off_day(cut_off, joins, leaves) -> None:
    """One joins on 16 March, another leaves on 10 June."""
    people = {"joins": {"start": "2027-03-16"}, "leaves": {"end": "2027-06-10"}}
    people = {name: {"post": "clerk", "base_pay": 6000, **each} for name, each in people.items()}
    city = {"city": "hangzhou", "cut_off_day": cut_off}
    inputs = build(load(team(positions=people, contributions=city)).plan)
    pension = inputs.members["scheme"].index("pension")
    due = inputs.arrays["contribution_due"][:, pension, :, 0]
    assert due[0, :4].tolist() == joins
    assert due[1, 4:6].tolist() == leaves


def test_campaigns_fall_on_months_by_days_or_weights(folder) -> None:
    folder.write("base/campaigns.yaml", CAMPAIGNS)
    inputs = build(folder.read())
    assert inputs.members["campaign"] == ("everyday_shop", "festival", "double11")
    assert by_month(inputs, "campaign_share", "everyday_shop") == [1] * 12
    assert by_month(inputs, "campaign_share", "festival")[:3] == [10 / 20, 10 / 20, 0]
    assert by_month(inputs, "campaign_share", "double11")[9:] == [1 / 100, 99 / 100, 0]
    assert by_month(inputs, "campaign_starts", "festival")[:2] == [1, 0]
    assert sum(by_month(inputs, "campaign_starts", "everyday_shop")) == 0


def test_campaigns_take_from_their_storefront_what_they_do_not_give(folder) -> None:
    folder.write("base/campaigns.yaml", CAMPAIGNS)
    inputs = build(folder.read(overrides={"storefronts.shop.driven_by": "target"}))
    for name, values in {
        "conversion_rate": [0.03, 0.1, 0.03],
        "average_order_value": [730, 730, 730],
        "driven_by_target": [1, 1, 0],
        "natural_by_share": [1, 1, 1],
        "is_everyday": [1, 0, 0],
        "campaign_inside": [0, 0, 1],
    }.items():
        assert inputs.arrays[name][:, 0, 0].tolist() == values, name


def test_placements_are_the_channels_in_the_campaigns_of_their_storefront(folder) -> None:
    folder.replace("base/storefronts.yaml", "storefronts:\n", "storefronts:\n  phone: {}\n")
    folder.write("base/campaigns.yaml", CAMPAIGNS)
    inputs = build(folder.read(overrides={"channels.search.mix": 2}))
    assert inputs.members["placement"] == ("search@everyday_shop", "search@festival", "search@double11")
    assert inputs.arrays["mix_weight"][:, 0, 0].tolist() == [2, 0.7, 2]
    assert inputs.arrays["campaign_spend"][:, 0, 0].tolist() == [0, 9000, 0]
    assert inputs.groupings[("placement", "campaign")].tolist() == [1, 2, 3]
    assert inputs.groupings[("placement", "storefront")].tolist() == [1, 1, 1]


def test_settlement_days_become_shares_of_this_and_later_months(folder) -> None:
    """The last place of `age` is the month of the sale, the place before it the month after."""
    inputs = build(folder.read(overrides={"storefronts.shop.settlement_days": 7}))
    january, february = inputs.arrays["settlement_share"][0, :, :2, 0].T.tolist()
    assert january == [0] * 11 + [7 / 31, 24 / 31]
    assert february == [0] * 11 + [7 / 28, 21 / 28]


@pytest.mark.parametrize("days", [0, 1, 30.5, 45, 90, 179, 180])
def test_settlement_shares_are_whole(folder, days) -> None:
    inputs = build(folder.read(overrides={"storefronts.shop.settlement_days": days}))
    assert inputs.arrays["settlement_share"].sum(axis=1) == pytest.approx(1)


def test_stack_makes_cases_of_what_differs(folder) -> None:
    prices = (10, 11, 12)
    items = [build(folder.read(overrides={"channels.search.cost_per_click": price})) for price in prices]
    cases = stack(items)
    assert cases.arrays["cost_per_click"][0, 0].tolist() == [10, 11, 12]
    assert cases.arrays["channel_spend"].shape == (1, 12, 1)
    again = stack([cases, items[0]])
    assert again.arrays["cost_per_click"][0, 0].tolist() == [10, 11, 12, 10]
    assert again.arrays["channel_spend"].shape == (1, 12, 1)


def test_plans_of_other_members_or_months_cannot_be_stacked(folder) -> None:
    base = build(folder.read())
    with pytest.raises(ValueError, match="differ in months"):
        stack([base, build(folder.read(overrides={"plan.months": 6}))])
    more = {"positions.lead_2": {"post": "lead", "base_pay": 1}}
    with pytest.raises(ValueError, match="differ in position"):
        stack([base, build(folder.read(overrides=more))])


def test_numbers_of_a_plan_reach_its_arrays_alone(folder) -> None:
    """Members and groupings stay what they are, whatever the numbers; cases rely on that."""
    plan = folder.read("base")
    same, seen = watched(plan, plan.leaves)
    built = build(same)
    assert seen
    seen.clear()
    assert members(same) == built.members and not seen
    with_others = build(with_numbers(plan, {path: (2.0,) for path in plan.leaves}))
    assert with_others.members == built.members
    for key, groups in built.groupings.items():
        assert (with_others.groupings[key] == groups).all()


def test_who_looks_at_a_number_is_seen(folder) -> None:
    plan = folder.read("base")
    same, seen = watched(plan, ["terms.artists_days", "terms.suppliers_days"])
    assert not seen
    assert same.sections.terms.artists_days.at(0) == plan.leaves["terms.artists_days"].values[0]
    assert seen == {"terms.artists_days"}
    assert same.sections.channels is plan.sections.channels  # what no such number stands in is shared
