"""Compile expressions to functions on numpy arrays.

Every array has one axis for each of its dimensions, in the model's order, then month, then case; the last two
have length 1 where nothing varies along them. Which axes a part lacks is known when it is compiled, so that
the compiled functions only index, compute and sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from operator import itemgetter
from typing import Any

import numpy as np

from artplan.engine import in_place
from artplan.engine.arrays import Arrays
from artplan.engine.expression import Expression
from artplan.engine.in_place import Worker
from artplan.engine.trace import Cards
from artplan.engine.words import WORDS

Dims = tuple[str, ...]
FEW = 256  # up to so many numbers a member one matrix product is faster than a sum of rows
MANY = 4096  # from so many numbers on it pays to add up products member by member


def grouping_name(source: str, target: str) -> str:
    """The name of a grouping's 0/1 array among the arrays, shape (target, source, month 1 or T, 1)."""
    return f"{source} > {target}"


def compile_expression(expression: Expression, cards: Cards, order: Sequence[str]) -> tuple[Worker, Dims]:
    """A function from arrays by name to the expression's array, and the dimensions of its axes.

    A bare number gives a float without axes.
    """
    if expression.word == "name":
        name = expression.name
        return itemgetter(name), cards[name].per
    if expression.word == "number":
        value = expression.value
        return (lambda arrays: value), ()
    if expression.word == "total" and not expression.by and expression.parts[0].word == "*":
        factors = [compile_expression(part, cards, order) for part in expression.parts[0].parts]
        return _products(expression.over, factors, order)
    parts = [compile_expression(part, cards, order) for part in expression.parts]
    special = SPECIAL.get(expression.word)
    if special:
        return special(expression, parts, order)
    dims = sort_dims({dim for _, each in parts for dim in each}, order)
    workers = [aligned(worker, each, dims) for worker, each in parts]
    full = [
        in_place.is_new(part) and each == dims
        for part, (_, each) in zip(expression.parts, parts, strict=True)
    ]
    for place, part in enumerate(expression.parts):
        if expression.word == "+" and part.word == "aged" and full[0] and full[1]:
            before, _ = compile_expression(part.parts[0], cards, order)
            axis = dims.index(part.over)
            return in_place.aged_onto(workers[place], before, workers[1 - place], axis), dims
    return _applied(expression, workers, full), dims


def sort_dims(dims: set[str], order: Sequence[str]) -> Dims:
    """The dimensions in the model's order."""
    return tuple(sorted(dims, key=order.index))


def _applied(expression: Expression, workers: list[Worker], full: list[bool]) -> Worker:
    """A word that works member by member. full: which parts are arrays of their own with all members."""
    word = WORDS[expression.word]
    function: Any = word.numbers
    if expression.word == "where":
        condition, one, other = workers
        return in_place.chosen(condition, one, other, (full[1], full[2]))
    if len(workers) == 1:
        (only,) = workers
        return lambda arrays: function(only(arrays))
    if len(workers) > 2:
        return lambda arrays: function(*[worker(arrays) for worker in workers])
    first, second = workers
    if isinstance(function, np.ufunc) and not word.compares:
        if full[0]:
            return in_place.over_first(function, first, second)
        if full[1]:
            return in_place.over_second(function, first, second)
    return lambda arrays: function(first(arrays), second(arrays))


def aligned(worker: Worker, dims: Dims, wanted: Dims) -> Worker:
    """The worker with an axis of length 1 inserted for each wanted dimension that its array lacks."""
    if dims == wanted[len(wanted) - len(dims) :] or not dims:
        return worker  # numpy itself adds axes in front
    index = tuple(slice(None) if dim in dims else None for dim in wanted)
    return lambda arrays: worker(arrays)[index]


