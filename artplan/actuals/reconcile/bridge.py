"""From what customers paid to the revenue in the ledger, step by step.

The analytics count what was paid, VAT and later refunds included. The ledger counts a sale when it is
confirmed, without VAT. Each step is taken from an export; what the steps do not lead to is never hidden.
"""

from __future__ import annotations

from decimal import Decimal

from artplan.actuals.reconcile.answer import ZERO, Bridge, BridgeStep, SourceSum, Uncompared
from artplan.actuals.reconcile.balances import PLATFORMS
from artplan.actuals.reconcile.books import BILLS, Books, Movement, fitting, total
from artplan.actuals.reconcile.shop import analytics, paid_orders
from artplan.actuals.store.store import Kept

NAME = "bridge"
OUTPUT_VAT = "销项税"
UNSENT = ("paid", "shipped")  # kinds of order that the customer has not confirmed
CENT = Decimal("0.01")


def draw_bridge(books: Books) -> Bridge | Uncompared:
    """Return the steps from the analytics to the ledger."""
    shown = analytics(books)
    lacking = [source for source, there in (("sycm_shop", shown), ("ledger", books.accounts)) if not there]
    if shown is None or lacking:
        return Uncompared(NAME, tuple(lacking))
    every = books.line("net_revenue")
    named = fitting(every, "天猫|淘宝")
    accounts = named or [each for each in every if each not in fitting(every, PLATFORMS)]
    revenue = total(each.credit for each in accounts)
    whole = total(each.credit for each in every)
    steps = [
        BridgeStep("paid", shown.paid, "sycm_shop", shown.count),
        *_refunds(books, shown.refund, shown.count),
        *_confirmed(books),
        *_vat(books, revenue / whole if whole else ZERO),
        *_deducted(books),
    ]
    sources = {"tmall_orders": books.of("tmall_orders"), "bill": _bill(books)[1]}
    missing = [name for name, there in sources.items() if not there]
    if not fitting(books.accounts, OUTPUT_VAT):
        missing.append("output_vat_in_ledger")
    names = tuple(f"{each.code} {each.name}" for each in accounts)
    kept = [step for step in steps if step.amount or step.name == "paid"]
    return Bridge(tuple(kept), SourceSum("ledger", revenue, len(accounts), names), tuple(missing))


def _refunds(books: Books, shown: Decimal, count: int) -> list[BridgeStep]:
    """Return what was refunded of the month's orders and of earlier ones, or else what the analytics say."""
    orders = paid_orders(books)
    refunded = [each for each in orders if each.measures.get("refund")]
    source, rows = _bill(books)
    if not any("refund" in each.measures for each in orders):
        return [BridgeStep("refunds", -shown, "sycm_shop", count)]
    steps = [BridgeStep("refunds", -total(each.measures["refund"] for each in refunded), "tmall_orders",
                        len(refunded))]  # fmt: skip
    own = {each.refers for each in orders}
    earlier = [each for each in rows if each.kind == "refund" and each.order not in own]
    return [
        *steps,
        BridgeStep("refunds_earlier", total(each.amount for each in earlier), source, len(earlier)),
    ]


def _confirmed(books: Books) -> list[BridgeStep]:
    """Return what was paid and not confirmed in the month, and what was confirmed of earlier orders."""
    orders = paid_orders(books)
    source, rows = _bill(books)
    sales = [each for each in rows if each.kind == "sale"]
    if not orders:
        return []
    if not sales:
        waiting = [each for each in orders if each.kind in UNSENT]
        return [_waiting("tmall_orders", waiting)]
    settled, own = {each.order for each in sales}, {each.refers for each in orders}
    earlier = [each for each in sales if each.order not in own]
    expected = {each.refers: _kept(each) for each in orders if each.refers in settled}
    for each in rows:
        if each.kind in ("sale", "refund") and each.order in expected:
            expected[each.order] -= each.amount
    otherwise = [-amount for amount in expected.values() if amount]
    return [
        BridgeStep("settled_otherwise", total(otherwise), source, len(otherwise)),
        _waiting(source, [each for each in orders if each.refers not in settled]),
        BridgeStep("confirmed_earlier", total(each.amount for each in earlier), source, len(earlier)),
    ]


def _waiting(source: str, orders: list[Kept]) -> BridgeStep:
    open_orders = [each for each in orders if _kept(each)]
    return BridgeStep("not_confirmed", -total(map(_kept, open_orders)), source, len(open_orders))


def _kept(order: Kept) -> Decimal:
    """Return what the shop keeps of an order; nothing of one that was closed."""
    return ZERO if order.kind == "closed" else order.measures["paid"] - order.measures.get("refund", ZERO)


def _vat(books: Books, share: Decimal) -> list[BridgeStep]:
    """Return the ledger's output VAT; where it has revenue of other shops, the part by revenue."""
    accounts = fitting(books.accounts, OUTPUT_VAT)
    vat = total(each.credit for each in accounts)
    return [BridgeStep("output_vat", -(vat * share).quantize(CENT), "ledger", len(accounts))]


def _deducted(books: Books) -> list[BridgeStep]:
    """Return the fees that a bill keeps back, if the ledger has no account for them and books sales net."""
    source, rows = _bill(books)
    if any(each.debit for each in books.line("platform_fees")):
        return []
    kept = [each for each in rows if each.kind in ("fee", "affiliate", "insurance")]
    return [BridgeStep("booked_net", total(each.amount for each in kept), source, len(kept))]


def _bill(books: Books) -> tuple[str, list[Movement]]:
    """Return the bill with most to say, and its rows."""
    for reader in BILLS:
        if books.has([reader]):
            return reader, books.movements([reader])
    return BILLS[0], []
