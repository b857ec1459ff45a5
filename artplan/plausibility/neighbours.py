"""A number beside the same field of the other members: a pay, a courier cost or a target ten times the rest.

Where only two members have the field, neither is the odd one; the note stands at the second and names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from artplan.plan.written.notes import Note
from artplan.plausibility.facts import SLACK
from artplan.plausibility.numbers import Number, median, shown
from artplan.plausibility.single import band_of


def notes(numbers: Iterable[Number]) -> Iterator[Note]:
    by_field: dict[str, list[tuple[Number, float]]] = {}
    for number in numbers:
        middle = median(value for _, value in number.entries)
        if middle > 0 and number.path != number.key:
            by_field.setdefault(number.key, []).append((number, middle))
    for members in by_field.values():
        band = band_of(members[0][0])
        if band and band.near and len(members) == 2:
            yield from _pair(members[0], members[1], band.near)
        elif band and band.near and len(members) > 2:
            yield from _odd(members, band.near)


def _pair(one: tuple[Number, float], other: tuple[Number, float], most: float) -> Iterator[Note]:
    low, high = sorted((one[1], other[1]))
    if high > low * most * (1 - SLACK):
        yield other[0].note("pair", value=shown(other[1]), path=one[0].path, other=shown(one[1]))


def _odd(members: list[tuple[Number, float]], most: float) -> Iterator[Note]:
    for number, value in members:
        middle = median(other for each, other in members if each is not number)
        if value > middle * most * (1 - SLACK):
            yield number.note(
                "above_others", value=shown(value), times=f"{value / middle:.3g}", middle=shown(middle)
            )
        elif value < middle / most * (1 + SLACK):
            yield number.note("below_others", value=shown(value), middle=shown(middle))
