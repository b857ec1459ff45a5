"""Whether lines differ between cases: totals where there are any, and numbers that no member can hide in."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.model import model
from artplan.result import Result

SUMS = ("sum", "first", "last")  # lines that roll so are amounts, which add up over members
SMALL = 1e-9  # of a line's size: what is less is dust of the arithmetic


def adds_up(line: str) -> bool:
    """Whether the line has no members, or an amount of each."""
    card = model().lines[line]
    return not card.per or (card.rolls in SUMS and "/" not in card.unit and card.unit != "1")


def over_members(array: Numbers) -> Numbers:
    """(month or period, case): the sum over all members."""
    return array.sum(axis=tuple(range(array.ndim - 2)))


def prints(result: Result, months: Sequence[str] = ()) -> Numbers:
    """(lines and months, cases): numbers that change when any member of the line does, in whatever order.

    Each member counts with a weight of its name, so that what moves from one to another is seen too.
    months: in place of the result's own, all of which are among them; 0 in the others.
    """
    items = np.stack([_print(result, name) for name in result.lines])
    if months:
        wide = np.zeros((len(items), len(months), result.cases))
        wide[:, [months.index(month) for month in result.months]] = items
        items = wide
    return items.reshape(-1, result.cases)


def _print(result: Result, name: str) -> Numbers:
    array = result.array(name)
    for dimension in result.per(name):
        weights = np.array([1 + crc32(member.encode()) / 2**32 for member in result.members[dimension]])
        array = np.tensordot(weights, array, axes=(0, 0))
    return np.broadcast_to(array, (len(result.months), result.cases))
