"""The columns that all sheets share: a month has the same column on every sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from artplan.result import Result

LABEL, MEMBER, SECOND, UNIT, FIRST_YEAR = range(5)


@dataclass(frozen=True)
class Columns:
    """The columns of a workbook.

    years, months: their names.
    spans: for each fiscal year, the index of its first month and the index after its last.
    The fiscal years begin at FIRST_YEAR. The column `before` holds what the first month reads from the month
    before, and inputs that have one number for all months.
    """

    years: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    months: tuple[str, ...]

    @staticmethod
    def of(result: Result) -> Columns:
        years, spans = result.periods("year")
        return Columns(tuple(years), tuple(spans), tuple(result.months))

    @property
    def before(self) -> int:
        return FIRST_YEAR + len(self.years)

    @property
    def first_month(self) -> int:
        return self.before + 1

    @property
    def how(self) -> int:
        """The column of the rule in words, after the last month."""
        return self.first_month + len(self.months)

    def month(self, index: int) -> int:
        return self.first_month + index

    def year(self, index: int) -> int:
        return FIRST_YEAR + index

    def span(self, year: int) -> tuple[int, int]:
        """Return the columns of the year's first and last month."""
        start, stop = self.spans[year]
        return self.month(start), self.month(stop - 1)


@cache
def letters(column: int) -> str:
    """Return a column's letters: 0 -> A, 25 -> Z, 26 -> AA."""
    result = ""
    while column >= 0:
        column, place = divmod(column, 26)
        result = chr(65 + place) + result
        column -= 1
    return result


def address(row: int, column: int) -> str:
    """Return a cell's address: (0, 0) -> A1."""
    return f"{letters(column)}{row + 1}"


def quoted(sheet: str) -> str:
    """Return a sheet's name as it is written in formulas."""
    plain = sheet.isascii() and sheet.isidentifier()
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"


def fits(names: Sequence[str]) -> None:
    """Raise ValueError if a spreadsheet would reject a sheet's name."""
    for name in names:
        if not name or len(name) > 31 or set(name) & set("[]:*?/\\") or name[:1] == "'" or name[-1:] == "'":
            raise ValueError(f"'{name}' cannot be the name of a sheet")
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError("two sheets have the same name")
