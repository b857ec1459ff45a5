"""Orders of the Tmall store: as many as the result has in a month, for what it sold and refunded.

Orders of the month before the plan are those that the opening receivable stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from artplan.demonstration.amounts import ZERO, cents, divided
from artplan.demonstration.names import STOREFRONT, ShopItem, items
from artplan.result import Result

EVEN = Decimal("330.00")  # two orders of each month are of this amount: their commission is 16.50
DAY = timedelta(days=1)
PARTLY = 4  # orders of a month of which a part is refunded after they were paid out


@dataclass(frozen=True)
class TmallOrder:
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


def orders_of(result: Result, month: str, draw: Random) -> list[TmallOrder]:
    """Return a month's orders by time, those that are never paid among them.

    What is paid is the result's sales of the store, and what is refunded its refunds of the month.
    """
    at = result.months.index(month)
    placed, paid = (
        round(_of_store(result, f"orders_{state}_by_storefront", at)) for state in ("placed", "paid")
    )
    sales, refunds = (
        cents(_of_store(result, f"{what}_by_storefront", at)) for what in ("gross_sales", "refunds")
    )
    orders = _drawn(result, month, paid, sales, draw)
    unpaid = _drawn(result, month, placed - paid, sales, draw)
    unpaid = [replace(each, paid=ZERO, settled=None) for each in unpaid]
    return _numbered([*_refunded(orders, refunds, draw), *unpaid])


def orders_before(result: Result, month: str, draw: Random) -> list[TmallOrder]:
    """Return the orders of the month before the first that are still to be paid out. month: before it."""
    sales, orders = (_of_store(result, f"{what}_by_storefront", 0) for what in ("gross_sales", "orders_paid"))
    whole = float(result.numbers("gross_sales_by_storefront")[:, 0].sum())
    owed = cents(float(result.total("receivable_total_opening").iloc[0]) * sales / whole)
    drawn = _drawn(result, month, round(float(owed) * orders / sales), owed, draw) if owed else []
    due = datetime.fromisoformat(f"{result.months[0]}-01")
    return _numbered([
        replace(each, settled=due + timedelta(seconds=draw.randrange(9 * 3600, 14 * 86_400)))
        for each in drawn
    ])  # fmt: skip


def _of_store(result: Result, line: str, at: int) -> float:
    return float(result.numbers(line)[result.members["storefront"].index(STOREFRONT), at])


def _drawn(result: Result, month: str, count: int, sales: Decimal, draw: Random) -> list[TmallOrder]:
    """Return orders for these sales, divided as the plan divides sales and pieces among its products."""
    products, place = result.members["product"], result.months.index(month) if month in result.months else 0
    shares = [float(each) for each in result.numbers("product_gross_sales")[:, place]]
    pieces = [float(each) for each in result.numbers("pieces_sold")[:, place]]
    counts = [int(each) for each in divided(Decimal(count), pieces, Decimal(1))]
    sold = divided(sales, [share if number else 0 for share, number in zip(shares, counts, strict=True)])
    most = products[counts.index(max(counts))]
    orders: list[TmallOrder] = []
    for product, number, amount in zip(products, counts, sold, strict=True):
        listed = [each for each in items(result) if each.product == product]
        even = 2 if number > 10 and product == most else 0
        weights = [draw.uniform(0.6, 1.5) for _ in range(number - even)]
        amounts = [EVEN] * even + (divided(amount - even * EVEN, weights) if weights else [])
        orders += (
            _order(month, draw.choice(listed), paid, at < even, draw) for at, paid in enumerate(amounts)
        )
    return orders


def _order(month: str, item: ShopItem, paid: Decimal, early: bool, draw: Random) -> TmallOrder:
    first = datetime.fromisoformat(f"{month}-01")
    length = ((first + 32 * DAY).replace(day=1) - first).days
    day = draw.randrange(2, 5) if early else draw.randrange(length)
    placed = first + day * DAY + timedelta(seconds=draw.randrange(9 * 3600, 23 * 3600))
    settled = placed + draw.randint(8, 16) * DAY + timedelta(seconds=draw.randrange(3600))
    pieces = 2 if draw.random() < 0.08 else 1
    return TmallOrder("", placed, item, pieces, paid, settled=settled)


def _refunded(orders: Sequence[TmallOrder], refunds: Decimal, draw: Random) -> list[TmallOrder]:
    """Return the orders with the refunds: a few in part and later, most in full before they are paid out."""
    result, left = list(orders), refunds
    turn = [at for at, each in enumerate(orders) if each.paid != EVEN and each.paid > 1]
    draw.shuffle(turn)
    for at in turn[:PARTLY]:
        order = orders[at]
        part = min(left, cents(order.paid / 5))
        assert order.settled is not None
        result[at] = replace(order, refund=part, refunded=order.settled + draw.randint(1, 5) * DAY)
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


def _numbered(orders: Sequence[TmallOrder]) -> list[TmallOrder]:
    """Return the orders by time, with numbers of nineteen digits."""
    in_order = sorted(orders, key=lambda each: each.placed)
    return [
        replace(each, number=f"4012{each.placed:%y%m%d}{at:07d}67")
        for at, each in enumerate(in_order, start=1)
    ]


def paid_orders(orders: Sequence[TmallOrder]) -> Iterator[TmallOrder]:
    """Yield the orders that were paid."""
    return (each for each in orders if each.paid)


def by_item(orders: Sequence[TmallOrder]) -> Mapping[ShopItem, list[TmallOrder]]:
    """Return the paid orders of each item, in the order of its number."""
    result: dict[ShopItem, list[TmallOrder]] = {}
    for each in sorted(paid_orders(orders), key=lambda order: order.item.number):
        result.setdefault(each.item, []).append(each)
    return result
