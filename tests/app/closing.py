"""Close months of a plan as `artplan actuals close` leaves them, without a ledger to import."""

from __future__ import annotations

import csv
from pathlib import Path

import artplan
from artplan.study.forecast.closed_months import BALANCE
from artplan.study.variance.variance import LINES

Actuals = dict[str, dict[str, float]]


def close(folder: Path, result: artplan.Result, months: int, **more: float) -> Actuals:
    """Close so many months as planned, with so much more of some lines in the last one."""
    actuals = {
        month: {line: float(result.by_month(line)[at]) for line in (*LINES, *BALANCE)}
        for at, month in enumerate(result.months[:months])
    }
    for line, amount in more.items():
        actuals[result.months[months - 1]][line] += amount
    (folder / "actuals/closed").mkdir(parents=True)
    for month, amounts in actuals.items():
        with (folder / f"actuals/closed/{month}.csv").open("w", newline="") as file:
            csv.writer(file).writerows([("month", "line", "amount")])
            csv.writer(file).writerows((month, line, repr(amount)) for line, amount in amounts.items())
    return actuals
