"""The facts of `bands.toml`: what each number of a plan usually is, and where that is known from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from artplan.texts.message import Both

FACTS = Path(__file__).with_name("bands.toml")
SLACK = 1e-9  # of a bound: 0.1 + 0.2 is a hair above 0.3


@dataclass(frozen=True)
class UsualBand:
    """What is usual: a range and single values beside it, or the only usual values; in the parameter's unit.

    near: how many times the median of the same field of other members is usual at most; 0: not compared.
    """

    source: Both
    low: float = 0.0
    high: float = 0.0
    one_of: tuple[float, ...] = ()
    also: tuple[float, ...] = ()
    near: float = 0.0

    def holds(self, value: float) -> bool:
        """Whether the value is usual; a 0 says that there is none, which is usual everywhere."""
        if value == 0 or any(abs(value - each) <= SLACK * abs(each) for each in (*self.one_of, *self.also)):
            return True
        return not self.one_of and self.low - SLACK * abs(self.low) <= value <= self.high + SLACK * abs(
            self.high
        )


@cache
def bands() -> dict[str, UsualBand]:
    """Return the bands by the parameters' paths without members, such as `storefronts.conversion_rate`."""
    return {key: _band(entry) for key, entry in _entries(_facts()["bands"], "") if "none" not in entry}


@cache
def ratios() -> dict[str, UsualBand]:
    """Return the bands of the ratios by name."""
    return {key: _band(entry) for key, entry in _facts()["ratios"].items()}


def fields() -> set[str]:
    """Return every path of the table, also of those without a band."""
    return {key for key, _ in _entries(_facts()["bands"], "")}


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads(FACTS.read_text("utf-8"))


def _entries(table: Mapping[str, Any], above: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, entry in table.items():
        if entry.keys() & {"usual", "one_of", "none"}:
            yield above + key, entry
        else:
            yield from _entries(entry, f"{above}{key}.")


def _band(entry: Mapping[str, Any]) -> UsualBand:
    low, high = entry.get("usual", (0.0, 0.0))
    return UsualBand(
        source=Both(**_facts()["sources"][entry["source"]]),
        low=low,
        high=high,
        one_of=tuple(entry.get("one_of", ())),
        also=tuple(entry.get("also", ())),
        near=entry.get("near", 0.0),
    )
