"""How long orders wait for their delivery, and what is paid with them."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import Any

from tests.naive.inputs.book import AGES, Book, Values, apart
from tests.naive.inputs.campaigns import anchored, of_shop


def inputs(book: Book) -> Values:
    result: Values = {"delivery_month_share": {}, "delivered_at_once": {}}
    for name, (shop, says) in of_shop(book).items():
        both = {**book.all("storefronts")[shop], **says}
        makes = book.numbers(both.get("making_months"))
        waits = [
            presale(book, says, month) if says.get("balance_due") else ceil(round(made, 6))
            for month, made in zip(book.months, makes, strict=True)
        ]
        for age in AGES:
            places = [wait > 0 and len(AGES) - 1 - wait == int(age) for wait in waits]
            result["delivery_month_share"][name, age] = book.when(places)
        result["delivered_at_once"][name] = book.when([wait == 0 for wait in waits])
        for each in ("order_deposit_share", "order_forfeit_rate"):
            result.setdefault(each, {})[name] = book.numbers(both.get(each))
    return result


def presale(book: Book, says: dict[str, Any], month: date) -> int:
    """Months from a month of the campaign to the one of its balance date; 0 in it, after it and elsewhere."""
    first, last, due = (anchored(book, says[key]).replace(day=1) for key in ("start", "end", "balance_due"))
    return max(apart(month, due), 0) if first <= month <= last else 0
