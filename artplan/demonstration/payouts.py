"""What goes through a store's account at its platform: orders paid out, charged, refunded; withdrawals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal, cast

from artplan.demonstration.amounts import ZERO, cents, divided
from artplan.demonstration.names import TMALL, PlatformStore
from artplan.demonstration.orders import EVEN, ShopOrder

WHOLE = Decimal(1000)  # money is moved to the bank in whole thousands
STAYS = Decimal("0.7")  # of the account's opening, what stays there at least
SECOND = timedelta(seconds=1)
MovementKind = Literal["sale", "commission", "base_fee", "refund", "withdrawal"]


@dataclass(frozen=True)
class Payout:
    """What is received and paid at a time, in CNY. balance: of the account afterwards."""

    number: str
    time: datetime
    kind: MovementKind
    received: Decimal
    paid: Decimal
    balance: Decimal
    order: ShopOrder | None = None


def movements(
    store: PlatformStore, orders: Sequence[ShopOrder], month: str, opening: Decimal
) -> list[Payout]:
    """Return the month's movements in the order of time. opening: the balance before the first, in CNY."""
    due = [each for order in orders for each in _due(store, order) if f"{each[0]:%Y-%m}" == month]
    result: list[Payout] = []
    balance, week = opening, 0
    for time, kind, received, paid, order in sorted(due, key=lambda each: (each[0], each[4].number)):
        if time.isocalendar().week != week:
            week = time.isocalendar().week
            moved = (balance - store.opening * STAYS) // WHOLE * WHOLE
            if result and moved > 0:
                balance -= moved
                early = time.replace(hour=8, minute=0, second=0)
                result.append(_movement(len(result), early, "withdrawal", ZERO, moved, balance))
        balance += received - paid
        result.append(_movement(len(result), time, kind, received, paid, balance, order))
    return result


def _due(
    store: PlatformStore, order: ShopOrder
) -> list[tuple[datetime, MovementKind, Decimal, Decimal, ShopOrder]]:
    """Return what an order brings and costs, as (time, kind, received, paid, order)."""
    if order.settled is None:
        return []
    due: list[tuple[datetime, MovementKind, Decimal, Decimal, ShopOrder]] = [
        *((order.settled, "sale", part, ZERO, order) for part in _parts(store, order)),
        *(
            (order.settled + at * SECOND, cast(MovementKind, kind), ZERO, cents(order.paid * rate), order)
            for at, (kind, rate) in enumerate(store.charges, start=1)
        ),
    ]
    if order.refunded is not None:
        due.append((order.refunded, "refund", ZERO, order.refund, order))
    return due


def _parts(store: PlatformStore, order: ShopOrder) -> list[Decimal]:
    """Return what is paid out at once; Tmall does so for each piece of an order."""
    return divided(order.paid, [1] * order.pieces) if store is TMALL else [order.paid]


def _movement(
    at: int,
    time: datetime,
    kind: MovementKind,
    received: Decimal,
    paid: Decimal,
    balance: Decimal,
    order: ShopOrder | None = None,
) -> Payout:
    return Payout(f"310{time:%y%m}{at:07d}1", time, kind, received, paid, balance, order)


def without_a_sale(rows: Sequence[Payout], opening: Decimal) -> list[Payout]:
    """Return the movements without the sale of the first order of 330.00, and their balances without it."""
    missing = next(each for each in rows if each.kind == "sale" and each.received == EVEN and _is_even(each))
    result: list[Payout] = []
    balance = opening
    for each in rows:
        if each is not missing:
            balance += each.received - each.paid
            result.append(_again(each, balance))
    return result


def _is_even(each: Payout) -> bool:
    return each.order is not None and each.order.paid == EVEN and not each.order.refund


def _again(each: Payout, balance: Decimal) -> Payout:
    return Payout(each.number, each.time, each.kind, each.received, each.paid, balance, each.order)


def total(rows: Sequence[Payout], *kinds: MovementKind) -> Decimal:
    """Return what the movements of these kinds receive less what they pay, in CNY; of all by default."""
    return sum((each.received - each.paid for each in rows if not kinds or each.kind in kinds), ZERO)
