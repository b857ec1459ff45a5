"""Compare the exports of a month that say the same."""

from __future__ import annotations

from pathlib import Path

from artplan.actuals.mapping.mapping import OWN_MAPPING
from artplan.actuals.reconcile.advertising import compare_advertising
from artplan.actuals.reconcile.answer import Bridge, Reconciliation, SourceComparison, Uncompared
from artplan.actuals.reconcile.balances import compare_balances
from artplan.actuals.reconcile.books import OWN_READERS, books
from artplan.actuals.reconcile.bridge import draw_bridge
from artplan.actuals.reconcile.by_order import compare_bills
from artplan.actuals.reconcile.payroll import compare_payroll
from artplan.actuals.reconcile.shop import compare_orders
from artplan.actuals.store.store import STORE


def reconcile(
    month: str, *, store: Path = STORE, own: Path = OWN_MAPPING, readers: Path = OWN_READERS
) -> Reconciliation:
    """Return the month's comparisons, and the bridge from what was paid to the ledger's revenue.

    own, readers: the plan's own mapping, and the folder of its readers. Tolerance is zero. Raises PlanFault
    for a month of which nothing was imported.
    """
    kept = books(month, store=store, own=own, readers=readers)
    bridge = draw_bridge(kept)
    answers = [
        *compare_orders(kept),
        *compare_bills(kept),
        *compare_balances(kept),
        *compare_advertising(kept),
        compare_payroll(kept),
        *([bridge] if isinstance(bridge, Uncompared) else []),
    ]
    return Reconciliation(
        month,
        tuple(each for each in answers if isinstance(each, SourceComparison)),
        tuple(each for each in answers if isinstance(each, Uncompared)),
        bridge if isinstance(bridge, Bridge) else None,
    )
