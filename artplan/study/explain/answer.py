"""The derivation of a number as a tree, and the selection of what to show of it.

A node is a number with the numbers from which it is computed; they are found on demand, so that the tree has
no fixed depth. A change is the same number in two plans. Of a sum, the largest parts are shown one by one and
the others together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from artplan.engine.expression import Expression
from artplan.plan.leaf.leaf import Published
from artplan.study.ranking import SMALL, dust, order

Kind = Literal["line", "opening", "input", "sum", "term"]
Joins = Literal["", "rule", "sum", "average", "same"]
OriginKind = Literal["given", "placeholder", "default", "statutory", "prepared"]
LARGEST = 5


@dataclass(frozen=True)
class Origin:
    """Where an input comes from: a parameter, a statutory table, or preparation from dates and choices.

    place: the position among the parameter's values. until: the last month of a table that is used beyond it.
    confidence: how certain the table's value is: `high`, `medium` or `low`. published: the range that others
    publish for such a parameter, quoted: the title of its source.
    """

    kind: OriginKind
    path: str = ""
    file: str = ""
    source: str = ""
    title: str = ""
    note: str = ""
    until: str = ""
    place: int = 0
    confidence: str = ""
    published: Published | None = None
    quoted: str = ""


@dataclass(frozen=True, eq=False)
class ExplainNode:
    """One number of a plan, in its unit.

    kind: `sum` adds up its parts, `term` is a summand that is not a line by itself. members: pairs of
    dimension and member. month: a month, or the label of a period. written: the expression, for sums and
    terms. idle: it belongs to a branch of a `where` that is not taken. unfold: computes what is below.
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
        """Identifies the same number in another plan."""
        return self.kind == "term", self.name, self.members, self.month, spelt(self.written)

    @cached_property
    def unfolded(self) -> Unfolded:
        """What is below the node, computed once."""
        return self.unfold()

    @property
    def parts(self) -> tuple[ExplainNode, ...]:
        """The nodes from which the number is computed."""
        return self.unfolded.parts

    @property
    def joins(self) -> Joins:
        """How the parts give the value: by the line's rule, as a sum, an average, or as the same number."""
        return self.unfolded.joins

    @property
    def origin(self) -> Origin | None:
        """Where the number comes from if it is an input, else None."""
        return self.unfolded.origin

    @property
    def ours(self) -> ExplainNode:
        """The node itself; a change has the same property."""
        return self

    @property
    def values(self) -> tuple[float, ...]:
        """The value as a tuple of one; a change has three."""
        return (self.value,)

    @property
    def size(self) -> float:
        """The absolute value, by which parts of a sum are ordered."""
        return abs(self.value)

    def opens(self) -> bool:
        """Whether there is anything to show below; not for a number that is 0, nor in a branch not taken."""
        return not self.idle and self.value != 0 and bool(self.parts)

    def looked_at(
        self, largest: int = LARGEST, top: bool = False
    ) -> tuple[Sequence[ExplainNode], Others | None]:
        """The parts to show, and the remaining ones together.

        All parts in the order of the rule; of a sum over members, the `largest` ones by absolute value.
        """
        if self.joins != "sum" or self.by_months:
            return self.parts, None
        return _largest(self.parts, largest, self.value)

    @property
    def by_months(self) -> bool:
        """Whether the parts are the months of a period."""
        return any(part.name == self.name and part.month != self.month for part in self.parts)


@dataclass(frozen=True)
class Unfolded:
    """What is below a node. rule: an expression whose names are the positions of the parts."""

    parts: tuple[ExplainNode, ...] = ()
    joins: Joins = ""
    rule: Expression | None = None
    origin: Origin | None = None


@dataclass(frozen=True, eq=False)
class Change:
    """The same number in two plans: `mine` and `other`, one of them None where only one plan has it."""

    mine: ExplainNode | None
    other: ExplainNode | None

    @property
    def ours(self) -> ExplainNode:
        """The node of this plan, or the other plan's where this one has none."""
        result = self.mine or self.other
        assert result is not None
        return result

    @property
    def values(self) -> tuple[float, float, float]:
        """The number in the other plan, in this one, and the change; a missing number counts as 0."""
        before, now = (each.value if each else 0.0 for each in (self.other, self.mine))
        return before, now, now - before

    @property
    def key(self) -> tuple[Any, ...]:
        """Identifies the number in both plans."""
        return self.ours.key

    @property
    def size(self) -> float:
        """The absolute change, by which parts are ordered."""
        return abs(self.values[2])

    @property
    def same(self) -> bool:
        """Whether both values agree but for rounding; two nan agree where their parts do."""
        before, now, _ = self.values
        alike = abs(now - before) <= max(SMALL, float(dust(max(abs(before), abs(now)), self.ours.unit)))
        return alike or (math.isnan(before) and math.isnan(now) and all(each.same for each in self.parts))

    @cached_property
    def parts(self) -> tuple[Change, ...]:
        """The parts of both nodes, matched by key, the largest change first."""
        mine = {part.key: part for part in self.mine.parts} if self.mine else {}
        other = {part.key: part for part in self.other.parts} if self.other else {}
        return tuple(_by_size([Change(mine.get(key), other.get(key)) for key in (mine | other)]))

    def opens(self) -> bool:
        """Whether there is any change to show below."""
        return not self.same and bool(self.parts)

    def looked_at(self, largest: int = LARGEST, top: bool = False) -> tuple[Sequence[Change], Others | None]:
        """The changed parts to show, and the remaining ones together; with `top`, unchanged parts too."""
        parts = [each for each in self.parts if top or not each.same]
        return _largest(parts, largest, self.ours.value) if self.ours.joins == "sum" else (parts, None)


@dataclass(frozen=True)
class Others:
    """The parts of a sum that are not shown one by one: their number, and the sums of their values."""

    count: int
    values: tuple[float, ...]


Item = ExplainNode | Change


def _largest(parts: Sequence[Any], largest: int, whole: float) -> tuple[list[Any], Others | None]:
    """The largest parts; the rest together, unless it is a single one that counts."""
    ordered = _by_size(parts)
    counting = [each for each in ordered if each.size]
    count = len(counting) if len(counting) <= largest + 1 else largest
    shown, rest = ordered[:count], ordered[count:]
    if not rest:
        return shown, None
    columns = zip(*(each.values for each in rest), strict=True)
    sums = tuple(math.nan if math.isnan(whole) else math.fsum(column) for column in columns)
    return shown, Others(len(rest), sums)


def _by_size(parts: Sequence[Any]) -> list[Any]:
    """The parts, the largest first; of equal size by name."""
    names = [" ".join((each.ours.name, *map("=".join, each.ours.members), each.ours.month)) for each in parts]
    return [parts[at] for at in order([each.size for each in parts], names)]


def spelt(expression: Expression | None) -> str:
    """An expression as text, for comparison; empty for None."""
    if expression is None:
        return ""
    inside = ",".join(spelt(part) for part in expression.parts)
    number = expression.value if expression.word == "number" else ""
    return f"{expression.word}{expression.name}{number}:{expression.over}:{expression.by}({inside})"
