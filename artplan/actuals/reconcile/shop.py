"""Orders against the shop's analytics: what customers paid in the month.

Orders are dated by when they were placed, the analytics by when they were paid, and no export of orders says
when that was: what crosses the month's edge is known by its bounds only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from artplan.actuals.platforms import PLATFORMS, TMALL, Platform
from artplan.actuals.readers.record import is_day
from artplan.actuals.reconcile.answer import (
    Cause,
    Remark,
    SourceComparison,
    SourceSum,
    Uncompared,
    largest,
    weighed,
)
from artplan.actuals.reconcile.books import Books, total
from artplan.actuals.store.store import Kept
from artplan.plan.written.calendar import from_number, last_day, number

NAME = "paid_orders"
UNPAID = "unpaid"


@dataclass(frozen=True)
class ShopAnalytics:
    """What the analytics say of a month, in CNY. paid: of the days; of the month's row if there are none.

    lacking: what the month's row has beyond the days, where both were imported. days: how many there are.
    left_out: rows of other periods.
    """

    paid: Decimal
    refund: Decimal
    count: int
    days: int
    lacking: Decimal | None
    left_out: int


def analytics(books: Books, platform: Platform) -> ShopAnalytics | None:
    """Return what a platform's analytics say of the month; None where they say nothing of it.

    The rows of days and the row of the month tell the same: they are never added.
    """
    rows = books.of(platform.analytics)
    days = [each for each in rows if is_day(each.day)]
    whole = [each for each in rows if each.day == books.month]
    if not (days or whole):
        return None
    lacking = total(_paid(whole)) - total(_paid(days)) if days and whole else None
    used = days or whole
    refund = total(each.measures.get("refund", Decimal(0)) for each in used)
    left_out = len(rows) - len(days) - len(whole)
    return ShopAnalytics(total(_paid(used)), refund, len(used), len(days), lacking, left_out)


def paid_orders(books: Books, platform: Platform, later: int = 0) -> list[Kept]:
    """Return a platform's orders that were paid, also those that were closed after it."""
    return [each for each in books.of(platform.orders, later) if each.kind != UNPAID]


def compare_orders(books: Books) -> list[SourceComparison | Uncompared]:
    """Compare what was paid by orders with the analytics, of each platform with either."""
    both = [each for each in PLATFORMS if each.orders and each.analytics]
    covered = [each for each in both if books.has([each.orders, each.analytics])]
    return [_compare(books, each) for each in covered or [TMALL]]


def _compare(books: Books, platform: Platform) -> SourceComparison | Uncompared:
    shown, orders = analytics(books, platform), paid_orders(books, platform)
    lacking = [(platform.orders, not books.has([platform.orders])), (platform.analytics, shown is None)]
    if shown is None or any(missing for _, missing in lacking):
        return Uncompared(NAME, tuple(source for source, missing in lacking if missing))
    left = SourceSum(platform.orders, total(_paid(orders)), len({each.refers for each in orders}))
    right = SourceSum(platform.analytics, shown.paid, shown.count)
    causes = weighed(left.amount - right.amount, _causes(books, platform, orders, shown))
    return SourceComparison(NAME, left, right, causes, _remarks(shown))


def _causes(books: Books, platform: Platform, orders: Sequence[Kept], shown: ShopAnalytics) -> list[Cause]:
    here, there = (last_day(from_number(number(books.month) + by)).isoformat() for by in (0, -1))
    return [
        Cause("days_lacking", shown.lacking or Decimal(0), 1, "explained"),
        _cause("paid_next_month", [each for each in orders if each.day == here], 1),
        _cause("placed_before", [each for each in paid_orders(books, platform, -1) if each.day == there], -1),
        _cause("closed_orders", [each for each in orders if each.kind == "closed"], 1),
        _cause("refunded_orders", [each for each in orders if each.measures.get("refund")], -1, "refund"),
    ]


def _cause(name: str, orders: Sequence[Kept], sign: int, measure: str = "paid") -> Cause:
    amounts = [(sign * each.measures[measure], each.place) for each in orders]
    return Cause(name, total(amount for amount, _ in amounts), len(orders), "possible", largest(amounts))


def _remarks(shown: ShopAnalytics) -> tuple[Remark, ...]:
    remarks = []
    if shown.lacking is not None:
        remarks.append(Remark("days_and_month", {"days": str(shown.days)}))
    if shown.left_out:
        remarks.append(Remark("other_periods", {"count": str(shown.left_out)}))
    return tuple(remarks)


def _paid(rows: Sequence[Kept]) -> list[Decimal]:
    return [each.measures["paid"] for each in rows]
