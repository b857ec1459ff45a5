"""A shop small enough to reckon by hand."""

from __future__ import annotations

from typing import Any

from artplan.result import Result
from tests.plans import load, words

VISIT = {
    "conversion_rate": 1,
    "average_order_value": 1,
    "driven_by": "spend",
    "natural_visits_by": "forecast",
}


def shop(sales: Any = 0, **more: Any) -> dict[str, Any]:
    """A storefront in which each visit spends one yuan."""
    return {"name": words("shop"), **VISIT, "natural_visits": sales, **more}


def run(
    months: int = 12, start: str = "2027-01", plan: dict[str, Any] | None = None, **sections: Any
) -> Result:
    return load({"plan": {"start": start, "months": months, **(plan or {})}, **sections}).run()


def row(result: Result, line: str, member: str = "") -> list[float]:
    frame = result.frame(line)
    return [round(float(each), 6) for each in (frame.loc[member] if member else frame.iloc[0])]


def failed(result: Result) -> list[str]:
    return [check.name for check in result.checks() if check.kind == "error" and not check.passed]


LOAN = {"name": words("loan"), "amount": 1200, "month": "2027-01", "rate": 0.12, "term_months": 3}
DESK = {"name": words("desk"), "cost": 500000, "month": "2027-01", "life_months": 10}
