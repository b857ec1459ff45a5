"""Storefronts: the platform's yearly fee and deposit, who bears the payment fee, who sells."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import Book, Values, apart, day_one, plain, text, value_of


def inputs(book: Book) -> Values:
    result: Values = {}
    for shop, says in book.all("storefronts").items():
        bearer = says.get("payment_fee_borne_by", "shop")
        for name, months in {
            **yearly_fee(book, says),
            **deposit(book, says),
            "dealer_buys": book.same(says.get("dealer_is", "agent") == "buyer"),
            "payment_fee_on_shop": book.same(bearer == "shop"),
            "payment_fee_on_buyer": book.same(bearer == "buyer"),
            "payment_fee_on_artist": book.same(bearer == "artist"),
        }.items():
            result.setdefault(name, {})[shop] = months
    return {**result, **refunds(book)}


def yearly_fee(book: Book, says: dict[str, Any]) -> dict[str, list[float]]:
    """Paid in its month and every twelve months on, and spread over twelve months.

    What was paid before the plan is prepaid in the opening balance sheet and spread there.
    """
    paid = day_one(says.get("annual_fee_month") or book.plan["start"])
    since = [apart(paid, month) for month in book.months]
    due = [n >= 0 and n % 12 == 0 for n in since]
    return {
        "annual_fee_due": book.when(due),
        "annual_fee_share": [1 / 12 if any(due[: n + 1]) else 0.0 for n in range(len(due))],
    }


def deposit(book: Book, says: dict[str, Any]) -> dict[str, list[float]]:
    """Held from its month to the month before it comes back; one paid before the plan is not counted."""
    return {
        **held(book, says, says.get("deposit_month") or book.plan["start"]),
        "deposit_is_cost": book.same(says.get("deposit_booked_as", "asset") == "cost"),
    }


def held(book: Book, says: dict[str, Any], paid: str) -> dict[str, list[float]]:
    back = says.get("deposit_returned_month") or "9999-12"
    known = paid >= book.plan["start"]
    months = [text(month) for month in book.months]
    return {
        "deposit_pays": book.in_month(paid),
        "deposit_returns": book.when([known and month == back for month in months]),
        "deposit_held": book.when([known and paid <= month < back for month in months]),
    }


def tiers(book: Book) -> list[str]:
    most = max(
        (len(says.get("annual_fee_refunds", ())) for says in book.all("storefronts").values()), default=0
    )
    return [str(n + 1) for n in range(most)]


def refunds(book: Book) -> Values:
    """Sales at which a further part of the fee comes back."""
    result: Values = {"refund_sales": {}, "refund_step_share": {}}
    for shop, says in book.all("storefronts").items():
        steps, before = says.get("annual_fee_refunds", []), 0.0
        for place, tier in enumerate(tiers(book)):
            sales = share = 0.0
            if place < len(steps):
                sales, whole = (plain(value_of(steps[place][part])) for part in ("sales", "share"))
                share, before = whole - before, whole
            result["refund_sales"][shop, tier] = book.same(sales)
            result["refund_step_share"][shop, tier] = book.same(share)
    return result
