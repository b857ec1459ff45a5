"""Artists: the tax on a payment as the law words it, and between which payments it rises by one rate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from tests.naive.inputs.book import Book, Values
from tests.naive.inputs.tax import PARTS, PLACES, latest, looked_up

MOST = 1e12
TIERS = ("1", "2", "3", "4", "5")


def inputs(book: Book) -> Values:
    names = ("artist_tax_on_shop", "artists_per_month", "artist_without_invoice", "is_commissioned")
    result: Values = {name: {} for name in (*names, *(f"artist_tax_{part}" for part in PARTS))}
    for product, says in book.all("products").items():
        result["artist_tax_on_shop"][product] = book.same(says.get("artist_tax_borne_by") == "shop")
        result["artists_per_month"][product] = book.numbers(says.get("artists_per_month"), 1)
        result["artist_without_invoice"][product] = book.same(says.get("artist_invoice") == "none")
        result["is_commissioned"][product] = book.same(says.get("procurement") == "commissioned")
        schedules = [schedule(book, says, number, month) for number, month in enumerate(book.months)]
        for at, tier in enumerate(tiers(book)):
            for place, part in enumerate(PARTS):
                result[f"artist_tax_{part}"][product, tier] = [each[at][place] for each in schedules]
    law, own = book.tables["tax"], book.all("tax")
    taxed = any(any(book.numbers(says.get("artist_vat_rate"))) for says in book.all("products").values())
    none = {"": book.same(0)}
    result |= {"artist_surcharge_rate": none, "artist_surcharge_relief": none}
    if taxed:
        table = law[PLACES[own.get("place", "city")]]
        result["artist_surcharge_rate"] = looked_up(book, own.get("surcharge_rate"), table, "rate")
        relief = law.get("surcharge_relief", [{"from": "1994-01", "share": 0}])
        result["artist_surcharge_relief"] = looked_up(book, own.get("surcharge_relief"), relief, "share")
    return result


def tiers(book: Book) -> tuple[str, ...]:
    kinds = {says.get("artist_kind", "business") for says in book.all("products").values()}
    return TIERS if kinds - {"business"} else ()


def schedule(book: Book, says: dict[str, Any], number: int, month: date) -> list[tuple[float, ...]]:
    """Between one payment at which the rate changes and the next: what is taxed, and the tax on it."""
    entries = book.tables["tax"].get("service_tax", [])
    entry = latest(entries, month) if entries else {}
    own = says.get("artist_withholding_rate")
    flat = None if own is None else book.numbers(own)[number]
    known = "artists_per_month" in says or says.get("procurement") == "commissioned"
    kind = says.get("artist_kind", "business")
    if kind == "business":
        return [(MOST, MOST, 0.0)] * len(TIERS)
    if flat is None and kind == "property":
        flat = entry.get("property_rate", 0.03)
    if flat is None and not known:
        flat = tax(entry, kind)(20_000.0) / 20_000
    points, law = (0.0, MOST), tax(entry, kind) if flat is None else lambda payment: payment * flat
    if flat is None:
        points = (0.0, *steps(entry, kind), MOST)
    rows = []
    for low, high in pairwise(points):
        one, other = law(low), law(high)
        if says.get("artist_tax_borne_by") == "shop":
            rows.append((low - one, high - other, (other - one) / (high - low - other + one)))
        else:
            rows.append((low, high, (other - one) / (high - low)))
    return rows + [(MOST, MOST, 0.0)] * (len(TIERS) - len(rows))


def steps(entry: dict[str, Any], kind: str) -> list[float]:
    above = [each["ceiling"] / (1 - entry["free_share"]) for each in entry["tiers"][:-1]]
    return [entry["free_amount"], entry["small"], *(above if kind == "service" else ())]


def tax(entry: dict[str, Any], kind: str) -> Callable[[float], float]:
    """What is withheld of a payment, as the announcement says it."""

    def withheld(payment: float) -> float:
        free = entry["free_amount"] if payment <= entry["small"] else payment * entry["free_share"]
        taxed = max(payment - free, 0.0)
        if kind != "service":
            counted = entry.get("manuscript_share", 0.7) if kind == "manuscript" else 1
            return float(taxed * counted * entry.get("artist_rate", 0.2))
        return float(
            sum(max(min(taxed, each["ceiling"]) - each["floor"], 0) * each["rate"] for each in entry["tiers"])
        )

    return withheld
