"""Whether a plan meets what it set itself: sales, profit, cash and heads."""

from __future__ import annotations

from math import nan

from artplan.findings.answer import Judged
from artplan.plan.leaf.leaf import HALF_A_CENT
from artplan.result import Result


def verdict(result: Result) -> tuple[Judged, ...]:
    """Return sales against their targets, net profit against 0, the lowest month-end cash against the
    reserve, and the heads of the last month against those planned, where any are planned.
    """
    sales, target, profit = (
        float(result.by_month(line).sum())
        for line in ("gross_sales_total", "sales_target_total", "net_profit")
    )
    at = int(result.by_month("cash_above_reserve").argmin())
    cash, above = (float(result.by_month(line)[at]) for line in ("cash_closing", "cash_above_reserve"))
    heads, planned = (
        float(result.by_month(line)[-1]) for line in ("headcount_total", "headcount_planned_total")
    )
    return (
        Judged("sales", sales, target or nan, sales > target - HALF_A_CENT),
        Judged("profit", profit, 0.0, profit > 0),
        Judged("cash", cash, cash - above, above > -HALF_A_CENT),
        Judged("heads", heads, planned or nan, not planned or heads <= planned),
    )
