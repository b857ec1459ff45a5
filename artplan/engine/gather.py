"""Lines that read what the plan refers to: references to lines and members, given as data.

A gathered line has one member for each reference. Each member reads another line (one member of it, or the
sum over all) divided by a step in that line's unit, so that visits, followers and rates can stand in one line
without unit:

    indicator_gathered = gather(per="indicator", step="indicator_step", zh="指标读数")

`References` gives for each gathered line what its members read; None reads nothing and gives 0. The result is
an expression like that of any rule, from which order, units, numbers and text follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from artplan.engine.expression import Expression, apply, name, term
from artplan.engine.faults import ModelFault
from artplan.engine.line import Line
from artplan.engine.trace import Cards
from artplan.engine.units import unit
from artplan.texts.closest import nearest
from artplan.texts.message import Message, listed, message, said

ALL = "*"  # in place of a member's name: the sum over all members of the dimension


class Reference(Protocol):
    """What one member of a gathered line reads."""

    @property
    def line(self) -> str:
        """The name of the line or input."""
        ...

    @property
    def members(self) -> tuple[str, ...]:
        """One member for each dimension of the line, `*` for the sum over it; empty for the sum over all."""
        ...

    @property
    def unit(self) -> str:
        """The unit that the plan states for the line; empty if it states none."""
        ...


References = Mapping[str, Sequence[Reference | None]]


@dataclass(frozen=True)
class Wrong:
    """A faulty reference: the gathered line, the position among its members, the fault and its remedy."""

    gathered: str
    place: int
    fault: Message
    remedy: Message


def expression_of(line: Line, references: References, cards: Cards) -> Expression:
    """The gathered line as an expression: one part for each member, then the step."""
    parts = [_element(each, cards) if each else term(0) for each in references.get(line.name, ())]
    return apply("gather", *parts, name(line.step), per=line.per[0])


def _element(reference: Reference, cards: Cards) -> Expression:
    per = cards[reference.line].per
    return Expression(
        "member", (name(reference.line),), members=tuple(zip(per, _named(reference, per), strict=True))
    )


def _named(reference: Reference, per: tuple[str, ...]) -> tuple[str, ...]:
    return reference.members or (ALL,) * len(per)


def wrong(
    lines: Mapping[str, Line],
    cards: Cards,
    references: References,
    members: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Wrong]:
    """Every faulty reference: unknown lines, units that do not match, missing members, sums of rates.

    With `members`, unknown members are faults too. Raises ModelFault for a line that gathers nothing.
    """
    for gathered, items in references.items():
        if gathered not in lines or not lines[gathered].step:
            raise ModelFault(f"'{gathered}' gathers nothing: {nearest(gathered, lines)}")
        for place, reference in enumerate(items):
            result = reference and _wrong_with(reference, cards, members)
            if result:
                yield Wrong(gathered, place, *result)
    yield from _clashing(lines, cards, references)


def _wrong_with(
    reference: Reference, cards: Cards, members: Mapping[str, Sequence[str]] | None
) -> tuple[Message, Message] | None:
    if reference.line not in cards:
        return said("gather.no_line", line=reference.line, near=nearest(reference.line, cards))
    card = cards[reference.line]
    if reference.unit and unit(reference.unit) != unit(card.unit):
        return said("gather.unit", line=reference.line, unit=card.unit, given=reference.unit)
    if reference.members and len(reference.members) != len(card.per):
        wanted = listed(card.per) if card.per else message("gather.none")
        return said("gather.count", count=len(reference.members), line=reference.line, dimensions=wanted)
    for dim, member in zip(card.per, _named(reference, card.per), strict=True):
        if member == ALL and card.rolls == "recomputed":
            return said("gather.rate", line=reference.line, dimension=dim)
        if member != ALL and members is not None and member not in members[dim]:
            near = nearest(member, members[dim])
            return said("gather.no_member", line=reference.line, dimension=dim, member=member, near=near)
    return None


def _clashing(lines: Mapping[str, Line], cards: Cards, references: References) -> Iterator[Wrong]:
    """What is divided by the same step must be in the same unit."""
    first: dict[tuple[str, int], Reference] = {}
    for gathered, items in references.items():
        for place, reference in enumerate(items):
            if reference is None or reference.line not in cards:
                continue
            other = first.setdefault((lines[gathered].step, place), reference)
            ours, theirs = cards[reference.line].unit, cards[other.line].unit
            if unit(ours) != unit(theirs):
                both = said("gather.clash", line=reference.line, unit=ours, other=other.line, theirs=theirs)
                yield Wrong(gathered, place, *both)
