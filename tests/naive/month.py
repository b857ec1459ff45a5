"""One month of a plan as the naive model sees it: what is given, what was, what is worked out.

The inputs of a plan come in as nested dictionaries, {name: {member or members: [value by month]}}; results
go out the same way, one dictionary per month. Nothing here knows what a line means.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

AGES = 13
Key = Any  # "" for the company, a member, or a tuple of members


class NotModelled(AssertionError):
    """The plan gives something that the naive model never looked at."""


class Given:
    """The inputs of a plan; remembers which of them were looked at."""

    def __init__(self, inputs: Any, declared: Any, references: Any = ()) -> None:
        self.months: tuple[str, ...] = inputs.months
        self.members: dict[str, tuple[str, ...]] = dict(inputs.members)
        self.groups = {
            (source, target): {
                member: self.members[target][at] if at >= 0 else None
                for member, at in zip(self.members[source], places.tolist(), strict=True)
            }
            for (source, target), places in inputs.groupings.items()
            if source != "month"
        }
        self.calendar = [self.members["base_month"][at] for at in inputs.groupings["month", "base_month"]]
        self.values = {name: self._by_member(name, declared[name].per, inputs) for name in declared}
        self.references = {
            (name, indicator): (each.line, each.members)
            for name, items in references
            for indicator, each in zip(self.members["indicator"], items, strict=True)
            if each is not None
        }
        self.read: set[str] = set()

    def _by_member(self, name: str, per: tuple[str, ...], inputs: Any) -> dict[Key, list[float]]:
        array = inputs.arrays[name]
        if array.shape[-1] != 1:
            raise NotModelled(f"{name} has several cases")
        return dict(leaves(array[..., 0].tolist(), [self.members[dimension] for dimension in per]))

    def never_read(self) -> list[str]:
        """Inputs that say something and were not looked at."""
        return [
            name
            for name, values in self.values.items()
            if name not in self.read and any(any(months) for months in values.values())
        ]


def leaves(nested: Any, dimensions: list[tuple[str, ...]]) -> Iterator[tuple[Key, Any]]:
    """(members, what lies there) of lists nested along the dimensions."""
    if not dimensions:
        yield "", nested
        return
    for member, inner in zip(dimensions[0], nested, strict=True):
        for rest, leaf in leaves(inner, dimensions[1:]):
            yield (member if rest == "" else (member, *(rest if isinstance(rest, tuple) else (rest,)))), leaf


class Month:
    """A month in the making. `now` collects its lines; `past` holds the months before, oldest first."""

    def __init__(self, given: Given, number: int, past: list[dict[str, Any]]) -> None:
        self.given, self.number, self.past = given, number, past
        self.now: dict[str, Any] = {}

    def of(self, name: str, *members: str) -> float:
        """What the plan gives for the month."""
        self.given.read.add(name)
        key: Key = "" if not members else members[0] if len(members) == 1 else members
        months = self.given.values[name][key]
        return months[self.number if len(months) > 1 else 0]

    def members(self, dimension: str) -> tuple[str, ...]:
        return self.given.members[dimension]

    def group(self, source: str, target: str, member: str) -> str | None:
        """The group that a member belongs to."""
        return self.given.groups[source, target][member]

    def within(self, source: str, target: str, group: str) -> list[str]:
        """The members of a group."""
        return [each for each, its in self.given.groups[source, target].items() if its == group]

    def opening(self, closing: str, member: Key = "", first: float = 0.0) -> float:
        """What a line was at the end of the month before; `first` where the plan begins."""
        if not self.past:
            return first
        before = self.past[-1][closing]
        return before if member == "" else before[member]

    def each(self, name: str, dimension: str, value: Callable[[str], float]) -> dict[str, float]:
        """Work out a line member by member."""
        self.now[name] = {member: value(member) for member in self.members(dimension)}
        return self.now[name]

    def open_each(self, name: str, dimension: str, first: str = "") -> dict[str, float]:
        """Openings of all members from last month's `<name>_closing`; `first` is the input at the start."""
        return self.each(
            f"{name}_opening",
            dimension,
            lambda one: self.opening(f"{name}_closing", one, self.of(first, one) if first else 0.0),
        )

    def refers(self, name: str, indicator: str) -> float:
        """The line or input that an indicator names, of the member it names; none or `*`: the sum."""
        if (name, indicator) not in self.given.references:
            return 0.0
        line, chosen = self.given.references[name, indicator]
        values = self._given_to_all(line) if line in self.given.values else self.now[line]
        if not isinstance(values, dict):
            return values
        keys = {key: key if isinstance(key, tuple) else (key,) for key in values}
        wanted = chosen or ("*",) * len(next(iter(keys.values()), ()))
        fits = [
            key for key, own in keys.items() if all(w in ("*", o) for w, o in zip(wanted, own, strict=True))
        ]
        return add(values[key] for key in fits)

    def _given_to_all(self, name: str) -> Any:
        """An input of the month, of every member."""
        months = self.given.values[name]
        if set(months) == {""}:
            return self.of(name)
        return {key: self.of(name, *(key if isinstance(key, tuple) else (key,))) for key in months}

    def sum_by(self, name: str, source: str, target: str, values: dict[str, float]) -> dict[str, float]:
        """Add up members by the group they belong to."""
        return self.each(
            name, target, lambda group: add(values[one] for one in self.within(source, target, group))
        )


def add(values: Iterable[float]) -> float:
    return math.fsum(values)


def per(above: float, below: float, otherwise: float = 0.0) -> float:
    """A quotient, or `otherwise` where there is nothing to divide by."""
    return otherwise if below == 0 else above / below


def figure(above: float, below: float) -> float:
    """A quotient to be read: no number where its divisor is not above half a cent."""
    return above / below if below > 0.005 else math.nan


def counted(figure: float) -> float:
    """What a figure counts for in other lines: nothing where it is no number."""
    return 0.0 if math.isnan(figure) else figure


def exact(value: float) -> Decimal:
    """The decimal number that a float stands for, without the dust of earlier sums."""
    return Decimal(repr(round(float(value), 9)))


def to_steps(value: Decimal | float, step: float, way: str = ROUND_HALF_UP) -> float:
    """In whole steps: ROUND_HALF_UP, ROUND_CEILING or ROUND_FLOOR; as it is where there is no step."""
    if step == 0:
        return float(value)
    value = value if isinstance(value, Decimal) else exact(value)
    return float((value / exact(step)).quantize(Decimal(1), rounding=way) * exact(step))


UP, DOWN, HALF_UP = ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP


def through_tiers(amount: float, tiers: list[tuple[float, float, float]]) -> float:
    """Tax by (floor, ceiling, rate): each rate on the part of the amount that lies inside its tier."""
    return add((min(amount, ceiling) - floor) * rate for floor, ceiling, rate in tiers if amount > floor)


def older(by_age: list[float]) -> list[float]:
    """Everything a month older; the last age holds all that is older still."""
    return [0.0, *by_age[:-2], by_age[-2] + by_age[-1]]
