"""Results written over operands that nobody else holds, which reduces memory traffic.

A part of an expression that is itself computed has an array of its own. If that has all members, months and
cases of the result, the result is written into it. The numbers are bit for bit the same.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import ge
from typing import Any

import numpy as np

from artplan.engine.arrays import Arrays
from artplan.engine.expression import Expression

Worker = Callable[[Arrays], Any]

FEW = 64  # numbers that are sooner written anew
BORROWED = ("name", "number", "member", "one_month", "one_year")  # may hand on an array of the values


def is_new(part: Expression) -> bool:
    """Whether the part's array belongs to it alone and may be overwritten."""
    return part.word not in BORROWED and next(part.names(), None) is not None


def holds(own: Any, other: Any) -> bool:
    """Whether a result of both fits into `own`: float64, as long along every axis, and large enough."""
    if own.size < FEW or own.itemsize != 8:
        return False
    if isinstance(other, float):
        return True
    mine, theirs = own.shape, other.shape
    return len(mine) >= len(theirs) and all(map(ge, mine[::-1], theirs[::-1]))


def over_first(function: np.ufunc, first: Worker, second: Worker) -> Worker:
    """A worker for a binary ufunc that writes into the first operand where it fits."""

    def work(arrays: Arrays) -> Any:
        one, two = first(arrays), second(arrays)
        return function(one, two, out=one if holds(one, two) else None)

    return work


def over_second(function: np.ufunc, first: Worker, second: Worker) -> Worker:
    """A worker for a binary ufunc that writes into the second operand where it fits."""

    def work(arrays: Arrays) -> Any:
        one, two = first(arrays), second(arrays)
        return function(one, two, out=two if holds(two, one) else None)

    return work


def chosen(condition: Worker, first: Worker, second: Worker, new: tuple[bool, bool]) -> Worker:
    """A worker for `where`: if the condition is the same in all cases, one branch is copied over the other.

    new: for each branch, whether its array is its own and has all members.
    """

    def work(arrays: Arrays) -> Any:
        taken, one, two = np.asarray(condition(arrays)), first(arrays), second(arrays)
        if taken.shape[-1:] == (1,):
            taken = taken != 0
            if new[0] and holds(one, two) and holds(one, taken):
                np.copyto(one, two, where=~taken)
                return one
            if new[1] and holds(two, one) and holds(two, taken):
                np.copyto(two, one, where=taken)
                return two
        return np.where(taken, one, two)

    return work


def aged_onto(aged: Worker, before: Worker, own: Worker, axis: int) -> Worker:
    """A worker for `aged(before) + own` that adds to `own`, without an array for the aged values.

    axis: that of the dimension `age`.
    """
    every = (slice(None),) * axis
    middle, youngest = (*every, slice(1, -1)), (*every, slice(0, -2))
    last, oldest, second = ((*every, slice(*each)) for each in ((-1, None), (-1, None), (-2, -1)))

    def work(arrays: Arrays) -> Any:
        result, old = own(arrays), before(arrays)
        if result.shape[axis] < 2 or not holds(result, old):
            return aged(arrays) + result
        result[middle] += old[youngest]
        result[last] += old[second] + old[oldest]
        return result

    return work
