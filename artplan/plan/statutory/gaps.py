"""Months before the first table of a scheme: a fault, unless the plan says that the scheme is not charged.

A table that is older than a plan's months is used beyond its period. The other way round, a later table would
charge what nobody had decided yet, and nothing at all would be a saving that is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from artplan.plan.schema.fields import Words
from artplan.plan.statutory.tables import CityFile, Use, scheme_entries
from artplan.plan.written.notes import Note
from artplan.texts.message import Both, listed, message


@dataclass(frozen=True)
class Gap:
    """A scheme's months of the plan before its first table, which begins with `begins`."""

    scheme: str
    name: Words
    city: Words
    first: str
    last: str
    begins: str

    @property
    def span(self) -> object:
        one = self.first == self.last
        return self.first if one else message("statutory.span", first=self.first, last=self.last)

    def use(self, city: str, place: str) -> Use:
        """Return what stands for the table that is missing."""
        path = f"statutory.{city}.{self.scheme}.{self.first}"
        return Use(path, place, None, self.first, self.last, beyond=False, missing=True)

    def note(self, place: str) -> Note:
        said = message("notes.uncharged", **_named([self]), span=self.span, first=self.begins)
        return Note(place, "contributions.uncharged_without_table", said)


def gaps(file: CityFile, months: Sequence[str]) -> Iterator[Gap]:
    for name, entries in scheme_entries(file).items():
        earliest = min(entries, key=lambda entry: entry.since)
        missing = [month for month in months if month < earliest.since]
        if missing:
            yield Gap(name, earliest.scheme.name, file.city, missing[0], missing[-1], earliest.since)


def faults_of_gaps(early: Sequence[Gap], file: str) -> Iterator[dict[str, object]]:
    """Yield the values of a fault for all schemes whose tables begin with the same month."""
    for begins in dict.fromkeys(gap.begins for gap in early):
        same = [gap for gap in early if gap.begins == begins]
        keys = listed([gap.scheme for gap in same])
        yield {**_named(same), "span": same[0].span, "file": file, "first": begins, "keys": keys}


def _named(same: Sequence[Gap]) -> dict[str, object]:
    city = same[0].city
    return {
        "schemes": listed([Both(gap.name.zh, gap.name.en) for gap in same]),
        "city": Both(city.zh, city.en),
    }
