"""Results written over arrays that nobody else holds, so that less memory goes through the processor.

A part of an expression that is itself worked out gives an array of its own. If it has all members, months and
cases of what it becomes part of, the result is written into it. Numbers are the same to the bit.
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
    """Whether the part's array is its own."""
    return part.word not in BORROWED and next(part.names(), None) is not None


def holds(own: Any, other: Any) -> bool:
    """Whether an array is as long as another along every axis, holds no truth values, and is worth it."""
    if own.size < FEW or own.itemsize != 8:
        return False
    if isinstance(other, float):
        return True
    mine, theirs = own.shape, other.shape
    return len(mine) >= len(theirs) and all(map(ge, mine[::-1], theirs[::-1]))


def over_first(function: np.ufunc, first: Worker, second: Worker) -> Worker:
    def work(arrays: Arrays) -> Any:
        one, two = first(arrays), second(arrays)
        return function(one, two, out=one if holds(one, two) else None)

    return work


def over_second(function: np.ufunc, first: Worker, second: Worker) -> Worker:
    def work(arrays: Arrays) -> Any:
        one, two = first(arrays), second(arrays)
        return function(one, two, out=two if holds(two, one) else None)

    return work


def chosen(condition: Worker, first: Worker, second: Worker, new: tuple[bool, bool]) -> Worker:
    """`where`: if the condition is the same in all cases, one branch is copied over the other.

    new: which branch is its own and has all members.
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
    """`aged(before) + own`, added to `own` without making the aged array first."""
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
