"""The numbers of a plan as the checks see them: each with path, key of its band, place and entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from artplan.plan.leaf.leaf import Leaf, is_card, of_month
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.written.notes import Note
from artplan.texts.message import Message, message


@dataclass(frozen=True)
class Number:
    """A number that the plan gives, in the unit of its parameter.

    key: its path without members. entries: its values by month or date as written, by "" where it has one.
    leaf: None for a whole number, such as a count of months.
    """

    path: str
    key: str
    place: str
    entries: tuple[tuple[str, float], ...]
    leaf: Leaf | None = None

    @property
    def section(self) -> str:
        return self.path.partition(".")[0]

    def note(self, key: str, /, **values: object) -> Note:
        """Return a note about this number, with the catalogue key `plausibility.<key>`."""
        return Note(self.place, self.path, remark(key, **values))


def remark(key: str, /, **values: object) -> Message:
    return message(f"plausibility.{key}", **values)


def given(plan: Plan) -> list[Number]:
    """Return every number that the plan's files or settings give."""
    leaves = [
        Number(path, key_of(path), leaf.place, _entries(leaf, plan.months), leaf)
        for path, leaf in plan.leaves.items()
        if leaf.given
    ]
    return [*leaves, *_whole_numbers(plan)]


@cache
def key_of(path: str) -> str:
    """Return the path without the names of members and positions in lists."""
    steps = path.split(".")
    stops = follow(Sections, steps)
    return ".".join(step for step, stop in zip(steps, stops, strict=False) if stop.item is None)


def _entries(leaf: Leaf, months: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The values by the keys as written if they are plain numbers there, else by plan or calendar month."""
    written = leaf.written.get("value") if is_card(leaf.written) else leaf.written
    if len(leaf.values) == 1:
        return (("", leaf.values[0]),)
    if isinstance(written, dict) and all(isinstance(each, int | float) for each in written.values()):
        own = of_month if leaf.by_year else float
        return tuple((str(key), own(value)) for key, value in written.items())
    names = months if leaf.by == "month" else [str(month) for month in range(1, 13)]
    return tuple(zip(names, leaf.values, strict=True))


def _whole_numbers(plan: Plan) -> Iterator[Number]:
    """The counts that are no leaves, such as months of life."""
    for path, stated in plan.stated.items():
        if stated.text.isdecimal():
            value = _value(plan.sections, path.split("."))
            if isinstance(value, int) and not isinstance(value, bool):
                yield Number(path, key_of(path), stated.place, (("", float(value)),))


def _value(part: object, steps: list[str]) -> object:
    for step in steps:
        if isinstance(part, BaseModel):
            part = getattr(part, step)
        elif isinstance(part, dict):
            part = part.get(step)
        else:
            return None
    return part


def median(values: Iterable[float]) -> float:
    """Return the median; for a handful of numbers this takes a tenth of numpy's time."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def shown(value: float) -> str:
    """Return a number for a sentence: 96,000; 0.03."""
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"


def by_month(month: str, value: float) -> Message | str:
    """Return a value, with the month or date that it stands at if it is one of several."""
    return remark("at", month=month, value=shown(value)) if month else shown(value)
