"""The table of what is usual: complete, inside the hard ranges, and with a source for each band."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from artplan.plan.leaf.leaf import LeafSpec
from artplan.plan.leaf.number import in_range
from artplan.plan.schema.paths import Stop, bare, field, fields, stop
from artplan.plan.schema.root import Sections
from artplan.plausibility import facts

WRITTEN = tomllib.loads(facts.FACTS.read_text("utf-8"))
NUMBERS = (
    "employer_rates.housing_fund",
    "employee_rates.housing_fund",
)  # of a mapping, with bands of their own


def test_every_number_has_a_band_or_a_reason_why_it_has_none() -> None:
    declared = {key for key, _ in _numbers(Stop(model=Sections), "")}
    assert facts.fields() == declared | {f"contributions.{each}" for each in NUMBERS}


def test_a_band_lies_within_the_range_that_is_allowed() -> None:
    ranges = {key: spec for key, spec in _numbers(Stop(model=Sections), "") if spec}
    for key, band in facts.bands().items():
        if key in ranges:
            ends = (*band.one_of, *band.also) if band.one_of else (band.low, band.high)
            assert all(in_range(each, ranges[key]) for each in ends), key


def test_every_source_is_named_by_a_band() -> None:
    entries = [*facts._entries(WRITTEN["bands"], ""), *WRITTEN["ratios"].items()]
    named = {entry["source"] for _, entry in entries if "none" not in entry}
    assert named == set(WRITTEN["sources"])


def test_a_reason_is_given_where_there_is_no_band() -> None:
    reasons = [entry["none"] for _, entry in facts._entries(WRITTEN["bands"], "") if "none" in entry]
    assert reasons and all(len(each.split()) > 1 for each in reasons)


def test_none_is_usual_and_so_is_a_bound() -> None:
    band = facts.bands()["storefronts.conversion_rate"]
    assert [band.holds(each) for each in (0, 0.002, 0.2, 1)] == [True] * 4
    assert [band.holds(each) for each in (0.0019, 0.21, 0.99, -0.1)] == [False] * 4


def _numbers(here: Stop, key: str) -> Iterator[tuple[str, LeafSpec | None]]:
    """Every number of the schema by its path without members; a whole number has no spec."""
    if here.spec is not None:
        yield key, here.spec
    elif here.model is not None:
        for name, info in fields(here.model).items():
            path = f"{key}.{name}".lstrip(".")
            if bare(info.annotation)[0] is int:
                yield path, None
            else:
                yield from _numbers(field(here.model, name), path)
    elif here.item is not None and here.item is not float and here.item is not Any:
        yield from _numbers(stop(here.item), key)