def _products(over: str, parts: Any, order: Sequence[str]) -> tuple[Worker, Dims]:
    """The sum of a product over a dimension: where there are many cases, member by member."""
    dims = sort_dims({dim for _, each in parts for dim in each}, order)
    first, second = (aligned(worker, each, dims) for worker, each in parts)
    axis = dims.index(over) - len(dims) - 2  # from the end: arrays may lack axes in front

    def work(arrays: Arrays) -> Any:
        one, two = first(arrays), second(arrays)
        if max(one.size, two.size) < MANY:
            return added_up(np.multiply(one, two), axis)
        ones, twos = _by_member(one, axis), _by_member(two, axis)
        members = range(max(len(ones), len(twos)))
        counted = _counted(ones, members) & _counted(twos, members) or {0}
        pairs = ((ones[place % len(ones)], twos[place % len(twos)]) for place in sorted(counted))
        result = np.multiply(*next(pairs))
        product = np.empty_like(result)
        for pair in pairs:
            np.add(result, np.multiply(*pair, out=product), out=result)
        return result

    return work, tuple(dim for dim in dims if dim != over)


def _by_member(array: Any, axis: int) -> Any:
    """The axis, counted from the end, in front; length 1 where the array has none."""
    if array.ndim < -axis:
        return array[None]
    return array.transpose(_to_front(array.ndim - 2, array.ndim + axis))


def _counted(factor: Any, members: range) -> set[int]:
    """The members that a product can count for: not those for which a factor without cases is 0."""
    if factor.shape[-1] > 1 or len(factor) < len(members):
        return set(members)
    return set(factor.any(axis=tuple(range(1, factor.ndim))).nonzero()[0].tolist())


def added_up(values: Any, axis: int) -> Any:
    """The sum along an axis, one member after another as every other engine adds: the same to the bit.

    numpy adds in pairs along the axis whose numbers lie side by side, and the last digit differs.
    """
    if values.shape[-1] == 1:
        values = np.ascontiguousarray(values)
    if values.size and prod(values.shape[axis:][1:]) == 1:
        return np.add.accumulate(values, axis=axis).take(-1, axis=axis)
    return values.sum(axis=axis)


def _total(expression: Expression, parts: Any, order: Sequence[str]) -> tuple[Worker, Dims]:
    ((worker, dims),) = parts
    over, by = expression.over, expression.by
    axis = dims.index(over)
    if not by:
        return (lambda arrays: added_up(worker(arrays), axis)), dims[:axis] + dims[axis + 1 :]
    result = sort_dims((set(dims) - {over}) | {by}, order)
    return _through(worker, dims, over, by, result, grouping_name(over, by), transpose=False), result


def _of(expression: Expression, parts: Any, order: Sequence[str]) -> tuple[Worker, Dims]:
    ((worker, dims),) = parts
    by, per = expression.by, expression.per
    if per == "month":
        axis, lies = dims.index(by), (slice(None),) + (None,) * (len(dims) - 1 - dims.index(by))
        key = grouping_name("month", by)
        return (lambda arrays: (worker(arrays) * arrays[key][lies]).sum(axis=axis)), dims[:axis] + dims[
            axis + 1 :
        ]
    result = sort_dims((set(dims) - {by}) | {per}, order)
    return _through(worker, dims, by, per, result, grouping_name(per, by), transpose=True), result


def _through(
    worker: Worker, dims: Dims, source: str, target: str, result: Dims, key: str, transpose: bool
) -> Worker:
    """Carry the axis `source` over to `target` by the grouping's 0/1 array."""
    carry = _picked if transpose else _summed
    if dims.index(source) == result.index(target) == 0:
        return lambda arrays: carry(worker(arrays), arrays[key])
    front = _to_front(len(dims), dims.index(source))
    back = np.argsort(_to_front(len(result), result.index(target))).tolist()

    return lambda arrays: carry(worker(arrays).transpose(front), arrays[key]).transpose(back)


def _to_front(dims: int, axis: int) -> tuple[int, ...]:
    """The order of the axes, month and case among them, in which one stands first."""
    return (axis, *(each for each in range(dims + 2) if each != axis))


