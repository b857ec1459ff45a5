"""Exact divisions of a difference among the factors whose product, or whose mix and price, an amount is.

These are pure functions of numbers; which lines and exports the numbers come from is told in `drivers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np

from artplan.study.terms.shapley import shapley

Pieces = tuple[float, float]  # pieces, and their amount in CNY


def factor_effects(budget: Sequence[float], actual: Sequence[float]) -> list[float]:
    """Divide the difference of two products among their factors: effects in the unit of the product.

    The effects are Shapley values (`artplan.study.terms.shapley`): each factor's change is valued at the
    average over all orders in which the factors may change. So they add up to the difference, and depend on
    no order. (Factors that are changed one after the other leave what they make together to the later ones.)
    """
    count = len(budget)
    sets = [
        prod(after if number >> at & 1 else before
             for at, (before, after) in enumerate(zip(budget, actual, strict=True)))
        for number in range(2**count)
    ]  # fmt: skip
    effects: list[float] = shapley(np.array([sets]), count)[0].tolist()
    return effects


def sales_factors(visits: float, buyers: float, paid: float, refunds: float) -> tuple[float, ...]:
    """Return visits, buyers per visit, CNY per buyer, and the part of sales that is not refunded.

    Their product is what was paid less refunds; a rate whose divisor is 0 is 0.
    """
    return visits, over(buyers, visits), over(paid, buyers), 1 - over(refunds, paid)


def over(above: float, below: float) -> float:
    """Return the quotient, 0 where the divisor is 0."""
    return above / below if below else 0.0


def volume_mix_price(
    budget: Mapping[str, Pieces], actual: Mapping[str, Pieces]
) -> dict[str, tuple[float, float, float]]:
    """Divide the difference of sales by product into volume, mix and price, in CNY.

    Volume: all products sold in as many more pieces as all together are. Mix: what a product's pieces differ
    from that, at its planned price. Price: its pieces at the difference of prices. A product that the budget
    has none of is valued at its actual price, and is mix. The three of all products add up to the difference
    of the amounts of those that have pieces.
    """
    planned, sold = (sum(pieces for pieces, _ in each.values()) for each in (budget, actual))
    result = {}
    for name in {**budget, **actual}:
        before, amount_before = budget.get(name, (0.0, 0.0))
        after, amount_after = actual.get(name, (0.0, 0.0))
        price_after = over(amount_after, after)
        price_before = over(amount_before, before) if before else price_after
        share = over(before, planned)
        volume = (sold - planned) * share * price_before
        mix = (after - sold * share) * price_before
        price = after * (price_after - price_before)
        result[name] = volume, mix, price
    return result
