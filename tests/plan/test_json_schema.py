"""The JSON Schema for editors accepts the shipped files and refuses what the plan refuses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from artplan.plan.read.chain import find_folder
from artplan.plan.read.json_schema import city_schema, holiday_schema, schema, tax_schema
from artplan.plan.written.yaml_tree import parse, plain

PARAMS = find_folder(Path(__file__).parents[2] / "params")
PLANS = sorted(path for path in PARAMS.rglob("*.yaml") if path.parent.name != "studies")
OWN = {"tax.yaml": tax_schema, "holidays.yaml": holiday_schema}


@cache
def fits(made: Callable[[], dict]) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(made())


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_shipped_files_fit(path: Path) -> None:
    node, _ = parse(path.read_text(encoding="utf-8"), path.name)
    made = OWN.get(path.name, city_schema) if path.parent.name == "statutory" else schema
    assert node is not None
    fits(made).validate(plain(node))


@pytest.mark.parametrize(
    "data",
    [
        {"chanels": {}},
        {"channels": {"a": {"storefront": "s", "prices_by": "clicks"}}},
        {"channels": {"a": {"storefront": "s", "prices_by": "click", "spend": -1}}},
        {"channels": {"a": {"storefront": "s", "prices_by": "click", "spend": {"june": 1}}}},
        {"storefronts": {"s": {"return_rate": "5元"}}},
        {"posts": {"a": {}}},
        {"plan": {"start": "2027-1"}},
    ],
)
def test_what_is_wrong_does_not_fit(data: dict) -> None:
    assert not fits(schema).is_valid(data)


RENT = {"value": 32_000, "unit": "CNY/month"}


@pytest.mark.parametrize(
    ("card", "valid"),
    [
        (RENT, True),
        ({**RENT, "unit": "CNY/year"}, True),
        ({**RENT, "unit": "CNY/year", "value": {"2027-01-01": 1}}, True),
        ({**RENT, "unit": "CNY/year", "value": {"2027-01": 1}}, False),
        ({**RENT, "value": 12 * 1e12}, False),
        ({**RENT, "unit": "CNY/year", "value": 12 * 1e12}, True),
        ({**RENT, "unit": "CNY/day"}, False),
        ({**RENT, "published": {"range": [0, 40_000], "source": "report"}}, True),
        ({**RENT, "published": {"range": [0, 40_000]}}, False),
        ({**RENT, "published": {"range": [0], "source": "report"}}, False),
        ({**RENT, "published": {"range": [0, -1], "source": "report"}}, False),
    ],
)
def test_an_amount_by_the_year_fits(card: dict, valid: bool) -> None:
    assert fits(schema).is_valid({"overheads": {"rent": {"amount": card}}}) is valid


def test_an_amount_of_single_months_fits_by_the_month_only() -> None:
    assert not fits(schema).is_valid({"plan": {"capital_paid_in": {**RENT, "unit": "CNY/year"}}})


def test_labels_units_and_defaults_are_in_it() -> None:
    field = schema()["$defs"]["Channel"]["properties"]["elasticity"]
    assert field["title"] == "投放弹性 / Elasticity of visits"
    assert "Unit: 1." in field["description"]
    assert field["default"] == 1
    rent = schema()["$defs"]["Overhead"]["properties"]["amount"]
    assert "Unit: CNY/month, or in a card CNY/year." in rent["description"]
