"""Delays in days as shares of months, found by following every day's sales to the day they are paid.

A day's sales are spread over the day, so that a part day of delay leaves a part of them to the next day. The
last age is the month itself, the one before it the next month, and so on.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.naive.inputs.book import AGES, Book, Values, apart
from tests.naive.inputs.campaigns import of_shop

KINDS = ("before_dispatch", "refund_only", "return_of_goods")
DELAYS = dict(zip(KINDS, ("refund_before_dispatch_delay", "refund_only_delay", "return_delay"), strict=True))


def inputs(book: Book) -> Values:
    result: Values = {"settlement_share": {}, "refund_kind_month_share": {}}
    for shop, says in book.all("storefronts").items():
        for age, months in spread(book, says.get("settlement_days")).items():
            result["settlement_share"][shop, age] = months
    for campaign, (shop, _) in of_shop(book).items():
        for kind, days in DELAYS.items():
            for age, months in spread(book, book.all("storefronts")[shop].get(days)).items():
                result["refund_kind_month_share"][campaign, age, kind] = months
    for who in ("artists", "suppliers", "carriers"):
        result[f"{who}_settlement_share"] = spread(book, book.all("terms").get(f"{who}_days"))
    result["falls_due"] = {age: book.same(age == AGES[-1]) for age in AGES}
    for kind in KINDS:
        result[f"kind_{kind}"] = {each: book.same(kind == each) for each in KINDS}
    return result


def spread(book: Book, raw: Any) -> dict[str, list[float]]:
    result: dict[str, list[float]] = {age: [] for age in AGES}
    for month, delay in zip(book.months, book.numbers(raw), strict=True):
        shares = one_month(month, book.counted_days(month), delay)
        for age in AGES:
            result[age].append(shares.get(len(AGES) - 1 - int(age), 0.0))
    return result


def one_month(month: date, days: int, delay: float) -> dict[int, float]:
    """The part of a month's sales that is paid so many months later."""
    result: dict[int, float] = {}
    whole, part = int(delay), delay - int(delay)
    for sold in range(days):
        for paid, share in ((sold + whole, 1 - part), (sold + whole + 1, part)):
            on = month + timedelta(days=paid)
            later = apart(month, on.replace(day=1))
            result[later] = result.get(later, 0.0) + share / days
    return result
