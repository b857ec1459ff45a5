"""Shapley values: how a difference is divided among the steps that lead to it, whatever their order.

A step's part is its marginal contribution averaged over all orders in which the steps can be taken (Shapley
1953, A value for n-person games). The parts add up to the difference.
"""

from __future__ import annotations

from math import factorial

import numpy as np

from artplan.engine.arrays import Numbers


def shapley(values: Numbers, count: int) -> Numbers:
    """Return Shapley values, (figures, steps), from the values of all sets by number, (figures, 2^steps).

    Each step is a binary digit of a set's number. A set of s of the n steps without the step has the weight
    s! (n - s - 1)! / n!.
    """
    numbers = np.arange(2**count)
    sizes = sum((numbers >> at & 1 for at in range(count)), np.zeros_like(numbers))
    weights = [factorial(size) * factorial(count - size - 1) / factorial(count) for size in range(count)]
    effects = np.zeros((len(values), count))
    for at in range(count):
        without = numbers[numbers >> at & 1 == 0]
        gains = values[:, without | 1 << at] - values[:, without]
        effects[:, at] = gains @ np.array(weights)[sizes[without]]
    return effects
