"""Shares that should make a whole: of products, of buyers, of the paid visits of a storefront.

The model takes them as weights, so that a sum of 1.2 goes through; the planner may have meant 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from artplan.plan.plan import Plan
from artplan.plan.written.notes import Note
from artplan.plausibility.numbers import Number, remark, shown
from artplan.texts.message import listed

WHOLES = ("products.sales_share", "buyer_tiers.share", "channels.mix", "campaigns.mix")
SLACK = 0.001


def notes(numbers: Iterable[Number], plan: Plan) -> Iterator[Note]:
    wholes: dict[tuple[str, str], list[Number]] = {}
    for number in numbers:
        if number.key in WHOLES:
            wholes.setdefault((number.key, _of(number, plan)), []).append(number)
    for parts in wholes.values():
        yield from _whole(parts)


def _of(number: Number, plan: Plan) -> str:
    """What the part belongs to, beside its field: its storefront, or its campaign."""
    member = number.path.split(".")[1]
    if number.key == "channels.mix":
        return plan.sections.channels[member].storefront
    return member if number.key == "campaigns.mix" else ""


def _whole(parts: list[Number]) -> Iterator[Note]:
    first = {number.path: number.entries[0][1] for number in parts}
    largest = max(parts, key=lambda each: first[each.path])
    others = [value for path, value in first.items() if path != largest.path]
    if not others:
        return
    if first[largest.path] > 1:
        if max(others) < 1:
            yield largest.note("share_above_one", value=shown(first[largest.path]))
        return
    whole = sum(first.values())
    if abs(whole - 1) > SLACK and first[largest.path] < 1:
        paths = listed(first)
        yield Note(largest.place, _field(largest), remark("no_whole", sum=shown(whole), paths=paths))


def _field(number: Number) -> str:
    """The field of all members: `products.*.sales_share`."""
    section, _, rest = number.key.partition(".")
    return f"{section}.*.{rest}"
