"""The headline figures of a plan, for the front page, the index and the comparison of scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan, nan

from artplan.report.words.format import DUST_OF_HEADS, heads, number, percent, short, signed
from artplan.result import Result
from artplan.texts.catalogue import text

UNITS = {
    "gross_sales": "CNY",
    "net_revenue": "CNY",
    "net_profit": "CNY",
    "net_margin": "share",
    "cash_lowest": "CNY",
    "cash_closing": "CNY",
    "advertising": "CNY",
    "payroll": "CNY",
    "headcount_closing": "person",
}
# The direction that a business wants; a figure without one is never marked as good or bad.
GOOD = {
    "gross_sales": 1,
    "net_revenue": 1,
    "net_profit": 1,
    "net_margin": 1,
    "cash_lowest": 1,
    "cash_closing": 1,
}

# The lines from which the figures are computed.
LINES = (
    "gross_sales_total",
    "net_revenue",
    "net_profit",
    "net_margin_rate",
    "cash_closing",
    "advertising_total",
    "payroll_total",
    "headcount_total",
    "expected_attrition_total",
)


def figures(result: Result) -> dict[str, float]:
    """Compute the headline figures over all months of the plan.

    The lowest cash is that of a month's end; the headcount is that of the last month. The net margin is NaN
    without a positive net revenue.
    """
    cash, revenue = result.by_month("cash_closing"), float(result.by_month("net_revenue").sum())
    profit = float(result.by_month("net_profit").sum())
    return {
        "gross_sales": float(result.by_month("gross_sales_total").sum()),
        "net_revenue": revenue,
        "net_profit": profit,
        "net_margin": float(result.by_member("net_margin_rate").iloc[0]),
        "cash_lowest": float(cash.min()),
        "cash_closing": float(cash[-1]),
        "advertising": float(result.by_month("advertising_total").sum()),
        "payroll": float(result.by_month("payroll_total").sum()),
        "headcount_closing": float(result.by_month("headcount_total")[-1]),
    }


def beside(result: Result, lang: str, brief: bool = False) -> dict[str, str]:
    """Return what stands beside a figure: the attrition expected of the last month's people, if any."""
    count = float(result.by_month("expected_attrition_total")[-1])
    if count <= DUST_OF_HEADS:
        return {}
    return {
        "headcount_closing": text(
            "people.attrition_short" if brief else "people.attrition", lang, count=heads(count)
        )
    }


def unit_of(figure: str) -> str:
    return UNITS[figure]


def change(key: str, now: Mapping[str, float], before: Mapping[str, float], lang: str) -> str:
    """Format a change: +12.3 万元; "" if no visible digit changes, or without a figure now or earlier."""
    unit, difference = unit_of(key), now[key] - before.get(key, nan)
    if isnan(difference):
        return ""
    if unit == "share":
        shown = text("tables.scenarios.points", lang, points=number(difference * 100, 1))
        return signed(shown) if percent(difference) != percent(0) else ""
    return (
        signed(short(difference, unit, lang)) if short(difference, unit, lang) != short(0, unit, lang) else ""
    )


def mark(key: str, now: Mapping[str, float], before: Mapping[str, float]) -> str:
    """Return whether a change is `good` or `bad` for the business; "" for a figure without a direction."""
    wanted = GOOD.get(key, 0) * (now[key] - before[key])
    return "good" if wanted > 0 else "bad" if wanted < 0 else ""
