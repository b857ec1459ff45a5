"""The model against a second, naive one: every line by month, quarter and year, on many plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each_of

import artplan
from artplan.result import Result
from tests.agreement import differences, given_by, looked_at
from tests.campaign import sample
from tests.fixed_plans import PLANS
from tests.naive.chain import work_out
from tests.naive.month import NotModelled
from tests.plans import load, plans

few = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=sample(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def agree(result: Result) -> None:
    assert list(differences(result)) == []


@pytest.mark.parametrize("name", PLANS)
def test_fixed_plans(name: str):
    agree(PLANS[name]().run())


@few
@each_of(plans())
def test_random_plans(sections: dict[str, Any]):
    agree(load(sections).run())


@pytest.mark.slow
@many
@each_of(plans())
def test_many_random_plans(sections: dict[str, Any]):
    agree(load(sections).run())


def test_all_lines_are_covered():
    result = artplan.load("base").run()
    assert set(work_out(given_by(result))[0]) == set(result.lines)


def test_what_is_given_and_not_modelled_is_refused():
    given = given_by(artplan.load("lean").run())
    given.values["brand_new_input"] = {"": [1.0]}
    with pytest.raises(NotModelled, match="brand_new_input"):
        work_out(given, looked_at())


def test_the_naive_side_shares_nothing_with_the_model():
    for path in (Path(__file__).parent / "naive").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "import artplan" not in text and "from artplan" not in text and "numpy" not in text, path.name
