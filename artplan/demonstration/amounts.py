"""Amounts in cents: a result's numbers as a ledger states them, and an amount divided without a remainder."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal("0.00")
CENT = Decimal("0.01")


def cents(amount: float | Decimal) -> Decimal:
    """Return an amount in CNY, rounded to the cent.

    >>> cents(16.505), cents(-0.001)
    (Decimal('16.51'), Decimal('0.00'))
    """
    rounded = (amount if isinstance(amount, Decimal) else Decimal(repr(float(amount)))).quantize(
        CENT, ROUND_HALF_UP
    )
    return rounded or ZERO  # no negative zero


def divided(total: Decimal, weights: Sequence[float], unit: Decimal = CENT) -> list[Decimal]:
    """Divide an amount by weights in whole units; the parts add up to it exactly.

    >>> divided(Decimal("10.00"), [1, 1, 1])
    [Decimal('3.33'), Decimal('3.34'), Decimal('3.33')]
    """
    parts, whole, weight, given = [], sum(weights), 0.0, total - total
    for each in weights[:-1]:
        weight += each
        until = (total * Decimal(repr(weight / whole))).quantize(unit, ROUND_HALF_UP)
        parts.append(until - given)
        given = until
    return [*parts, total - given]


def text_of(amount: Decimal) -> str:
    """Return an amount as exports write it: 1,234.56."""
    return f"{amount:,.2f}"
