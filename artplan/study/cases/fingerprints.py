"""Compare lines between cases by a fingerprint that changes if any member of the line changes."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.model import model
from artplan.result import Result

SUMS = ("sum", "first", "last")  # lines that roll up in these ways are amounts, which add up over members


def adds_up(line: str) -> bool:
    """Return whether the line has no members, or an amount for each member."""
    card = model().lines[line]
    return not card.per or (card.rolls in SUMS and "/" not in card.unit and card.unit != "1")


def over_members(array: Numbers) -> Numbers:
    """Return the sum over all members, (month or period, case)."""
    return array.sum(axis=tuple(range(array.ndim - 2)))


def prints(result: Result, months: Sequence[str] = ()) -> Numbers:
    """Return fingerprints, (lines and months, cases), that change if any member changes, in any order.

    Each member has a weight derived from its name, so that a shift from one member to another is seen too.
    months: a superset of the result's months; months outside the result have 0.
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
