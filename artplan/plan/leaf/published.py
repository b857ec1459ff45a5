"""What others publish for a number that is the plan's own choice.

    payment_rate:
      value: 90%
      published: {range: [75%, 92%], source: some-report, note: all categories}

Both ends are in the unit of the card. The range needs a source of its own; the value stays a placeholder,
since a range that others print does not say what holds in this shop.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from artplan.plan.leaf.leaf import LeafSpec, Published, of_month
from artplan.plan.leaf.number import Path, Trouble, to_number, trouble
from artplan.plan.leaf.remarks import Known, check_note, check_source
from artplan.plan.written.faults import shown
from artplan.plan.written.text import one_line
from artplan.texts.closest import suggest
from artplan.texts.message import Both

KEYS = ("range", "source", "note")
INSIDE: Path = ("published",)
FORM = Both("{range: [最低, 最高], source: 来源编号}", "{range: [low, high], source: some-source}")


def read_published(raw: Any, spec: LeafSpec, known: Known, troubles: list[Trouble]) -> Published | None:
    """Return the range written as `raw`; None, with troubles added, if it is faulty."""
    if not isinstance(raw, dict):
        troubles.append(trouble(INSIDE, "published.no_form", value=shown(raw), form=FORM))
        return None
    before = len(troubles)
    for key in raw:
        if key not in KEYS:
            near = suggest(key, KEYS, "known_keys")
            troubles.append(trouble((*INSIDE, key), "published.unknown_key", near=near))
    note = raw.get("note")
    check_note(note, (*INSIDE, "note"), troubles)
    _check_given(raw.get("source"), known, troubles)
    low, high = _ends(raw.get("range"), spec, troubles)
    if len(troubles) > before:
        return None
    return Published(low, high, raw["source"], one_line(note) if note else None)


def _check_given(source: Any, known: Known, troubles: list[Trouble]) -> None:
    if source is None:
        near = suggest("", known or (), "sources")
        troubles.append(trouble(INSIDE, "published.no_source", near=near))
    check_source(source, known, (*INSIDE, "source"), troubles)


def _ends(raw: Any, spec: LeafSpec, troubles: list[Trouble]) -> tuple[float, float]:
    path = (*INSIDE, "range")
    if not isinstance(raw, list) or len(raw) != 2:
        troubles.append(trouble(path, "published.no_range", value=shown(raw)))
        return 0.0, 0.0
    before = len(troubles)
    low, high = (to_number(each, spec, (*path, str(at)), troubles) for at, each in enumerate(raw))
    if len(troubles) == before and low > high:
        troubles.append(trouble(path, "published.falling", low=f"{low:g}", high=f"{high:g}"))
    return low, high


def range_of_month(year: Published) -> Published:
    """Return the month's part of a range by the year."""
    return replace(year, low=of_month(year.low), high=of_month(year.high))
