"""A single number of a plan: a line over the whole horizon, by its name.

net_profit          rolled up as the line's card says, summed over its members
cash_closing.min    the lowest month; so too .max, .first, .last and .sum
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from artplan.engine.roll import rolled
from artplan.operating import model
from artplan.plan.faults import Fault, PlanFault, suggest
from artplan.plan.input_form import Array
from artplan.result import Result

HOWS = ("min", "max", "first", "last", "sum")
SUMS = ("sum", "first", "last")  # lines that roll so are amounts, which add up over members
SMALL = 1e-9  # of a line's size: what is less is dust of the arithmetic


@dataclass(frozen=True)
class Figure:
    """how: one of HOWS, or "" for the way of the line's card."""

    line: str
    how: str = ""

    @property
    def name(self) -> str:
        return f"{self.line}.{self.how}" if self.how else self.line

    @property
    def unit(self) -> str:
        return model().lines[self.line].unit

    def of(self, result: Result) -> Array:
        """The figure of each case."""
        if self.how:
            by_month = over_members(result.array(self.line))
            months = {
                "min": by_month.min(axis=0),
                "max": by_month.max(axis=0),
                "first": by_month[0],
                "last": by_month[-1],
                "sum": by_month.sum(axis=0),
            }
            return months[self.how]
        whole: Array = rolled(
            result.program, result.values, result.data, self.line, [(0, len(result.months))]
        )
        return over_members(whole)[0]


def figures(names: Iterable[str]) -> tuple[Figure, ...]:
    """The figures by their names. Raises PlanFault for what is no line or has no total."""
    found, faults = [], []
    for name in names:
        line, _, how = name.partition(".")
        known = model().lines
        if line not in known:
            near = suggest(line, known)
            remedy = near if near.startswith("did you") else "`artplan show` lists all lines"
            faults.append(Fault("--line", name, "no such line", remedy))
        elif how and how not in HOWS:
            faults.append(
                Fault("--line", name, f"no such way to sum up: {how}", suggest(how, HOWS, "one of"))
            )
        elif not adds_up(line):
            per = ", ".join(known[line].per)
            remedy = "choose an amount, or a line of the whole company"
            faults.append(Fault("--line", name, f"is a rate by {per}: it has no total", remedy))
        else:
            found.append(Figure(line, how))
    if faults:
        raise PlanFault(faults)
    return tuple(found)


def adds_up(line: str) -> bool:
    """Whether the line has no members, or an amount of each."""
    card = model().lines[line]
    return not card.per or (card.rolls in SUMS and "/" not in card.unit and card.unit != "1")


def measured(result: Result, wanted: Sequence[Figure]) -> Array:
    """(figures, cases)"""
    return np.stack(np.broadcast_arrays(*(figure.of(result) for figure in wanted)))


def over_members(array: Array) -> Array:
    """(month or period, case): the sum over all members."""
    return array.sum(axis=tuple(range(array.ndim - 2)))


def prints(result: Result) -> Array:
    """(lines and months, cases): numbers that change when any member of the line does, in whatever order.

    Each member counts with a weight of its name, so that what moves from one to another is seen too.
    """
    return np.concatenate([_print(result, name) for name in result.lines])


def _print(result: Result, name: str) -> Array:
    array = result.array(name)
    for dimension in result.per(name):
        weights = np.array([1 + crc32(member.encode()) / 2**32 for member in result.members[dimension]])
        array = np.tensordot(weights, array, axes=(0, 0))
    return np.broadcast_to(array, (len(result.months), result.cases))
