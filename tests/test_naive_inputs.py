"""What the rules are given against a second, naive preparation: every input, member and grouping."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each_of

import artplan
from artplan.plan.inputs import build as inputs
from artplan.plan.plan import Plan
from artplan.plan.written.files import read_file
from artplan.plan.written.yaml_tree import plain
from tests.campaign import sample
from tests.fixed_plans import PLANS_OF_SHOP, PLANS_SHIPPED
from tests.input_plans import input_plans
from tests.naive.inputs.everything import Prepared, work_out
from tests.naive.month import leaves
from tests.plans import load, plans
from tests.shop import SHIPPED

HALF = {"plan.days": {"2027-11": 15}}
LUNAR = {"season.compare": "lunar", "plan.months": 24}
CORNERS: dict[str, dict[str, Any]] = {
    "working days": {"plan.day_count": "working", "positions.packing_helper.start": "2027-11-13"},
    "days off by the notices": {
        "plan.day_count": "holidays",
        "plan.holidays": {"2027": {"off": ["2027-01-01"], "statutory": ["2027-01-01"]}},
        "pay.period_first_day": 26,
        "positions.packing_helper.start": "2026-12-30",
    },
    "last day of a month": {
        "contributions.cut_off_day": 31,
        "positions.packing_helper.start": "2027-10-31",
        "positions.packing_helper.end": "2027-11-30",
    },
    "part month": {**HALF, "storefronts.pc_store.settlement_days": 7.5},
    "campaign of a part month": {**HALF, "campaigns.mobile_double11.end": "2027-11-25"},
    "festival to the last of February": {
        "campaigns.double12.start": "lantern_festival 2027 -1d",
        "campaigns.double12.end": "lantern_festival 2027 +8d",
    },
    "mix of a campaign": {"campaigns.double11.mix": {"zhitongche": 0.9}},
    "last year by the moon": {**LUNAR, "season.last_year": 2026},
    "an old year by the moon": {**LUNAR, "season.last_year": 2014},
}
few = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=sample(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def tables() -> dict[str, Any]:
    """What the files of statutory tables say, by name."""
    return {path.stem: plain(read_file(path, [])) for path in (SHIPPED / "statutory").glob("*.yaml")}


def naive(plan: Plan) -> Prepared:
    assert plan.written is not None
    return work_out(plain(plan.written.tree), tables())


def differences(plan: Plan) -> Iterator[str]:
    ours, theirs = inputs.build(plan), naive(plan)
    for dimension in {*ours.members, *theirs.members}:
        if list(ours.members.get(dimension, ())) != theirs.members.get(dimension):
            yield f"{dimension}: {ours.members.get(dimension)}, naive {theirs.members.get(dimension)}"
    yield from differing_groups(ours, theirs)
    if references(plan) != theirs.references:
        yield f"references: {references(plan)}, naive {theirs.references}"
    for name in sorted({*ours.arrays, *theirs.values}):
        if name not in ours.arrays:
            yield f"{name}: only the naive side gives it"
            continue
        yield from differing_values(name, ours, theirs.values.get(name, {}))


def differing_values(name: str, ours: inputs.Inputs, theirs: dict[Any, list[float]]) -> Iterator[str]:
    """Input, member, month and the two numbers, wherever they differ."""
    dimensions = [ours.members[dimension] for dimension in inputs.declared()[name].per]
    mine = dict(leaves(ours.arrays[name][..., 0].tolist(), dimensions))
    if set(mine) != set(theirs):
        yield f"{name}: members {set(mine) ^ set(theirs)}"
        return
    for member, months in mine.items():
        wide = months if len(months) > 1 else months * len(ours.months)
        for month, value, other in zip(ours.months, wide, theirs[member], strict=True):
            if not math.isclose(value, other, rel_tol=1e-9, abs_tol=1e-9):
                yield f"{name} {member} {month}: {value!r}, naive {other!r}"


def differing_groups(ours: inputs.Inputs, theirs: Prepared) -> Iterator[str]:
    for source, target in {*ours.groupings, *theirs.groups}:
        places = ours.groupings.get((source, target), ())
        members = ours.members.get(source, ours.months)
        of = [ours.members[target][place] if place >= 0 else None for place in places]
        if dict(zip(members, of, strict=True)) != theirs.groups.get((source, target)):
            yield f"{source} -> {target}: {of}, naive {theirs.groups.get((source, target))}"


def references(plan: Plan) -> dict[Any, Any]:
    return {
        (name, indicator): (each.line, each.members, each.unit)
        for name, items in inputs.references(plan)
        for indicator, each in zip(plan.sections.indicators, items, strict=True)
        if each is not None
    }


def agree(plan: Plan) -> None:
    assert list(differences(plan)) == []


@pytest.mark.parametrize("name", PLANS_SHIPPED)
def test_shipped_plans(name: str):
    agree(artplan.load(name, folder=SHIPPED).plan)


@pytest.mark.parametrize("name", PLANS_OF_SHOP)
def test_plans_of_the_tests_own(name: str):
    agree(artplan.load(name).plan)


@pytest.mark.parametrize("case", sorted(path.stem for path in (SHIPPED / "cases").glob("*.yaml")))
def test_shipped_cases(case: str):
    agree(artplan.load(f"cases/{case}").plan)


@pytest.mark.parametrize("corner", CORNERS)
def test_corners_of_the_base_plan(corner: str):
    agree(artplan.load("base", CORNERS[corner]).plan)


@few
@each_of(plans())
def test_random_plans(sections: dict[str, Any]):
    agree(load(sections).plan)


@few
@each_of(input_plans())
def test_random_plans_in_all_forms(sections: dict[str, Any]):
    agree(load(sections).plan)


@pytest.mark.slow
@many
@each_of(plans())
def test_many_random_plans(sections: dict[str, Any]):
    agree(load(sections).plan)


@pytest.mark.slow
@many
@each_of(input_plans())
def test_many_random_plans_in_all_forms(sections: dict[str, Any]):
    agree(load(sections).plan)


def test_every_input_and_grouping_is_given():
    plan = artplan.load("base").plan
    assert set(naive(plan).values) == set(inputs.declared())
    assert set(naive(plan).groups) == set(inputs.build(plan).groupings)
