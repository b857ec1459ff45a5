"""Social insurance, housing fund and levies of everybody's city, as its tables stand in each month."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.naive.inputs.book import Book, Groups, Values, day_one

NUMBERS = {
    "scheme_floor": ("floor", 0.0),
    "scheme_cap": ("cap", 0.0),
    "scheme_employer_rate": ("employer_rate", 0.0),
    "scheme_employee_rate": ("employee_rate", 0.0),
    "scheme_employer_fixed": ("employer_fixed", 0.0),
    "scheme_employee_fixed": ("employee_fixed", 0.0),
    "scheme_rounding_step": ("rounding_step", 0.01),
}


def inputs(book: Book) -> Values:
    result: Values = {name: {} for name in (*NUMBERS, "scheme_rounds_up", "contribution_reset")}
    result["scheme_is_levy"] = {}
    says = book.all("contributions")
    for scheme, months in in_force(book).items():
        for name, (part, default) in NUMBERS.items():
            result[name][scheme] = [
                amount(entry.get(part, default)) if entry else (default if part == "rounding_step" else 0.0)
                for entry in months
            ]
        for side in ("employer_rate", "employee_rate"):
            if scheme in says.get(f"{side}s", {}):
                rates = book.numbers(says[f"{side}s"][scheme])
                result[f"scheme_{side}"][scheme] = [
                    rate if entry else 0.0 for rate, entry in zip(rates, months, strict=True)
                ]
        result["scheme_rounds_up"][scheme] = book.when([bool(e and e.get("rounds") == "up") for e in months])
        resets = [entry and entry.get("reset_month", says.get("reset_month", 7)) for entry in months]
        result["contribution_reset"][scheme] = book.when(
            [month.month == reset for month, reset in zip(book.months, resets, strict=True)]
        )
        result["scheme_is_levy"][scheme] = book.when([bool(e and e["kind"] == "levy") for e in months])
    return result


def groups(book: Book) -> Groups:
    return {("scheme", "contribution_kind"): {s: kind(months) for s, months in in_force(book).items()}}


def kind(months: list[Any]) -> str:
    """As the newest of its tables says."""
    return [entry["kind"] for entry in months if entry][-1]


def in_force(book: Book) -> dict[str, list[Any]]:
    """By scheme, its latest entry in each month; None where it has not begun or a table has ended it."""
    result: dict[str, list[Any]] = {}
    for city in cities(book):
        for table in book.tables[city]["tables"]:
            for scheme in table["schemes"]:
                months = [latest(book.tables[city]["tables"], scheme, month) for month in book.months]
                if any(months):
                    result[called(book, scheme, city)] = months
    return result


def cities(book: Book) -> list[str]:
    """The firm's city, and whatever other ones its people are or will be in."""
    result = [own(book)]
    for says in book.all("positions").values():
        result += [each.get("city") for each in (says, *says.get("changes", {}).values())]
    return [city for city in dict.fromkeys(result) if city not in (None, "none")]


def own(book: Book) -> str:
    return str(book.all("contributions").get("city", "none"))


def called(book: Book, scheme: str, city: str) -> str:
    """A scheme of a city that is not the firm's bears the city's name."""
    return scheme if city == own(book) else f"{scheme}@{city}"


def latest(tables: list[Any], scheme: str, month: date) -> Any:
    chosen, begun = None, date.min
    for table in tables:
        if scheme in table["schemes"]:
            entry = table["schemes"][scheme]
            begins = day_one(entry.get("from", table["from"]))
            if begun <= begins <= month:
                chosen, begun = entry, begins
    for table in tables:
        if scheme in table.get("ended", []) and begun < day_one(table["from"]) <= month:
            return None
    return chosen


def amount(raw: Any) -> float:
    """A number, or so many times the average wage a month, to the nearest yuan."""
    if not isinstance(raw, dict):
        return float(raw)
    wage = raw["average_wage_month"] if "average_wage_month" in raw else raw["average_wage_year"] / 12
    whole = int(wage * raw["times"])
    return float(whole + 1 if wage * raw["times"] - whole >= 0.5 else whole)