def _picked(values: Any, members: Any) -> Any:
    """For each member of a grouping the value of its group, 0 where it is in none; axis 0 is the group's."""
    if members.shape[-2] > 1:
        return np.einsum("tsm,t...mc->s...mc", members[..., 0], values)
    chosen = members[:, :, 0, 0]
    inside = chosen.any(axis=0)
    if len(chosen) and inside.all():
        return values.take(chosen.argmax(axis=0), axis=0)
    picked = np.zeros((len(inside), *values.shape[1:]))
    picked[inside] = values.take(chosen[:, inside].argmax(axis=0), axis=0) if inside.any() else 0
    return picked


def _summed(values: Any, members: Any) -> Any:
    """For each group of a grouping the sum of its members; axis 0 is the members'."""
    if members.shape[-2] > 1:
        return np.einsum("tsm,s...mc->t...mc", members[..., 0], values)
    chosen, width = members[:, :, 0, 0], prod(values.shape[1:])
    if width <= FEW:
        return (chosen @ values.reshape(len(values), width)).reshape(len(chosen), *values.shape[1:])
    sums = np.zeros((len(chosen), *values.shape[1:]))
    for group, member in zip(*chosen.nonzero(), strict=True):
        sums[group] += values[member]
    return sums


def _brackets(expression: Expression, parts: Any, order: Sequence[str]) -> tuple[Worker, Dims]:
    dims = sort_dims({dim for _, each in parts for dim in each}, order)
    x, floor, ceiling, rate = (aligned(worker, each, dims) for worker, each in parts)
    axis = dims.index(expression.over)

    def work(arrays: Arrays) -> Any:
        inside = np.maximum(np.minimum(x(arrays), ceiling(arrays)) - floor(arrays), 0)
        return added_up(inside * rate(arrays), axis)

    return work, dims[:axis] + dims[axis + 1 :]


def _aged(expression: Expression, parts: Any, order: Sequence[str]) -> tuple[Worker, Dims]:
    ((worker, dims),) = parts
    every = (slice(None),) * dims.index(expression.over)
    youngest, oldest = (*every, slice(0, 1)), (*every, slice(-1, None))
    older, younger = (*every, slice(1, None)), (*every, slice(0, -1))

    def work(arrays: Arrays) -> Any:
        before = worker(arrays)
        after = np.empty_like(before)
        after[youngest] = 0
        after[older] = before[younger]
        after[oldest] += before[oldest]
        return after

    return work, dims


def _member(expression: Expression, parts: Any, order: Sequence[str]) -> tuple[Worker, Dims]:
    """One number a month: the named members of the line, summed over the dimensions with `*`."""
    ((worker, dims),) = parts
    chosen = dict(expression.members)
    keys = [place_name(dim, chosen[dim]) for dim in dims]

    def work(arrays: Arrays) -> Any:
        values = worker(arrays)
        for key in keys:  # the first axis that is left, each time
            values = values[int(arrays[key][0, 0])] if key else added_up(values, 0)
        return values

    return work, ()


def place_name(dimension: str, member: str) -> str:
    """The name of a member's position among the arrays, an array of shape (1, 1); empty for `*`."""
    return "" if member == "*" else f"{dimension} = {member}"


def _gather(expression: Expression, parts: Any, order: Sequence[str]) -> tuple[Worker, Dims]:
    *elements, (step, dims) = parts
    reading = [
        (place, worker)
        for place, ((worker, _), part) in enumerate(zip(elements, expression.parts, strict=False))
        if part.word == "member"
    ]
    if not reading:
        return (lambda arrays: np.zeros_like(step(arrays))), dims

    def work(arrays: Arrays) -> Any:
        read = [worker(arrays) for _, worker in reading]
        months, cases = (max([each.shape[axis] for each in read]) for axis in (0, 1))
        gathered = np.zeros((len(elements), months, cases))
        for (place, _), each in zip(reading, read, strict=True):
            gathered[place] = each
        return gathered / step(arrays)

    return work, dims


SPECIAL = {
    "total": _total,
    "of": _of,
    "brackets": _brackets,
    "aged": _aged,
    "member": _member,
    "gather": _gather,
}
