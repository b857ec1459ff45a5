"""Results that the tests of the report are told about: the base plan as it is, and in trouble."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import artplan
from tests.shop import SHOP

PARAMS = SHOP


@pytest.fixture(scope="session")
def worked_out() -> Callable[..., Any]:
    """worked_out("growth", {"plan.months": 6}) -> a Result; each is worked out once."""
    known: dict[str, Any] = {}

    def result(name: str = "base", overrides: dict[str, Any] | None = None) -> Any:
        key = f"{name} {overrides}"
        if key not in known:
            known[key] = artplan.load(name, overrides, folder=PARAMS).run()
        return known[key]

    return result


@pytest.fixture(scope="session")
def base(worked_out: Callable[..., Any]) -> Any:
    return worked_out()


@pytest.fixture(scope="session")
def broke(worked_out: Callable[..., Any]) -> Any:
    """The base plan with a quarter of its sales: losses, and cash below zero."""
    return worked_out("base", {"storefronts.*.sales_target_year": "x0.25"})


@pytest.fixture(scope="session")
def scenarios(worked_out: Callable[..., Any]) -> dict[str, Any]:
    return {name: worked_out(name) for name in ("base", "lean", "growth", "double11")}
