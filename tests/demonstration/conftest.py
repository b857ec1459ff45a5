"""The invented exports of the base plan, made once for all tests here."""

from __future__ import annotations

import pytest

from artplan.demonstration.exports import make_exports
from tests.shop import SHIPPED


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    return make_exports(SHIPPED)


@pytest.fixture(scope="session")
def planted_files() -> dict[str, bytes]:
    """The twin with three planted differences."""
    return make_exports(SHIPPED, planted=True)
