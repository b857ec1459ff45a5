"""A team small enough to work out by hand."""

from __future__ import annotations

from typing import Any

from artplan.result import Result
from tests.plans import Sections, load, words

JANUARY, DECEMBER = "2027-01", "2027-12"


def team(*, months: int = 12, shop: Sections | None = None, **sections: Any) -> Sections:
    """A department, a post, one person at 10,000 a month unless `positions` says otherwise."""
    return {
        "plan": {"name": words("team"), "start": JANUARY, "months": months},
        "departments": {"office": {}},
        "posts": {"clerk": {"department": "office"}},
        "positions": {"one": {}},
        **sections,
        **({"storefronts": {"shop": shop}, "channels": {"ads": ADS}} if shop else {}),
    }


ADS = {"storefront": "shop", "prices_by": "click", "cost_per_click": 1, "mix": 1}
SHOP = {
    "driven_by": "target",
    "natural_visits_by": "share",
    "conversion_rate": 0.1,
    "average_order_value": 100,
    "sales_target_month": 100_000,
}


def run(sections: Sections) -> Result:
    clerk = {"post": "clerk", "base_pay": 10_000}
    positions = {name: {**clerk, **each} for name, each in sections["positions"].items()}
    result = load({**sections, "positions": positions}).run()
    assert [check for check in result.checks() if check.kind == "error" and not check.passed] == []
    return result


def row(result: Result, line: str, name: str = "one") -> list[float]:
    """A line of persons or stints, all those of a row together."""
    table = result.frame(line)
    own = [member for member in table.index if member.partition("@")[0].partition("+")[0] == name]
    return [float(each) for each in table.loc[own].sum()]


def one(result: Result, line: str, member: str | tuple[str, ...] = "one") -> list[float]:
    return [float(each) for each in result.frame(line).loc[member]]
