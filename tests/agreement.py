"""Where the model and the naive one differ: line, member, month or period, and both numbers.

`tests/test_naive.py` holds that they do not, on many plans.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

import artplan
from artplan.plan.inputs import build as inputs
from artplan.result import By, Result
from tests.naive.chain import work_out
from tests.naive.month import Given, leaves
from tests.naive.periods import of_period
from tests.shop import SHOP

SIZES = ("payments_total", "assets_total", "receipts_total")


def by_member(result: Result, name: str, by: By = "month") -> dict[Any, list[float]]:
    dimensions = [result.members[dimension] for dimension in result.per(name)]
    shape = [*map(len, dimensions), len(result.periods(by)[0])]
    return dict(leaves(result.numbers(name, by).reshape(shape).tolist(), dimensions))


SERVED = {"positions.packing_helper.employment": "service"}


def given_by(result: Result) -> Given:
    return Given(inputs.build(result.plan), inputs.declared(), inputs.references(result.plan))


@cache
def looked_at() -> frozenset[str]:
    """The inputs that the naive side looks at in a plan with members of everything."""
    given = given_by(artplan.load("base", SERVED, folder=SHOP).run())
    work_out(given)
    return frozenset(given.read)


def differences(result: Result) -> Iterator[str]:
    """Wherever the two differ, by month, then by quarter and by year; earliest first."""
    given = given_by(result)
    months = work_out(given, looked_at())
    yield from _differing(result, "month", result.months, months)
    for by in ("quarter", "year"):
        labels, periods = result.periods(by)
        yield from _differing(result, by, labels, [of_period(given, months, *period) for period in periods])


def alike(mine: float, value: float, allowed: float) -> bool:
    """Whether both are the same number, or both none."""
    if math.isnan(mine) or math.isnan(value):
        return math.isnan(mine) and math.isnan(value)
    return math.isclose(mine, value, rel_tol=1e-9, abs_tol=allowed)


def dust(amounts: dict[str, Any]) -> float:
    """What is left where sums as large as these cancel, in CNY."""
    return 1e-6 + 1e-14 * max(abs(amounts[name]) for name in SIZES)


def _differing(
    result: Result, by: By, labels: tuple[str, ...], worked_out: list[dict[str, Any]]
) -> Iterator[str]:
    checked = result.tolerance()  # what passes a check
    ours = {name: by_member(result, name, by) for name in result.lines}
    for number, worked in enumerate(worked_out):
        allowed = dust(worked)
        for name, values in worked.items():
            theirs = values if isinstance(values, dict) else {"": values}
            if set(ours[name]) != set(theirs):
                yield f"{name}: members {set(ours[name]) ^ set(theirs)}"
                continue
            for member, value in theirs.items():
                mine = ours[name][member][number]
                if not alike(mine, value, checked if name.startswith("check_") else allowed):
                    yield f"{labels[number]} {name} {member}: model {mine!r}, naive {value!r}"
