"""Saturating channels: divide the budget along the whole response curves, and bound the answer.

The search behind `allocate` follows each response near the present spends. With an S-shaped response it may
end in a local optimum: a little money spread over all items, although much money on one of them would bring
more. The search therefore also starts from the division that is optimal along the whole curves (`s_shaped`),
at the present value of visits. For the answer, the same method gives an upper bound on the gain from any
other division, at the value of visits there. Limits of channels and of cash only lower that bound.
"""

from __future__ import annotations

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.study.allocate.hill import Curves
from artplan.study.allocate.s_shaped import Items, divide

NEARLY_NONE = 1e-6  # used for a saturation of 0, because a Hill curve is bounded
BOXES = 200


def elasticity_at(spends: Numbers, reference: Numbers, elasticity: Numbers, saturation: Numbers) -> Numbers:
    """Return the elasticity of visits at these spends, at most 1, (item,)."""
    exponent, left = elasticity / (1 - saturation), 1 - saturation
    response = (spends / reference) ** exponent
    return np.minimum(exponent * left / (left + saturation * response), 1.0)


def response(spends: Numbers, reference: Numbers, elasticity: Numbers, saturation: Numbers) -> Numbers:
    """Return the visits as a multiple of those at the reference spend, (item,)."""
    power = (spends / reference) ** (elasticity / (1 - saturation))
    return power / (1 - saturation + saturation * power)


def items(
    names: list[str], reference: Numbers, elasticity: Numbers, saturation: Numbers, worth: Numbers,
    total: float, cost: float, cap: Numbers,
) -> Items:  # fmt: skip
    """Return the items with their response curves.

    worth: CNY, the value of the visits at the reference spend. cost: the cost of a yuan; 1: the yuan itself
    only. cap: CNY.
    """
    part, exponent = np.maximum(saturation, NEARLY_NONE), elasticity / (1 - saturation)
    half = reference * ((1 - part) / part) ** (1 / exponent)
    return Items(names, Curves(np.maximum(worth, 0.0) / part, half, exponent), total, cost, cap=cap)


def start(all_items: Items) -> Numbers:
    """Return the best spends along the whole curves, within the limit of `BOXES`."""
    return divide(all_items, BOXES).spends


def beyond(all_items: Items, spends: Numbers) -> float:
    """Return the most by which another division could be better, in CNY."""
    return max(divide(all_items, BOXES).bound - all_items.worth(spends), 0.0)
