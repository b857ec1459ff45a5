"""The base plan as a planner meets it who reads nothing but its files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import artplan
from artplan.model import model
from artplan.plan.leaf.leaf import is_card
from artplan.plan.leaf.number import in_range
from artplan.plan.plan import Plan
from artplan.study.cases.space import Space
from artplan.study.uncertainty.sensitivity import given, spec_of
from tests.shop import SHIPPED

FILES = sorted((SHIPPED / "base").glob("*.yaml"))
# What says only where something begins, or answers what the plan does not do: stock below which, points from
# which, a limit within which nothing happens.
GUARDS = ("limits", "appraisal", "grades", "scorecards", "indicators")
ANSWERS = ("price_elasticity", "low_stock", "levy_spared_up_to", "loss_years", "enquiries_lost_share")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return artplan.load("base", folder=SHIPPED).plan


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_begins_with_three_lines_of_prose(path: Path):
    assert all(line.startswith("# ") for line in path.read_text("utf-8").splitlines()[:3])


def test_every_card_states_its_unit(plan: Plan):
    cards = {path: leaf.written for path, leaf in plan.leaves.items() if leaf.given and is_card(leaf.written)}
    assert [path for path, card in cards.items() if "unit" not in card] == []


def test_every_source_is_used_and_has_an_address(plan: Plan):
    used = {leaf.source for leaf in plan.leaves.values()}
    used |= {leaf.published.source for leaf in plan.leaves.values() if leaf.published}
    assert set(plan.sections.sources) <= used
    assert all(each.address for each in plan.sections.sources.values())


def test_every_number_moves_some_line(plan: Plan):
    """One case for each parameter, a tenth above its value, or below where that is beyond its range."""
    paths = [path for path in given(plan) if not path.startswith(GUARDS) and not path.endswith(ANSWERS)]
    cases = {}
    for place, path in enumerate(paths):
        own = np.array(plan.leaves[path].values)
        more = all(in_range(each * 1.1, spec_of(path)) for each in own)
        cases[path] = np.repeat(own[:, None], len(paths) + 1, axis=1)
        cases[path][:, place + 1] = own * (1.1 if more else 0.9)
    result = Space.of(artplan.load("base", folder=SHIPPED)).run(cases, list(model().lines))
    moved = np.zeros(len(paths) + 1, dtype=bool)
    for name in model().lines:
        values = np.nan_to_num(result.array(name))
        if values.shape[-1] > 1:
            moved |= (values != values[..., :1]).reshape(-1, values.shape[-1]).any(axis=0)
    assert [path for path, moves in zip(paths, moved[1:], strict=True) if not moves] == []
