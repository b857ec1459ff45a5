"""What comes from outside is bounded: files, names, numbers, years, nesting."""

from __future__ import annotations

import os
import typing
from collections.abc import Iterator
from math import isfinite
from typing import Any

import pytest
from pydantic import BaseModel

from artplan.plan.leaf.leaf import LeafSpec
from artplan.plan.schema.fields import LeafSchema
from artplan.plan.schema.root import Sections
from artplan.plan.statutory.tables import CityFile
from artplan.plan.statutory.tax_file import TaxFile

NO_FILE = "is no file | put a regular file there: no folder, pipe or device"


def odd_files() -> dict[str, Any]:
    return {
        "pipe": os.mkfifo,
        "folder": os.mkdir,
        "zeros": lambda path: path.symlink_to("/dev/zero"),
        "nothing": lambda path: path.symlink_to("/dev/null"),
    }


@pytest.mark.parametrize("kind", odd_files())
@pytest.mark.parametrize("place", ["base/zz.yaml", "scenarios/odd.yaml"])
def test_what_is_no_file_is_told_at_once(folder, kind: str, place: str) -> None:
    path = folder.root / "params" / place
    path.parent.mkdir(exist_ok=True)
    odd_files()[kind](path)
    assert folder.faults("odd" if "odd" in place else "base") == f"params/{place} | {NO_FILE}"


def test_a_file_larger_than_5_megabytes_is_not_read(folder) -> None:
    path = folder.root / "params/base/zz.yaml"
    path.touch()
    os.truncate(path, 3 * 10**9)
    assert folder.faults().startswith("params/base/zz.yaml | the file is larger than 5 MB | ")


def test_a_link_to_a_file_is_read(folder) -> None:
    path = folder.root / "params/base/channels.yaml"
    path.rename(folder.root / "elsewhere")
    path.symlink_to(folder.root / "elsewhere")
    assert "search" in folder.read().sections.channels


@pytest.mark.parametrize("name", ["x" * 61, "长" * 300, "a\x00b", "\udcff", "😀" * 500])
def test_a_name_that_no_file_can_have_is_no_scenario(folder, name: str) -> None:
    assert "no such scenario" in folder.faults(name)


def test_scenarios_may_extend_each_other_twenty_deep(folder) -> None:
    for at in range(900):
        folder.write(f"scenarios/s{at}.yaml", f"extends: s{at + 1}\n" if at < 899 else "extends: base\n")
    assert len(folder.read("s881").chain) == 20
    assert folder.faults("s0") == (
        "params/scenarios/s19.yaml:1 extends | a chain of more than 20 plans "
        "| extend an earlier plan, and put the settings between into one"
    )


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (10**400, "not a finite number"),
        (-(10**400), "not a finite number"),
        ("1e300", "1e+300 is out of range | give a number in CNY/person/month, from 0 to 100,000,000"),
        (10**20, "1e+20 is out of range"),
        (1e-12, "1e-12 is next to nothing | write 0, or a number of at least 1e-09"),
    ],
)
def test_a_number_has_two_ends(folder, value: Any, fault: str) -> None:
    assert fault in folder.faults(overrides={"positions.lead_1.base_pay": value})


def test_a_signed_percentage_changes_and_says_no_value(folder) -> None:
    folder.replace("base/storefronts.yaml", "conversion_rate: 3%", "conversion_rate: {value: +3%}")
    assert folder.faults() == (
        "params/base/storefronts.yaml:3 storefronts.shop.conversion_rate.value "
        "| '+3%' with its sign is a change, and nothing stands here to change "
        "| write the number itself, such as 0.03; changes stand below set in a scenario"
    )


def test_half_a_character_is_shown_by_its_code(folder) -> None:
    told = folder.faults(overrides={"plan.\ud800": 1, "plan.name": "a\udcffb"})
    assert "\\ud800" in told and told.encode("utf-8")


def test_what_is_nested_too_deep_for_a_file_is_too_deep_for_a_setting(folder) -> None:
    deep: Any = 1
    for _ in range(5_000):
        deep = [deep]
    assert "nested more than 40 deep" in folder.faults(overrides={"plan.name": deep})


@pytest.mark.parametrize(
    ("start", "months", "fault"),
    [
        ("9999-12", 12, "the year of '9999-12' is out of range | stay within the years 1900 to 2200"),
        ("0001-01", 12, "the year of '0001-01' is out of range"),
        ("2200-12", 2, "the plan ends in 2201-01 | let it end by 2200"),
    ],
)
def test_a_plan_lies_in_the_years_that_calendars_know(folder, start: str, months: int, fault: str) -> None:
    assert fault in folder.faults(overrides={"plan.start": start, "plan.months": months})


def test_causes_are_told_and_what_follows_from_them_is_not(folder) -> None:
    folder.write(
        "base/campaigns.yaml",
        "campaigns:\n  c: {storefront: shop, start: spring_festival, end: spring_festival +9d}\n",
    )
    folder.replace("base/plan.yaml", "start: 2027-01", "start: [2027-01]")
    assert folder.faults().splitlines() == [
        "params/base/plan.yaml:2 plan.start | a list is no month | write a month such as 2027-03"
    ]


def test_a_number_with_a_point_is_shown_with_it(folder) -> None:
    folder.replace("base/plan.yaml", "months: 12", "months: 1.0")
    assert "a whole number is wanted, not 1.0 |" in folder.faults()


@pytest.mark.parametrize("root", [Sections, CityFile, TaxFile])
def test_every_number_of_a_plan_has_a_least_and_a_greatest_value(root: type[BaseModel]) -> None:
    found = dict(numbers(root, (root.__name__,)))
    assert len(found) > 5
    assert [path for path, ends in found.items() if not all(map(isfinite, ends))] == []


def numbers(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The ends of each number that a section declares, infinite where there is none."""
    for name, info in model.model_fields.items():
        yield from _numbers(info.annotation, tuple(info.metadata), (*path, name))


def _numbers(kind: Any, metadata: tuple[Any, ...], path: tuple[str, ...]) -> Iterator[Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    declared: list[LeafSpec] = [each.spec for each in metadata if isinstance(each, LeafSchema)]
    if declared:
        yield ".".join(path), (declared[0].lowest, declared[0].highest)
    elif origin is typing.Annotated:
        yield from _numbers(inner[0], (*metadata, *inner[1:]), path)
    elif origin is not None and origin is not typing.Literal:
        for each in inner:
            yield from _numbers(each, metadata if origin is not dict else (), (*path, "*"))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind.__name__ not in path:  # posts of posts
            yield from numbers(kind, (*path, kind.__name__))
    elif kind in (int, float):
        flat = [each for one in metadata for each in (one, *getattr(one, "metadata", ()))]
        lows = [getattr(each, end) for each in flat for end in ("ge", "gt") if hasattr(each, end)]
        highs = [getattr(each, end) for each in flat for end in ("le", "lt") if hasattr(each, end)]
        yield ".".join(path), (max(lows, default=-float("inf")), min(highs, default=float("inf")))
