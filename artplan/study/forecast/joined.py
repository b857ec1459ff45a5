"""A plan's result in which closed months are as they were, and open ones as the forecast has them.

Of closed months, lines that the ledger knows have its amounts, and all others what was planned. Alerts are
about what is still to come, and 0 before. Checks for errors are the model's: they compare balances with finer
states, such as deposits by contract, which the ledger's balances cannot agree with. Whatever reads a result
reads this one, too.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Arrays, Numbers
from artplan.model import program
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.form import Inputs, from_month
from artplan.result import Result
from artplan.study.forecast.closed_months import ClosedMonths


@dataclass(frozen=True, eq=False)
class JoinedArrays(Mapping[str, Numbers]):
    """Lines and inputs by name, shape (dimensions..., month, case), each joined when it is asked for.

    modelled: what the open months follow. goes_on: of the open months, with the months and members of `left`.
    """

    closed: ClosedMonths
    modelled: Result
    goes_on: Arrays
    left: Inputs

    def __getitem__(self, name: str) -> Numbers:
        if self._check(name) == "error":
            return self.modelled.array(name)
        goes_on = self.goes_on[name]
        wide = np.broadcast_to(goes_on, (*goes_on.shape[:-2], len(self.left.months), goes_on.shape[-1]))
        return np.concatenate([self._closed_part(name), wide], axis=-2)

    def __contains__(self, name: object) -> bool:
        return name in self.goes_on

    def __iter__(self) -> Iterator[str]:
        return iter(self.goes_on)

    def __len__(self) -> int:
        return len(self.goes_on)

    def _closed_part(self, name: str) -> Numbers:
        if name in self.closed.known:
            return self.closed.known[name]
        planned = self.closed.planned
        part = planned.array(name)[..., : self.closed.at, :]
        for axis, dimension in enumerate(planned.per(name)):
            part = _of_members(part, axis, planned.members[dimension], self.left.members[dimension])
        return np.zeros_like(part) if self._check(name) == "alert" else part

    def _check(self, name: str) -> str:
        """Return the kind of a check line; empty for any other line, and for an input."""
        line = self.modelled.program.model.lines.get(name)
        return line.check if line else ""


def joined(closed: ClosedMonths, modelled: Result, lines: Sequence[str] | None = None) -> Result:
    """Return the result of the named lines, or of all.

    modelled: what the open months follow, of all lines and the same months. Raises NumberFault as a run does.
    """
    chosen = program(None if lines is None else tuple(lines), inputs.references(modelled.plan))
    left, (openings, _) = from_month(modelled.data, closed.at), closed.openings(modelled)
    lines_left = chosen.resume(left, openings)
    goes_on: Arrays = ChainMap(lines_left, left.arrays)  # type: ignore[arg-type]  # it is only read
    given = JoinedArrays(closed, modelled, left.arrays, left)
    data = Inputs(modelled.months, modelled.members, given, modelled.data.groupings)
    return Result(modelled.plan, chosen, data, JoinedArrays(closed, modelled, goes_on, left))


def _of_members(array: Numbers, axis: int, had: Sequence[str], has: Sequence[str]) -> Numbers:
    """Return the array with the members that a changed plan has along the axis; 0 where one is new."""
    if tuple(had) == tuple(has):
        return array
    none = np.zeros((*array.shape[:axis], 1, *array.shape[axis + 1 :]))
    places = [had.index(member) if member in had else len(had) for member in has]
    return np.concatenate([array, none], axis=axis).take(places, axis=axis)
