"""What goes through the shop's 支付宝: orders paid out, charged and refunded, and money moved to the bank.

千牛账房 states the movements of orders, 支付宝 all of them with a balance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from artplan.demonstration.amounts import ZERO, cents
from artplan.demonstration.orders import EVEN, TmallOrder

COMMISSION, BASE_FEE = Decimal("0.05"), Decimal("0.006")
KEPT, WHOLE = Decimal(40_000), Decimal(1000)  # what stays when money is moved to the bank, in whole thousands
SECOND = timedelta(seconds=1)
MovementKind = Literal["sale", "commission", "base_fee", "refund", "withdrawal"]


@dataclass(frozen=True)
class Payout:
    """What is received and paid at a time, in CNY. balance: of 支付宝 afterwards."""

    number: str
    time: datetime
    kind: MovementKind
    received: Decimal
    paid: Decimal
    balance: Decimal
    order: TmallOrder | None = None


def movements(orders: Sequence[TmallOrder], month: str, opening: Decimal) -> list[Payout]:
    """Return the month's movements in the order of time. opening: the balance before the first, in CNY."""
    due = [each for order in orders for each in _due(order) if f"{each[0]:%Y-%m}" == month]
    result: list[Payout] = []
    balance, week = opening, 0
    for time, kind, received, paid, order in sorted(due, key=lambda each: (each[0], each[4].number)):
        if time.isocalendar().week != week:
            week = time.isocalendar().week
            moved = (balance - KEPT) // WHOLE * WHOLE
            if result and moved > 0:
                balance -= moved
                early = time.replace(hour=8, minute=0, second=0)
                result.append(_movement(len(result), early, "withdrawal", ZERO, moved, balance))
        balance += received - paid
        result.append(_movement(len(result), time, kind, received, paid, balance, order))
    return result


def _due(order: TmallOrder) -> list[tuple[datetime, MovementKind, Decimal, Decimal, TmallOrder]]:
    """Return what an order brings and costs, as (time, kind, received, paid, order)."""
    if order.settled is None:
        return []
    due: list[tuple[datetime, MovementKind, Decimal, Decimal, TmallOrder]] = [
        (order.settled, "sale", order.paid, ZERO, order),
        (order.settled + SECOND, "commission", ZERO, cents(order.paid * COMMISSION), order),
        (order.settled + 2 * SECOND, "base_fee", ZERO, cents(order.paid * BASE_FEE), order),
    ]
    if order.refunded is not None:
        due.append((order.refunded, "refund", ZERO, order.refund, order))
    return due


def _movement(
    at: int,
    time: datetime,
    kind: MovementKind,
    received: Decimal,
    paid: Decimal,
    balance: Decimal,
    order: TmallOrder | None = None,
) -> Payout:
    return Payout(f"310{time:%y%m}{at:07d}1", time, kind, received, paid, balance, order)


def without_a_sale(rows: Sequence[Payout], opening: Decimal) -> list[Payout]:
    """Return the movements without the sale of the first order of 330.00, and their balances without it."""
    missing = next(
        each for each in rows if each.kind == "sale" and each.received == EVEN and _unrefunded(each)
    )
    result: list[Payout] = []
    balance = opening
    for each in rows:
        if each is not missing:
            balance += each.received - each.paid
            result.append(_again(each, balance))
    return result


def _unrefunded(each: Payout) -> bool:
    return each.order is not None and not each.order.refund


def _again(each: Payout, balance: Decimal) -> Payout:
    return Payout(each.number, each.time, each.kind, each.received, each.paid, balance, each.order)


def total(rows: Sequence[Payout], *kinds: MovementKind) -> Decimal:
    """Return what the movements of these kinds receive less what they pay, in CNY; of all by default."""
    return sum((each.received - each.paid for each in rows if not kinds or each.kind in kinds), ZERO)
