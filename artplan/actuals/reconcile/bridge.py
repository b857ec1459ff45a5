"""From what customers paid to the revenue in the ledger, step by step, over all platforms.

The analytics count what was paid, VAT and later refunds included. The ledger counts a sale when it is
confirmed, or before that as a receivable, without VAT and without what belongs to the artists for whom it is
sold. Each step is taken from an export; what the steps do not lead to is never hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from artplan.actuals.platforms import NAMED, PLATFORMS, TMALL, Platform
from artplan.actuals.reconcile.answer import ZERO, Bridge, BridgeStep, SourceSum, Uncompared
from artplan.actuals.reconcile.books import Books, LedgerAccount, fitting, total
from artplan.actuals.reconcile.settled import SettledBill, settled_steps, traded_steps
from artplan.actuals.reconcile.shop import analytics

NAME = "bridge"
OUTPUT_VAT, ON_COMMISSION = "销项税", "代销|受托|代收"
CENT = Decimal("0.01")
ORDER = (
    *("paid", "refunds", "refunds_earlier", "settled_otherwise", "not_confirmed", "confirmed_earlier"),
    *("settled_or_paid", "receivable", "on_commission", "output_vat", "booked_net"),
)


def draw_bridge(books: Books) -> Bridge | Uncompared:
    """Return the steps from what was paid on each platform to the ledger."""
    covered = [each for each in PLATFORMS if _is_covered(books, each)]
    lacking = [source for source, there in (("sycm_shop", covered), ("ledger", books.accounts)) if not there]
    if lacking:
        return Uncompared(NAME, tuple(lacking))
    every = books.line("net_revenue")
    accounts = _of_platforms(every, covered)
    revenue, whole = (total(each.credit for each in those) for those in (accounts, every))
    steps = [
        *(step for each in covered for step in _of_platform(books, each)),
        *_booked(books, covered, revenue / whole if whole else ZERO),
        *_deducted(books, covered),
    ]
    names = tuple(f"{each.code} {each.name}" for each in accounts)
    kept = [step for step in steps if step.amount or step.name == "paid"]
    kept.sort(key=lambda step: ORDER.index(step.name))
    return Bridge(
        tuple(kept), SourceSum("ledger", revenue, len(accounts), names), tuple(_missing(books, covered))
    )


def _is_covered(books: Books, platform: Platform) -> bool:
    """Return whether an export says what customers paid on the platform."""
    return books.has([platform.orders]) if platform.trades else analytics(books, platform) is not None


def _of_platforms(accounts: Sequence[LedgerAccount], platforms: Sequence[Platform]) -> list[LedgerAccount]:
    """Return the accounts that name one of the platforms, or else those that name none."""
    named = fitting(accounts, "|".join(each.pattern for each in platforms))
    return named or [each for each in accounts if each not in fitting(accounts, NAMED)]


def _missing(books: Books, covered: Sequence[Platform]) -> list[str]:
    """Return the sources of steps that were not imported."""
    missing = []
    if TMALL in covered:
        missing += [] if books.has([TMALL.orders]) else [TMALL.orders]
        missing += [] if books.has(TMALL.bills) else ["bill"]
    missing += [
        each.analytics
        for each in PLATFORMS
        if each not in covered
        and each.analytics
        and each is not TMALL
        and books.has([each.orders, *each.bills])
    ]
    return missing + ([] if fitting(books.accounts, OUTPUT_VAT) else ["output_vat_in_ledger"])


def _bill(books: Books, platform: Platform) -> SettledBill:
    """Return the platform's bill with most to say; without any, the first, which is empty."""
    reader = next((each for each in platform.bills if books.has([each])), platform.bills[0])
    return SettledBill(reader, books.billed(reader))


def _of_platform(books: Books, platform: Platform) -> list[BridgeStep]:
    if platform.trades:
        return traded_steps(books, platform)
    shown = analytics(books, platform)
    assert shown is not None
    paid = BridgeStep("paid", shown.paid, platform.analytics, shown.count)
    return [paid, *settled_steps(books, platform, shown, _bill(books, platform))]


def _booked(books: Books, covered: Sequence[Platform], share: Decimal) -> list[BridgeStep]:
    """Return what the ledger books before it is settled, what it owes to artists, and output VAT.

    share: of the ledger's revenue that these platforms have, and of its VAT.
    """
    owed = _of_platforms(books.line("receivable_total_closing"), covered)
    sources = [each for each in books.accounts if each.code.startswith("2")]
    artists, vat = fitting(sources, ON_COMMISSION), fitting(books.accounts, OUTPUT_VAT)
    due, charged = (total(each.credit for each in those) for those in (artists, vat))
    return [
        BridgeStep("receivable", total(each.closing - each.opening for each in owed), "ledger", len(owed)),
        BridgeStep("on_commission", -(due * share).quantize(CENT), "ledger", len(artists)),
        BridgeStep("output_vat", -(charged * share).quantize(CENT), "ledger", len(vat)),
    ]


def _deducted(books: Books, covered: Sequence[Platform]) -> list[BridgeStep]:
    """Return the fees that bills keep back, if the ledger has no account for them and books sales net."""
    if any(each.debit for each in books.line("platform_fees")):
        return []
    bills = [_bill(books, each) for each in covered if each.bills]
    kept = [(bill.source, bill.of("fee", "affiliate", "insurance")) for bill in bills]
    return [
        BridgeStep("booked_net", total(each.amount for each in rows), source, len(rows))
        for source, rows in kept
    ]
