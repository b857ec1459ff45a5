"""Follow a line's expression to the numbers from which it was computed.

Each number is looked up in the result. Only two things are computed again: the terms of a sum (products, and
the parts of tiers), and the condition that selects a branch. Words that cross a dimension are followed to the
members that count: a sum to the members of its group, `of` to the group itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import Any

from artplan.engine import trace
from artplan.engine.arrays import Numbers
from artplan.engine.expression import Expression, apply, term
from artplan.engine.expression import name as named
from artplan.engine.words import WORDS
from artplan.result import Result
from artplan.study.explain.answer import ExplainNode, Unfolded, spelt
from artplan.study.explain.behind import Behind

Places = Mapping[str, int]  # the chosen member of each dimension
NOT_A_SUM = math.nan


@dataclass(frozen=True)
class Span:
    """A month or a period: its first month, and the month after its last."""

    label: str
    start: int
    stop: int

    @property
    def is_month(self) -> bool:
        return self.stop - self.start == 1


@dataclass
class _Parts:
    """The parts of one rule while it is followed, each once, named by their index."""

    nodes: list[ExplainNode] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def add(self, node: ExplainNode, idle: bool) -> Expression:
        if node not in self.nodes:
            self.nodes.append(node)
        place = self.nodes.index(node)
        if not idle:
            self.taken.add(place)
        return named(str(place))

    def done(self) -> tuple[ExplainNode, ...]:
        return tuple(
            each if place in self.taken else replace(each, idle=True) for place, each in enumerate(self.nodes)
        )


def worked_out(rule: Expression, parts: Sequence[ExplainNode]) -> float:
    """Evaluate a followed rule with the values of its parts."""
    if rule.word == "name":
        return parts[int(rule.name)].value
    if rule.word == "number":
        return rule.value
    return float(WORDS[rule.word].numbers(*(worked_out(part, parts) for part in rule.parts)))  # type: ignore[misc]


@dataclass
class Walk:
    """The numbers of one case of a result, as nodes of an explanation."""

    result: Result
    case: int = 0
    _known: dict[Any, ExplainNode] = field(default_factory=dict)
    _read: dict[Any, Numbers] = field(default_factory=dict)

    @cached_property
    def behind(self) -> Behind:
        return Behind(self.result)

    def node(self, name: str, places: Places, span: Span) -> ExplainNode:
        """Return the node of a line or input at one member of each of its dimensions."""
        per = self.result.per(name)
        own = {dim: places[dim] for dim in per}
        key = (name, tuple(own.values()), span)
        if key not in self._known:
            line = self.result.program.model.lines.get(name)
            self._known[key] = ExplainNode(
                "input" if line is None else "opening" if line.closing else "line",
                name,
                self._named(own),
                span.label,
                self._value(name, tuple(own.values()), span),
                self.result.unit(name),
                unfold=lambda: self._unfolded(name, own, span),
            )
        return self._known[key]

    def every(self, name: str, places: Places, span: Span) -> ExplainNode:
        """Return the node of a line or input over all members of the dimensions missing in `places`."""
        open_ = [dim for dim in self.result.per(name) if dim not in places]
        if not open_:
            return self.node(name, places, span)
        combined = product(*(range(len(self.result.members[dim])) for dim in open_))
        parts = [
            self.node(name, {**places, **dict(zip(open_, each, strict=True))}, span) for each in combined
        ]
        unit, rolls = self.result.unit(name), self.result.program.model.cards[name].rolls
        # The worst months of several members may differ, so their maxima do not add up.
        own = rolls == "recomputed" or (rolls == "max" and not span.is_month)
        adds_up = not own and "/" not in unit and unit != "1"
        value = math.fsum(each.value for each in parts) if adds_up else NOT_A_SUM
        return ExplainNode(
            "sum",
            name,
            self._named(places),
            span.label,
            value,
            unit,
            unfold=lambda: Unfolded(tuple(parts), "sum"),
        )

    def _value(self, name: str, places: tuple[int, ...], span: Span) -> float:
        if (name, span) not in self._read:
            self._read[name, span] = self.result.read(name, [(span.start, span.stop)], self.case)[..., 0]
        return float(self._read[name, span][places])

    def _named(self, places: Places) -> tuple[tuple[str, str], ...]:
        return tuple((dim, self.result.members[dim][place]) for dim, place in places.items())

    def _unfolded(self, name: str, places: Places, span: Span) -> Unfolded:
        model = self.result.program.model
        line, rolls = model.lines.get(name), model.cards[name].rolls
        if line is None and (span.is_month or (rolls != "sum" and self._stays(name))):
            index = (*places.values(), 0 if self._stays(name) else span.start)
            return Unfolded(origin=self.behind.of(name, self._named(places), index, span.start))
        if not span.is_month and rolls != "recomputed":
            return self._months(name, places, span, rolls)
        if line is None:
            return Unfolded()
        if line.closing:
            return self._opened(line.closing, line.first, places, span)
        parts = _Parts()
        rule = self._follow(model.expressions[name], places, span, parts, False)
        if rule.word == "name" and parts.nodes[int(rule.name)].kind == "sum":
            return parts.nodes[int(rule.name)].unfolded  # a line that is a sum shows its members directly
        return Unfolded(parts.done(), "rule", rule)

    def _stays(self, name: str) -> bool:
        return self.result.data.arrays[name].shape[-2] == 1

    def _month(self, place: int) -> Span:
        return Span(self.result.months[place], place, place + 1)

    def _months(self, name: str, places: Places, span: Span, rolls: str) -> Unfolded:
        """Return a period's months, or only the month that counts (for an alert, the worst)."""
        if rolls in ("first", "last"):
            place = span.start if rolls == "first" else span.stop - 1
            return Unfolded((self.node(name, places, self._month(place)),), "same")
        months = [self.node(name, places, self._month(place)) for place in range(span.start, span.stop)]
        if rolls == "max":
            return Unfolded((max(months, key=lambda month: month.value),), "same")
        return Unfolded(tuple(months), "sum" if rolls == "sum" else "average")

    def _opened(self, closing: str, first: str, places: Places, span: Span) -> Unfolded:
        if span.start:
            return Unfolded((self.node(closing, places, self._month(span.start - 1)),), "same")
        return Unfolded((self.node(first, places, span),), "same") if first else Unfolded()

    def _follow(
        self, expression: Expression, places: Places, span: Span, parts: _Parts, idle: bool
    ) -> Expression:
        """Return the expression with indices of parts as names, and with words across dimensions resolved."""
        if expression.word == "name":
            return parts.add(self.node(expression.name, places, span), idle)
        if expression.word == "number":
            return expression
        across = _ACROSS.get(expression.word)
        if across:
            return across(self, expression, places, span, parts, idle)
        inner = [self._follow(part, places, span, parts, idle) for part in expression.parts]
        return apply(expression.word, *inner)

    def _where(self, expression: Expression, places: Places, span: Span, parts: _Parts, idle: bool) -> Any:
        condition = self._follow(expression.parts[0], places, span, parts, idle)
        holds = bool(worked_out(condition, parts.nodes))
        branches = [
            self._follow(branch, places, span, parts, idle or taken != holds)
            for branch, taken in zip(expression.parts[1:], (True, False), strict=True)
        ]
        return apply("where", condition, *branches)

    def _total(self, expression: Expression, places: Places, span: Span, parts: _Parts, idle: bool) -> Any:
        (summed,), over, by = expression.parts, expression.over, expression.by
        members: Any = range(len(self.result.members[over]))
        if by:
            members = [each for each in members if self._group(over, by, each, span) == places[by]]
        terms = [self._term(summed, {**places, over: each}, span) for each in members]
        return parts.add(self._sum(expression, places, span, terms), idle)

    def _group(self, source: str, target: str, member: int, span: Span) -> int:
        groups = self.result.data.groupings[source, target]
        if source == "month":
            return int(groups[span.start])
        return int(groups[member, span.start] if groups.ndim > 1 else groups[member])

    def _term(self, expression: Expression, places: Places, span: Span) -> ExplainNode:
        """Return the term of a sum for one member: a line, or a product of lines."""
        if expression.word == "name":
            return self.node(expression.name, places, span)
        parts = _Parts()
        rule = self._follow(expression, places, span, parts, False)
        value = worked_out(rule, parts.nodes)
        unfolded = Unfolded(parts.done(), "rule", rule)
        return ExplainNode(
            "term",
            "",
            self._named(places),
            span.label,
            value,
            self._unit(expression),
            expression,
            unfold=lambda: unfolded,
        )

    def _sum(
        self, expression: Expression, places: Places, span: Span, terms: list[ExplainNode]
    ) -> ExplainNode:
        key = ("sum", spelt(expression), tuple(places.items()), span)
        if key not in self._known:
            value = math.fsum(each.value for each in terms)
            self._known[key] = ExplainNode(
                "sum",
                "",
                self._named(places),
                span.label,
                value,
                self._unit(expression),
                expression,
                unfold=lambda: Unfolded(tuple(terms), "sum"),
            )
        return self._known[key]

    def _unit(self, expression: Expression) -> str:
        return str(trace.unit_of(expression, self.result.program.model.cards) or "1")

    def _of(self, expression: Expression, places: Places, span: Span, parts: _Parts, idle: bool) -> Any:
        by, per = expression.by, expression.per
        group = self._group(per, by, places.get(per, 0), span)
        if group < 0:
            return term(0)
        return self._follow(expression.parts[0], {**places, by: group}, span, parts, idle)

    def _brackets(self, expression: Expression, places: Places, span: Span, parts: _Parts, idle: bool) -> Any:
        """Return the sum over the tiers: the part of x between floor and ceiling, times the rate."""
        x, floor, ceiling, rate = expression.parts
        within = apply("maximum", apply("minimum", x, ceiling) - floor, 0) * rate
        tiers = range(len(self.result.members[expression.over]))
        terms = [self._term(within, {**places, expression.over: each}, span) for each in tiers]
        return parts.add(self._sum(expression, places, span, terms), idle)

    def _aged(self, expression: Expression, places: Places, span: Span, parts: _Parts, idle: bool) -> Any:
        (inside,), over = expression.parts, expression.over
        place, last = places[over], len(self.result.members[over]) - 1
        result: Any = term(0)
        for each in [place - 1] * (place > 0) + [last] * (place == last):
            younger = self._follow(inside, {**places, over: each}, span, parts, idle)
            result = younger if result.word == "number" else result + younger
        return result

    def _member(self, expression: Expression, places: Places, span: Span, parts: _Parts, idle: bool) -> Any:
        (line,) = expression.parts
        fixed = {dim: self.result.members[dim].index(each) for dim, each in expression.members if each != "*"}
        return parts.add(self.every(line.name, fixed, span), idle)

    def _gather(self, expression: Expression, places: Places, span: Span, parts: _Parts, idle: bool) -> Any:
        *elements, step = expression.parts
        place = places[expression.per]
        if not elements or elements[place].word == "number":
            return term(0)
        read = self._follow(elements[place], places, span, parts, idle)
        return read / self._follow(step, places, span, parts, idle)


_ACROSS = {
    "where": Walk._where,
    "total": Walk._total,
    "of": Walk._of,
    "brackets": Walk._brackets,
    "aged": Walk._aged,
    "member": Walk._member,
    "gather": Walk._gather,
}
