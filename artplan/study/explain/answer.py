"""Where a number comes from, as a tree: what holds the answer, and how much of it is looked at.

A node is a number with the numbers that it is worked out from; they are found when they are asked for, so
that a tree has no depth of its own. A change is the same number of two plans. Of a sum the largest parts
are looked at one by one, the others together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from artplan.engine.expression import Expression

Kind = Literal["line", "opening", "input", "sum", "term"]
Joins = Literal["", "rule", "sum", "average", "same"]
OriginKind = Literal["given", "placeholder", "default", "statutory", "prepared"]
LARGEST = 5
SAME = 1e-9  # what is left where two plans add up the same in another order


@dataclass(frozen=True)
class Origin:
    """Where an input is from: a parameter, a statutory table, or preparation from dates and choices.

    place: which of the parameter's values. until: a table's last month, where it is used beyond it.
    """

    kind: OriginKind
    path: str = ""
    file: str = ""
    source: str = ""
    title: str = ""
    note: str = ""
    until: str = ""
    place: int = 0


@dataclass(frozen=True, eq=False)
class Node:
    """A number. members: what it belongs to, (dimension, member) each; month: a month or a period's name.

    kind `sum` adds up parts, `term` is what is added up where that is no line. joins: how the parts lead
    to the value; rule: an expression whose names are the places of the parts. written: the rule as it
    reads, for sums and terms. idle: the branch it stands in is not taken.
    """

    kind: Kind
    name: str
    members: tuple[tuple[str, str], ...]
    month: str
    value: float
    unit: str
    written: Expression | None = None
    idle: bool = False
    unfold: Callable[[], Unfolded] = field(default=lambda: Unfolded(), repr=False)

    @property
    def key(self) -> tuple[Any, ...]:
        """The same for the same number of another plan."""
        return self.kind == "term", self.name, self.members, self.month, spelt(self.written)

    @cached_property
    def unfolded(self) -> Unfolded:
        return self.unfold()

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.unfolded.parts

    @property
    def joins(self) -> Joins:
        return self.unfolded.joins

    @property
    def origin(self) -> Origin | None:
        return self.unfolded.origin

    @property
    def ours(self) -> Node:
        return self

    @property
    def values(self) -> tuple[float, ...]:
        return (self.value,)

    @property
    def size(self) -> float:
        return abs(self.value)

    def opens(self) -> bool:
        """Whether there is something below to look at; what is nothing, or not taken, stays closed."""
        return not self.idle and self.value != 0 and bool(self.parts)

    def looked_at(self, largest: int = LARGEST, top: bool = False) -> tuple[Sequence[Node], Others | None]:
        """The parts in the order they are read; of a sum over members the largest, the others together."""
        if self.joins != "sum" or self.by_months:
            return self.parts, None
        return _largest(self.parts, largest, self.value)

    @property
    def by_months(self) -> bool:
        """Whether the parts are the months of a period."""
        return any(part.name == self.name and part.month != self.month for part in self.parts)


@dataclass(frozen=True)
class Unfolded:
    """What stands below a node."""

    parts: tuple[Node, ...] = ()
    joins: Joins = ""
    rule: Expression | None = None
    origin: Origin | None = None


@dataclass(frozen=True, eq=False)
class Change:
    """The same number of two plans; None where only one of them has it."""

    mine: Node | None
    other: Node | None

    @property
    def ours(self) -> Node:
        found = self.mine or self.other
        assert found is not None
        return found

    @property
    def values(self) -> tuple[float, float, float]:
        """In the other plan, in this one, and the change; what is not there counts as nothing."""
        before, now = (each.value if each else 0.0 for each in (self.other, self.mine))
        return before, now, now - before

    @property
    def key(self) -> tuple[Any, ...]:
        return self.ours.key

    @property
    def size(self) -> float:
        return abs(self.values[2])

    @property
    def same(self) -> bool:
        before, now, _ = self.values
        alike = math.isclose(before, now, rel_tol=SAME, abs_tol=SAME)
        return alike or (math.isnan(before) and math.isnan(now) and all(each.same for each in self.parts))

    @cached_property
    def parts(self) -> tuple[Change, ...]:
        """The parts of both, largest change first."""
        mine = {part.key: part for part in self.mine.parts} if self.mine else {}
        other = {part.key: part for part in self.other.parts} if self.other else {}
        both = [Change(mine.get(key), other.get(key)) for key in (mine | other)]
        return tuple(sorted(both, key=lambda each: -each.size))

    def opens(self) -> bool:
        return not self.same and bool(self.parts)

    def looked_at(self, largest: int = LARGEST, top: bool = False) -> tuple[Sequence[Change], Others | None]:
        """What differs; at the top what is the same, too."""
        parts = [each for each in self.parts if top or not each.same]
        return _largest(parts, largest, self.ours.value) if self.ours.joins == "sum" else (parts, None)


@dataclass(frozen=True)
class Others:
    """The parts of a sum that are not looked at one by one."""

    count: int
    values: tuple[float, ...]


Item = Node | Change


def _largest(parts: Sequence[Any], largest: int, whole: float) -> tuple[list[Any], Others | None]:
    """The largest parts; the rest together, unless it is a single one that counts."""
    ordered = sorted(parts, key=lambda each: -each.size)
    counting = [each for each in ordered if each.size]
    count = len(counting) if len(counting) <= largest + 1 else largest
    shown, rest = ordered[:count], ordered[count:]
    if not rest:
        return shown, None
    columns = zip(*(each.values for each in rest), strict=True)
    sums = tuple(math.nan if math.isnan(whole) else math.fsum(column) for column in columns)
    return shown, Others(len(rest), sums)


def spelt(expression: Expression | None) -> str:
    """An expression as text, to be compared."""
    if expression is None:
        return ""
    inside = ",".join(spelt(part) for part in expression.parts)
    number = expression.value if expression.word == "number" else ""
    return f"{expression.word}{expression.name}{number}:{expression.over}:{expression.by}({inside})"
