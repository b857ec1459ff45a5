"""The base plan's own results as a table, to see what a change changes: no proof that they are right.

`make golden` writes it anew; the difference then shows in the commit.
"""

from __future__ import annotations

import csv
from pathlib import Path

import artplan
from artplan.result import Result
from tests.shop import SHIPPED

TABLE = Path(__file__).parent / "golden.csv"
DUST = 1e-6  # what sums of millions leave in a check is not the same on every machine
Row = tuple[str, str, str]


def rows(result: Result) -> list[Row]:
    """Every line: its unit, and its year over all members, to ten digits; of a check, dust is 0."""
    years = {name: float(result.total(name, "year").sum()) for name in result.lines}
    dust = {name for name, year in years.items() if name.startswith("check_") and abs(year) < DUST}
    return [
        (name, result.unit(name), "0" if name in dust else f"{year:.10g}") for name, year in years.items()
    ]


def written() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(line, unit, value) for line, unit, value in csv.reader(file)]


def main() -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows(artplan.load("base", folder=SHIPPED).run()))


if __name__ == "__main__":
    main()
