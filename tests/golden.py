"""The base plan's own results as a table, to see what a change changes: no proof that they are right.

`make golden` writes it anew; the difference then shows in the commit.
"""

from __future__ import annotations

import csv
from pathlib import Path

import artplan
from artplan.result import Result

TABLE = Path(__file__).parent / "golden.csv"
Row = tuple[str, str, str]


def rows(result: Result) -> list[Row]:
    """Every line: its unit, and its year over all members, to ten digits."""
    return [(name, result.unit(name), f"{result.total(name, 'year').sum():.10g}") for name in result.lines]


def written() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(line, unit, value) for line, unit, value in csv.reader(file)]


def main() -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows(artplan.load("base").run()))


if __name__ == "__main__":
    main()
