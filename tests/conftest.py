"""What all tests share: random plans and the language that every machine has, and a plan of the tests' own.

Tests read the plan of `tests.shop`, not the one that comes with artplan. What is said of the base plan itself
names its folder, or asks for `as_shipped`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from artplan.plan.written import files, shipped
from tests.shop import SHOP

ROOT, CARRIED = Path(__file__).parents[1], shipped.STARTER

# A plan is too large to shrink in a bearable time; the example is printed as it was found.
settings.register_profile("fixed", derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate])
settings.load_profile("fixed")

# Where neither a command nor a plan says the language, the environment does.
os.environ["LC_ALL"] = "C.UTF-8"

# Where a plan is looked up that no folder is named for, and what the places of its files are told from.
shipped.STARTER = files.STARTER = SHOP.parent
files.PACKAGE = SHOP.parent / "artplan"


def pytest_configure(config: pytest.Config) -> None:
    """What is left out is named from where tests were started."""
    config.option.ignore = [str(Path(each).resolve()) for each in config.option.ignore or ()]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Work where the plan is; but not in a process that only starts others, as they begin where it is."""
    starts_others = session.config.getoption("numprocesses", None) and not hasattr(
        session.config, "workerinput"
    )
    if not starts_others:
        os.chdir(SHOP.parent)


@pytest.fixture
def as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base plan that comes with artplan, in a folder of one's own and without."""
    monkeypatch.setattr(shipped, "STARTER", CARRIED)
    monkeypatch.chdir(ROOT)
