"""Roll months up to quarters and years as each card says: sum, first, last, average, max, or recomputed.

A recomputed line (a rate) is evaluated from its rolled-up parts, never averaged.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.engine.arrays import Arrays, Numbers
from artplan.engine.data import Data, Values, group
from artplan.engine.evaluate import compiled
from artplan.engine.numbers import grouping_name
from artplan.engine.program import Program
from artplan.engine.steps import groupings_in

Period = tuple[int, int]  # first month, and the month after the last


def rolled(program: Program, values: Arrays, data: Data, name: str, periods: Sequence[Period]) -> Numbers:
    """A line or input by period, shape (dimensions..., period, case), from the monthly values.

    periods: for each the first month's position and that past the last. values must hold the parts of
    recomputed lines. Raises KeyError for an unknown name.
    """
    card = program.model.cards[name]
    if card.rolls != "recomputed":
        return _gathered(values[name], card.rolls, periods, len(data.months))
    parts = rolled_parts(program, values, data, name, periods)
    shape = tuple(len(data.members[dim]) for dim in card.per)
    worker, _ = compiled(program.model, name)
    result = np.asarray(worker(parts), dtype=float)
    return np.broadcast_to(result, shape + (len(periods), result.shape[-1]))


def rolled_parts(
    program: Program, values: Arrays, data: Data, name: str, periods: Sequence[Period]
) -> Values:
    """What the line reads, by name, each rolled up to the periods; and the groupings it goes through.

    A grouping that changes with the month has no place in a recomputed rule.
    """
    parts = {each: rolled(program, values, data, each, periods) for each in program.model.reads(name)}
    wanted = set(groupings_in(program.model, name))
    named = {grouping_name(*key): key for key in data.groupings} if wanted else {}
    return {**parts, **{each: group(data, *named[each]) for each in wanted if each in named}}


def _gathered(array: Numbers, rolls: str, periods: Sequence[Period], months: int) -> Numbers:
    full = np.broadcast_to(array, array.shape[:-2] + (months, array.shape[-1]))
    take = {
        "sum": lambda part: part.sum(axis=-2),
        "average": lambda part: part.mean(axis=-2),
        "max": lambda part: part.max(axis=-2),
        "first": lambda part: part[..., 0, :],
        "last": lambda part: part[..., -1, :],
    }[rolls]
    return np.stack([take(full[..., start:stop, :]) for start, stop in periods], axis=-2)
