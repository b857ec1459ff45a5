"""Where channels saturate: the budget divided along the whole of each response, and how good an answer is.

The search behind `allocate` follows each response near the present spends. Along an S that may end on the
wrong side: little money spread on all where a lot on one would bring more. So it also starts from the
division that is best along the whole curves (`s_shaped`), at what visits are worth at present; and of the
answer it is said what no division can exceed, at what visits are worth there. Limits of channels and of cash
only lower that bound.
"""

from __future__ import annotations

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.study.allocate.hill import Curves
from artplan.study.allocate.s_shaped import Items, divide

NEARLY_NONE = 1e-6  # stands for a saturation of 0: a Hill curve has an end
BOXES = 200


def elasticity_at(spends: Numbers, reference: Numbers, elasticity: Numbers, saturation: Numbers) -> Numbers:
    """By how many percent one percent more spend brings more visits there; at most one. (item,)"""
    exponent, left = elasticity / (1 - saturation), 1 - saturation
    response = (spends / reference) ** exponent
    return np.minimum(exponent * left / (left + saturation * response), 1.0)


def response(spends: Numbers, reference: Numbers, elasticity: Numbers, saturation: Numbers) -> Numbers:
    """Visits, as a multiple of those at the reference spend. (item,)"""
    power = (spends / reference) ** (elasticity / (1 - saturation))
    return power / (1 - saturation + saturation * power)


def items(
    names: list[str], reference: Numbers, elasticity: Numbers, saturation: Numbers, worth: Numbers,
    total: float, cost: float, cap: Numbers,
) -> Items:  # fmt: skip
    """worth: CNY, of the visits at the reference spend; cost: of a yuan, beside itself if 1; cap: CNY."""
    part, exponent = np.maximum(saturation, NEARLY_NONE), elasticity / (1 - saturation)
    half = reference * ((1 - part) / part) ** (1 / exponent)
    return Items(names, Curves(np.maximum(worth, 0.0) / part, half, exponent), total, cost, cap=cap)


def start(all_items: Items) -> Numbers:
    """The best spends along the whole curves, as far as they are known."""
    return divide(all_items, BOXES).spends


def beyond(all_items: Items, spends: Numbers) -> float:
    """How much more another division could bring at most, CNY."""
    return max(divide(all_items, BOXES).bound - all_items.worth(spends), 0.0)
