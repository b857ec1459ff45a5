"""From what was paid on a platform in the month to what it settled in the month: steps of the bridge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from artplan.actuals.platforms import Platform
from artplan.actuals.reconcile.answer import ZERO, BridgeStep
from artplan.actuals.reconcile.books import Books, Movement, total
from artplan.actuals.reconcile.shop import ShopAnalytics, paid_orders
from artplan.actuals.store.store import Kept

UNSENT = ("paid", "shipped")  # kinds of order that the customer has not confirmed
MOVED = ("sale", "refund")


@dataclass(frozen=True)
class PaidOrder:
    """An order with all of its rows, in CNY. order: a hash of its number. kind: of its first row."""

    order: str
    kind: str
    paid: Decimal
    refund: Decimal

    @property
    def kept(self) -> Decimal:
        """What the shop keeps of it; nothing of one that was closed."""
        return ZERO if self.kind == "closed" else self.paid - self.refund


@dataclass(frozen=True)
class SettledBill:
    """A platform's bill. source: its reader. rows: what it settled and kept."""

    source: str
    rows: Sequence[Movement]

    def of(self, *kinds: str) -> list[Movement]:
        """Return the rows of these kinds."""
        return [each for each in self.rows if each.kind in kinds]


def traded_steps(books: Books, platform: Platform) -> list[BridgeStep]:
    """Return what was paid and refunded where payments and refunds are rows that move the account at once."""
    paid, back = ([each for each in books.of(platform.orders) if each.kind == kind] for kind in MOVED)
    sums = total(each.measures["settled"] for each in paid), -total(each.measures["refund"] for each in back)
    return [
        BridgeStep("paid", sums[0], platform.orders, len(paid)),
        BridgeStep("refunds", sums[1], platform.orders, len(back)),
    ]


def settled_steps(
    books: Books, platform: Platform, shown: ShopAnalytics, bill: SettledBill
) -> list[BridgeStep]:
    """Return the steps from what was paid, as the analytics show it, to what the bill settled."""
    kept = paid_orders(books, platform)
    orders = _whole(kept)
    by_order = any("refund" in each.measures for each in kept)
    refunds = BridgeStep("refunds", -shown.refund, platform.analytics, shown.count)
    if by_order:
        back = [each for each in orders if each.refund]
        refunds = BridgeStep("refunds", -total(each.refund for each in back), platform.orders, len(back))
    if not bill.of("sale"):
        waiting = [each for each in orders if each.kind in UNSENT]
        earlier = _earlier("refunds_earlier", bill, "refund", orders) if by_order else []
        return [refunds, *earlier, _waiting(platform.orders, waiting)]
    if not by_order:  # what was refunded of an order is not known: only the sums can be compared
        moved = bill.of(*MOVED)
        difference = total(each.amount for each in moved) - shown.paid + shown.refund
        return [refunds, BridgeStep("settled_or_paid", difference, bill.source, len(moved))]
    return [refunds, *_earlier("refunds_earlier", bill, "refund", orders), *_confirmed(orders, bill)]


def _whole(rows: Sequence[Kept]) -> list[PaidOrder]:
    """Return the orders; an order of several products has several rows."""
    orders: dict[str, PaidOrder] = {}
    for each in rows:
        name, refund = each.refers or each.key, each.measures.get("refund", ZERO)
        before = orders.get(name, PaidOrder(each.refers, each.kind, ZERO, ZERO))
        orders[name] = PaidOrder(
            each.refers, before.kind, before.paid + each.measures["paid"], before.refund + refund
        )
    return list(orders.values())


def _earlier(name: str, bill: SettledBill, kind: str, orders: Sequence[PaidOrder]) -> list[BridgeStep]:
    """Return what the bill has of orders that are none of the month's."""
    own = {each.order for each in orders}
    earlier = [each for each in bill.of(kind) if each.order not in own]
    return [BridgeStep(name, total(each.amount for each in earlier), bill.source, len(earlier))]


def _confirmed(orders: Sequence[PaidOrder], bill: SettledBill) -> list[BridgeStep]:
    """Return what was paid and not confirmed in the month, and what was confirmed of earlier orders."""
    settled = {each.order for each in bill.of("sale")}
    expected = {each.order: each.kept for each in orders if each.order in settled}
    for each in bill.of(*MOVED):
        if each.order in expected:
            expected[each.order] -= each.amount
    otherwise = [-amount for amount in expected.values() if amount]
    return [
        BridgeStep("settled_otherwise", total(otherwise), bill.source, len(otherwise)),
        _waiting(bill.source, [each for each in orders if each.order not in settled]),
        *_earlier("confirmed_earlier", bill, "sale", orders),
    ]


def _waiting(source: str, orders: Sequence[PaidOrder]) -> BridgeStep:
    kept = [each.kept for each in orders if each.kept]
    return BridgeStep("not_confirmed", -total(kept), source, len(kept))
