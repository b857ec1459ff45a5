"""Attribute the difference between two plans to the steps between them, as Shapley values.

A step's effect is its marginal contribution averaged over all orders in which the steps can be taken (Shapley
1953, A value for n-person games). Up to ALL_ORDERS steps, it is computed from all 2^n sets of steps; beyond,
it is estimated from random orders (Castro, Gómez & Tejada 2009, Computers & Operations Research 36), each
paired with its reverse to reduce the variance, with a standard error. In either case, and also in the order
of the file, the effects add up to the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.study import SEED
from artplan.study.compare.answer import Attribution, Effect, Way
from artplan.study.compare.mixture import Mixture, Progress
from artplan.study.defaults import ALL_ORDERS
from artplan.study.ranking import cleared, dust
from artplan.study.terms.measure import Measure, measured
from artplan.study.terms.shapley import shapley

if TYPE_CHECKING:
    pass

ORDERS = 100  # random orders; half of them are the reverse of the others
FEW, MANY_APART = 20, 6  # FEW orders if more than MANY_APART steps need plans that are evaluated separately


def attribute(
    mixture: Mixture,
    wanted: Sequence[Measure],
    in_order: bool = False,
    seed: int = SEED,
    progress: Progress | None = None,
) -> tuple[Attribution, ...]:
    """Return the attribution of each measure's change to all steps, in the order of the file.

    in_order: marginal contributions in the order of the file, instead of Shapley values. seed: of the sampled
    orders. progress: called with the number of plans evaluated so far.
    """
    active = mixture.active
    way: Way = "in_order" if in_order else "exact" if len(active) <= ALL_ORDERS else "sampled"
    count = ORDERS if len(mixture.apart) <= MANY_APART else FEW
    orders = [active] if in_order else _orders(active, count, seed)
    sets = _all_sets(active) if way == "exact" else _sets_along(orders)
    values = mixture.measured(
        list(sets), lambda result: measured(result, wanted), [figure.line for figure in wanted], progress
    )
    if way == "exact":
        effects, errors = shapley(values, len(active)), np.zeros((len(wanted), len(active)))
    else:
        effects, errors = _averaged(values, sets, orders)
    before, after = values[:, sets[frozenset()]], values[:, sets[frozenset(active)]]
    sizes = np.abs(values).max(axis=1)
    least = [dust(size, figure.unit) for size, figure in zip(sizes, wanted, strict=True)]
    effects = _without_dust(effects, np.array(least)[:, None])
    place = {step: at for at, step in enumerate(active)}
    return tuple(
        Attribution(
            figure,
            float(before[row]),
            float(after[row]),
            tuple(
                Effect(step, float(effects[row, place[at]]), float(errors[row, place[at]]))
                if at in place
                else Effect(step, 0.0)
                for at, step in enumerate(mixture.steps)
            ),
            way,
        )
        for row, figure in enumerate(wanted)
    )


def _without_dust(effects: Numbers, least: Numbers) -> Numbers:
    """Return the effects, (figures, steps), without those of dust, whose sum the largest effect takes over.

    Among amounts of millions several effects of less than a cent are dust, and may come to more than one.
    """
    result = cleared(effects, least)
    if not result.size:
        return result
    largest = np.arange(len(result)), np.abs(result).argmax(axis=1)
    result[largest] += (effects - result).sum(axis=1) * (result[largest] != 0)
    return result


def _all_sets(active: Sequence[int]) -> dict[frozenset[int], int]:
    """Return every set of steps with its number, in which each step is a binary digit."""
    return {
        frozenset(step for at, step in enumerate(active) if number >> at & 1): number
        for number in range(2 ** len(active))
    }


def _orders(active: Sequence[int], count: int, seed: int) -> list[tuple[int, ...]]:
    random = np.random.default_rng(seed)
    orders = []
    for _ in range(count // 2):
        order = tuple(int(each) for each in random.permutation(np.array(active, dtype=int)))
        orders += [order, order[::-1]]
    return orders


def _sets_along(orders: Sequence[Sequence[int]]) -> dict[frozenset[int], int]:
    """Return every set of steps that occurs along the orders, numbered."""
    met = (frozenset(order[:taken]) for order in orders for taken in range(len(order) + 1))
    return {taken: number for number, taken in enumerate(dict.fromkeys(met))}


def _averaged(
    values: Numbers, sets: dict[frozenset[int], int], orders: Sequence[Sequence[int]]
) -> tuple[Numbers, Numbers]:
    """Return effects and their standard errors, (figures, steps).

    An order and its reverse count as one observation.
    """
    place = {step: at for at, step in enumerate(sorted(orders[0]))}
    gains = np.zeros((len(orders), len(values), len(place)))
    for number, order in enumerate(orders):
        along = [sets[frozenset(order[:taken])] for taken in range(len(order) + 1)]
        for step, (less, more) in zip(order, pairwise(along), strict=True):
            gains[number, :, place[step]] = values[:, more] - values[:, less]
    if len(orders) == 1:
        return gains[0], np.zeros_like(gains[0])
    readings = (gains[0::2] + gains[1::2]) / 2
    return readings.mean(axis=0), readings.std(axis=0, ddof=1) / np.sqrt(len(readings))
