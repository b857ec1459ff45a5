"""Where a rate is no number: its divisor is negative, 0, or dust.

Inside the model an undefined rate counts as 0, so that every number stays finite. Whoever reads a line asks
here which of its numbers mean nothing. The condition comes from the rule itself. A recomputed line is also
undefined where one that it reads is: the sum of an order's costs has no meaning where there are no orders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from artplan.engine.arrays import Arrays, Booleans
from artplan.engine.data import Data
from artplan.engine.expression import Expression
from artplan.engine.model import Model
from artplan.engine.numbers import Worker, aligned, compile_expression
from artplan.engine.program import Program
from artplan.engine.roll import Period, rolled_parts

ARITHMETIC = ("+", "-", "*", "/", "negative", "rate")


def undefined(
    program: Program, values: Arrays, data: Data, name: str, periods: Sequence[Period]
) -> Booleans | None:
    """Where the line is no number, shape (dimensions..., period, case); None for a line that always is one.

    The arguments are those of `rolled`. A period's rate that rolls as its last or first month is undefined
    where that month's is.
    """
    model = program.model
    rates = can_be_undefined(model, name)
    if not rates:
        return None
    per = model.cards[name].per
    masks = [_mask(program, values, data, each, periods) for each in rates]
    lacking = [tuple(np.flatnonzero([dim not in model.cards[each].per for dim in per])) for each in rates]
    wanted = [np.expand_dims(mask, axes) for mask, axes in zip(masks, lacking, strict=True)]
    shape = (*(len(data.members[dim]) for dim in per), len(periods), max(each.shape[-1] for each in masks))
    return np.broadcast_to(np.logical_or.reduce(np.broadcast_arrays(*wanted)), shape)


@cache
def can_be_undefined(model: Model, name: str) -> tuple[str, ...]:
    """The rates on whose divisors it depends whether the line is a number: itself, or those that it reads."""
    if name not in model.expressions:
        return ()
    expression, per = model.expressions[name], set(model.cards[name].per)
    own = (name,) if expression.word == "rate" else ()
    if not own and model.cards[name].rolls != "recomputed":
        return ()
    read = (rate for part in dict.fromkeys(_added_up(expression)) for rate in can_be_undefined(model, part))
    return (*own, *(rate for rate in dict.fromkeys(read) if per.issuperset(model.cards[rate].per)))


def _added_up(expression: Expression) -> Iterator[str]:
    """The names that the result is computed from in every case, not only under a condition."""
    if expression.word == "name":
        yield expression.name
    elif expression.word in ARITHMETIC:
        for part in expression.parts:
            yield from _added_up(part)


def _mask(program: Program, values: Arrays, data: Data, rate: str, periods: Sequence[Period]) -> Booleans:
    worker = _defined(program.model, rate)
    card = program.model.cards[rate]
    if card.rolls == "recomputed":
        parts: Arrays = rolled_parts(program, values, data, rate, periods)
        return np.logical_not(worker(parts))
    months = np.logical_not(worker(values))
    at = [first if card.rolls == "first" else stop - 1 for first, stop in periods]
    wide = np.broadcast_to(months, (*months.shape[:-2], len(data.months), months.shape[-1]))
    return np.asarray(wide[..., at, :])


@cache
def _defined(model: Model, rate: str) -> Worker:
    """The condition under which the rate is a number, as a function on arrays by name."""
    _, below = model.expressions[rate].parts
    worker, dims = compile_expression(Expression("some", (below,)), model.cards, model.order)
    return aligned(worker, dims, model.lines[rate].per)
