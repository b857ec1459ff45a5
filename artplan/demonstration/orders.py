"""Orders of a store: as many as the result has in a month, for what it sold and refunded.

Orders of the month before the plan are those that the opening receivable stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from artplan.demonstration.amounts import ZERO, cents, divided
from artplan.demonstration.names import STORES, TMALL, PlatformStore, ShopItem, items
from artplan.result import Result

EVEN = Decimal("330.00")  # two Tmall orders of each month are of this amount: their commission is 16.50
DAY = timedelta(days=1)
PARTLY = 4  # orders of a month of which a part is refunded after they were paid out


@dataclass(frozen=True)
class ShopOrder:
    """An order, with VAT in CNY.

    settled: when the buyer confirms and it is paid out; None where it never is. refunded: when `refund` is
    paid back after that; None for one that is taken back before.
    """

    number: str
    placed: datetime
    item: ShopItem
    pieces: int
    paid: Decimal
    refund: Decimal = ZERO
    settled: datetime | None = None
    refunded: datetime | None = None


def status(order: ShopOrder, until: datetime, words: tuple[str, str, str, str]) -> str:
    """Return how an export calls the order's state at a time: unpaid, closed, done or on its way."""
    unpaid, closed, done, sent = words
    if not order.paid:
        return unpaid
    if order.settled is None:
        return closed
    return done if order.settled < until else sent


def orders_of(result: Result, store: PlatformStore, month: str, draw: Random) -> list[ShopOrder]:
    """Return a month's orders by time, those that are never paid among them.

    What is paid is the result's sales of the store, and what is refunded its refunds of the month.
    """
    at = result.months.index(month)
    placed, paid = (
        round(_of_store(result, store, f"orders_{state}_by_storefront", at)) for state in ("placed", "paid")
    )
    sales, refunds = (
        cents(_of_store(result, store, f"{what}_by_storefront", at)) for what in ("gross_sales", "refunds")
    )
    orders = _drawn(result, store, month, paid, sales, draw)
    unpaid = _drawn(result, store, month, placed - paid, sales, draw)
    unpaid = [replace(each, paid=ZERO, settled=None) for each in unpaid]
    return _numbered([*_refunded(store, orders, refunds, draw), *unpaid], store)


def orders_before(result: Result, month: str, draws: Mapping[str, Random]) -> dict[str, list[ShopOrder]]:
    """Return by store the orders of the month before the first that are still to be paid out.

    They are what the opening receivable stands for. month: before the first. draws: by store.
    """
    waiting = [each for each in STORES if not each.trades]
    sales = [_of_store(result, each, "gross_sales_by_storefront", 0) for each in waiting]
    owed = divided(cents(float(result.total("receivable_total_opening").iloc[0])), sales)
    due = datetime.fromisoformat(f"{result.months[0]}-01")
    orders = {}
    for store, sold, amount in zip(waiting, sales, owed, strict=True):
        draw = draws[store.name]
        count = round(float(amount) * _of_store(result, store, "orders_paid_by_storefront", 0) / sold)
        drawn = _drawn(result, store, month, count, amount, draw) if amount else []
        settled = [
            replace(each, settled=due + timedelta(seconds=draw.randrange(9 * 3600, 14 * 86_400)))
            for each in drawn
        ]
        orders[store.name] = _numbered(settled, store)
    return orders


def _of_store(result: Result, store: PlatformStore, line: str, at: int) -> float:
    return float(result.numbers(line)[result.members["storefront"].index(store.storefront), at])


def _drawn(
    result: Result, store: PlatformStore, month: str, count: int, sales: Decimal, draw: Random
) -> list[ShopOrder]:
    """Return orders for these sales, divided as the plan divides sales and pieces among its products."""
    products, place = result.members["product"], result.months.index(month) if month in result.months else 0
    shares = [float(each) for each in result.numbers("product_gross_sales")[:, place]]
    pieces = [float(each) for each in result.numbers("pieces_sold")[:, place]]
    counts = [int(each) for each in divided(Decimal(count), pieces, Decimal(1))]
    if not count:
        return []
    sold = divided(sales, [share if number else 0 for share, number in zip(shares, counts, strict=True)])
    most = products[counts.index(max(counts))]
    orders: list[ShopOrder] = []
    for product, number, amount in zip(products, counts, sold, strict=True):
        listed = [each for each in items(result) if each.product == product]
        even = 2 if store is TMALL and number > 10 and product == most else 0
        weights = [draw.uniform(0.6, 1.5) for _ in range(number - even)]
        amounts = [EVEN] * even + (divided(amount - even * EVEN, weights) if weights else [])
        orders += (
            _order(store, month, draw.choice(listed), paid, at < even, draw)
            for at, paid in enumerate(amounts)
        )
    return orders


def _order(
    store: PlatformStore, month: str, item: ShopItem, paid: Decimal, early: bool, draw: Random
) -> ShopOrder:
    first = datetime.fromisoformat(f"{month}-01")
    length = ((first + 32 * DAY).replace(day=1) - first).days
    day = draw.randrange(2, 5) if early else draw.randrange(length)
    placed = first + day * DAY + timedelta(seconds=draw.randrange(9 * 3600, 23 * 3600))
    wait = draw.randint(*store.waits) * DAY + timedelta(seconds=draw.randrange(3540))
    pieces = 2 if draw.random() < 0.08 and not early else 1
    return ShopOrder("", placed, item, pieces, paid, settled=placed if store.trades else placed + wait)


def _refunded(
    store: PlatformStore, orders: Sequence[ShopOrder], refunds: Decimal, draw: Random
) -> list[ShopOrder]:
    """Return the orders with the refunds: a few in part and later, most in full before they are paid out."""
    result, left = list(orders), refunds
    turn = [at for at, each in enumerate(orders) if each.paid != EVEN and each.paid > 1]
    draw.shuffle(turn)
    for at in turn[:PARTLY]:
        order = orders[at]
        part = min(left, cents(order.paid / 5))
        assert order.settled is not None
        later = timedelta(minutes=30) if store.trades else draw.randint(1, 5) * DAY
        result[at] = replace(order, refund=part, refunded=order.settled + later if part else None)
        left -= part
    for at in turn[PARTLY:]:
        if left <= 0:
            break
        order = orders[at]
        part = min(left, order.paid)
        whole = part == order.paid
        assert order.settled is not None
        result[at] = replace(
            order,
            refund=part,
            settled=None if whole else order.settled,
            refunded=None if whole else order.settled + DAY,
        )
        left -= part
    return result


def _numbered(orders: Sequence[ShopOrder], store: PlatformStore) -> list[ShopOrder]:
    """Return the orders by time, with numbers of nineteen characters."""
    in_order = sorted(orders, key=lambda each: each.placed)
    return [
        replace(each, number=f"{store.number}{each.placed:%y%m%d}{at:07d}67")
        for at, each in enumerate(in_order, start=1)
    ]


def paid_orders(orders: Sequence[ShopOrder]) -> Iterator[ShopOrder]:
    """Yield the orders that were paid."""
    return (each for each in orders if each.paid)


def by_item(orders: Sequence[ShopOrder]) -> Mapping[ShopItem, list[ShopOrder]]:
    """Return the paid orders of each item, in the order of its number."""
    result: dict[ShopItem, list[ShopOrder]] = {}
    for each in sorted(paid_orders(orders), key=lambda order: order.item.number):
        result.setdefault(each.item, []).append(each)
    return result
