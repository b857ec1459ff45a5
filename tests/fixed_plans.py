"""The fixed plans on which the model is held against the naive one: each is an example that can be looked up.

Plans written for it (`tests/examples`), shipped plans and cases, and variants of the base plan. Random plans
come on top.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import artplan
from artplan.operating import OperatingPlan
from tests.plans import load_text
from tests.shop import SHIPPED, SHOP

EXAMPLES = Path(__file__).parent / "examples"
CASES = SHIPPED / "cases"
PLANS_SHIPPED = ("base", "cautious", "growth", "later_hiring", "without_tmall")
PLANS_OF_SHOP = ("base", "lean", "growth", "double11")


def example(path: Path) -> OperatingPlan:
    return load_text(path.read_text(encoding="utf-8"))


def season(last_year: int) -> OperatingPlan:
    """Last year's January and February by their distance from the Spring Festival."""
    given = {"season.compare": "lunar", "season.last_year": last_year, "season.share_step": 0.001}
    return artplan.load("base", {**given, "plan.months": 24}, folder=SHOP)


def saturated(direction: str, saturation: float) -> OperatingPlan:
    """At 0.9 some targets are beyond reach, which both sides say.

    Spend far beyond the reference brings all visits but for the last digits, from which no way leads back.
    """
    given: dict[str, Any] = {"storefronts.*.driven_by": direction}
    for name, channel in artplan.load("base", folder=SHOP).plan.sections.channels.items():
        if channel.reference_spend.given:
            given |= {f"channels.{name}.spend": 20_000, f"channels.{name}.saturation": saturation}
    return artplan.load("base", given, folder=SHOP)


PLANS: dict[str, Callable[[], OperatingPlan]] = {
    **{f"example {path.stem}": partial(example, path) for path in sorted(EXAMPLES.glob("*.yaml"))},
    **{f"shipped {name}": partial(artplan.load, name, folder=SHIPPED) for name in PLANS_SHIPPED},
    **{f"shop {name}": partial(artplan.load, name, folder=SHOP) for name in PLANS_OF_SHOP},
    **{
        f"case {path.stem}": partial(artplan.load, f"cases/{path.stem}", folder=SHIPPED)
        for path in sorted(CASES.glob("*.yaml"))
    },
    **{f"season like {year}": partial(season, year) for year in (2014, 2026)},
    **{
        f"{way} at a saturation of {part}": partial(saturated, way, part)
        for way, part in (("target", 0.05), ("target", 0.9), ("spend", 0.05), ("spend", 0.5))
    },
}
