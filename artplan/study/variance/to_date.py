"""Add up what drivers make of the months of a year.

Effects and amounts are sums of the months. Counts are too, but for heads, which are averages; a rate is that
of the sums: orders of all months over their visits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from operator import mul

from artplan.study.variance.answer import DriverEffect, FactorVariance
from artplan.study.variance.factors import over


def added_up(months: Sequence[Sequence[FactorVariance]]) -> list[FactorVariance]:
    """Return the sums of the months' divisions, by kind and member."""
    if len(months) == 1:
        return list(months[0])
    kinds = {each.kind: None for month in months for each in month}
    items: dict[tuple[str, str], list[FactorVariance]] = {}
    for each in (each for month in months for each in month):
        items.setdefault((each.kind, each.member), []).append(each)
    pieces = {
        side: sum(
            getattr(each.drivers[0], side)
            for rows in items.values()
            for each in rows
            if each.kind == "product"
        )
        for side in ("budget", "actual")
    }
    return [_sum(rows, pieces) for kind in kinds for (of, _), rows in items.items() if of == kind]


def _sum(rows: Sequence[FactorVariance], pieces: Mapping[str, float]) -> FactorVariance:
    """Return the sum of one member's months. pieces: of all products, budget and actual."""
    first = rows[0]
    budget, actual = (_values(rows, side, pieces[side]) for side in ("budget", "actual"))
    effects = [sum(each.drivers[at].effect for each in rows) for at in range(len(first.drivers))]
    names = [each.name for each in first.drivers]
    return FactorVariance(
        *(first.kind, first.member, first.good),
        sum(each.budget for each in rows),
        sum(each.actual for each in rows),
        tuple(map(DriverEffect, names, budget, actual, effects)),
    )


def _values(rows: Sequence[FactorVariance], side: str, pieces: float) -> list[float]:
    if rows[0].kind == "product":
        sold = sum(getattr(each.drivers[0], side) for each in rows)
        return [sold, over(sold, pieces), over(sum(getattr(each, side) for each in rows), sold)]
    products = [list(accumulate((getattr(driver, side) for driver in each.drivers), mul)) for each in rows]
    sums = [sum(column) for column in zip(*products, strict=True)]
    rates = [over(above, below) for below, above in pairwise(sums)]
    return [sums[0] / (len(rows) if rows[0].kind == "people" else 1), *rates]
