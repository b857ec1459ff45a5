"""The handful of figures by which a plan is known: front page, index, scenarios side by side."""

from __future__ import annotations

from typing import Any

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
# The direction a business wants; what has none is only stated.
GOOD = {
    "gross_sales": 1,
    "net_revenue": 1,
    "net_profit": 1,
    "net_margin": 1,
    "cash_lowest": 1,
    "cash_closing": 1,
}


def figures(result: Any) -> dict[str, float]:
    """Over all months of the plan; cash is lowest at a month's end, people are those of the last one."""
    cash, revenue = result.total("cash_closing"), float(result.total("net_revenue").sum())
    profit = float(result.total("net_profit").sum())
    return {
        "gross_sales": float(result.total("gross_sales_total").sum()),
        "net_revenue": revenue,
        "net_profit": profit,
        "net_margin": profit / revenue if revenue else 0.0,
        "cash_lowest": float(cash.min()),
        "cash_closing": float(cash.iloc[-1]),
        "advertising": float(result.total("advertising_total").sum()),
        "payroll": float(result.total("payroll_total").sum()),
        "headcount_closing": float(result.total("headcount_total").iloc[-1]),
    }


def unit_of(figure: str) -> str:
    return UNITS[figure]
