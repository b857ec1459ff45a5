"""The model against a second, naive one: every line that `tests.naive` works out, on many plans."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each_of

import artplan
from artplan.plan.inputs import build as inputs
from artplan.result import Result
from tests.campaign import sample
from tests.naive.chain import work_out
from tests.naive.month import Given, NotModelled, leaves
from tests.plans import load, plans

CASES = Path(__file__).parents[1] / "params" / "cases"
few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=sample(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def by_member(result: Result, name: str) -> dict[Any, list[float]]:
    dimensions = [result.members[dimension] for dimension in result.per(name)]
    return dict(leaves(result.array(name)[..., 0].tolist(), dimensions))


def given_by(result: Result) -> Given:
    return Given(inputs.build(result.plan), inputs.declared(), inputs.references(result.plan))


@cache
def looked_at() -> frozenset[str]:
    """The inputs that the naive side looks at in a plan with members of everything."""
    given = given_by(artplan.load("base").run())
    work_out(given)
    return frozenset(given.read)


def differences(result: Result) -> Iterator[str]:
    """Line, member, month, the model's and the naive number, wherever the two differ; earliest first."""
    ours = {name: by_member(result, name) for name in result.lines}
    for number, worked in enumerate(work_out(given_by(result), looked_at())):
        size = max(abs(worked[name]) for name in ("payments_total", "assets_total", "receipts_total"))
        dust = 1e-6 + 1e-14 * size  # what is left where large sums cancel
        for name, values in worked.items():
            theirs = values if isinstance(values, dict) else {"": values}
            if set(ours[name]) != set(theirs):
                yield f"{name}: members {set(ours[name]) ^ set(theirs)}"
                continue
            for member, value in theirs.items():
                mine = ours[name][member][number]
                if not math.isclose(mine, value, rel_tol=1e-9, abs_tol=dust):
                    yield f"{result.months[number]} {name} {member}: model {mine!r}, naive {value!r}"


def agree(result: Result) -> None:
    assert list(differences(result)) == []


@pytest.mark.parametrize("name", ["base", "lean", "growth", "double11"])
def test_shipped_plans(name: str):
    agree(artplan.load(name).run())


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_shipped_cases(case: str):
    agree(artplan.load(f"cases/{case}").run())


@pytest.mark.parametrize("last_year", [2014, 2026])
def test_seasons_by_lunar_position(last_year: int):
    season = {"season.compare": "lunar", "season.last_year": last_year, "season.share_step": 0.001}
    agree(artplan.load("base", {**season, "plan.months": 24}).run())


@pytest.mark.parametrize(
    ("direction", "saturation"), [("target", 0.05), ("target", 0.9), ("spend", 0.05), ("spend", 0.5)]
)
def test_channels_that_saturate(direction: str, saturation: float):
    """At 0.9 some targets are beyond reach, which both sides say.

    Spend far beyond the reference brings all visits but for the last digits, from which no way leads back.
    """
    given: dict[str, Any] = {"storefronts.*.driven_by": direction}
    for name, channel in artplan.load("base").plan.sections.channels.items():
        if channel.reference_spend.given:
            given |= {f"channels.{name}.spend": 20_000, f"channels.{name}.saturation": saturation}
    agree(artplan.load("base", given).run())


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
