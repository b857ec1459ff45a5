"""Overheads: which month pays for how many, and when the landlord holds a deposit."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import Book, Values, apart, day_one
from tests.naive.inputs.storefronts import held

NAMES = ("months_paid", "ahead_share", "used_share", "deposit_pays", "deposit_returns", "deposit_held")


def inputs(book: Book) -> Values:
    result: Values = {f"overhead_{name}": {} for name in (*NAMES, "is_lease")}
    for overhead, says in book.all("overheads").items():
        result["overhead_is_lease"][overhead] = book.same(says.get("lease", False))
        first = says.get("paid_from") or book.plan["start"]
        for name, months in {
            **paid(book, says.get("paid_every_months", 1), first),
            **held(book, says, says.get("deposit_month") or first),
        }.items():
            result[f"overhead_{name}"][overhead] = months
    return result


def paid(book: Book, every: int, first: str) -> dict[str, Any]:
    """Month by month: payments are counted off, and the months that the last one still covers."""
    pays, uses, left = [], [], 0
    for month in book.months:
        since = apart(day_one(first), month)
        due = since >= 0 and since % every == 0
        pays.append(float(every) if due else 0.0)
        uses.append(1 / left if left and not due else 0.0)
        left = every - 1 if due else max(left - 1, 0)
    return {"months_paid": pays, "ahead_share": book.same((every - 1) / every), "used_share": uses}
