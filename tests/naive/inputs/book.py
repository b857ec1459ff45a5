"""A plan as its files say it, read the naive way: nested dictionaries, months as texts, days as dates.

`sections` is the resolved plan as it would be written, `tables` what the files of statutory tables say, by
name. A number may be plain, a percentage, a table of months (each for itself), a dated value (holds until
the next date), or a card around any of these. Where a card states by the year what the plan knows by the
month, each month has a twelfth.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

Key = Any  # "" for the company, a member, or a tuple of members
Values = dict[str, dict[Key, list[float]]]
Groups = dict[tuple[str, str], dict[str, str | None]]
AGES = tuple(str(age) for age in range(13))
OF_A_YEAR = ("sales_target_year", "company_target_year", "annual_fee")  # the plan knows them by the year


class Book:
    """A plan and the tables that it may look up."""

    def __init__(self, sections: dict[str, Any], tables: dict[str, Any]) -> None:
        self.sections, self.tables = by_months(sections), tables
        self.plan: dict[str, Any] = self.sections["plan"]
        first = day_one(self.plan["start"])
        self.months = [after(first, n) for n in range(self.plan.get("months", 12))]

    def all(self, section: str) -> dict[str, Any]:
        """The members of a section, or what a section without members says."""
        return self.sections.get(section) or {}

    def numbers(self, raw: Any, otherwise: float = 0.0, blank: float = 0.0) -> list[float]:
        """By month; `otherwise` where the parameter is not given, `blank` in months left out of a table."""
        if raw is None:
            return [float(otherwise)] * len(self.months)
        raw = value_of(raw)
        if not isinstance(raw, dict):
            return [plain(raw)] * len(self.months)
        if all(len(key) == len("2027-03") for key in raw):
            return [plain(raw.get(text(month), blank)) for month in self.months]
        return [plain(in_force(raw, month)) for month in self.months]

    def same(self, value: float) -> list[float]:
        return [float(value)] * len(self.months)

    def when(self, holds: list[bool]) -> list[float]:
        """1 in the months where it holds."""
        return [1.0 if each else 0.0 for each in holds]

    def in_month(self, wanted: str | None) -> list[float]:
        """1 in that month."""
        return self.when([text(month) == wanted for month in self.months])

    def counted_days(self, month: date) -> int:
        """Days by which the plan counts the month."""
        own: dict[str, int] = self.plan.get("days", {})
        return own.get(text(month), length(month))


def by_months(says: Any, name: str = "") -> Any:
    """The same, with a twelfth where a card states an amount by the year; rates of a year stay."""
    if isinstance(says, list):
        return [by_months(each) for each in says]
    if not isinstance(says, dict):
        return says
    unit = says.get("unit", "")
    if "value" in says and unit.endswith("/year") and unit != "1/year" and name not in OF_A_YEAR:
        value = says["value"]
        dated = isinstance(value, dict)
        return {**says, "value": {key: value[key] / 12 for key in value} if dated else value / 12}
    return {key: by_months(each, key) for key, each in says.items()}


def value_of(raw: Any) -> Any:
    """What a card holds."""
    return raw["value"] if isinstance(raw, dict) and "value" in raw else raw


def plain(raw: Any) -> float:
    return float(raw[:-1]) / 100 if isinstance(raw, str) else float(raw)


def in_force(dated: dict[str, Any], month: date) -> Any:
    """What stands under the latest date that has come by the month's first day; None before the first."""
    result = None
    for key in sorted(dated):
        if day(key) <= month:
            result = dated[key]
    return result


def day(written: str) -> date:
    return date(int(written[:4]), int(written[5:7]), int(written[8:10]))


def day_one(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)


def text(month: date) -> str:
    return month.isoformat()[:7]


def length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def after(month: date, count: int) -> date:
    """The first day of the month so many months later."""
    for _ in range(count):
        month += timedelta(days=length(month))
    return month


def taxed_in(book: Book, month: date) -> date:
    """The month whose tax holds for the pay of a month: its own, or the one that pays it."""
    return after(month, 1) if book.all("pay").get("wage_tax_by") == "paid" else month


def apart(earlier: date, later: date) -> int:
    """Months from one first day of a month to another; below 0 where it lies before."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def days_of(month: date) -> list[date]:
    return [month + timedelta(days=n) for n in range(length(month))]
